"""What the guide needs of `bot.records.Records`."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Protocol

from bot.records.board import Board, Loaded
from bot.records.book import Book
from bot.records.decisions import GrantedRole
from bot.records.diary import Reminder
from bot.records.entries import Entry
from bot.records.outreach import Gathering, OutreachTold, Serving
from bot.records.queue import Grouping, Queue

if TYPE_CHECKING:
    from bot.records.told import Told


class Store(Protocol):
    """Where conversations, records, roles and what officials decided are kept."""

    async def loaded(self, key: str, today: date) -> Loaded:
        """The state stored under a chat's key and what officials announced and paused, in one transaction."""

    async def board(self, today: date) -> Board:
        """What officials announced and paused."""
        ...

    async def role_of(self, person: str) -> GrantedRole | None:
        """The role a person was given, or None."""

    async def book(self) -> Book:
        """What reviewers and citizens said of the catalog's facts."""

    async def queue(self, today: date, grouping: Grouping) -> Queue:
        """What could not be answered, once `grouping` has put every such text into an item."""

    async def store(self, key: str, person: str, conversation: str | None, entries: Sequence[Entry] = ()) -> None:
        """Keeps entries and state in one transaction."""

    async def reminders_of(self, person: str) -> Sequence[Reminder]:
        """What a person is still to be reminded of, the next day first."""

    async def week(self, monday: date) -> "Told":
        """What people told in the seven days from a Monday on, and in those before."""
        ...

    async def wants_digest(self, person: str) -> bool:
        """Whether a person wants to be sent a week's digest."""
        ...

    async def serving(self, person: str, first: date, last: date) -> Sequence[Serving]:
        """The events of these days that somebody belongs to, the next one first."""

    async def outreach_told(self, key: str) -> OutreachTold | None:
        """What a report on an event is made of, or None where there is no such event."""

    async def gatherings(self, first: date, last: date) -> Sequence[Gathering]:
        """The events of these days, the cancelled ones too, the next one first, each with who belongs to it."""

    async def most_helped(self, key: str, most: int) -> Sequence[str]:
        """The procedures with which most people were helped at an event, at most so many, the most first."""

    async def held_about(self, person: str) -> Mapping[str, object]:
        """All that is kept of a person."""
