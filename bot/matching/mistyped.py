"""What place is meant where a place is expected and its name is mistyped ("hoi ann", "tam ki", "dien bna").

Only an answer to the question for a place is read this way: in a question of its own two syllables may be anything.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.catalog.surroundings import Place
from bot.matching.places import Gazetteer, without_kind
from bot.matching.text import Syllables

SURE_LENGTH: Final = 5
"""Letters from which a name with a single slip is still plainly that name; of "ba na" little would be left."""

FAR: Final = 0.3
"""Share of a name's letters that may be wrong in what is still offered."""

OFFERED: Final = 3
_LOOKED_AT: Final = 12
"""Names that are looked at: the same one may be known with its kind and without."""


@dataclass(frozen=True)
class Resemblance:
    """What is nearly what somebody typed: `said`, the nearest name as the gazetteer knows it, and up to three places.

    `sure`: the name is at most one slip away, and no other name is as near.
    """

    said: str
    sure: bool
    places: tuple[Place, ...]


def resembling(gazetteer: Gazetteer, typed: Syllables) -> Resemblance | None:
    """What folded syllables come near to; None where no name is near."""
    near = sorted(_near(gazetteer, typed), key=lambda each: each[0])
    if not near:
        return None
    (slips, said, bare), *others = near
    alone = all(other > slips for other, _, name in others if name != bare)
    sure = alone and slips <= 1 and len("".join(bare)) >= SURE_LENGTH
    places = {place.id: place for _, name, _ in near for place in _called(gazetteer, name)}
    return Resemblance(" ".join(said), sure, tuple(places.values())[:OFFERED])


def _near(gazetteer: Gazetteer, typed: Syllables) -> Iterator[tuple[int, Syllables, Syllables]]:
    """How many slips away a name is, the name, and the name without its kind."""
    names = {name: "".join(name) for name in (*gazetteer.plain, *gazetteer.whole)}
    for _, slips, name in process.extract("".join(typed), names, scorer=OSA.distance, limit=_LOOKED_AT):
        bare = without_kind(name)
        if slips <= FAR * len("".join(bare)):
            yield int(slips), name, bare


def _called(gazetteer: Gazetteer, name: Syllables) -> tuple[Place, ...]:
    """The places a name may mean: of today where one is called so, else those of a commune or district of before."""
    places = gazetteer.whole.get(name) or gazetteer.plain[name]
    return tuple(each for each in places if each.id == "-".join(without_kind(name))) or places
