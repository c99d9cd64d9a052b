"""Contacts: the only way from the database to a person, sealed, for one purpose and a time."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import RowMapping, delete, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.records.errors import SealBroken
from bot.records.mixing import random_key
from bot.records.schema import CONTACTS
from bot.records.sealing import Sealing


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


async def keep(connection: AsyncConnection, contact: Contact, sealing: Sealing) -> str:
    """Keeps a contact; the id by which it is called from then on."""
    key = random_key()
    hidden = json.dumps([contact.person, contact.channel, contact.chat])
    await connection.execute(
        insert(CONTACTS).values(
            id=key,
            sealed=sealing.seal(hidden),
            purpose=contact.purpose,
            consent_version=contact.consent_version,
            expires_on=contact.expires_on,
        )
    )
    return key


async def of_person(connection: AsyncConnection, person: str, sealing: Sealing) -> Mapping[str, Contact]:
    """A person's contacts by id; every one is opened, because no column tells whose it is."""
    opened = [(row["id"], _opened(row, sealing)) for row in (await connection.execute(select(CONTACTS))).mappings()]
    return {key: contact for key, contact in opened if contact is not None and contact.person == person}


async def erase(connection: AsyncConnection, person: str, sealing: Sealing) -> int:
    """Deletes a person's contacts; how many there were."""
    own = await of_person(connection, person, sealing)
    for key in own:
        await connection.execute(delete(CONTACTS).where(CONTACTS.c.id == key))
    return len(own)


def _opened(row: RowMapping, sealing: Sealing) -> Contact | None:
    try:
        person, channel, chat = json.loads(sealing.open(row["sealed"]))
    except SealBroken:
        return None
    return Contact(person, channel, chat, row["purpose"], row["consent_version"], row["expires_on"])
