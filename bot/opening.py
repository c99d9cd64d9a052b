"""How a counter stands at a moment: open, shut, or taking online filings only, and when it opens next.

Days off come from the catalog's calendar. What nobody published is not guessed: past the calendar's last day, on a
Saturday worked in exchange for a day off, and for a Saturday session beside a day off, one must ask.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import takewhile

from bot.catalog.calendar import ONE_DAY, SATURDAY, Calendar, DayOff
from bot.catalog.offices import WEEKDAYS, Office, Opening, Weekday


@dataclass(frozen=True)
class Standing:
    """How a counter stands at a moment, as far as that is known.

    `open_until`: when the opening under way ends, None while the counter is shut. `opens_next`: when the next one
    begins. `online_only`: today filings are taken online and none at the counter. `days_off`: those from today until
    it opens. `ask`: the first day until then of which nobody can tell. `session`: it is open on a Saturday, which
    does not count as a working day. `opened`: an opening of today is over.
    """

    open_until: datetime | None = None
    opens_next: datetime | None = None
    online_only: bool = False
    days_off: tuple[DayOff, ...] = ()
    ask: date | None = None
    session: bool = False
    opened: bool = False


def standing(office: Office, calendar: Calendar, moment: datetime) -> Standing | None:
    """How a counter stands at a moment in Vietnam's time; None where no source gives its hours."""
    if office.hours is None:
        return None
    week, today, upcoming = _Week(office, calendar), moment.date(), next_opening(office, calendar, moment)
    days = list(takewhile(lambda day: upcoming is None or day <= upcoming.date(), week.known_from(today)))
    openings = week.openings(today) if days else ()
    under_way = (each.closes for each in openings if each.opens <= moment.time() < each.closes)
    closes = next(under_way, None)
    unsure = [day for day in days if week.is_unusual(day)]
    after = days[-1] + ONE_DAY if days else today
    if upcoming is None and office.holds(after):
        unsure.append(after)
    return Standing(
        open_until=datetime.combine(today, closes, moment.tzinfo) if closes else None,
        opens_next=upcoming,
        online_only=bool(days) and week.is_online_only(today),
        days_off=tuple(each for each in calendar.days_off if each.day in days),
        ask=min(unsure, default=None),
        session=closes is not None and today.weekday() == SATURDAY,
        opened=any(each.closes <= moment.time() for each in openings),
    )


def next_opening(office: Office, calendar: Calendar, moment: datetime) -> datetime | None:
    """When a counter next begins to take filings after a moment in Vietnam's time, as far as that is sure.

    None where no source gives its hours, where it closes for good, or where the calendar is not published so far.
    """
    week = _Week(office, calendar)
    beginnings = (
        datetime.combine(day, each.opens, moment.tzinfo)
        for day in week.known_from(moment.date())
        for each in week.openings(day)
    )
    return next((each for each in beginnings if each > moment), None)


@dataclass(frozen=True)
class _Week:
    """What the days are at one counter."""

    office: Office
    calendar: Calendar

    def known_from(self, day: date) -> Iterator[date]:
        """The days from `day` on of which the calendar tells, while the office is there."""
        last, gone = self.calendar.covered_until, self.office.valid_until
        while last and day <= last and (gone is None or day < gone):
            yield day
            day += ONE_DAY

    def openings(self, day: date) -> tuple[Opening, ...]:
        """When the counter is sure to take filings on a day, in order."""
        shut = self._is_off(day) or self.is_unusual(day) or self.is_online_only(day) or not self.office.holds(day)
        return () if shut or self.office.hours is None else _joined(self._usual(day))

    def is_online_only(self, day: date) -> bool:
        """Whether filings are taken on a day, and only online."""
        return _weekday(day) in self.office.online_only and not self._is_off(day)

    def is_unusual(self, day: date) -> bool:
        """Whether it is a Saturday of which no source says what it is like: worked, or beside a day off."""
        if day.weekday() != SATURDAY:
            return False
        worked = any(each.day == day for each in self.calendar.worked_saturdays)
        beside = self._is_off(day - ONE_DAY) or self._is_off(day + 2 * ONE_DAY)
        return worked or (beside and bool(self._usual(day)))

    def _usual(self, day: date) -> Sequence[Opening]:
        weekday = _weekday(day)
        found = [Opening(each.opens, each.closes) for each in self.office.hours or () if weekday in each.weekdays]
        sessions = self.office.saturday_sessions if day.weekday() == SATURDAY else ()
        return sorted((*found, *sessions), key=lambda each: each.opens)

    def _is_off(self, day: date) -> bool:
        return self.calendar.holiday(day) is not None


def _weekday(day: date) -> Weekday:
    return WEEKDAYS[day.weekday()]


def _joined(openings: Sequence[Opening]) -> tuple[Opening, ...]:
    """The openings in their order, one that begins when another ends made one with it."""
    beginnings, ends = {each.opens for each in openings}, {each.closes for each in openings}
    first = [each.opens for each in openings if each.opens not in ends]
    last = [each.closes for each in openings if each.closes not in beginnings]
    return tuple(map(Opening, first, last))
