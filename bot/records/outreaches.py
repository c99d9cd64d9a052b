"""Events in the field and who belongs to them."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from sqlalchemy import RowMapping, delete, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.records import contacts
from bot.records.contacts import Contact
from bot.records.database import upsert
from bot.records.decisions import OutreachRelinked
from bot.records.errors import InvitationUnknown, NotInForce
from bot.records.mixing import random_key
from bot.records.outreach import Gathering, Outreach, OutreachJoined, Part, Serving
from bot.records.outreach_tables import OUTREACHES, SERVING
from bot.records.schema import CONTACTS
from bot.records.sealing import Pseudonyms, Sealing

PURPOSE: Final = "coordinator"
"""What a contact is kept for where somebody co-ordinates an event."""

CONSENT_VERSION: Final = 1
"""Of the sentence by which a co-ordinator agrees to be written to."""

SERVED_FOR: Final = timedelta(days=30)
"""How long who co-ordinated an event may see what came of it; helpers belong to it until it ends."""


async def plan(connection: AsyncConnection, outreach: Outreach) -> None:
    """Keeps an event."""
    await connection.execute(insert(OUTREACHES).values(**vars(outreach)))


async def cancel(connection: AsyncConnection, key: str) -> Outreach:
    """Says that an event will not be held; raises `NotInForce` where there is none, or it was cancelled before."""
    held = (OUTREACHES.c.id == key) & OUTREACHES.c.cancelled.is_(False)
    changed = await connection.execute(update(OUTREACHES).where(held).values(cancelled=True).returning(*OUTREACHES.c))
    row = changed.mappings().first()
    if row is None:
        raise NotInForce(f"Event {key!r} is not planned here (any more), so it cannot be cancelled.")
    return _read(row)


async def relink(connection: AsyncConnection, entry: OutreachRelinked) -> None:
    """Replaces the secrets of an event; raises `NotInForce` where it is not planned (any more)."""
    await _change(connection, entry.id, joined_by=entry.joined_by, coordinated_by=entry.coordinated_by)


async def count_frail(connection: AsyncConnection, key: str, counted: bool) -> None:
    """Whether older and disabled people are counted; raises `NotInForce` where it is not planned (any more)."""
    await _change(connection, key, counts_frail=counted)


async def planned(connection: AsyncConnection, first: date, last: date) -> tuple[Outreach, ...]:
    """The events from `first` to `last`, both included, the cancelled ones too, the next one first."""
    of_days = select(OUTREACHES).where(OUTREACHES.c.day.between(first, last))
    by = (OUTREACHES.c.day, OUTREACHES.c.begins, OUTREACHES.c.id)
    return tuple(_read(row) for row in (await connection.execute(of_days.order_by(*by))).mappings())


async def gatherings(connection: AsyncConnection, first: date, last: date) -> tuple[Gathering, ...]:
    """The events of these days, the cancelled ones too, the next one first, each with who belongs to it."""
    by = (SERVING.c.outreach, SERVING.c.part)
    often = func.count().label("often")
    counted = await connection.execute(select(*by, often, func.count(SERVING.c.contact).label("reached")).group_by(*by))
    found = {(row.outreach, row.part): row for row in counted}

    def gathered(each: Outreach) -> Gathering:
        helpers, lead = found.get((each.id, "helper")), found.get((each.id, "coordinator"))
        return Gathering(each, helpers.often if helpers else 0, lead is not None, lead is not None and lead.reached > 0)

    return tuple(map(gathered, await planned(connection, first, last)))


async def outreach(connection: AsyncConnection, key: str) -> Outreach | None:
    """The event with this id, or None."""
    row = (await connection.execute(select(OUTREACHES).where(OUTREACHES.c.id == key))).mappings().first()
    return None if row is None else _read(row)


async def join(connection: AsyncConnection, entry: OutreachJoined, pseudonyms: Pseudonyms, sealing: Sealing) -> None:
    """Makes somebody a helper of an event, as often as they say so, or its one co-ordinator.

    Raises `InvitationUnknown` where no event has this secret, it is over or cancelled, or another co-ordinates it.
    """
    of_secret = (OUTREACHES.c.joined_by == entry.digest) | (OUTREACHES.c.coordinated_by == entry.digest)
    found = await connection.execute(select(OUTREACHES).where(of_secret, OUTREACHES.c.cancelled.is_(False)))
    row = found.mappings().first()
    if row is None or _read(row).end <= entry.moment:
        raise InvitationUnknown("An event's link was used before, or its event is over; ask for another one.")
    coordinates = row["coordinated_by"] == entry.digest
    key = None
    if coordinates:
        await connection.execute(update(OUTREACHES).where(OUTREACHES.c.id == row["id"]).values(coordinated_by=None))
        await _step_back(connection, row["id"])
        key = await _contact(connection, entry, row["day"], pseudonyms, sealing)
    member = {"member": pseudonyms.member(entry.person, row["id"]), "outreach": row["id"]}
    part: Part = "coordinator" if coordinates else "helper"
    # Who co-ordinates and opens the helpers' link too stays what they are.
    changes = {"part": part, "contact": key} if coordinates else {"outreach": row["id"]}
    await upsert(connection, SERVING, {**member, "part": part, "contact": key}, changes)


async def serving(
    connection: AsyncConnection, person: str, first: date, last: date, pseudonyms: Pseudonyms
) -> tuple[Serving, ...]:
    """The events of these days that somebody belongs to, the next one first."""
    found = await planned(connection, first, last)
    members = {pseudonyms.member(person, each.id): each for each in found}
    parts_of = select(SERVING.c.member, SERVING.c.part).where(SERVING.c.member.in_(members))
    parts = {row.member: row.part for row in await connection.execute(parts_of)}
    return tuple(Serving(each, parts[member]) for member, each in members.items() if member in parts)


async def coordinator(connection: AsyncConnection, key: str, sealing: Sealing) -> Contact | None:
    """Where the co-ordinator of an event may be written to, or None; raises `SealBroken`."""
    leads = (SERVING.c.outreach == key) & (SERVING.c.part == "coordinator") & SERVING.c.contact.is_not(None)
    contact = (await connection.execute(select(SERVING.c.contact).where(leads))).scalars().first()
    return None if contact is None else await contacts.opened(connection, contact, sealing)


async def erase(connection: AsyncConnection, person: str, pseudonyms: Pseudonyms) -> int:
    """Takes somebody out of every event; how many there were."""
    keys = (await connection.execute(select(OUTREACHES.c.id))).scalars().all()
    members = [pseudonyms.member(person, key) for key in keys]
    return (await connection.execute(delete(SERVING).where(SERVING.c.member.in_(members)))).rowcount


async def of_person(connection: AsyncConnection, person: str, pseudonyms: Pseudonyms) -> Sequence[dict[str, object]]:
    """The events somebody belongs to, ready for JSON."""
    found = await serving(connection, person, date.min, date.max, pseudonyms)
    return [{"place": each.outreach.place, "day": each.outreach.day.isoformat(), "part": each.part} for each in found]


async def _step_back(connection: AsyncConnection, key: str) -> None:
    """Who co-ordinated an event until now helps there, and is written to no more: it has one co-ordinator."""
    leads = (SERVING.c.outreach == key) & (SERVING.c.part == "coordinator")
    reached = (await connection.execute(select(SERVING.c.contact).where(leads))).scalars().all()
    await connection.execute(update(SERVING).where(leads).values(part="helper", contact=None))
    await connection.execute(delete(CONTACTS).where(CONTACTS.c.id.in_([each for each in reached if each])))


async def _change(connection: AsyncConnection, key: str, **values: object) -> None:
    held = (OUTREACHES.c.id == key) & OUTREACHES.c.cancelled.is_(False)
    changed = await connection.execute(update(OUTREACHES).where(held).values(**values))
    if not changed.rowcount:
        raise NotInForce(f"Event {key!r} is not planned here (any more), so it cannot be changed.")


async def _contact(
    connection: AsyncConnection, entry: OutreachJoined, day: date, pseudonyms: Pseudonyms, sealing: Sealing
) -> str | None:
    if entry.address is None:
        return None
    key, until = random_key(), day + timedelta(days=2)
    reached = Contact(entry.person, entry.address.channel, entry.address.chat, PURPOSE, CONSENT_VERSION, until)
    await contacts.keep(connection, key, reached, pseudonyms, sealing)
    return key


def _read(row: RowMapping) -> Outreach:
    return Outreach(**row)
