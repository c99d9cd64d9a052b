"""Everything the assistant knows, checked and immutable."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from bot.catalog.calendar import Calendar
from bot.catalog.commitments import Commitment, Promise, promises
from bot.catalog.general import Elsewhere, GeneralAnswer
from bot.catalog.lexicon import Lexicon
from bot.catalog.model import Procedure, Redress, Words
from bot.catalog.offices import Office
from bot.catalog.surroundings import Authority, Place, Topic


@dataclass(frozen=True)
class Catalog:
    """The procedures and what they refer to, as `loading.load` found them in a folder."""

    procedures: tuple[Procedure, ...]
    authorities: tuple[Authority, ...] = ()
    offices: tuple[Office, ...] = ()
    fields: tuple[Topic, ...] = ()
    life_events: tuple[Topic, ...] = ()
    places: tuple[Place, ...] = ()
    general_answers: tuple[GeneralAnswer, ...] = ()
    elsewhere: tuple[Elsewhere, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    redress: Redress | None = None
    """Where to complain, where a procedure has no way of its own."""

    lexicon: Lexicon = field(default_factory=Lexicon)
    calendar: Calendar = field(default_factory=Calendar)

    def procedure(self, name: str) -> Procedure | None:
        """The procedure with this id or a national code it is known by, or None."""
        return self._procedures.get(name)

    def authority(self, name: str | None) -> Authority | None:
        """The authority with this id, or None."""
        return self._authorities.get(name or "")

    def office(self, name: str) -> Office | None:
        """The office with this id, or None."""
        return self._offices.get(name)

    def counter_name(self, counter: str) -> Words | None:
        """What a counter of the records (`offices.counter_of`) is called; None where its office is not known."""
        kind, _, where = counter.partition("@")
        office, place = self.office(kind), self.place(where)
        if office is None or place is None:
            return office.name if office else None
        name = office.name
        return Words(f"{name.vi}, {place.name}", f"{name.en}, {place.name}" if name.en else None)

    def offices_at(self, place: str, kind: str) -> tuple[Office, ...]:
        """The offices of one kind that a place has, had or will have; none where nobody has told of them."""
        return tuple(each for each in self.offices if each.place == place and each.one_of == kind)

    def offices_of(self, place: str, day: date) -> tuple[Office, ...]:
        """All offices that there are in a place on `day`."""
        return tuple(each for each in self.offices if each.place == place and each.holds(day))

    def siblings(self, procedure: Procedure) -> frozenset[str]:
        """The procedures it must never be mistaken for; it is enough that one of a pair names the other."""
        return self._siblings.get(procedure.id, frozenset())

    def promises(self, procedure: Procedure, day: date) -> tuple[Promise, ...]:
        """What was promised for a procedure beside the law: by itself, and by decisions in force on `day`."""
        own = (Promise(time.legal_resource or "", time) for time in procedure.processing_time.committed)
        return (*own, *promises(self.commitments, procedure.id, day))

    def place(self, name: str | None) -> Place | None:
        """The place with this id, or None."""
        return next((each for each in self.places if each.id == name), None)

    @cached_property
    def first(self) -> tuple[Procedure, ...]:
        """What people most often want, each once: the first of every life event (`life_events.yaml`)."""
        named = (name for event in self.life_events for name in event.first)
        return tuple(found for name in dict.fromkeys(named) if (found := self.procedure(name)))

    @cached_property
    def _procedures(self) -> dict[str, Procedure]:
        known_by = {code: each for each in self.procedures for code in each.codes}
        by_code = {each.code: each for each in self.procedures if each.code}
        return known_by | by_code | {each.id: each for each in self.procedures}

    @cached_property
    def _siblings(self) -> dict[str, frozenset[str]]:
        pairs = [(each.id, name) for each in self.procedures for name in each.confusable_with]
        found: dict[str, set[str]] = defaultdict(set)
        for one, other in pairs:
            found[one].add(other)
            found[other].add(one)
        return {name: frozenset(others) for name, others in found.items()}

    @cached_property
    def _authorities(self) -> dict[str, Authority]:
        return {each.id: each for each in self.authorities}

    @cached_property
    def _offices(self) -> dict[str, Office]:
        return {each.id: each for each in self.offices}
