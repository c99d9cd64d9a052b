"""The days off that somebody decided, each with its source (Bộ luật Lao động 2019, Arts 111–112)."""

from pydantic import Field
from pydantic.dataclasses import dataclass

from bot.catalog.model import STRICT, Day, Text


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
    """`catalog/calendar.yaml`: past `covered_until` nobody has decided yet, so no date is given."""

    covered_until: Day | None = None
    days_off: tuple[DayOff, ...] = ()
    worked_saturdays: tuple[WorkedSaturday, ...] = Field(default_factory=tuple)
