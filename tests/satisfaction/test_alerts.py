"""Which procedures officials are alerted of: golden values, and never of the same fall twice."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.records.counts import Counts, Labels, Period, Voiced
from bot.satisfaction.alerts import MOST_A_WEEK, Fall, alert, compared, falls, to_tell
from bot.satisfaction.change import Change
from bot.satisfaction.metrics import Counted
from tests.satisfaction.telling import CATALOG, thumbs

TODAY = date(2026, 11, 23)
NOW = compared(TODAY)


def fallen(now: tuple[Voiced, ...], before: tuple[Voiced, ...]) -> tuple[Fall, ...]:
    return falls(Counts(NOW, voiced=now), Counts(NOW.before, voiced=before), CATALOG)


def test_four_whole_weeks_are_compared_with_the_four_before() -> None:
    assert Period(date(2026, 10, 26), date(2026, 11, 22)) == NOW
    assert NOW.before == Period(date(2026, 9, 28), date(2026, 10, 25))


@pytest.mark.parametrize(
    ("now", "before", "told"),
    [  # thumbs up and down
        ((0, 30), (30, 0), True),
        ((0, 29), (30, 0), False),
        ((0, 30), (29, 0), False),
        ((0, 29), (29, 0), False),
        # 70/100 after 84/100: Newcombe, in points, -25.3 to -2.3 with 95 %, but -28.7 to +1.4 with 99 %.
        ((70, 30), (84, 16), False),
        # 65/100 after 84/100: -33.8 to -3.1 with 99 %.
        ((65, 35), (84, 16), True),
        ((84, 16), (65, 35), False),
    ],
)
def test_thirty_voices_each_and_ninety_nine_per_cent(now: tuple[int, int], before: tuple[int, int], told: bool) -> None:
    found = fallen(thumbs("khai-sinh", *now), thumbs("khai-sinh", *before))
    assert [each.procedure for each in found] == (["khai-sinh"] if told else [])


def test_a_helper_s_voice_and_an_unknown_procedure_do_not_count() -> None:
    before = thumbs("khai-sinh", 40, 0)
    assert not fallen(thumbs("khai-sinh", 0, 40, assisted=True), before)
    nobody = Labels("web", "vi")
    nameless = [tuple(replace(each, labels=nobody) for each in thumbs("", *given)) for given in ((0, 40), (40, 0))]
    assert not fallen(*nameless)


def fall(procedure: str, difference: float) -> Fall:
    return Fall(procedure, Counted(), Counted(), Change(difference, -1.0, -0.01))


FOUR = tuple(fall(name, -0.9 + 0.1 * number) for number, name in enumerate("abcd"))


def names(found: tuple[Fall, ...]) -> list[str]:
    return [each.procedure for each in found]


def test_the_largest_fall_comes_first() -> None:
    now = (*thumbs("khai-sinh", 20, 20), *thumbs("ket-hon", 5, 35), *thumbs("so-do", 12, 28))
    before = (*thumbs("khai-sinh", 40, 0), *thumbs("ket-hon", 40, 0), *thumbs("so-do", 40, 0))
    assert names(fallen(now, before)) == ["ket-hon", "so-do", "khai-sinh"]


def test_of_four_the_three_largest_are_told() -> None:
    assert names(to_tell(FOUR, [], TODAY)) == ["a", "b", "c"]


@pytest.mark.parametrize(("days", "told"), [(0, []), (1, []), (6, []), (7, ["d"]), (27, ["d"]), (28, ["a", "b", "c"])])
def test_not_again_next_day_nor_the_same_fall_within_four_weeks(days: int, told: list[str]) -> None:
    before = [(name, TODAY) for name in "abc"]
    assert names(to_tell(FOUR, before, TODAY + timedelta(days=days))) == told


DAYS = st.dates(TODAY - timedelta(days=40), TODAY - timedelta(days=1))


@given(st.lists(st.tuples(st.sampled_from("abcdefgh"), DAYS), max_size=12))
def test_never_more_than_three_a_week_and_no_procedure_twice_in_it(before: list[tuple[str, date]]) -> None:
    told = to_tell(FOUR, before, TODAY)
    week = [name for name, day in before if day > TODAY - timedelta(days=7)]
    assert len(told) <= max(MOST_A_WEEK - len(week), 0)
    assert not set(names(told)) & set(week)


def test_an_alert_says_why_where_and_whose() -> None:
    now = (
        *thumbs("khai-sinh", 5, 20, "missing", "giay-chung-sinh"),
        *thumbs("khai-sinh", 0, 7, "differs", "cost"),
        *thumbs("khai-sinh", 0, 3, "unclear"),
        *thumbs("ket-hon", 0, 90, "wrong"),
        *thumbs("khai-sinh", 0, 99, "other", assisted=True),
    )
    counts = Counts(NOW, voiced=now)
    (found,) = falls(counts, Counts(NOW.before, voiced=thumbs("khai-sinh", 40, 0)), CATALOG)
    told = alert(found, counts, CATALOG, lambda procedure, fact, _: f"{procedure}.yaml:{len(fact)}")
    assert told.reasons == [("missing", 20), ("differs", 7), ("unclear", 3)]
    assert (told.fact, told.source) == ("documents", "khai-sinh.yaml:9")
    assert told.unit == "Ủy ban nhân dân xã"
    assert (told.fall.now, told.fall.before) == (Counted(5, 35), Counted(40, 40))


def test_where_nobody_said_why_nothing_is_invented() -> None:
    counts = Counts(NOW, voiced=thumbs("ket-hon", 5, 35))
    (found,) = falls(counts, Counts(NOW.before, voiced=thumbs("ket-hon", 40, 0)), CATALOG)
    told = alert(found, counts, CATALOG, lambda *_: "never asked")
    assert (told.reasons, told.fact, told.source, told.unit) == ([], None, None, None)
