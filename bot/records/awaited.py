"""Who wants to be written to once an item of the queue is applied.

The contact is sealed, as every contact is, and so is what it waits for: an item leads to the texts of its group, and in
clear the row would join a person who can be reached to what was asked.
"""

import json
from collections.abc import Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass, field

from sqlalchemy import delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.language import Language
from bot.records import contacts
from bot.records.contacts import Contact
from bot.records.entries import NoteWanted
from bot.records.errors import NotInForce, SealBroken
from bot.records.mixing import random_key
from bot.records.schema import AWAITED, CONTACTS, UNANSWERED
from bot.records.sealing import Pseudonyms, Sealing

PURPOSE = "added"
"""What such a contact is kept for."""


@dataclass(frozen=True)
class NoteDue:
    """Somebody who asked for it is to be told that `procedure` can be found now; `key` is the contact's."""

    key: str = field(repr=False)
    contact: Contact = field(repr=False)
    procedure: str
    language: Language


async def want(connection: AsyncConnection, entry: NoteWanted, pseudonyms: Pseudonyms, sealing: Sealing) -> None:
    """Keeps a contact for an item that is open, once for each person; raises `NotInForce`."""
    known = select(UNANSWERED.c.id).where(UNANSWERED.c.id == entry.item)
    if (await connection.execute(known)).first() is None:
        raise NotInForce(f"Item {entry.item!r} is not kept here (any more), so nobody can wait for it.")
    own = await contacts.ids_of(connection, entry.person, pseudonyms)
    waiting = {contact for contact, item, _ in await _all(connection, sealing) if item == entry.item}
    if not waiting.isdisjoint(own):
        return
    reached = Contact(entry.person, entry.channel, entry.address, PURPOSE, entry.consent_version, entry.expires_on)
    key = random_key()
    await contacts.keep(connection, key, reached, pseudonyms, sealing)
    await connection.execute(insert(AWAITED).values(contact=key, sealed=_sealed(entry.item, entry.language, sealing)))


async def items_of(connection: AsyncConnection, keys: Collection[str], sealing: Sealing) -> Mapping[str, str]:
    """The items that these contacts wait for, by the id of the contact."""
    return {key: item for key, item, _ in await _all(connection, sealing) if key in keys}


async def due(connection: AsyncConnection, sealing: Sealing) -> tuple[NoteDue, ...]:
    """Whom to tell now: their item was applied to a procedure."""
    applied = select(UNANSWERED.c.id, UNANSWERED.c.procedure).where(
        UNANSWERED.c.state == "applied", UNANSWERED.c.procedure.is_not(None)
    )
    procedures = {row.id: row.procedure for row in await connection.execute(applied)}
    found = []
    for key, item, language in await _all(connection, sealing):
        if item in procedures:
            with suppress(SealBroken):
                contact = await contacts.opened(connection, key, sealing)
                found.append(NoteDue(key, contact, procedures[item], language))
    return tuple(found)


async def is_waiting(connection: AsyncConnection, key: str) -> bool:
    """Whether a contact still waits: nobody took it back, and no other process sent the note."""
    return (await connection.execute(select(AWAITED.c.contact).where(AWAITED.c.contact == key))).first() is not None


async def done(connection: AsyncConnection, key: str) -> None:
    """Forgets a contact: the note was sent, or nobody is there to read it."""
    await connection.execute(delete(CONTACTS).where(CONTACTS.c.id == key))


async def give_up(connection: AsyncConnection, item: str, sealing: Sealing) -> None:
    """Forgets everybody who waits for an item: it will not be applied."""
    for key, awaited, _ in await _all(connection, sealing):
        if awaited == item:
            await done(connection, key)


async def hand_on(connection: AsyncConnection, item: str, into: str, sealing: Sealing) -> None:
    """Lets everybody who waits for an item wait for another one."""
    for key, awaited, language in await _all(connection, sealing):
        if awaited == item:
            sealed = _sealed(into, language, sealing)
            await connection.execute(update(AWAITED).where(AWAITED.c.contact == key).values(sealed=sealed))


async def _all(connection: AsyncConnection, sealing: Sealing) -> list[tuple[str, str, Language]]:
    """Contact, item and language of everybody who waits; every row is opened, because no column tells for what."""
    found = []
    for key, sealed in await connection.execute(select(AWAITED.c.contact, AWAITED.c.sealed)):
        try:
            item, language = json.loads(sealing.open(sealed))
        except SealBroken:
            continue
        found.append((key, item, language))
    return found


def _sealed(item: str, language: Language, sealing: Sealing) -> bytes:
    return sealing.seal(json.dumps([item, language]))
