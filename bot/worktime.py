"""When a result is to be expected: five units of time counted over the days that offices work.

Counting follows the Civil Code 2015 (Bộ luật Dân sự 91/2015/QH13): the day of receipt is not counted (Article 147), a
period in hours runs from the moment (147), a period in days has all days and ends, where its last day is no working
day, with the next one (148). What is a working day the catalog's calendar says (Bộ luật Lao động 45/2019/QH14, Articles
111 and 112, and the yearly notices). A matter of the same day that comes after the cut-off is done the next working day
(Luật Hộ tịch 60/2014/QH13, Article 5). The date on the appointment slip decides; what is computed here is expected.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from bot.catalog.calendar import Calendar, DayOff
from bot.catalog.model import Unit

ONE_DAY: Final = timedelta(days=1)
SATURDAY: Final = 5


@dataclass(frozen=True)
class Period:
    """How long an office may take: `value` in `unit`; `same_day` has no value, and may have a cut-off."""

    unit: Unit
    value: int | None = None
    cut_off: time | None = None


@dataclass(frozen=True)
class Expected:
    """The day a result is expected on, at the earliest where `published` is False.

    `published`: whether all days off up to then are known. `skipped`: the days off that lay between and were not
    counted. `after_cut_off`: it came too late for the same day.
    """

    day: date
    published: bool
    skipped: tuple[DayOff, ...] = ()
    after_cut_off: bool = False


def due(received: datetime, period: Period, calendar: Calendar) -> Expected:
    """When what is received at a moment (in Vietnam's time) is due.

    Raises `ValueError` where the unit needs a value and has none.
    """
    days = _Days(calendar)
    after_cut_off = False
    if period.unit == "same_day":
        after_cut_off = period.cut_off is not None and received.time() > period.cut_off
        too_late = after_cut_off and days.are_worked(received.date())
        day = days.from_then_on(received.date() + ONE_DAY if too_late else received.date())
        after_cut_off = too_late
    elif period.value is None:
        raise ValueError(f"A period in {period.unit} needs a value; give one above 0.")
    elif period.unit == "hour":
        day = days.from_then_on((received + timedelta(hours=period.value)).date())
    elif period.unit == "calendar_day":
        day = days.from_then_on(received.date() + timedelta(days=period.value))
    else:
        counted = days.are_worked if period.unit == "working_day" else days.are_no_holidays
        day = days.from_then_on(_counted(received.date(), period.value, counted))
    published = calendar.covered_until is not None and day <= calendar.covered_until
    skipped = tuple(each for each in calendar.days_off if received.date() < each.day < day)
    return Expected(day, published, skipped, after_cut_off)


@dataclass(frozen=True)
class _Days:
    """What the days of a calendar are."""

    calendar: Calendar

    def are_worked(self, day: date) -> bool:
        """Whether offices work on a day."""
        if day.weekday() >= SATURDAY:
            return any(each.day == day for each in self.calendar.worked_saturdays)
        return self.are_no_holidays(day)

    def are_no_holidays(self, day: date) -> bool:
        """Whether a day is not among the days off, be it a weekend or not."""
        return all(each.day != day for each in self.calendar.days_off)

    def from_then_on(self, day: date) -> date:
        """The day itself, or the next one that is worked."""
        while not self.are_worked(day):
            day += ONE_DAY
        return day


def _counted(received: date, value: int, counts: Callable[[date], bool]) -> date:
    """The day that is the `value`th of those that count, the day of receipt not among them."""
    found = (day for day in _following(received) if counts(day))
    return next(day for number, day in enumerate(found, 1) if number == value)


def _following(day: date) -> Iterator[date]:
    while True:
        day += ONE_DAY
        yield day
