"""Where a person says they are: today's commune or ward, from its own name or from one of before 1 July 2025."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from bot.catalog.surroundings import Former, Place
from bot.matching.text import Syllables, clean, folded

KINDS: Final = ("dac khu", "phuong", "xa", "thi tran", "thanh pho", "thi xa", "huyen", "quan", "tp", "tx", "tt")
"""What a place is called before its name, folded."""

_BEFORE: Final = frozenset(
    clean("ở tại dưới trên về quê bên o tai duoi tren ve que ben tp tx tt p h in at from near"),
)
"""Words after which a name is a place's; without one, two syllables may be anything."""

_AWAY: Final = "từ"
"""The word before a place that somebody comes from, or leaves."""

_PROVINCES: Final = frozenset({"binh dinh", "binh duong", "binh thuan", "tra vinh"})
"""Communes of ours with the name of another province: only with their kind are they meant."""


@dataclass(frozen=True)
class Spotted:
    """A place somebody named: as they wrote it (folded), the places of today that may be meant, their other words."""

    said: str
    places: tuple[Place, ...]
    rest: Syllables = ()


@dataclass(frozen=True)
class Meaning:
    """A place of today that a name may mean, and its communes of before that are called so or lay in what is.

    None of them where the name is only the place's own.
    """

    place: Place
    formers: tuple[Former, ...]

    @property
    def communes(self) -> tuple[str, ...]:
        """The communes of before."""
        return tuple(commune for former in self.formers for commune in former.communes)


@dataclass(frozen=True)
class Gazetteer:
    """Every name of every place, old and new; `plain` without its kind, `exact` with its accents, both ways."""

    whole: Mapping[Syllables, tuple[Place, ...]]
    plain: Mapping[Syllables, tuple[Place, ...]]
    exact: Mapping[Syllables, tuple[Place, ...]]
    longest: int

    @classmethod
    def of(cls, places: Sequence[Place]) -> "Gazetteer":
        """The gazetteer of these places."""
        whole: dict[Syllables, list[Place]] = defaultdict(list)
        plain: dict[Syllables, list[Place]] = defaultdict(list)
        exact: dict[Syllables, list[Place]] = defaultdict(list)
        for place in places:
            for written in dict.fromkeys(map(clean, _names(place))):
                name = folded(written)
                bare = without_kind(name)
                whole[name].append(place)
                plain[bare].append(place)
                exact[written].append(place)
                exact[written[-len(bare) :]].append(place)
        longest = max(map(len, whole), default=0)
        return cls(_frozen(whole), _frozen(plain), _frozen(exact), longest)

    def spot(self, text: str) -> Spotted | None:
        """The first place that a text names: with its kind, after a word such as "ở", or alone.

        A name of one syllable ("Ba", "Tư") is a word like any other: it counts with its kind, its accents and a word
        before it only.
        """
        written = clean(text)
        syllables = folded(written)
        for start in range(len(syllables)):
            if start and written[start - 1] == _AWAY:
                continue
            for end in range(min(start + self.longest, len(syllables)), start, -1):
                found = self._called(written, syllables, start, end)
                if found:
                    rest = (*written[:start], *written[end:])
                    return Spotted(" ".join(syllables[start:end]), found, rest)
        return None

    def meanings(self, said: str) -> tuple[Meaning, ...]:
        """What a name that was spotted may mean; nothing where no place is called so any more."""
        name = tuple(said.split())
        places = self.whole.get(name) or self.plain.get(name) or ()
        return tuple(Meaning(place, tuple(_meant(place, name))) for place in places)

    def _called(self, written: Syllables, syllables: Syllables, start: int, end: int) -> tuple[Place, ...]:
        piece, typed = syllables[start:end], written[start:end]
        stands = _may_stand(written, start, end)
        if len(without_kind(piece)) == 1:
            return self.exact.get(typed, ()) if stands and len(piece) > 1 else ()
        plain = self.plain.get(piece, ()) if stands and " ".join(piece) not in _PROVINCES else ()
        found = self.whole.get(piece) or plain
        # Whoever typed accents means "Tam Thành" and not "Tam Thanh" or "Tam Thạnh".
        meant = self.exact.get(typed, ()) if typed != piece else ()
        return tuple(each for each in found if each in meant) or found


def _may_stand(written: Syllables, start: int, end: int) -> bool:
    before = written[start - 1] if start else ""
    return before in _BEFORE or end - start == len(written)


def _names(place: Place) -> Iterable[str]:
    yield place.name
    for former in place.made_of:
        yield former.district
        yield from former.communes


def _meant(place: Place, name: Syllables) -> Iterator[Former]:
    """What of the place is called `name`, with or without its kind: a whole district of before, or single communes."""
    for former in place.made_of:
        communes = tuple(each for each in former.communes if _is_called(each, name))
        if _is_called(former.district, name):
            yield former
        elif communes:
            yield Former(former.district, communes)


def _is_called(written: str, name: Syllables) -> bool:
    own = folded(clean(written))
    return name in (own, without_kind(own))


def without_kind(name: Syllables) -> Syllables:
    """A folded name without what it is a name of: "phuong tam ky" is "tam ky"."""
    for kind in KINDS:
        words = tuple(kind.split())
        if name[: len(words)] == words and len(name) > len(words):
            return name[len(words) :]
    return name


def _frozen(names: Mapping[Syllables, Sequence[Place]]) -> Mapping[Syllables, tuple[Place, ...]]:
    return {name: tuple({each.id: each for each in places}.values()) for name, places in names.items()}
