"""The reminders that are due, for whoever sends them: several processes may, each gets another one.

A row is held (`held_until`) by whoever claimed it, and nobody else touches it before. The moment until which it is held
is also the proof that it is still ours: the next one to claim it holds it longer. Before anything is sent, `begin`
notes that from now on nobody can know whether it arrived; `done` or `later` takes the doubt away. A process that dies
in between leaves the doubt, and the one that takes over can tell the person so.
"""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import ColumnElement, and_, delete, exists, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.records import contacts, reminders
from bot.records.database import Database
from bot.records.diary import Address, Claimed
from bot.records.errors import SealBroken
from bot.records.reminders import seconds
from bot.records.schema import CONTACTS, REMINDERS
from bot.records.sealing import Pseudonyms, Sealing, Secrets

_log = logging.getLogger(__name__)
HELD_TO_SAY: Final = timedelta(minutes=1)
"""How long a claim is held for putting the words together."""

HELD_TO_SEND: Final = timedelta(minutes=10)
"""How long one that may have been sent is left alone: by then the process that sends it has ended or told."""


class Outgoing:
    """The reminders that are due. Every method raises `RecordsError` where the database cannot be used."""

    def __init__(self, database: Database, secrets: Secrets, now: Callable[[], datetime]) -> None:
        self._database = database
        self._sealing = Sealing(secrets.sealing)
        self._pseudonyms = Pseudonyms(secrets.pseudonym)
        self._now = now

    async def claim(self) -> Claimed | None:
        """Takes a reminder whose moment has come and that nobody holds; None where there is none.

        Of several that have come for the same day, after a time in which nobody was there to send, only the last.
        """
        now = seconds(self._now())
        newer = REMINDERS.alias("newer")
        outdone = exists().where(
            newer.c.contact == REMINDERS.c.contact, newer.c.due > REMINDERS.c.due, newer.c.due <= now
        )
        free = or_(REMINDERS.c.held_until.is_(None), REMINDERS.c.held_until <= now)
        due = select(REMINDERS).where(REMINDERS.c.due <= now, free, ~outdone).order_by(REMINDERS.c.due).limit(1)
        held_until = now + int(HELD_TO_SAY.total_seconds())
        async with self._database.write() as connection:
            row = (await connection.execute(due.with_for_update(skip_locked=True))).mappings().first()
            if row is None:
                return None
            own = and_(REMINDERS.c.contact == row["contact"], REMINDERS.c.due == row["due"])
            await connection.execute(update(REMINDERS).where(own).values(held_until=held_until))
            reached = await self._reached(connection, row["contact"])
        if reached is None:
            return await self.claim()
        person, address = reached
        return Claimed(reminders.read(row), address, person, row["attempts"], row["unsure"], held_until)

    async def begin(self, claimed: Claimed) -> bool:
        """Notes that the reminder is about to be sent; False where it is not ours any more or was cancelled."""
        held_until = seconds(self._now() + HELD_TO_SEND)
        async with self._database.write() as connection:
            begun = await connection.execute(
                update(REMINDERS)
                .where(self._one(claimed), REMINDERS.c.held_until == claimed.held_until)
                .values(attempts=claimed.attempts + 1, unsure=claimed.unsure + 1, held_until=held_until)
            )
        return begun.rowcount == 1

    async def done(self, claimed: Claimed, covered: datetime) -> None:
        """The person has it, or needs it no more: it goes, with the contact that nothing else needs.

        What is due before `covered` would say the same, and goes too.
        """
        key = claimed.reminder.id
        over = and_(REMINDERS.c.contact == key, REMINDERS.c.due < seconds(covered))
        needed = exists().where(REMINDERS.c.contact == CONTACTS.c.id)
        async with self._database.write() as connection:
            # First the contact, as whoever stops it at this moment does, or each would wait for the other.
            await connection.execute(select(CONTACTS.c.id).where(CONTACTS.c.id == key).with_for_update())
            await connection.execute(delete(REMINDERS).where(over))
            await connection.execute(delete(CONTACTS).where(CONTACTS.c.id == key, ~needed))

    async def later(self, claimed: Claimed, wait: timedelta) -> None:
        """Nothing was sent; the next try may be made after `wait`."""
        held_until = seconds(self._now() + wait)
        async with self._database.write() as connection:
            changed = update(REMINDERS).where(self._one(claimed))
            await connection.execute(changed.values(unsure=claimed.unsure, held_until=held_until))

    async def gone(self, claimed: Claimed) -> None:
        """Nobody is there to read: every way to the person goes, with all they wanted to be reminded of."""
        async with self._database.write() as connection:
            await contacts.erase(connection, claimed.person, self._pseudonyms)

    async def _reached(self, connection: AsyncConnection, key: str) -> tuple[str, Address] | None:
        """Whose contact it is and where they are; one that no key opens leads to nobody and is deleted."""
        try:
            contact = await contacts.opened(connection, key, self._sealing)
        except SealBroken as error:
            _log.error("A reminder reaches nobody and is deleted: %s", error)
            await connection.execute(delete(CONTACTS).where(CONTACTS.c.id == key))
            return None
        return contact.person, Address(contact.channel, contact.chat)

    @staticmethod
    def _one(claimed: Claimed) -> ColumnElement[bool]:
        return and_(REMINDERS.c.contact == claimed.reminder.id, REMINDERS.c.due == seconds(claimed.due))
