"""Whose word counts for what: four things apart, and a helper's hand apart from all."""

from dataclasses import replace
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.records.counts import Asked, Chosen, Voiced
from bot.satisfaction.metrics import Counted
from bot.satisfaction.voices import Voices, by, median_level, top_two, total, voices
from tests.satisfaction.telling import CATALOG, asked, labels, thumbs, told, visits

LEVELS = st.lists(st.integers(0, 40), min_size=5, max_size=5)


def _total(**counted: object) -> dict[str, Counted]:
    return {str(name): each for name, each in total(voices(told(**counted).now, CATALOG)).items() if each.whole}


def test_found_is_of_questions_about_procedures_alone() -> None:
    kinds = ("procedure", "choice", "listed_elsewhere", "not_found", "general_rule", "small_talk", "unreadable")
    counted = tuple(Asked(labels(), kind, 10**at) for at, kind in enumerate(kinds))  # type: ignore[arg-type]  # kinds
    assert _total(asked=counted) == {"found": Counted(11, 1111)}


def test_right_is_what_was_meant_by_choice_or_by_rating() -> None:
    wrong = Voiced(labels("khai-sinh"), "procedure", "down", "wrong", None, False, 2)
    unclear = Voiced(labels("khai-sinh"), "procedure", "down", "unclear", None, True, 5)
    of_nothing = Voiced(labels(), "not_found", "down", "wrong", None, False, 7)
    chosen = (Chosen(labels("khai-sinh"), True, 11), Chosen(labels(), False, 3))
    assert _total(voiced=(wrong, unclear, of_nothing), chosen=chosen) == {
        "right": Counted(16, 21),
        "helpful": Counted(0, 14),
    }


def test_a_list_says_nothing_of_how_often_a_procedure_is_right() -> None:
    """It names the procedure only where that was meant: each would be right every time."""
    from_lists = (Chosen(labels("khai-sinh"), True, 50), Chosen(labels(), False, 20))
    of_answer = Voiced(labels("khai-sinh"), "procedure", "down", "wrong", None, False, 2)
    of_list = Voiced(labels("khai-sinh"), "choice", "up", None, None, True, 7)
    given = voices(told(chosen=from_lists, voiced=(of_answer, of_list)).now, CATALOG)
    assert by(given, "procedure")["khai-sinh"]["right"] == Counted(0, 2)
    assert by(given, "field")["ho-tich"]["right"] == Counted(57, 59)
    assert total(given)["right"] == Counted(57, 79)


def test_neither_satisfied_nor_dissatisfied_counts_against_an_office() -> None:
    assert top_two((1, 2, 30, 4, 5)) == Counted(9, 42)
    assert _total(surveyed=(visits("o", access=(1, 2, 30, 4, 5)),)) == {"access": Counted(9, 42)}


def test_a_fact_counts_by_its_good_answer() -> None:
    survey = replace(visits("o"), facts={"on_time": (7, 3), "asked_for_more": (2, 8), "paid_extra": (1, 9)})
    assert _total(surveyed=(survey,)) == {
        "on_time": Counted(7, 10),
        "asked_for_more": Counted(8, 10),
        "paid_extra": Counted(9, 10),
    }


def test_what_a_helper_held_the_phone_for_is_told_apart() -> None:
    counted = (*thumbs("khai-sinh", 30, 10), *thumbs("khai-sinh", 99, 0, assisted=True))
    given = voices(told(voiced=counted).now, CATALOG)
    assert total(given)["helpful"] == Counted(30, 40)
    assert by(given, "assisted")["yes"]["helpful"] == Counted(99, 99)


def test_a_voice_belongs_to_the_field_and_level_of_its_procedure_or_to_the_nearest_field() -> None:
    given = voices(told(voiced=thumbs("so-do", 3, 1), asked=asked("ho-tich", 6, 4)).now, CATALOG)
    assert by(given, "field")["dat-dai"]["helpful"] == Counted(3, 4)
    assert by(given, "level")["province"]["helpful"] == Counted(3, 4)
    assert by(given, "field")["ho-tich"]["found"] == Counted(6, 10)


@pytest.mark.parametrize(
    ("levels", "middle"), [((0, 0, 0, 0, 0), None), ((1, 0, 0, 0, 1), 1), ((1, 0, 0, 0, 2), 5), ((0, 0, 5, 5, 1), 4)]
)
def test_the_middle_voice(levels: tuple[int, ...], middle: int | None) -> None:
    assert median_level(levels) == middle


@given(LEVELS, st.integers(0, 4))
def test_a_satisfied_voice_more_never_lowers_a_share(levels: list[int], level: int) -> None:
    before = top_two(levels)
    levels[level] += 1
    after = top_two(levels)
    if level >= 3:
        assert after.part * before.whole >= before.part * after.whole
        assert after.interval[0] >= before.interval[0] or not before.whole
    else:
        assert after.part * before.whole <= before.part * after.whole


@given(
    st.lists(
        st.builds(
            Voices,
            st.sampled_from(("found", "right", "helpful")),
            st.fixed_dictionaries({"assisted": st.sampled_from(("yes", "no")), "field": st.sampled_from("abc")}),
            st.integers(0, 9).flatmap(lambda n: st.builds(Counted, st.integers(0, n), st.just(n))),
        )
    ),
    st.randoms(use_true_random=False),
)
def test_the_order_of_the_rows_changes_nothing(given: list[Voices], chance: Random) -> None:
    shuffled = list(given)
    chance.shuffle(shuffled)
    assert total(shuffled) == total(given)
    assert by(shuffled, "field") == by(given, "field")
