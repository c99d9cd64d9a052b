"""The events to come, as people are told of them: which, in what order, and where on a map."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from bot.catalog.catalog import Catalog
from bot.catalog.surroundings import Place
from bot.conversation.counters import map_search
from bot.matching.nearby import kilometres
from bot.records.outreach import Gathering, Outreach

MOST: Final = 5
"""Events that are told of at a time."""


@dataclass(frozen=True)
class Saturday:
    """An event as it is told; `commune` None where the catalog does not know it, `reachable` as in `Gathering`."""

    outreach: Outreach
    commune: Place | None
    reachable: bool = False

    @property
    def map(self) -> str:
        """A search for it on a map: where exactly it is only the organiser's words tell."""
        return map_search([self.outreach.place, *([self.commune.name] if self.commune else [])])


def told(outreach: Outreach, catalog: Catalog, *, reachable: bool = False) -> Saturday:
    """An event with its commune."""
    return Saturday(outreach, catalog.place(outreach.commune), reachable)


def to_come(gatherings: Sequence[Gathering], catalog: Catalog, now: datetime) -> tuple[Saturday, ...]:
    """The events that are held and not over, the next one first."""
    held = (each for each in gatherings if not each.outreach.cancelled and each.outreach.end > now)
    return tuple(told(each.outreach, catalog, reachable=each.reachable) for each in held)


def nearest_first(events: Sequence[Saturday], home: Place | None) -> tuple[Saturday, ...]:
    """The events of one's own commune, then those whose seats are nearest; by day where that is not known."""
    return tuple(sorted(events, key=lambda each: _far(each.commune, home)))


def _far(commune: Place | None, home: Place | None) -> tuple[bool, float]:
    """How far away an event is; a guess by the seats of communes, good enough for an order and never told."""
    if home is None or commune == home:
        return (False, 0.0)
    if commune is None or commune.position is None or home.position is None:
        return (True, 0.0)
    at, to = home.position, commune.position
    return (False, kilometres(at.latitude, at.longitude, to.latitude, to.longitude))
