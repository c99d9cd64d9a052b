"""The counters people go to: the kinds there are, and those of one commune or ward with the hours they keep."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, time
from itertools import combinations
from typing import Annotated, Final, Literal, TypeVar, get_args

from pydantic import AfterValidator, BeforeValidator, Field
from pydantic.dataclasses import dataclass
from pydantic_core import PydanticCustomError, PydanticKnownError

from bot.catalog.findings import Finding
from bot.catalog.model import STRICT, Day, Identifier, Text
from bot.catalog.nearest import nearest
from bot.catalog.source import Source, Trail
from bot.catalog.surroundings import Place, PlaceId

Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
WEEKDAYS: Final[tuple[Weekday, ...]] = get_args(Weekday)
SOURCES_NEEDED: Final = 2
"""How many sources must give the same address before anybody is sent there."""

_CLOCK = re.compile(r"\d\d:\d\d")


def _clock(given: object) -> object:
    """Refuses `7h30`, and `27000`, which would quietly become half past seven."""
    if isinstance(given, str) and not _CLOCK.fullmatch(given):
        raise PydanticKnownError("time_parsing", {"error": "not a time of day"})
    return given


Clock = Annotated[time, BeforeValidator(_clock)]
"""A time on the wall of the office, without a time zone."""


@dataclass(frozen=True, config=STRICT)
class Opening:
    """From when until when a counter takes filings."""

    opens: Clock
    closes: Clock

    def __str__(self) -> str:
        return f"{self.opens:%H:%M}–{self.closes:%H:%M}"


@dataclass(frozen=True, config=STRICT)
class Session(Opening):
    """An opening on each of these weekdays."""

    weekdays: Annotated[tuple[Weekday, ...], Field(min_length=1)]


AnyOpening = TypeVar("AnyOpening", bound=Opening)


def _ordered(opening: AnyOpening) -> AnyOpening:
    if opening.closes <= opening.opens:
        raise PydanticCustomError("closes_early", "{opening} ends before it begins", {"opening": str(opening)})
    return opening


@dataclass(frozen=True, config=STRICT)
class Office:
    """A one-stop counter (cv:ContactPoint); None where no source says.

    Without `place` it is a kind of office, of which with `in_each_place` each commune or ward has its own; with it, it
    is the one of that place, and `one_of` is its kind. In `saturday_sessions` it takes filings on days that are no
    working days.
    """

    id: Identifier
    name: Text
    one_of: Identifier | None = None
    place: PlaceId | None = None
    in_each_place: bool = False
    where: Text | None = None
    address: Text | None = None
    address_sources: tuple[Annotated[str, Field(min_length=1)], ...] = ()
    hours: tuple[Annotated[Session, AfterValidator(_ordered)], ...] | None = None
    online_only: tuple[Weekday, ...] = ()
    saturday_sessions: tuple[Annotated[Opening, AfterValidator(_ordered)], ...] = ()
    phone: str | None = None
    map_url: Annotated[str, Field(pattern=r"^https://\S+$")] | None = None
    valid_from: Day | None = None
    valid_until: Day | None = None
    successor: Identifier | None = None

    @property
    def agreed_address(self) -> Text | None:
        """The address, where enough sources give it; one alone has sent people to the wrong door."""
        return self.address if len(set(self.address_sources)) >= SOURCES_NEEDED else None

    def holds(self, day: date) -> bool:
        """Whether there is this office on `day`."""
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_until is None or day < self.valid_until
        )

    @property
    def week(self) -> Mapping[tuple[Weekday, ...], tuple[Opening, ...]]:
        """The openings of a day, in order, by the weekdays that have the same ones."""
        days: dict[tuple[Opening, ...], tuple[Weekday, ...]] = {}
        for weekday in WEEKDAYS:
            found = [Opening(each.opens, each.closes) for each in self.hours or () if weekday in each.weekdays]
            openings = tuple(sorted(found, key=lambda each: each.opens))
            days[openings] = (*days.get(openings, ()), weekday)
        return {weekdays: openings for openings, weekdays in days.items() if openings}


def counter_of(office: Office, place: Place | None) -> str:
    """What records call the counter that somebody of a place went to: "cong-an-xa@tam-ky" where each place has one.

    Else it is the id of the office. `Catalog.counter_name` reads both.
    """
    return f"{office.id}@{place.id}" if office.in_each_place and place else office.id


def check_offices(source: Source, offices: Sequence[Office], places: Sequence[Place]) -> Iterator[Finding]:
    """Kinds and places that are not there, hours of no place in particular, sessions that overlap."""
    kinds = [each.id for each in offices if each.place is None]
    known: Mapping[str, tuple[Sequence[str], str]] = {
        "one_of": (kinds, source.path.name),
        "place": ([each.id for each in places], "places.yaml"),
    }
    for position, office in enumerate(offices):
        for key, (ids, where) in known.items():
            given = getattr(office, key)
            if given is not None and given not in ids:
                named = {"key": key, "given": given, "where": where, "nearest": nearest(given, ids)}
                yield source.finding("unknown_reference", position, key, **named)
        yield from _shape(source, position, office)
        for trail, about in _overlaps(office):
            yield source.finding("sessions_overlap", position, *trail, **about)


def _shape(source: Source, position: int, office: Office) -> Iterator[Finding]:
    if (office.place is None) != (office.one_of is None):
        given, missing = ("place", "one_of") if office.place else ("one_of", "place")
        yield source.finding("half_of_a_place", position, given, key=given, missing=missing)
    for key in ("hours", "online_only", "saturday_sessions", "map_url") if office.place is None else ():
        if getattr(office, key):
            yield source.finding("hours_of_no_place", position, key, key=key)


def _overlaps(office: Office) -> Iterator[tuple[Trail, Mapping[str, object]]]:
    """Where an opening begins before another one of the same weekday has ended."""
    saturday: tuple[Weekday, ...] = ("sat",)
    placed: list[tuple[Trail, Opening, tuple[Weekday, ...]]] = [
        (("hours", at), each, each.weekdays) for at, each in enumerate(office.hours or ())
    ]
    placed += [(("saturday_sessions", at), each, saturday) for at, each in enumerate(office.saturday_sessions)]
    for (_, one, some), (trail, other, others) in combinations(placed, 2):
        shared = [each for each in some if each in others]
        if shared and one.opens < other.closes and other.opens < one.closes:
            yield trail, {"weekday": shared[0], "one": one, "other": other}
