"""What is held about one person, to show it to them or to delete it."""

import json
from collections.abc import Mapping

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.records import (
    audit,
    awaited,
    contacts,
    conversations,
    home_visits,
    item_states,
    outreaches,
    people,
    ratings,
    reminders,
    surveys,
)
from bot.records.entries import Departed
from bot.records.errors import SealBroken
from bot.records.sealing import Pseudonyms, Sealing


async def held(
    connection: AsyncConnection, person: str, pseudonyms: Pseudonyms, sealing: Sealing
) -> Mapping[str, object]:
    """All that leads back to a person, ready for JSON.

    Questions and asked texts do not: nobody can tell whose they are.
    """
    sealed = await conversations.of_person(connection, person)
    rated = await ratings.of_person(connection, person, pseudonyms)
    reachable = await contacts.of_person(connection, person, pseudonyms, sealing)
    waits = await awaited.items_of(connection, reachable, sealing)
    return {
        "role": await people.role_of(connection, person),
        "conversations": [_opened(state, sealing) for state in sealed],
        "ratings": [
            {name: _plain(value) for name, value in row.items() if name not in ("rater", "once")} for row in rated
        ],
        "surveys": [
            {name: _plain(value) for name, value in row.items()}
            for row in await surveys.of_person(connection, person, pseudonyms)
        ],
        "contacts": [
            {
                "channel": contact.channel,
                "chat": contact.chat,
                "purpose": contact.purpose,
                "consent_version": contact.consent_version,
                "expires_on": contact.expires_on.isoformat(),
                **({"waits_for": waits[key]} if key in waits else {}),
            }
            for key, contact in reachable.items()
        ],
        "reminders": [
            dict(reminders.shown(each)) for each in await reminders.of_person(connection, person, pseudonyms)
        ],
        "events": list(await outreaches.of_person(connection, person, pseudonyms)),
        "home_visits": list(await home_visits.of_person(connection, person, pseudonyms, sealing)),
        "deeds": [
            {name: _plain(value) for name, value in deed.items()}
            for deed in await audit.of_person(connection, person, sealing)
        ],
    }


async def erase(connection: AsyncConnection, person: str, pseudonyms: Pseudonyms, sealing: Sealing) -> int:
    """Deletes all that leads back to a person; how many rows there were.

    An official's deeds stay, unsigned, and what they took waits for others.
    """
    return (
        await conversations.erase(connection, person)
        + await ratings.erase(connection, person, pseudonyms)
        + await contacts.erase(connection, person, pseudonyms)
        + await surveys.erase(connection, person, pseudonyms)
        + await people.erase(connection, person)
        + await outreaches.erase(connection, person, pseudonyms)
        + await item_states.release(connection, person, sealing)
        + await audit.forget(connection, person, sealing)
    )


async def depart(connection: AsyncConnection, entry: Departed, pseudonyms: Pseudonyms) -> None:
    """Deletes what is kept of a chat that somebody left: where it stood and, in private, how to reach them."""
    await conversations.forget(connection, entry.chat)
    if entry.person is not None:
        await contacts.erase(connection, entry.person, pseudonyms)


def _opened(sealed: bytes, sealing: Sealing) -> object:
    try:
        return json.loads(sealing.open(sealed))
    except SealBroken:
        return None


def _plain(value: object) -> object:
    return value.isoformat() if hasattr(value, "isoformat") else value
