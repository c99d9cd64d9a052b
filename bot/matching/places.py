"""Where a person says they are: today's commune or ward, from its own name or from one of before 1 July 2025."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from bot.catalog.surroundings import Place
from bot.matching.text import Syllables, clean, folded

KINDS: Final = ("dac khu", "phuong", "xa", "thi tran", "thanh pho", "thi xa", "huyen", "quan", "tp", "tx", "tt")
"""What a place is called before its name, folded."""

_BEFORE: Final = ("o", "tai", "duoi", "tren", "ve", "que", "ben", "in", "at", "from", "near")
"""Words after which a name is a place's; without one, two syllables may be anything."""


@dataclass(frozen=True)
class Spotted:
    """A place somebody named: as they wrote it (folded), and the places of today that may be meant."""

    said: str
    places: tuple[Place, ...]


@dataclass(frozen=True)
class Gazetteer:
    """Every name of every place, old and new; `plain` without its kind."""

    whole: Mapping[Syllables, tuple[Place, ...]]
    plain: Mapping[Syllables, tuple[Place, ...]]
    longest: int

    @classmethod
    def of(cls, places: Sequence[Place]) -> "Gazetteer":
        """The gazetteer of these places."""
        whole: dict[Syllables, list[Place]] = defaultdict(list)
        plain: dict[Syllables, list[Place]] = defaultdict(list)
        for place in places:
            for name in dict.fromkeys(_names(place)):
                if place not in whole[name]:
                    whole[name].append(place)
                bare = _without_kind(name)
                if place not in plain[bare]:
                    plain[bare].append(place)
        longest = max(map(len, whole), default=0)
        return cls(_frozen(whole), _frozen(plain), longest)

    def spot(self, text: str) -> Spotted | None:
        """The first place that a text names: with its kind, after a word such as "ở", or alone."""
        syllables = folded(clean(text))
        for start in range(len(syllables)):
            for end in range(min(start + self.longest, len(syllables)), start, -1):
                piece = syllables[start:end]
                found = self.whole.get(piece)
                if not found and self._may_stand(syllables, start, end):
                    found = self.plain.get(piece)
                if found:
                    return Spotted(" ".join(piece), found)
        return None

    def _may_stand(self, syllables: Syllables, start: int, end: int) -> bool:
        return (start > 0 and syllables[start - 1] in _BEFORE) or end - start == len(syllables)


def _names(place: Place) -> Iterable[Syllables]:
    yield folded(clean(place.name))
    for former in place.made_of:
        yield folded(clean(former.district))
        for commune in former.communes:
            yield folded(clean(commune))


def _without_kind(name: Syllables) -> Syllables:
    for kind in KINDS:
        words = tuple(kind.split())
        if name[: len(words)] == words and len(name) > len(words):
            return name[len(words) :]
    return name


def _frozen(names: Mapping[Syllables, Sequence[Place]]) -> Mapping[Syllables, tuple[Place, ...]]:
    return {name: tuple(places) for name, places in names.items()}
