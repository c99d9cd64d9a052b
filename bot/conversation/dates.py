"""The days that filing on a day leads to, in what is said of a processing time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Final

from bot.catalog.calendar import ONE_DAY, Calendar
from bot.catalog.model import ProcessingTime, Words
from bot.catalog.offices import Office
from bot.opening import next_opening, standing
from bot.worktime import Expected, Period, due

MORNING: Final = time(9)
"""When somebody files who names only the day; every counter is open by then, and no cut-off is past."""
LAST_FILING: Final = time(17)
"""From when nobody is told to file today where no source gives the hours; the latest that offices are known to close
(docs/catalog.md, offices)."""


@dataclass(frozen=True)
class Filing:
    """What filing at a moment (in Vietnam's time) comes to; `unverified` where no source gives the period."""

    received: datetime
    period: Period
    expected: Expected
    unverified: bool = False

    @property
    def day(self) -> date:
        """The day of filing."""
        return self.received.date()


def next_moments(now: datetime, calendar: Calendar, office: Office | None = None) -> tuple[datetime, ...]:
    """When a person can file: now, where the office is open, and at its next opening on a later day.

    Where no source gives its hours, now is until `LAST_FILING` of a day that is worked, and the next opening the next
    such day.
    """
    found = _openings(now, calendar, office) if office else ()
    if found:
        return found
    today = now.date()
    later = datetime.combine(calendar.worked_from(today + ONE_DAY), MORNING, now.tzinfo)
    return (now, later) if calendar.is_worked(today) and now.time() < LAST_FILING else (later,)


def on_day(day: date, now: datetime, calendar: Calendar, office: Office | None = None) -> datetime:
    """When a person can file who wants to on a day: then, or at the next opening."""
    if day == now.date():
        return next_moments(now, calendar, office)[0]
    midnight = datetime.combine(day, time.min, now.tzinfo)
    opening = next_opening(office, calendar, midnight) if office else None
    return opening or datetime.combine(calendar.worked_from(day), MORNING, now.tzinfo)


def _openings(now: datetime, calendar: Calendar, office: Office) -> tuple[datetime, ...]:
    """This moment or the next opening, and the first one of a later day; nothing where that cannot be told."""
    stands = standing(office, calendar, now)
    first = now if stands and stands.open_until else next_opening(office, calendar, now)
    if first is None:
        return ()
    end_of_day = datetime.combine(first.date(), time.max, now.tzinfo)
    later = next_opening(office, calendar, end_of_day)
    return (first, later) if later else (first,)


def filings(of: ProcessingTime, moments: Sequence[datetime], calendar: Calendar) -> tuple[Filing, ...]:
    """What filing at each moment comes to; nothing where the time tells no day."""
    if of.starts_later or (of.value is None and of.unit != "same_day"):
        return ()
    period = Period(of.unit, of.value, of.cut_off)
    return tuple(Filing(moment, period, due(moment, period, calendar), of.unverified) for moment in moments)


@dataclass(frozen=True)
class Break:
    """Days off that follow each other under one name."""

    first: date
    last: date
    name: Words


def breaks(found: Sequence[Filing]) -> tuple[Break, ...]:
    """The days off between filing and result, each once, in order."""
    days = {each.day: each for filing in found for each in filing.expected.skipped}
    runs: list[Break] = []
    for day in sorted(days):
        follows = runs and runs[-1].name == days[day].name and day - runs[-1].last == ONE_DAY
        first = runs.pop().first if follows else day
        runs.append(Break(first, day, days[day].name))
    return tuple(runs)
