"""Officials who want a week's digest, and alerts: a contact, a language, and which of both they have already.

Several processes may send: a row is claimed for a while by one conditional update (`claim`), which notes at the same
time that from now on nobody can know whether the letter arrived; `done` and `later` take the doubt away. Who dies in
between leaves it, and the row is taken over once the claim is over.
"""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, Final, Literal

from sqlalchemy import Column, Select, and_, delete, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.language import Language
from bot.records import contacts, people
from bot.records.contacts import Contact
from bot.records.database import Database, upsert
from bot.records.decisions import GrantedRole
from bot.records.diary import Address
from bot.records.entries import DigestStopped, DigestWanted
from bot.records.errors import SealBroken
from bot.records.reminders import seconds
from bot.records.schema import CONTACTS, SUBSCRIBERS
from bot.records.sealing import Pseudonyms, Sealing, Secrets

_log = logging.getLogger(__name__)
PURPOSE: Final = "digest"
"""What such a contact is kept for."""

HELD: Final = timedelta(minutes=10)
"""How long a claim is left alone: by then the process that has it has sent the letter, or ended."""

Letter = Literal["digest", "alert"]
_LAST: Final[Mapping[Letter, Column[date]]] = {"digest": SUBSCRIBERS.c.digest_on, "alert": SUBSCRIBERS.c.alert_on}


@dataclass(frozen=True)
class Subscriber:
    """An official whose letter of `day` is claimed; `role` is the one they have now.

    `unsure`: how often it was sent before without anybody learning whether it arrived.
    """

    key: str = field(repr=False)
    person: str = field(repr=False)
    address: Address
    language: Language
    role: GrantedRole | None
    letter: Letter
    day: date
    unsure: int


async def want(connection: AsyncConnection, entry: DigestWanted, pseudonyms: Pseudonyms, sealing: Sealing) -> None:
    """Keeps how to reach an official; who agrees again agrees for longer, and is sent nothing twice."""
    key = pseudonyms.digest(entry.person)
    to = entry.address
    contact = Contact(entry.person, to.channel, to.chat, PURPOSE, entry.consent_version, entry.expires_on)
    await contacts.keep(connection, key, contact, pseudonyms, sealing)
    row = {"language": entry.language, "digest_on": entry.monday, "alert_on": entry.monday, "unsure": 0}
    await upsert(connection, SUBSCRIBERS, {"contact": key, **row}, {"language": entry.language})


async def stop(connection: AsyncConnection, entry: DigestStopped, pseudonyms: Pseudonyms) -> None:
    """Deletes the contact, where there is one."""
    await connection.execute(delete(CONTACTS).where(CONTACTS.c.id == pseudonyms.digest(entry.person)))


async def wants(connection: AsyncConnection, person: str, pseudonyms: Pseudonyms) -> bool:
    """Whether a person wants to be written to."""
    own = select(SUBSCRIBERS.c.contact).where(SUBSCRIBERS.c.contact == pseudonyms.digest(person))
    return (await connection.execute(own)).first() is not None


class Subscribers:
    """Who is to be sent a letter. Every method raises `RecordsError` where the database cannot be used."""

    def __init__(self, database: Database, secrets: Secrets, now: Callable[[], datetime]) -> None:
        self._database = database
        self._sealing = Sealing(secrets.sealing)
        self._pseudonyms = Pseudonyms(secrets.pseudonym)
        self._now = now

    async def waiting(self, letter: Letter, day: date) -> bool:
        """Whether somebody lacks the letter of a day, and nobody is just sending it to them."""
        async with self._database.read() as connection:
            return (await connection.execute(self._lacking(letter, day))).first() is not None

    async def claim(self, letter: Letter, day: date) -> Subscriber | None:
        """Takes somebody who lacks the letter of a day and whom nobody else has taken; None where there is nobody."""
        async with self._database.write() as connection:
            found = await connection.execute(self._lacking(letter, day).with_for_update(skip_locked=True))
            row = found.mappings().first()
            if row is None:
                return None
            own = and_(SUBSCRIBERS.c.contact == row["contact"], _LAST[letter] < day)
            held = {"held_until": seconds(self._now() + HELD), "unsure": row["unsure"] + 1}
            await connection.execute(update(SUBSCRIBERS).where(own).values(held))
            try:
                contact = await contacts.opened(connection, row["contact"], self._sealing)
            except SealBroken as error:
                _log.error("A digest reaches nobody and is given up: %s", error)
                await connection.execute(delete(CONTACTS).where(CONTACTS.c.id == row["contact"]))
                contact = None
            role = await people.role_of(connection, contact.person) if contact else None
        if contact is None:
            return await self.claim(letter, day)
        address = Address(contact.channel, contact.chat)
        key, language, unsure = row["contact"], row["language"], row["unsure"]
        return Subscriber(key, contact.person, address, language, role, letter, day, unsure)

    async def done(self, subscriber: Subscriber) -> None:
        """They have the letter, or need it no more."""
        await self._note(subscriber, {_LAST[subscriber.letter].name: subscriber.day, "unsure": 0, "held_until": None})

    async def later(self, subscriber: Subscriber, wait: timedelta) -> None:
        """Nothing was sent; the next try may be made after `wait`."""
        await self._note(subscriber, {"unsure": subscriber.unsure, "held_until": seconds(self._now() + wait)})

    async def forget(self, subscriber: Subscriber) -> None:
        """They may not read it any more: the contact goes."""
        async with self._database.write() as connection:
            await connection.execute(delete(CONTACTS).where(CONTACTS.c.id == subscriber.key))

    async def gone(self, subscriber: Subscriber) -> None:
        """Nobody is there to read: every way to the person goes."""
        async with self._database.write() as connection:
            await contacts.erase(connection, subscriber.person, self._pseudonyms)

    def _lacking(self, letter: Letter, day: date) -> Select[Any]:
        free = or_(SUBSCRIBERS.c.held_until.is_(None), SUBSCRIBERS.c.held_until <= seconds(self._now()))
        lacking = select(SUBSCRIBERS).where(_LAST[letter] < day, free)
        return lacking.order_by(SUBSCRIBERS.c.contact).limit(1)

    async def _note(self, subscriber: Subscriber, values: Mapping[str, object]) -> None:
        async with self._database.write() as connection:
            changed = update(SUBSCRIBERS).where(SUBSCRIBERS.c.contact == subscriber.key)
            await connection.execute(changed.values(dict(values)))
