"""Who wants a helper to come home, and where to: sealed, for the co-ordinator of one event and nobody else.

A visit goes with its contact: by the co-ordinator's tap, when it is withdrawn and they know it, by `/xoa`, and on the
day after the event. What was said of it, and how far it has got with whoever asked, is one sealed value.
"""

import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from datetime import timedelta
from typing import Final

from sqlalchemy import RowMapping, delete, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.language import Language
from bot.records import contacts
from bot.records.contacts import Contact
from bot.records.diary import Address
from bot.records.errors import NotInForce, SealBroken
from bot.records.mixing import random_key
from bot.records.outreach import VisitAnswered, VisitDue, VisitWanted, VisitWithdrawn
from bot.records.outreach_tables import HOME_VISITS, OUTREACHES, SERVING
from bot.records.outreaches import coordinator, outreach
from bot.records.schema import CONTACTS
from bot.records.sealing import Pseudonyms, Sealing

PURPOSE: Final = "home_visit"
"""What a contact is kept for where somebody wants a helper to come home."""

_NOWHERE: Final = ""
"""Stands in a contact for the chat of whoever cannot be written to, as on the web."""


@dataclass(frozen=True)
class _Sealed:
    """What nobody reads but the co-ordinator, and whoever said it."""

    said: str
    language: Language
    withdrawn: bool = False
    warned: bool = False


async def want(connection: AsyncConnection, entry: VisitWanted, pseudonyms: Pseudonyms, sealing: Sealing) -> None:
    """Keeps a visit, in place of the person's earlier one at this event; raises `NotInForce` where there is none."""
    held = await outreach(connection, entry.outreach)
    if held is None or held.cancelled:
        raise NotInForce(f"Event {entry.outreach!r} is not planned here (any more), so nobody comes home from it.")
    for key in await _own(connection, entry.person, pseudonyms, entry.outreach):
        await done(connection, key)
    until, chat = entry.day + timedelta(days=1), entry.address or _NOWHERE
    reached = Contact(entry.person, entry.channel, chat, PURPOSE, entry.consent_version, until)
    key = random_key()
    await contacts.keep(connection, key, reached, pseudonyms, sealing)
    sealed = _seal(_Sealed(entry.said, entry.language), sealing)
    await connection.execute(insert(HOME_VISITS).values(contact=key, outreach=entry.outreach, sealed=sealed))


async def withdraw(
    connection: AsyncConnection, entry: VisitWithdrawn, pseudonyms: Pseudonyms, sealing: Sealing
) -> None:
    """Takes a visit back: at once where nobody was told of it, else once they are; raises `NotInForce`."""
    own = await _own(connection, entry.person, pseudonyms, entry.outreach)
    if not own:
        raise NotInForce("This person waits for nobody to come home from this event (any more).")
    rows = await connection.execute(select(HOME_VISITS).where(HOME_VISITS.c.contact.in_(own)))
    for row in rows.mappings().all():
        if not row["told"]:
            await done(connection, row["contact"])
            continue
        changed = replace(_open(row, sealing), withdrawn=True)
        values = {"sealed": _seal(changed, sealing), "told": False}
        await connection.execute(update(HOME_VISITS).where(HOME_VISITS.c.contact == row["contact"]).values(**values))


async def answer(connection: AsyncConnection, entry: VisitAnswered, pseudonyms: Pseudonyms) -> None:
    """Deletes a visit by the word of the co-ordinator of its event; raises `NotInForce` for anybody else."""
    event = select(HOME_VISITS.c.outreach).where(HOME_VISITS.c.contact == entry.visit)
    key = (await connection.execute(event)).scalars().first()
    leads = select(SERVING.c.member).where(
        SERVING.c.member == pseudonyms.member(entry.person, key or ""), SERVING.c.part == "coordinator"
    )
    if key is None or (await connection.execute(leads)).first() is None:
        raise NotInForce("There is no such visit (any more), or another co-ordinates its event.")
    await done(connection, entry.visit)


async def due(connection: AsyncConnection, sealing: Sealing) -> tuple[VisitDue, ...]:
    """The visits of which somebody has to be told; what no key opens leads to nobody and is passed over."""
    tell = or_(HOME_VISITS.c.told.is_(False), OUTREACHES.c.cancelled)
    joined = select(HOME_VISITS).join(OUTREACHES, OUTREACHES.c.id == HOME_VISITS.c.outreach).where(tell)
    found = []
    for row in (await connection.execute(joined.order_by(HOME_VISITS.c.contact))).mappings().all():
        with suppress(SealBroken):
            found.append(await _due(connection, row, sealing))
    return tuple(found)


async def is_due(connection: AsyncConnection, visit: VisitDue, sealing: Sealing) -> bool:
    """Whether a visit is still as it was: looked at just before anybody is told of it."""
    row = (await connection.execute(select(HOME_VISITS).where(HOME_VISITS.c.contact == visit.key))).mappings().first()
    return row is not None and await _due(connection, row, sealing) == visit


async def told(connection: AsyncConnection, key: str) -> None:
    """The co-ordinator has it."""
    await connection.execute(update(HOME_VISITS).where(HOME_VISITS.c.contact == key).values(told=True))


async def warned(connection: AsyncConnection, key: str, sealing: Sealing) -> None:
    """Whoever asked knows that nobody could be told."""
    row = (await connection.execute(select(HOME_VISITS).where(HOME_VISITS.c.contact == key))).mappings().first()
    if row is not None:
        sealed = _seal(replace(_open(row, sealing), warned=True), sealing)
        await connection.execute(update(HOME_VISITS).where(HOME_VISITS.c.contact == key).values(sealed=sealed))


async def unreachable(connection: AsyncConnection, outreach_id: str) -> None:
    """Forgets where the co-ordinator of an event was written to: nobody is there to read."""
    leads = (SERVING.c.outreach == outreach_id) & (SERVING.c.part == "coordinator")
    known = select(SERVING.c.contact).where(leads, SERVING.c.contact.is_not(None))
    keys = (await connection.execute(known)).scalars().all()
    await connection.execute(delete(CONTACTS).where(CONTACTS.c.id.in_(keys)))


async def done(connection: AsyncConnection, key: str) -> None:
    """Forgets a visit, and with it how to reach whoever asked."""
    await connection.execute(delete(CONTACTS).where(CONTACTS.c.id == key))


async def of_person(
    connection: AsyncConnection, person: str, pseudonyms: Pseudonyms, sealing: Sealing
) -> Sequence[Mapping[str, object]]:
    """The visits a person asked for, ready for JSON."""
    own = await contacts.ids_of(connection, person, pseudonyms)
    joined = select(HOME_VISITS, OUTREACHES.c.place, OUTREACHES.c.day).join(
        OUTREACHES, OUTREACHES.c.id == HOME_VISITS.c.outreach
    )
    rows = (await connection.execute(joined.where(HOME_VISITS.c.contact.in_(own)))).mappings()
    return [
        {"place": row["place"], "day": row["day"].isoformat(), "said": _said(row, sealing), "told": row["told"]}
        for row in rows
    ]


async def _own(connection: AsyncConnection, person: str, pseudonyms: Pseudonyms, event: str) -> Sequence[str]:
    """The contacts of a person that wait for a visit from this event."""
    own = await contacts.ids_of(connection, person, pseudonyms)
    mine = (HOME_VISITS.c.contact.in_(own)) & (HOME_VISITS.c.outreach == event)
    return (await connection.execute(select(HOME_VISITS.c.contact).where(mine))).scalars().all()


async def _due(connection: AsyncConnection, row: RowMapping, sealing: Sealing) -> VisitDue:
    held = await outreach(connection, row["outreach"])
    assert held is not None, "a visit goes with its event"
    asker = await contacts.opened(connection, row["contact"], sealing)
    leads = await coordinator(connection, held.id, sealing)
    sealed = _open(row, sealing)
    return VisitDue(
        row["contact"],
        held,
        sealed.said,
        sealed.language,
        Address(asker.channel, asker.chat) if asker.chat != _NOWHERE else None,
        Address(leads.channel, leads.chat) if leads else None,
        row["told"],
        sealed.withdrawn,
        sealed.warned,
    )


def _said(row: RowMapping, sealing: Sealing) -> str | None:
    try:
        return _open(row, sealing).said
    except SealBroken:
        return None


def _seal(sealed: _Sealed, sealing: Sealing) -> bytes:
    return sealing.seal(json.dumps(asdict(sealed)))


def _open(row: RowMapping, sealing: Sealing) -> _Sealed:
    return _Sealed(**json.loads(sealing.open(row["sealed"])))
