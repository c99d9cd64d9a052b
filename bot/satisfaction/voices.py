"""Whose word counts for which criterion: counts of the records made into voices that can be added up by any dimension.

Four things are kept apart: whether something was *found*, whether it was *right*, whether it was *helpful*, and what
people say of their visit to an *office*: five factors and three facts. A voice is for a criterion or against it.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal, get_args

from bot.catalog.catalog import Catalog
from bot.records.counts import Counts, Labels, Surveyed
from bot.records.entries import FACTORS, Factor
from bot.satisfaction.metrics import Counted, added_up

Bot = Literal["found", "right", "helpful"]
Fact = Literal["on_time", "asked_for_more", "paid_extra"]
Criterion = Bot | Factor | Fact
"""The facts are criteria by their good answer: on time, nothing more asked for, nothing more paid."""

OF_THE_BOT: Final[tuple[Bot, ...]] = get_args(Bot)
OF_THE_OFFICE: Final[tuple[Factor | Fact, ...]] = (*FACTORS, *get_args(Fact))
CRITERIA: Final[tuple[Criterion, ...]] = (*OF_THE_BOT, *OF_THE_OFFICE)

Dimension = Literal["procedure", "field", "level", "office", "channel", "language", "assisted"]
DIMENSIONS: Final[tuple[Dimension, ...]] = get_args(Dimension)

FOUND: Final = ("procedure", "choice")
MISSED: Final = ("listed_elsewhere", "not_found")
GOOD_ANSWER: Final[Mapping[Fact, int]] = {"on_time": 0, "asked_for_more": 1, "paid_extra": 1}
"""Where the good one of (yes, no) stands."""

UNKNOWN: Final = ""
"""What a voice is called in a dimension that it says nothing about."""

OF_A_LIST: Final[Mapping[Dimension, str]] = {"procedure": UNKNOWN, "level": UNKNOWN}
"""A list names a procedure only where the right one was in it, so that each procedure would be right every time."""


@dataclass(frozen=True)
class Voices:
    """Voices on one criterion that are alike in every dimension."""

    criterion: Criterion
    names: Mapping[Dimension, str]
    counted: Counted

    @property
    def assisted(self) -> bool:
        """Whether a helper held the phone: such voices are kinder, and told apart."""
        return self.names["assisted"] == "yes"


def voices(counts: Counts, catalog: Catalog) -> tuple[Voices, ...]:
    """All voices of a period."""
    names = _naming(catalog)
    found = [
        Voices("found", names(each.labels), _all_or_none(each.kind in FOUND, each.count))
        for each in counts.asked
        if each.kind in FOUND + MISSED
    ]
    found += [
        Voices("right", {**names(each.labels), **OF_A_LIST}, _all_or_none(each.meant, each.count))
        for each in counts.chosen
    ]
    found += [
        Voices(
            "right",
            {**names(each.labels), **(OF_A_LIST if each.kind == "choice" else {})},
            _all_or_none(each.meant, each.count),
        )
        for each in counts.voiced
        if each.kind in FOUND
    ]
    found += [
        Voices("helpful", names(each.labels), _all_or_none(each.verdict == "up", each.count)) for each in counts.voiced
    ]
    for survey in counts.surveyed:
        of_survey = names(survey.labels)
        found += [Voices(criterion, of_survey, counted) for criterion, counted in _of(survey) if counted.whole]
    return tuple(found)


def by(given: Iterable[Voices], dimension: Dimension) -> Mapping[str, Mapping[Criterion, Counted]]:
    """The voices on each criterion, by the names that a dimension has."""
    sums: dict[str, dict[Criterion, Counted]] = defaultdict(dict)
    alike = added_up(((each.names[dimension], each.criterion), each.counted) for each in given)
    for (name, criterion), counted in alike.items():
        sums[name][criterion] = counted
    return sums


def asked_by(counts: Counts, catalog: Catalog) -> Mapping[Dimension, Mapping[str, int]]:
    """How many questions there were, of all kinds, by the names that each dimension has: as apart as voices are."""
    names = _naming(catalog)
    sums: dict[Dimension, dict[str, int]] = {dimension: defaultdict(int) for dimension in DIMENSIONS}
    for each in counts.asked:
        for dimension, name in names(each.labels).items():
            if dimension == "assisted" or not each.labels.assisted:
                sums[dimension][name] += each.count
    return sums


def total(given: Iterable[Voices]) -> Mapping[Criterion, Counted]:
    """The voices on each criterion, of those who asked and answered for themselves."""
    sums = added_up((each.criterion, each.counted) for each in given if not each.assisted)
    return {criterion: sums.get(criterion, Counted()) for criterion in CRITERIA}


def top_two(levels: Sequence[int]) -> Counted:
    """Who is satisfied or very satisfied, of all who answered; who is neither counts against it (SIPAS)."""
    return Counted(levels[3] + levels[4], sum(levels))


def median_level(levels: Sequence[int]) -> int | None:
    """The level (1 to 5) of the voice in the middle, the lower one of two; None of none."""
    reached, middle = 0, (sum(levels) + 1) // 2
    for level, count in enumerate(levels, 1):
        reached += count
        if middle and reached >= middle:
            return level
    return None


def _of(survey: Surveyed) -> Iterable[tuple[Criterion, Counted]]:
    for factor in FACTORS:
        yield factor, top_two(survey.levels[factor])
    for fact, good in GOOD_ANSWER.items():
        answers = survey.facts[fact]
        yield fact, Counted(answers[good], sum(answers))


def _all_or_none(good: bool, count: int) -> Counted:
    return Counted(count if good else 0, count)


def _naming(catalog: Catalog) -> Callable[[Labels], Mapping[Dimension, str]]:
    """What the voices of a cell are called."""

    def names(labels: Labels) -> Mapping[Dimension, str]:
        procedure = catalog.procedure(labels.procedure) if labels.procedure else None
        return {
            "procedure": labels.procedure or UNKNOWN,
            "field": procedure.field if procedure else labels.field or UNKNOWN,
            "level": procedure.level if procedure else UNKNOWN,
            "office": labels.office or UNKNOWN,
            "channel": labels.channel,
            "language": labels.language,
            "assisted": "yes" if labels.assisted else "no",
        }

    return names
