"""Contacts: the only way from the database to a person, sealed, for one purpose and a time."""

import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.records.database import upsert
from bot.records.errors import SealBroken
from bot.records.schema import CONTACTS
from bot.records.sealing import Pseudonyms, Sealing


@dataclass(frozen=True)
class Contact:
    """Where a person may be written to (`chat`: the channel's own id), what for, by which consent, until when.

    On `expires_on` it is no longer kept.
    """

    person: str = field(repr=False)
    channel: str
    chat: str = field(repr=False)
    purpose: str
    consent_version: int
    expires_on: date


async def keep(
    connection: AsyncConnection, key: str, contact: Contact, pseudonyms: Pseudonyms, sealing: Sealing
) -> None:
    """Keeps a contact by the id `key`, in place of an earlier one."""
    kept = {
        "sealed": sealing.seal(json.dumps([contact.person, contact.channel, contact.chat])),
        "owner": pseudonyms.owner(contact.person, key),
        "purpose": contact.purpose,
        "consent_version": contact.consent_version,
        "expires_on": contact.expires_on,
    }
    await upsert(connection, CONTACTS, {"id": key, **kept}, kept)


async def opened(connection: AsyncConnection, key: str, sealing: Sealing) -> Contact:
    """The contact that has this id; raises `SealBroken` where no key opens it."""
    row = (await connection.execute(select(CONTACTS).where(CONTACTS.c.id == key))).mappings().one()
    person, channel, chat = json.loads(sealing.open(row["sealed"]))
    return Contact(person, channel, chat, row["purpose"], row["consent_version"], row["expires_on"])


async def ids_of(connection: AsyncConnection, person: str, pseudonyms: Pseudonyms) -> Sequence[str]:
    """The ids of a person's contacts; every one is tried, because no column tells whose it is."""
    found = await connection.execute(select(CONTACTS.c.id, CONTACTS.c.owner))
    return [key for key, owner in found if pseudonyms.owner(person, key) == owner]


async def of_person(
    connection: AsyncConnection, person: str, pseudonyms: Pseudonyms, sealing: Sealing
) -> Mapping[str, Contact]:
    """A person's contacts by id; what no key opens is left out."""
    found = {}
    for key in await ids_of(connection, person, pseudonyms):
        with suppress(SealBroken):
            found[key] = await opened(connection, key, sealing)
    return found


async def erase(connection: AsyncConnection, person: str, pseudonyms: Pseudonyms) -> int:
    """Deletes a person's contacts, also those that no key opens; how many there were."""
    own = await ids_of(connection, person, pseudonyms)
    for key in own:
        await connection.execute(delete(CONTACTS).where(CONTACTS.c.id == key))
    return len(own)
