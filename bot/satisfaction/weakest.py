"""Where something is weaker than everywhere else: the first thing an official reads."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import NormalDist
from typing import Final

from bot.satisfaction.change import newcombe
from bot.satisfaction.disclosure import ENOUGH_FOR_A_SHARE, comparable
from bot.satisfaction.metrics import Counted, added_up
from bot.satisfaction.voices import CRITERIA, OF_THE_OFFICE, UNKNOWN, Criterion, Dimension, Voices

LOOKED_AT: Final[Mapping[Criterion, tuple[Dimension, ...]]] = {
    "found": ("field",),
    "right": ("procedure", "field"),
    "helpful": ("procedure", "field"),
    **dict.fromkeys(OF_THE_OFFICE, ("office", "procedure")),
}
"""By what a criterion is told apart: what somebody can be asked to mend. Earlier ones explain more."""

CHANCE: Final = 0.01
"""How likely a report in which nothing differs names something all the same: shared out among all that is looked at."""


@dataclass(frozen=True)
class Weakness:
    """A criterion that is surely worse for `name` than for all others together.

    `deficit`: by how much at least the share is lower, from 0 to 1.
    """

    criterion: Criterion
    dimension: Dimension
    name: str
    counted: Counted
    rest: Counted
    deficit: float


def weaknesses(given: Iterable[Voices]) -> tuple[Weakness, ...]:
    """All that stands out, the surest deficit first; each voice is told of once, by what explains it best.

    One slice must have voices enough for a share, an office enough to be compared. Since many slices are looked at,
    the interval that must not reach the others is wider than 95 % (Bonferroni), or luck would name some.
    """
    own = [each for each in given if not each.assisted]
    by_criterion = {criterion: [each for each in own if each.criterion == criterion] for criterion in CRITERIA}
    looked_at = sum(len(_slices(criterion, held)) for criterion, held in by_criterion.items())
    z = NormalDist().inv_cdf(1 - CHANCE / max(looked_at, 1))
    found = [each for criterion, held in by_criterion.items() for each in _of_criterion(criterion, held, z)]
    return tuple(sorted(found, key=lambda each: (-each.deficit, each.criterion, each.name)))


def lowest(totals: Mapping[Criterion, Counted]) -> tuple[Criterion, Counted] | None:
    """The criterion with the lowest share of those with voices enough for one; None where there is none."""
    enough = [(each, counted) for each, counted in totals.items() if counted.whole >= ENOUGH_FOR_A_SHARE]
    return min(enough, key=lambda each: each[1].part / each[1].whole, default=None)


def _of_criterion(criterion: Criterion, given: Sequence[Voices], z: float) -> Iterable[Weakness]:
    left = list(given)
    while True:
        whole = Counted(sum(each.counted.part for each in left), sum(each.counted.whole for each in left))
        weak = [
            each
            for (dimension, name), counted in _slices(criterion, left).items()
            if (each := _weakness(criterion, dimension, name, counted, whole - counted, z))
        ]
        if not weak:
            return
        order = LOOKED_AT[criterion]
        worst = min(weak, key=lambda each: (-round(each.deficit, 9), order.index(each.dimension), each.name))
        yield worst
        left = [each for each in left if each.names[worst.dimension] != worst.name]


def _slices(criterion: Criterion, given: Iterable[Voices]) -> Mapping[tuple[Dimension, str], Counted]:
    """The slices with voices enough for a share."""
    named = (
        ((dimension, name), each.counted)
        for each in given
        for dimension in LOOKED_AT[criterion]
        if (name := each.names[dimension]) != UNKNOWN
    )
    return {key: counted for key, counted in added_up(named).items() if counted.whole >= ENOUGH_FOR_A_SHARE}


def _weakness(
    criterion: Criterion, dimension: Dimension, name: str, counted: Counted, rest: Counted, z: float
) -> Weakness | None:
    if rest.whole < ENOUGH_FOR_A_SHARE or (dimension == "office" and not comparable(counted, rest)):
        return None
    _, high = newcombe(counted, rest, z)
    return Weakness(criterion, dimension, name, counted, rest, -high) if high < 0 else None
