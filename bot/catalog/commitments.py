"""Decisions by which an authority promises to be quicker than the law (`catalog/commitments/<decision>.yaml`)."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, time
from typing import Annotated, Final, get_args

from pydantic import Field
from pydantic.dataclasses import dataclass

from bot.catalog.model import STRICT, Day, Level, Number, Procedure, ProcedureId, ProcessingTime, Text, Unit

LEVELS: Final[tuple[Level, ...]] = get_args(Level)


@dataclass(frozen=True, config=STRICT)
class Shortened:
    """What a decision's annex prints for one procedure: a time, or only by how many per cent it is shortened."""

    procedure: ProcedureId
    unit: Unit | None = None
    value: Annotated[Number, Field(gt=0)] | None = None
    case: Text | None = None
    percentage: Annotated[Number, Field(gt=0, lt=100)] | None = None


@dataclass(frozen=True, config=STRICT)
class SameDay:
    """Procedures whose result is handed out on the day of filing; filed after `cut_off`, on the next working day."""

    procedures: tuple[ProcedureId, ...]
    cut_off: time | None = None


@dataclass(frozen=True, config=STRICT)
class Commitment:
    """One decision: its number is what people can look up, `valid_until` the day from which it holds no more."""

    number: str
    issued_on: Day
    issuer: Text
    valid_from: Day
    valid_until: Day | None = None
    url: str | None = None
    shortened: tuple[Shortened, ...] = ()
    same_day: SameDay | None = None

    def holds(self, day: date) -> bool:
        """Whether the decision is in force on `day`."""
        return self.valid_from <= day and (self.valid_until is None or day < self.valid_until)


@dataclass(frozen=True)
class Promise:
    """What one decision promises for a procedure: a time, or (None) a bare percentage, never a number of ours."""

    decision: str
    time: ProcessingTime | None = None
    percentage: int | None = None


def promises(commitments: Sequence[Commitment], procedure: str, day: date) -> tuple[Promise, ...]:
    """What holds for a procedure on `day`, in the order of the decisions."""
    return tuple(promise for each in commitments if each.holds(day) for promise in _of(each, procedure))


@dataclass(frozen=True)
class Shortenings:
    """How many procedures decisions shorten (the same-day ones among them), and how many they make same-day."""

    shortened: int
    same_day: int


def counted(procedures: Iterable[Procedure], commitments: Sequence[Commitment]) -> Mapping[Level, Shortenings]:
    """The counts of each level, to be held against those that the decisions give themselves."""
    same_day = {each for decision in commitments if decision.same_day for each in decision.same_day.procedures}
    shortened = same_day | {each.procedure for decision in commitments for each in decision.shortened}
    levels = {each.id: each.level for each in procedures}
    levels_of = [Counter(levels[each] for each in names if each in levels) for names in (shortened, same_day)]
    return {level: Shortenings(*(counts[level] for counts in levels_of)) for level in LEVELS}


def _of(commitment: Commitment, procedure: str) -> tuple[Promise, ...]:
    number = commitment.number
    found = [_promise(number, each) for each in commitment.shortened if each.procedure == procedure]
    if commitment.same_day and procedure in commitment.same_day.procedures:
        same_day = ProcessingTime("same_day", cut_off=commitment.same_day.cut_off, legal_resource=number)
        found.append(Promise(number, same_day))
    return tuple(found)


def _promise(number: str, each: Shortened) -> Promise:
    if each.unit is None:
        return Promise(number, percentage=each.percentage)
    return Promise(number, ProcessingTime(each.unit, each.value, case=each.case, legal_resource=number))
