"""Which texts are one item, which item comes next, and who may take a step."""

import itertools
from collections.abc import Sequence
from datetime import date, timedelta

import pytest

from bot.desk.people import NotAllowed, Person, Role
from bot.desk.refusals import NothingLikeIt
from bot.desk.unanswered import (
    alike,
    grouped,
    holding,
    is_held,
    key_of,
    merge,
    reject,
    settle,
    take,
    to_merge_with,
    waiting,
)
from bot.records.queue import Item, ItemState, Queue, Ungrouped
from tests.matching.small import MATCHER

TODAY = date(2026, 11, 23)
KEY = key_of(MATCHER)
BIRDS = ("xin phép nuôi chim yến", "xin phep nuoi chim yen", "Cho em xin phép nuôi chim yến, cần gì?")
OTHERS = ("xin phép nuôi chim cảnh", "xin phép khoan giếng", "???", "!!!")
ONE_WORD = ("làm giấy cho em chim", "con tôi ở được không này chim")
"""Of what is said in each, the same single word is its own."""


def texts(*said: str) -> list[Ungrouped]:
    return [Ungrouped(f"text-{number}", text, TODAY) for number, text in enumerate(said)]


def groups(given: Sequence[Ungrouped], items: Sequence[Item] = ()) -> set[frozenset[str]]:
    """The texts of each item."""
    numbers = itertools.count()
    found = grouped(given, items, KEY, lambda: f"new-{next(numbers)}")
    said = {each.id: each.text for each in given}
    return {frozenset(said[text] for text in found if found[text] == item) for item in found.values()}


def item(
    name: str,
    text: str | None = "xin phép khoan giếng",
    count: int = 1,
    state: ItemState = "new",
    taker: str | None = None,
) -> Item:
    return Item(name, state, text, count, 0, TODAY, TODAY, TODAY, taker=taker)


def test_texts_that_say_nearly_the_same_are_one_item_and_others_are_not() -> None:
    found = groups(texts(*BIRDS, *OTHERS, *ONE_WORD))
    assert found == {frozenset(BIRDS), *(frozenset({each}) for each in (*OTHERS, *ONE_WORD))}


def test_the_order_in_which_texts_lie_changes_nothing() -> None:
    given = texts(*BIRDS, *OTHERS)
    assert (
        len({frozenset(groups(order)) for order in itertools.islice(itertools.permutations(given), 0, 5000, 97)}) == 1
    )


@pytest.mark.parametrize(
    ("state", "joins"), [("new", True), ("assigned", True), ("rejected", True), ("applied", False)]
)
def test_what_was_applied_takes_no_more(state: ItemState, joins: bool) -> None:
    (found,) = grouped(texts(BIRDS[1]), [item("known001", BIRDS[0], state=state)], KEY, lambda: "new00001").values()
    assert found == ("known001" if joins else "new00001")


def test_what_was_asked_most_comes_first_and_then_what_was_asked_first() -> None:
    old = Item("old00001", "assigned", "b", 1, 0, TODAY - timedelta(days=3), TODAY, TODAY)
    items = (item("new00001"), item("often001", count=2), old, item("done0001", count=9, state="applied"))
    assert [each.id for each in waiting(Queue(items))] == ["often001", "old00001", "new00001"]
    assert old.age(TODAY) == 3


def test_who_took_an_item_has_it_for_a_week() -> None:
    held = item("held0001", state="assigned", taker="hoa")
    minh, hoa = Person("minh", "reviewer"), Person("hoa", "reviewer")
    assert is_held(held, minh, TODAY + timedelta(days=7))
    assert not is_held(held, minh, TODAY + timedelta(days=8))
    assert not is_held(held, hoa, TODAY)
    assert take(minh, "held0001", TODAY).left_since == TODAY - timedelta(days=7)


def test_a_question_is_found_in_its_item_while_that_is_open() -> None:
    queue = Queue((item("birds001", BIRDS[0]), item("wells001", OTHERS[1], state="rejected")))
    found = holding(queue, BIRDS[2], KEY)
    assert found
    assert found.id == "birds001"
    assert holding(queue, OTHERS[1], KEY) is None


def test_an_item_is_put_to_the_one_most_like_it_or_to_none() -> None:
    birds, more, wells = item("birds001", BIRDS[0]), item("birds002", OTHERS[0]), item("wells001", "khoan giếng")
    assert to_merge_with(Queue((birds, wells, more)), birds, KEY) == more
    assert alike(Queue((birds, item("reports1", None))), birds, KEY) is None
    with pytest.raises(NothingLikeIt):
        to_merge_with(Queue((birds, item("other001", "trồng rau"))), birds, KEY)


@pytest.mark.parametrize("role", ["citizen", "helper"])
def test_only_reviewers_and_admins_take_a_step(role: Role) -> None:
    person = Person("somebody", role)
    for step in (
        lambda: take(person, "item0001", TODAY),
        lambda: reject(person, "item0001", TODAY),
        lambda: settle(person, "item0001", TODAY),
        lambda: merge(person, "item0001", "item0002", TODAY),
    ):
        with pytest.raises(NotAllowed):
            step()
