"""Whether a counter is open: the sentences of a week in November 2026, and a naive counter minute by minute."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Final

import pytest

from bot.catalog.calendar import Calendar, DayOff, WorkedSaturday
from bot.catalog.model import Words
from bot.catalog.offices import WEEKDAYS, Office, Opening, Session, Weekday
from bot.conversation.turn import VIETNAM
from bot.opening import Standing, next_opening, standing
from tests.actors.house import knowledge

CALENDAR: Final = knowledge().catalog.calendar
MINUTE: Final = timedelta(minutes=1)
MORNING, AFTERNOON = (time(7, 30), time(11, 30)), (time(13, 30), time(17))
TO_THURSDAY: Final[tuple[Weekday, ...]] = ("mon", "tue", "wed", "thu")
COUNTER: Final = Office(
    "quay",
    Words("Quầy (VÍ DỤ)"),
    one_of="loai",
    place="noi",
    hours=(Session(*MORNING, (*TO_THURSDAY, "fri")), Session(*AFTERNOON, TO_THURSDAY)),
    saturday_sessions=(Opening(time(7, 30), time(11)),),
)
"""Friday afternoons it is shut, Saturday mornings it takes filings."""

CULTURE_DAY: Final = next(each for each in CALENDAR.days_off if each.day == date(2026, 11, 24))


def at(day: int, hour: int, minute: int = 0, month: int = 11, year: int = 2026) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=VIETNAM)


STANDINGS: Final = {
    "in the morning": (at(23, 9), Standing(at(23, 11, 30), at(23, 13, 30))),
    "the minute it opens": (at(23, 7, 30), Standing(at(23, 11, 30), at(23, 13, 30))),
    "at noon": (at(23, 12), Standing(None, at(23, 13, 30), opened=True)),
    "the minute it closes": (at(23, 11, 30), Standing(None, at(23, 13, 30), opened=True)),
    "the last hour before a day off": (
        at(23, 16),
        Standing(at(23, 17), at(25, 7, 30), days_off=(CULTURE_DAY,), opened=True),
    ),
    "the evening before a day off": (at(23, 18), Standing(None, at(25, 7, 30), days_off=(CULTURE_DAY,), opened=True)),
    "before it opens": (at(23, 7), Standing(None, at(23, 7, 30))),
    "on a day off": (at(24, 9), Standing(None, at(25, 7, 30), days_off=(CULTURE_DAY,))),
    "Friday afternoon": (at(27, 14), Standing(None, at(28, 7, 30), opened=True)),
    "Saturday morning": (at(28, 8), Standing(at(28, 11), at(30, 7, 30), session=True)),
    "Sunday": (at(29, 8), Standing(None, at(30, 7, 30))),
    "before a Saturday that is worked for a day off": (
        at(9, 18, month=1),
        Standing(None, at(12, 7, 30, month=1), ask=date(2026, 1, 10), opened=True),
    ),
    "on that Saturday": (at(10, 8, month=1), Standing(None, at(12, 7, 30, month=1), ask=date(2026, 1, 10))),
    "the last evening that is published": (at(31, 18, month=12), Standing(ask=date(2027, 1, 1), opened=True)),
    "a day that nobody published": (at(4, 9, month=1, year=2027), Standing(ask=date(2027, 1, 4))),
}


@pytest.mark.parametrize(("moment", "expected"), STANDINGS.values(), ids=STANDINGS.keys())
def test_how_a_counter_stands(moment: datetime, expected: Standing) -> None:
    assert standing(COUNTER, CALENDAR, moment) == expected


def test_a_day_for_online_filings_is_no_day_for_the_counter() -> None:
    online = replace(COUNTER, online_only=("mon", "wed"))
    assert standing(online, CALENDAR, at(23, 9)) == Standing(
        None, at(26, 7, 30), online_only=True, days_off=(CULTURE_DAY,)
    )
    assert standing(replace(COUNTER, online_only=("tue",)), CALENDAR, at(24, 9)) == Standing(
        None, at(25, 7, 30), days_off=(CULTURE_DAY,)
    ), "a day off is none for anything"


def test_a_saturday_inside_tet_is_asked_about() -> None:
    found = standing(COUNTER, CALENDAR, at(12, 18, month=2))
    assert found is not None
    assert (found.opens_next, found.ask) == (at(13, 7, 30, month=2), None)
    found = standing(COUNTER, CALENDAR, at(13, 18, month=2))
    assert found is not None
    assert (found.opens_next, found.ask) == (at(23, 7, 30, month=2), date(2026, 2, 14))
    assert [each.day.day for each in found.days_off] == [16, 17, 18, 19, 20]
    found = standing(replace(COUNTER, saturday_sessions=()), CALENDAR, at(13, 18, month=2))
    assert found is not None
    assert found.ask is None, "no Saturday is a day for this counter"


def test_where_nobody_tells_the_hours_nothing_is_said() -> None:
    assert standing(replace(COUNTER, hours=None), CALENDAR, at(23, 9)) is None
    assert next_opening(replace(COUNTER, hours=None), CALENDAR, at(23, 9)) is None
    assert next_opening(COUNTER, Calendar(), at(23, 9)) is None


def test_a_counter_that_closes_for_good_opens_no_more() -> None:
    closing = replace(COUNTER, valid_until=date(2026, 11, 25))
    assert standing(closing, CALENDAR, at(23, 18)) == Standing(days_off=(CULTURE_DAY,), opened=True)
    coming = replace(COUNTER, valid_from=date(2026, 11, 26))
    assert next_opening(coming, CALENDAR, at(23, 9)) == at(26, 7, 30)


def test_sessions_that_meet_are_one_opening() -> None:
    whole = replace(COUNTER, hours=(Session(time(7), time(12), ("mon",)), Session(time(12), time(17), ("mon",))))
    found = standing(whole, CALENDAR, at(23, 9))
    assert found is not None
    assert (found.open_until, found.opens_next) == (at(23, 17), at(28, 7, 30))


def is_open(office: Office, calendar: Calendar, moment: datetime) -> bool:
    """The same, looked up for one minute and as plainly as can be."""
    day, weekday = moment.date(), WEEKDAYS[moment.weekday()]
    if calendar.covered_until is None or day > calendar.covered_until:
        return False
    off = {each.day for each in calendar.days_off}
    if day in off or weekday in office.online_only:
        return False
    if weekday == "sat":
        friday, monday = day - timedelta(days=1), day + timedelta(days=2)
        if day in {each.day for each in calendar.worked_saturdays} or friday in off or monday in off:
            return False
        if any(each.opens <= moment.time() < each.closes for each in office.saturday_sessions):
            return True
    return any(weekday in each.weekdays and each.opens <= moment.time() < each.closes for each in office.hours or ())


def invented(chance: Random) -> tuple[Office, Calendar]:
    """A counter and a calendar nobody has: half days, odd sessions, days off anywhere but on weekends."""
    clocks = [time(7), time(7, 30), time(11, 30), time(13), time(16, 30), time(17)]

    def days(most: int) -> tuple[Weekday, ...]:
        return tuple(chance.sample(WEEKDAYS, chance.randint(1, most)))

    hours = (Session(clocks[0], clocks[chance.randint(1, 2)], days(7)), Session(clocks[3], clocks[5], days(5)))
    monday = date(2026, 11, 23)
    off = tuple(DayOff(monday + timedelta(days=each), Words("Nghỉ"), "") for each in chance.sample(range(5), 2))
    worked = (WorkedSaturday(date(2026, 12, 5), ""),) if chance.random() < 0.5 else ()
    calendar = Calendar(monday + timedelta(days=chance.randint(3, 12)), off, worked)
    sessions = (Opening(clocks[1], clocks[2]),) if "sat" not in hours[0].weekdays else ()
    return replace(COUNTER, hours=hours, online_only=days(2), saturday_sessions=sessions), calendar


@pytest.mark.parametrize("seed", range(25))
def test_a_naive_counter_minute_by_minute_agrees(seed: int) -> None:
    chance = Random(seed)
    office, calendar = invented(chance)
    start = datetime(2026, 11, 23, tzinfo=VIETNAM)
    minutes = [start + MINUTE * number for number in range(15 * 24 * 60)]
    openness = [is_open(office, calendar, each) for each in minutes]
    changes = {each for each, was, now in zip(minutes[1:], openness, openness[1:], strict=False) if was != now}
    # Also the very minutes at which it opens and closes.
    tried = chance.sample(range(10 * 24 * 60), 60)
    for number in (*tried, *(number for number in range(1200) if minutes[number] in changes)):
        moment, found = minutes[number], standing(office, calendar, minutes[number])
        assert found is not None
        assert (found.open_until is not None) == openness[number], moment
        if found.open_until:
            closing = (each for each, opened in zip(minutes[number:], openness[number:], strict=True) if not opened)
            assert found.open_until == next(closing)
        later = zip(minutes[number + 1 :], openness[number:], openness[number + 1 :], strict=False)
        assert found.opens_next == next((each for each, was, now in later if now and not was), None), moment
        assert found.opens_next == next_opening(office, calendar, moment)
