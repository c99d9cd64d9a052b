"""Events in the field: an admin plans one, changes it or cancels it; two links make its helpers and its co-ordinator.

The links carry secrets, the records keep only their hashes: nobody can be shown a link again, only given a new one.
"""

import hashlib
import re
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Final

from bot.catalog.catalog import Catalog
from bot.desk.people import Person, official
from bot.desk.refusals import (
    CommuneUnknown,
    EventFarAhead,
    EventPast,
    HoursReversed,
    HoursTooLong,
    PlaceMissing,
    PlacePersonal,
    PlaceTooLong,
)
from bot.records.decisions import FrailCounting, OutreachCancelled, OutreachPlanned, OutreachRelinked
from bot.records.outreach import MAX_PLACE, Outreach, Part
from bot.redaction import redact

LONGEST: Final = timedelta(hours=14)
"""From the beginning of an event to its end."""

FARTHEST: Final = timedelta(days=366)
"""How far ahead an event may be planned."""

_PAYLOAD: Final = re.compile(r"ev-([hc])-([A-Za-z0-9_-]{22})")
_DAY: Final = "%d/%m/%Y"


@dataclass(frozen=True)
class Pass:
    """What a link to an event holds: many people become helpers by one, as long as the event lasts, and one person its
    co-ordinator by the other; `token` is 128 random bits or more in 22 characters of URL-safe base64."""

    part: Part
    token: str = field(repr=False)

    @property
    def payload(self) -> str:
        """What a link carries."""
        return f"ev-{self.part[0]}-{self.token}"

    @property
    def digest(self) -> str:
        """What is kept of it (SHA-256); enough for a secret that nobody can guess. The part is hashed along."""
        return hashlib.sha256(self.payload.encode()).hexdigest()

    def links(self, telegram_username: str | None, public_url: str | None) -> tuple[str, ...]:
        """The addresses that open it, where the assistant has some; first the web's, which needs no account."""
        web = (f"{public_url.rstrip('/')}/chat?p={self.payload}",) if public_url else ()
        telegram = (f"https://t.me/{telegram_username}?start={self.payload}",) if telegram_username else ()
        return web + telegram


@dataclass(frozen=True)
class Passes:
    """The two links of an event."""

    helpers: Pass
    coordinator: Pass

    @classmethod
    def of(cls, tokens: tuple[str, str]) -> "Passes":
        """The links with these fresh secrets."""
        return cls(Pass("helper", tokens[0]), Pass("coordinator", tokens[1]))


def read_pass(payload: str) -> Pass | None:
    """The pass in a link's payload, None where it is something else; whether it holds, the records say."""
    found = _PAYLOAD.fullmatch(payload)
    if found is None:
        return None
    return Pass("helper" if found[1] == "h" else "coordinator", found[2])


def outreach_of(
    key: str,
    place: str,
    commune: str,
    day: date,
    hours: tuple[time, time],
    passes: Passes,
    *,
    counts_frail: bool = False,
) -> Outreach:
    """The event with this id and these links."""
    digests = (passes.helpers.digest, passes.coordinator.digest)
    return Outreach(key, " ".join(place.split()), commune, day, *hours, *digests, counts_frail)


def plan(person: Person, planned: Outreach, catalog: Catalog, now: datetime) -> OutreachPlanned:
    """An event that is to be held; `now` has its time zone. Raises `NotAllowed` and `Refused`."""
    today = now.astimezone(planned.beginning.tzinfo).date()
    by = official(person, "run_event", today)
    check_place(planned.place)
    if catalog.place(planned.commune) is None:
        raise CommuneUnknown(planned.commune)
    if planned.ends <= planned.begins:
        raise HoursReversed(f"{planned.begins:%H:%M} – {planned.ends:%H:%M}")
    if planned.end - planned.beginning > LONGEST:
        raise HoursTooLong(f"{planned.begins:%H:%M} – {planned.ends:%H:%M}")
    if planned.end <= now:
        raise EventPast(f"{planned.day:{_DAY}}")
    if planned.day - today > FARTHEST:
        raise EventFarAhead(f"{planned.day:{_DAY}}")
    return OutreachPlanned(planned, by)


def check_place(place: str) -> None:
    """Raises `PlaceMissing`, `PlaceTooLong`, and `PlacePersonal` where it holds a number or an address of somebody."""
    if not place.strip():
        raise PlaceMissing()
    if len(place) > MAX_PLACE:
        raise PlaceTooLong(f"{len(place)}/{MAX_PLACE}")
    if redact(place).found:
        raise PlacePersonal()


def cancel(person: Person, outreach: str, today: date) -> OutreachCancelled:
    """An event will not be held; its links end. Raises `NotAllowed`."""
    return OutreachCancelled(outreach, official(person, "run_event", today))


def relink(person: Person, outreach: str, passes: Passes, today: date) -> OutreachRelinked:
    """The links of an event end, these take their place. Raises `NotAllowed`."""
    by = official(person, "run_event", today)
    return OutreachRelinked(outreach, passes.helpers.digest, passes.coordinator.digest, by)


def count_frail(person: Person, outreach: str, counted: bool, today: date) -> FrailCounting:
    """Whether older and disabled people are counted at an event. Raises `NotAllowed`."""
    return FrailCounting(outreach, counted, official(person, "run_event", today))
