"""What is counted of labelled questions, question by question."""

from collections.abc import Sequence
from dataclasses import astuple, dataclass, replace

from bot.catalog.catalog import Catalog
from bot.matching.matcher import Match

AMONG = 3


@dataclass(frozen=True)
class Tally:
    """Counts over questions: those the catalog holds, and those it does not.

    `held`: questions about the catalog; `first`, `third`: the right procedure came first, or among three; `answered`,
    `wrong`: how many were answered at once, and how many of these wrongly; `none`: how many were offered nothing at
    all; `beside`: for how many something beside the procedures was named; `choices`, `choosable`, `longest`: how many
    got a list, how many procedures these lists have together, and the longest. `foreign`: questions the catalog does
    not hold; `foreign_answered`, `foreign_choices`: how many of these got a procedure all the same, or a list.
    """

    held: int = 0
    first: int = 0
    third: int = 0
    answered: int = 0
    wrong: int = 0
    none: int = 0
    beside: int = 0
    choices: int = 0
    choosable: int = 0
    longest: int = 0
    foreign: int = 0
    foreign_answered: int = 0
    foreign_choices: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        added = Tally(*(mine + theirs for mine, theirs in zip(astuple(self), astuple(other), strict=True)))
        return replace(added, longest=max(self.longest, other.longest))


def ids(match: Match) -> list[str]:
    """The procedures of a match, best first."""
    return [candidate.procedure.id for candidate in match.candidates]


def held(expected: Sequence[str], catalog: Catalog) -> tuple[str, ...]:
    """Those of the expected ids or national codes that the catalog holds, as ids."""
    return tuple(found.id for name in expected if (found := catalog.procedure(name)))


def is_right(known: Sequence[str], match: Match, several: bool) -> bool:
    """Whether the right procedure came first; with `several` wishes, whether all of them did."""
    ranked = ids(match)
    return set(known) <= set(ranked[: len(known)]) if several else bool(ranked) and ranked[0] in known


def tally(known: Sequence[str], match: Match, several: bool) -> Tally:
    """The counts of one question; `known` are the ids of what was expected, none where the catalog does not hold it."""
    answered, offered = match.outcome == "answer", match.outcome == "choose"
    if not known:
        return Tally(foreign=1, foreign_answered=int(answered), foreign_choices=int(offered))
    beside = bool(match.general or match.elsewhere)
    right, length = is_right(known, match, several), len(match.candidates) if offered else 0
    return Tally(
        held=1,
        first=int(right),
        third=int(bool(set(known) & set(ids(match)[:AMONG]))),
        answered=int(answered),
        wrong=int(answered and not right),
        none=int(match.outcome == "none" and not beside),
        beside=int(beside),
        choices=int(offered),
        choosable=length,
        longest=length,
    )
