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

from bot.catalog.calendar import ONE_DAY, Calendar, DayOff
from bot.catalog.model import Unit


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
    after_cut_off = _after_cut_off(received, period, calendar)
    day = calendar.worked_from(_last_day(received, period, calendar, after_cut_off))
    skipped = tuple(each for each in calendar.days_off if received.date() < each.day < day)
    return Expected(day, calendar.covers(day), skipped, after_cut_off)


def _after_cut_off(received: datetime, period: Period, calendar: Calendar) -> bool:
    """Whether it came too late for the same day."""
    too_late = period.cut_off is not None and received.time() > period.cut_off
    return too_late and calendar.is_worked(received.date())


def _last_day(received: datetime, period: Period, calendar: Calendar, after_cut_off: bool) -> date:
    """The day on which a period ends, be it worked or not."""
    if period.unit == "same_day":
        return received.date() + ONE_DAY if after_cut_off else received.date()
    if period.value is None:
        raise ValueError(f"A period in {period.unit} needs a value; give one above 0.")
    if period.unit == "hour":
        return (received + timedelta(hours=period.value)).date()
    if period.unit == "calendar_day":
        return received.date() + timedelta(days=period.value)
    counted = calendar.is_worked if period.unit == "working_day" else lambda day: calendar.holiday(day) is None
    return _counted(received.date(), period.value, counted)


def _counted(received: date, value: int, counts: Callable[[date], bool]) -> date:
    """The day that is the `value`th of those that count, the day of receipt not among them."""
    found = (day for day in _following(received) if counts(day))
    return next(day for number, day in enumerate(found, 1) if number == value)


def _following(day: date) -> Iterator[date]:
    while True:
        day += ONE_DAY
        yield day
