"""The records as the rest of the program sees them."""

import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta

from bot.records import (
    alerts,
    awaited,
    contacts,
    conversations,
    helping,
    learned,
    notices,
    outreaches,
    own_data,
    people,
    posters,
    reminders,
    retention,
    reviews,
    subscribers,
    unanswered,
)
from bot.records.awaited import NoteDue
from bot.records.board import Board, Loaded
from bot.records.book import Book
from bot.records.contacts import Contact
from bot.records.counts import Counts, Period, voiced
from bot.records.database import Database
from bot.records.decisions import GrantedRole
from bot.records.diary import Reminder
from bot.records.entries import (
    Departed,
    Entry,
    Erased,
    KeepText,
    PosterLed,
    PosterUse,
)
from bot.records.errors import SealBroken
from bot.records.mixing import random_key
from bot.records.outreach import (
    Gathering,
    Outreach,
    OutreachCounts,
    OutreachTold,
    Serving,
)
from bot.records.people import KeptInvitation
from bot.records.queue import Grouping, Learned, Queue
from bot.records.recording import Recording
from bot.records.retention import Expired, Retention
from bot.records.sealing import Pseudonyms, Sealing, Secrets
from bot.records.told import Told, told

_log = logging.getLogger(__name__)


class Records:
    """What people told us. Every method raises `RecordsUnavailable` when the database cannot be used."""

    def __init__(self, database: Database, secrets: Secrets, policy: KeepText = "unanswered") -> None:
        self._database = database
        self._pseudonyms = Pseudonyms(secrets.pseudonym)
        self._sealing = Sealing(secrets.sealing)
        self._recording = Recording(self._pseudonyms, self._sealing, policy)

    async def loaded(self, key: str, today: date) -> Loaded:
        """What a turn begins with: the state stored under `key` (`Pseudonyms.chat`), and what officials decided.

        There is no state where none was stored, or where no key opens it any more.
        """
        async with self._database.read() as connection:
            sealed = await conversations.sealed_state(connection, key)
            board = await notices.board(connection, today)
        return Loaded(self._opened(sealed), board)

    async def board(self, today: date) -> Board:
        """What officials announced and paused, for whoever reads without a conversation."""
        async with self._database.read() as connection:
            return await notices.board(connection, today)

    async def store(self, key: str, person: str, conversation: str | None, entries: Sequence[Entry] = ()) -> None:
        """Keeps `entries`, then `conversation` (JSON; None leaves what is stored), all in one transaction.

        Raises `AnswerUnknown`, `InvitationUnknown`, `NotInForce`, `ReminderUnknown` and `EntryRefused`; then nothing
        has been kept.
        """
        if conversation is None and not entries:
            return
        async with self._database.write() as connection:
            for entry in entries:
                await self._recording.record(connection, entry)
            if conversation is not None:
                await conversations.save(connection, key, person, self._sealing.seal(conversation))
        if any(isinstance(entry, Erased | Departed) for entry in entries):
            await self._database.forget_deleted()

    async def held_about(self, person: str) -> Mapping[str, object]:
        """All that leads back to `person` (`Pseudonyms.person`), ready for JSON."""
        async with self._database.read() as connection:
            return await own_data.held(connection, person, self._pseudonyms, self._sealing)

    async def erase(self, person: str) -> int:
        """Deletes all that leads back to `person`, at once and from the files; how many rows there were."""
        async with self._database.write() as connection:
            erased = await own_data.erase(connection, person, self._pseudonyms, self._sealing)
        await self._database.forget_deleted()
        return erased

    async def keep_contact(self, contact: Contact) -> str:
        """Keeps where a person who agreed may be written to; the contact's id."""
        key = random_key()
        async with self._database.write() as connection:
            await contacts.keep(connection, key, contact, self._pseudonyms, self._sealing)
        return key

    async def reminders_of(self, person: str) -> Sequence[Reminder]:
        """What a person is still to be reminded of, the next day first."""
        async with self._database.read() as connection:
            return await reminders.of_person(connection, person, self._pseudonyms)

    async def keep_invitation(self, invitation: KeptInvitation) -> None:
        """Keeps an invitation until it is accepted or void."""
        async with self._database.write() as connection:
            await people.invite(connection, invitation)

    async def role_of(self, person: str) -> GrantedRole | None:
        """The role a person was given, or None."""
        async with self._database.read() as connection:
            return await people.role_of(connection, person)

    async def book(self) -> Book:
        """What reviewers and citizens said of the catalog's facts."""
        async with self._database.read() as connection:
            return await reviews.book(connection)

    async def count_poster(self, led: PosterLed) -> None:
        """Counts that a poster led somebody here, outside of a conversation."""
        async with self._database.write() as connection:
            await posters.count(connection, led)

    async def poster_counts(self, first: date | None = None, last: date | None = None) -> Sequence[PosterUse]:
        """How often each poster led somebody here from `first` to `last`, both included; the most first."""
        async with self._database.read() as connection:
            return await posters.counts(connection, first, last)

    async def missed_papers(self, since: date, least: int) -> Mapping[str, frozenset[str]]:
        """The papers (procedure → ids) that `least` answers or more were reported to lack, from `since` on."""
        async with self._database.read() as connection:
            return await reviews.missed_papers(connection, since, least)

    async def queue(self, today: date, grouping: Grouping) -> Queue:
        """What could not be answered, once `grouping` has put every such text into an item."""
        return await unanswered.up_to_date(self._database, self._sealing, today, grouping)

    async def learned(self) -> tuple[Learned, ...]:
        """The phrases that officials taught, the oldest first."""
        async with self._database.read() as connection:
            return await learned.all_learned(connection)

    async def notes_due(self) -> tuple[NoteDue, ...]:
        """Whom to tell that what they asked for can be found now; each stays due until `note_done`."""
        async with self._database.read() as connection:
            return await awaited.due(connection, self._sealing)

    async def note_wanted(self, key: str) -> bool:
        """Whether a note that was due still is: looked at just before it is sent."""
        async with self._database.read() as connection:
            return await awaited.is_waiting(connection, key)

    async def note_done(self, key: str) -> None:
        """Forgets the contact of a note that was sent, or that nobody is there to read."""
        async with self._database.write() as connection:
            await awaited.done(connection, key)

    async def outreaches(self, first: date, last: date) -> tuple[Outreach, ...]:
        """The events from `first` to `last`, both included, the cancelled ones too, the next one first."""
        async with self._database.read() as connection:
            return await outreaches.planned(connection, first, last)

    async def serving(self, person: str, first: date, last: date) -> tuple[Serving, ...]:
        """The events of these days that somebody belongs to, the next one first."""
        async with self._database.read() as connection:
            return await outreaches.serving(connection, person, first, last, self._pseudonyms)

    async def gatherings(self, first: date, last: date) -> tuple[Gathering, ...]:
        """The events of these days, the cancelled ones too, the next one first, each with who belongs to it."""
        async with self._database.read() as connection:
            return await outreaches.gatherings(connection, first, last)

    async def outreach_counts(self, key: str) -> OutreachCounts:
        """All that is counted of an event; raises `NotInForce` where there is none."""
        async with self._database.read() as connection:
            return await helping.counts(connection, key)

    async def outreach_told(self, key: str) -> OutreachTold | None:
        """What a report on an event is made of, or None where there is no such event."""
        async with self._database.read() as connection:
            return await helping.told(connection, key)

    async def outreach(self, key: str) -> Outreach | None:
        """The event with this id, or None."""
        async with self._database.read() as connection:
            return await outreaches.outreach(connection, key)

    async def most_helped(self, key: str, most: int) -> tuple[str, ...]:
        """The procedures with which most people were helped at an event, at most so many, the most first."""
        async with self._database.read() as connection:
            return await helping.most_helped(connection, key, most)

    async def told(self, period: Period) -> Told:
        """What a report on a period is made of."""
        async with self._database.read() as connection:
            return await told(connection, period)

    async def week(self, monday: date) -> Told:
        """What a report on the seven days from a Monday on is made of."""
        return await self.told(Period(monday, monday + timedelta(days=6)))

    async def thumbs(self, period: Period) -> Counts:
        """The ratings of a period, and nothing else."""
        async with self._database.read() as connection:
            return Counts(period, voiced=await voiced(connection, period))

    async def wants_digest(self, person: str) -> bool:
        """Whether a person wants to be sent a week's digest."""
        async with self._database.read() as connection:
            return await subscribers.wants(connection, person, self._pseudonyms)

    async def alerts_of(self, day: date) -> tuple[str, ...] | None:
        """The procedures of which officials are alerted on a day; None where nobody has looked yet."""
        async with self._database.read() as connection:
            return await alerts.of_day(connection, day)

    async def settle_alerts(self, day: date, choose: Callable[[tuple[alerts.Told, ...]], Iterable[str]]) -> None:
        """Keeps the alerts of a day, unless another process did; `choose` is given what was told before, by day."""
        async with self._database.write() as connection:
            await alerts.settle(connection, day, choose)

    async def purge(self, today: date, kept: Retention, expired: Expired) -> Mapping[str, int]:
        """Deletes what has been kept long enough; how many rows of each table."""
        async with self._database.write() as connection:
            counts = dict(await retention.purge_rows(connection, kept, today))
        counts["conversations"] = await retention.purge_conversations(self._database, self._sealing, expired)
        await self._database.forget_deleted()
        return counts

    def _opened(self, sealed: bytes | None) -> str | None:
        try:
            return None if sealed is None else self._sealing.open(sealed)
        except SealBroken as error:
            _log.warning("A conversation starts anew: %s", error)
            return None
