"""The days off that somebody decided, each with its source (Bộ luật Lao động 2019, Arts 111–112)."""

from datetime import date, timedelta
from typing import Final

from pydantic import Field
from pydantic.dataclasses import dataclass

from bot.catalog.model import STRICT, Day, Text

ONE_DAY: Final = timedelta(days=1)
SATURDAY: Final = 5


@dataclass(frozen=True, config=STRICT)
class DayOff:
    """A weekday on which offices are closed."""

    day: Day
    name: Text
    source: str


@dataclass(frozen=True, config=STRICT)
class WorkedSaturday:
    """A Saturday worked in exchange for a day off."""

    day: Day
    source: str


@dataclass(frozen=True, config=STRICT)
class Calendar:
    """`catalog/calendar.yaml`: past `covered_until` nobody has decided yet, so no date is given.

    `lunar_new_year` are first days of Tết (mùng 1), which people count from ("mùng 5 Tết").
    """

    covered_until: Day | None = None
    days_off: tuple[DayOff, ...] = ()
    worked_saturdays: tuple[WorkedSaturday, ...] = Field(default_factory=tuple)
    lunar_new_year: tuple[Day, ...] = Field(default_factory=tuple)

    def is_worked(self, day: date) -> bool:
        """Whether offices work on a day."""
        if day.weekday() >= SATURDAY:
            return any(each.day == day for each in self.worked_saturdays)
        return self.holiday(day) is None

    def holiday(self, day: date) -> DayOff | None:
        """The day off that somebody decided for a day, be it a weekend or not."""
        return next((each for each in self.days_off if each.day == day), None)

    def covers(self, day: date) -> bool:
        """Whether all days off up to a day are known."""
        return self.covered_until is not None and day <= self.covered_until

    def worked_from(self, day: date) -> date:
        """The day itself, or the next one that is worked."""
        while not self.is_worked(day):
            day += ONE_DAY
        return day
