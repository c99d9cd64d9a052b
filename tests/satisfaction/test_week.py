"""A week in the order in which an official reads it."""

from datetime import date, timedelta

import pytest

from bot.records.counts import Counts
from bot.records.told import Told
from bot.satisfaction.disclosure import Few, Hidden, Share
from bot.satisfaction.report import compiled
from bot.satisfaction.week import Line, last_whole_week, lines, week_from
from tests.satisfaction.telling import CATALOG, WEEK, asked, thumbs, told, visits


def of(told_in_week: Told) -> tuple[Line, ...]:
    return lines(compiled(told_in_week, CATALOG))


@pytest.mark.parametrize("days", range(7))
def test_it_is_the_last_week_that_is_over_on_each_of_its_days(days: int) -> None:
    assert week_from(last_whole_week(date(2026, 11, 23) + timedelta(days=days))) == WEEK


def test_the_lowest_share_comes_first_and_what_has_none_last() -> None:
    found = of(
        told(
            asked=asked("ho-tich", 20, 9),
            voiced=thumbs("khai-sinh", 30, 10),
            surveyed=(visits("quay", punctual=(20, 20)),),
        )
    )
    assert [each.criterion for each in found] == ["on_time", "helpful", "right", "found"]
    assert [type(each.counted) for each in found] == [Share, Share, Share, Few]


def test_what_stands_out_comes_before_what_is_lower_everywhere() -> None:
    found = of(
        told(
            voiced=(*thumbs("khai-sinh", 10, 40), *thumbs("ket-hon", 95, 5)),
            surveyed=(visits("quay", punctual=(60, 60)),),
        )
    )
    assert found[0].criterion == "helpful"
    assert found[0].weak
    assert found[0].weak.weakness.name == "khai-sinh"
    assert found[1].criterion == "on_time"
    assert isinstance(found[0].counted, Share)
    assert isinstance(found[1].counted, Share)
    assert found[0].counted.value > found[1].counted.value


def test_of_visits_it_is_what_stands_out_then_what_is_lowest_then_what_most_spoke_of() -> None:
    late, punctual = (visits("xa", punctual=given, access=(0, 0, 30, 10, 0)) for given in ((20, 90), (90, 20)))
    assert of(told(surveyed=(late, visits("so", punctual=(100, 1)))))[0].criterion == "on_time"
    assert of(told(surveyed=(punctual,)))[0].criterion == "access"
    few = of(told(surveyed=(visits("xa", punctual=(3, 1), staff=(0, 0, 0, 0, 2)),)))
    assert Hidden(4) in [each.counted for each in few if each.criterion == "on_time"]


def test_a_change_is_told_only_where_it_is_sure() -> None:
    before = Counts(WEEK.before, voiced=thumbs("khai-sinh", 90, 10))
    much = Told(Counts(WEEK, voiced=thumbs("khai-sinh", 60, 40)), before)
    little = Told(Counts(WEEK, voiced=thumbs("khai-sinh", 85, 15)), before)
    changes = [next(each for each in of(week) if each.criterion == "helpful").change for week in (much, little)]
    assert changes[0]
    assert changes[0].difference == pytest.approx(-0.3)
    assert changes[1] is None
