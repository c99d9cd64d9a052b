"""Where one files on a day: of a kind of office the own one of a place, of a closed one what followed it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from bot.catalog.catalog import Catalog
from bot.catalog.model import Ended, Procedure
from bot.catalog.offices import Office
from bot.catalog.surroundings import Place

MOST_LIKELY: Final = 6
"""Offices that are offered to choose from."""


@dataclass(frozen=True)
class Move:
    """An office that closed, or will on a day that is known (`office.valid_until`), and what takes its place."""

    office: Office
    successor: Office | None


@dataclass(frozen=True)
class Destinations:
    """The offices of a catalog as they are for somebody in a place on a day; without a place, the kinds there are."""

    catalog: Catalog
    place: Place | None
    day: date

    def offices(self, ids: Sequence[str]) -> tuple[Office, ...]:
        """The offices with these ids; where one is a kind of which this place's own is known, that one."""
        found = [office for kind in self._kinds(ids) for office in self._standing_for(kind)]
        return tuple({each.id: each for each in found}.values())

    def moves(self, ids: Sequence[str]) -> tuple[Move, ...]:
        """What closed or will close among these offices."""
        closing = [each for kind in self._kinds(ids) for each in (kind, *self._own(kind)) if each.valid_until]
        return tuple(Move(each, self.catalog.office(each.successor or "")) for each in closing)

    def likely(self, procedure: Procedure | None) -> tuple[Office, ...]:
        """Where somebody may have been: where the procedure is filed; else where most procedures are, most first."""
        filed = _filed_at(procedure, self.day) if procedure else ()
        if filed:
            return self.offices(filed)[:MOST_LIKELY]
        often = Counter(each for other in self.catalog.procedures for each in _filed_at(other, self.day))
        return self.offices([name for name, _ in often.most_common(MOST_LIKELY)])

    def _standing_for(self, kind: Office) -> tuple[Office, ...]:
        own = tuple(office for each in self._own(kind) if (office := self._on_this_day(each)))
        return own or (self._on_this_day(kind) or kind,)

    def _kinds(self, ids: Sequence[str]) -> tuple[Office, ...]:
        return tuple(office for each in ids if (office := self.catalog.office(each)))

    def _own(self, kind: Office) -> tuple[Office, ...]:
        """All offices of a kind that the place has, had or will have."""
        return self.catalog.offices_at(self.place.id, kind.id) if self.place else ()

    def _on_this_day(self, office: Office) -> Office | None:
        """The office, or the one that followed it; None where it is closed, or not open yet."""
        passed: list[str] = []
        following: Office | None = office
        while following and not following.holds(self.day):
            passed.append(following.id)
            successor = following.successor if following.successor not in passed else None
            following = self.catalog.office(successor or "")
        return following


def _filed_at(procedure: Procedure, day: date) -> Sequence[str]:
    """Where a procedure is filed on a day, or was until it ended."""
    current = procedure.on(day)
    return (procedure if isinstance(current, Ended) else current).file_at or ()
