"""When a result is to be expected: the worked examples, a plain count day by day, numpy's count, and later is later."""

from datetime import date, datetime, time, timedelta
from random import Random
from typing import Final, get_args

import numpy as np
import pytest

from bot.catalog.calendar import Calendar
from bot.catalog.model import Unit
from bot.conversation.turn import VIETNAM
from bot.worktime import Period, due
from tests.actors.house import knowledge

CALENDAR: Final = knowledge().catalog.calendar
MORNING: Final = time(9)
DAY: Final = timedelta(days=1)


@pytest.mark.parametrize(
    ("received", "unit", "value", "expected"),
    [
        (date(2026, 11, 23), "working_day", 3, date(2026, 11, 27)),
        (date(2026, 11, 20), "working_day", 7, date(2026, 12, 2)),
        (date(2026, 2, 12), "working_day", 3, date(2026, 2, 24)),
        (date(2026, 4, 24), "working_day", 3, date(2026, 5, 4)),
        (date(2025, 12, 31), "working_day", 6, date(2026, 1, 10)),
        (date(2026, 8, 28), "working_day", 5, date(2026, 9, 8)),
        (date(2026, 11, 11), "calendar_day", 10, date(2026, 11, 23)),
        (date(2026, 11, 13), "calendar_day", 11, date(2026, 11, 25)),
        (date(2026, 11, 20), "calendar_day", 15, date(2026, 12, 7)),
        (date(2026, 2, 6), "calendar_day", 10, date(2026, 2, 23)),
        # Twenty days without public holidays: weekends count, 24 November does not.
        (date(2026, 11, 9), "calendar_day_except_holidays", 20, date(2026, 11, 30)),
        (date(2024, 2, 28), "calendar_day", 1, date(2024, 2, 29)),
    ],
)
def test_the_worked_examples(received: date, unit: Unit, value: int, expected: date) -> None:
    assert due(datetime.combine(received, MORNING, VIETNAM), Period(unit, value), CALENDAR).day == expected


@pytest.mark.parametrize(
    ("received", "expected", "late"),
    [
        (datetime(2026, 11, 23, 15, 0, tzinfo=VIETNAM), date(2026, 11, 23), False),
        (datetime(2026, 11, 23, 15, 10, tzinfo=VIETNAM), date(2026, 11, 25), True),
        (datetime(2026, 11, 21, 16, 0, tzinfo=VIETNAM), date(2026, 11, 23), False),
        (datetime(2026, 11, 24, 8, 0, tzinfo=VIETNAM), date(2026, 11, 25), False),
        (datetime(2026, 1, 10, 9, 0, tzinfo=VIETNAM), date(2026, 1, 10), False),
    ],
)
def test_the_same_day_has_a_cut_off_and_begins_with_a_working_day(
    received: datetime, expected: date, late: bool
) -> None:
    found = due(received, Period("same_day", cut_off=time(15)), CALENDAR)
    assert (found.day, found.after_cut_off) == (expected, late)


def test_hours_run_from_the_moment_and_end_on_a_working_day() -> None:
    assert due(datetime(2026, 11, 20, 10, 0, tzinfo=VIETNAM), Period("hour", 4), CALENDAR).day == date(2026, 11, 20)
    assert due(datetime(2026, 11, 20, 10, 0, tzinfo=VIETNAM), Period("hour", 24), CALENDAR).day == date(2026, 11, 23)


def test_the_days_off_between_are_told() -> None:
    found = due(datetime(2026, 11, 23, 9, 0, tzinfo=VIETNAM), Period("working_day", 3), CALENDAR)
    assert [each.day for each in found.skipped] == [date(2026, 11, 24)]


def test_past_the_published_calendar_a_day_is_only_the_earliest() -> None:
    assert due(datetime(2026, 12, 30, 9, 0, tzinfo=VIETNAM), Period("working_day", 1), CALENDAR).published
    assert not due(datetime(2026, 12, 30, 9, 0, tzinfo=VIETNAM), Period("working_day", 2), CALENDAR).published
    assert not due(datetime(2026, 12, 30, 9, 0, tzinfo=VIETNAM), Period("working_day", 1), Calendar()).published


def test_a_period_needs_its_length() -> None:
    with pytest.raises(ValueError, match="needs a value"):
        due(datetime(2026, 11, 23, 9, 0, tzinfo=VIETNAM), Period("working_day"), CALENDAR)


def naive(received: date, unit: Unit, value: int) -> date:
    """The same, counted by hand with one finger on the wall calendar."""
    off = {each.day for each in CALENDAR.days_off}
    saturdays = {each.day for each in CALENDAR.worked_saturdays}
    left, day = value, received
    while left:
        day = day + DAY
        is_open = (day.weekday() in (0, 1, 2, 3, 4) and day not in off) or day in saturdays
        counts = {"calendar_day": True, "working_day": is_open, "calendar_day_except_holidays": day not in off}
        left -= counts[unit]
    while not ((day.weekday() < 5 and day not in off) or day in saturdays):
        day = day + DAY
    return day


def test_a_count_by_hand_comes_to_the_same() -> None:
    chance = Random(6)
    units: tuple[Unit, ...] = ("working_day", "calendar_day", "calendar_day_except_holidays")
    for _ in range(300):
        received, unit = date(2025, 1, 1) + chance.randrange(730) * DAY, chance.choice(units)
        value = chance.randrange(1, 40)
        found = due(datetime.combine(received, MORNING, VIETNAM), Period(unit, value), CALENDAR)
        assert found.day == naive(received, unit, value), (received, unit, value)


def test_numpy_counts_ten_thousand_periods_the_same() -> None:
    chance = Random(7)
    # numpy knows no worked Saturday, so it is given a calendar without.
    plain = Calendar(CALENDAR.covered_until, CALENDAR.days_off)
    off = np.array([each.day for each in plain.days_off], dtype="datetime64[D]")
    received = [date(2025, 1, 1) + chance.randrange(730) * DAY for _ in range(10_000)]
    values = [chance.randrange(1, 30) for _ in received]
    counted = np.busday_offset(np.array(received, dtype="datetime64[D]"), values, roll="backward", holidays=off)
    ours = [
        due(datetime.combine(day, MORNING, VIETNAM), Period("working_day", value), plain).day
        for day, value in zip(received, values, strict=True)
    ]
    assert ours == counted.astype(object).tolist()


@pytest.mark.parametrize("unit", get_args(Unit))
def test_who_files_later_is_never_given_an_earlier_day(unit: Unit) -> None:
    period = Period(unit, None if unit == "same_day" else 5, time(15) if unit == "same_day" else None)
    moments = [datetime(2025, 12, 20, 8, 0, tzinfo=VIETNAM) + timedelta(hours=5) * number for number in range(1_700)]
    days = [due(moment, period, CALENDAR).day for moment in moments]
    assert days == sorted(days)
