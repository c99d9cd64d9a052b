"""Reminders: a contact, a moment, a procedure. They go with their contact, whatever takes that."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import groupby

from sqlalchemy import RowMapping, delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.records import contacts
from bot.records.contacts import Contact
from bot.records.database import upsert
from bot.records.diary import PURPOSE, Reminder
from bot.records.entries import ReminderStopped, ReminderWanted
from bot.records.errors import ReminderUnknown
from bot.records.schema import CONTACTS, REMINDERS
from bot.records.sealing import Pseudonyms, Sealing


async def keep(connection: AsyncConnection, entry: ReminderWanted, pseudonyms: Pseudonyms, sealing: Sealing) -> None:
    """Keeps how to reach a person until the day is over, and the moments; the same ones once."""
    key = pseudonyms.reminder(entry.person, entry.procedure, entry.subject, entry.day)
    contact = Contact(
        entry.person,
        entry.address.channel,
        entry.address.chat,
        PURPOSE,
        entry.consent_version,
        entry.day + timedelta(days=1),
    )
    await contacts.keep(connection, key, contact, pseudonyms, sealing)
    about = {
        "procedure": entry.procedure,
        "subject": entry.subject,
        "day": entry.day,
        "language": entry.language,
        "attempts": 0,
        "unsure": 0,
    }
    for moment in entry.moments:
        row = {"contact": key, "due": seconds(moment), **about}
        await upsert(connection, REMINDERS, row, {"language": entry.language})


async def of_person(connection: AsyncConnection, person: str, pseudonyms: Pseudonyms) -> Sequence[Reminder]:
    """What a person is still to be reminded of, the next day first."""
    own = await contacts.ids_of(connection, person, pseudonyms)
    mine = select(REMINDERS).where(REMINDERS.c.contact.in_(own)).order_by(REMINDERS.c.contact, REMINDERS.c.due)
    found = (await connection.execute(mine)).mappings().all()
    each_of = [tuple(rows) for _, rows in groupby(found, lambda row: row["contact"])]
    return sorted((_read(rows) for rows in each_of), key=lambda each: (each.day, each.procedure))


async def stop(connection: AsyncConnection, entry: ReminderStopped, pseudonyms: Pseudonyms) -> None:
    """Deletes one of a person's reminders with its contact, or all of them; raises `ReminderUnknown`."""
    own = await contacts.ids_of(connection, entry.person, pseudonyms)
    stopped = [key for key in own if entry.id in (key, "")]
    gone = delete(CONTACTS).where(CONTACTS.c.id.in_(stopped), CONTACTS.c.purpose == PURPOSE)
    if not (await connection.execute(gone)).rowcount:
        raise ReminderUnknown("This person has no such reminder (any more).")


def shown(reminder: Reminder) -> Mapping[str, object]:
    """A reminder as its person is shown it, ready for JSON."""
    return {
        "procedure": reminder.procedure,
        "subject": reminder.subject,
        "day": reminder.day.isoformat(),
        "moments": [moment.isoformat() for moment in reminder.moments],
    }


def seconds(moment: datetime) -> int:
    """A moment as the tables hold it: seconds since 1970, which both databases compare alike."""
    return int(moment.timestamp())


def read(row: RowMapping) -> Reminder:
    """One moment of a reminder."""
    return _read((row,))


def _read(rows: Sequence[RowMapping]) -> Reminder:
    first = rows[0]
    day: date = first["day"]
    moments = tuple(datetime.fromtimestamp(row["due"], UTC) for row in rows)
    return Reminder(first["contact"], first["procedure"], first["subject"], day, first["language"], moments)
