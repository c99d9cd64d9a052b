"""What reviewers and citizens said of the catalog's facts, as values: a reviewer is given all of it as one `Book`."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Literal, TypeVar, get_args

Fact = Literal["documents", "time", "cost", "place", "online", "steps", "legal"]
"""A part of a procedure that is looked at by itself; a card has a section for each."""

FACTS: tuple[Fact, ...] = get_args(Fact)


@dataclass(frozen=True)
class Assurance:
    """On `day` a reviewer said that a fact is still true.

    `digest` tells what stood there (`bot.desk.reviews.digest`), `reports` how many citizens had by then said on that
    same day that it differs.
    """

    procedure: str
    fact: Fact
    digest: str
    day: date
    reports: int = 0


@dataclass(frozen=True)
class Doubt:
    """On `day` a reviewer said that a fact is wrong; `said` is how, where they wrote it, without numbers."""

    id: str
    procedure: str
    fact: Fact
    digest: str
    day: date
    said: str | None = None


@dataclass(frozen=True)
class Reported:
    """How many citizens said on `day` that a fact of a card differs from what they met.

    `fact` None: they did not say which. `paper` is the evidence they missed, `comments` are their sentences.
    """

    procedure: str
    fact: Fact | None
    paper: str | None
    day: date
    count: int
    comments: tuple[str, ...] = ()


Said = TypeVar("Said", Doubt, Reported)


@dataclass(frozen=True)
class Book:
    """All that was said of facts: what reviewers assured last, what they doubt, what citizens reported."""

    assurances: tuple[Assurance, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    reports: tuple[Reported, ...] = ()

    def assurance_of(self, procedure: str, fact: Fact) -> Assurance | None:
        """When a fact was last called true, or None."""
        return self._assured.get((procedure, fact))

    def doubts_of(self, procedure: str) -> Sequence[Doubt]:
        """What reviewers doubt of a procedure."""
        return self._doubted.get(procedure, ())

    def reports_of(self, procedure: str) -> Sequence[Reported]:
        """What citizens reported of a procedure, whether it was looked at since or not."""
        return self._reported.get(procedure, ())

    def after(self, given: Assurance) -> "Book":
        """The book once an assurance is kept in it; what was doubted of the fact is settled."""
        about = (given.procedure, given.fact)
        assurances = (each for each in self.assurances if (each.procedure, each.fact) != about)
        doubts = (each for each in self.doubts if (each.procedure, each.fact) != about)
        return replace(self, assurances=(*assurances, given), doubts=tuple(doubts))

    @cached_property
    def _assured(self) -> Mapping[tuple[str, Fact], Assurance]:
        return {(each.procedure, each.fact): each for each in self.assurances}

    @cached_property
    def _doubted(self) -> Mapping[str, Sequence[Doubt]]:
        return _by_procedure(self.doubts)

    @cached_property
    def _reported(self) -> Mapping[str, Sequence[Reported]]:
        return _by_procedure(self.reports)


def _by_procedure(said: Iterable[Said]) -> Mapping[str, Sequence[Said]]:
    found: dict[str, list[Said]] = defaultdict(list)
    for each in said:
        found[each.procedure].append(each)
    return found
