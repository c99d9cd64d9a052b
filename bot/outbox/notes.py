"""Tells people who asked for it that what was missing can be found now: each note at least once.

How often one was tried is known to this process only: after a restart, and where several processes send, somebody may
read a note twice. It goes from the records once it arrived.
"""

import asyncio
import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from bot.catalog.catalog import Catalog
from bot.conversation.notes import added
from bot.logs import described
from bot.outbox.hours import is_quiet
from bot.outbox.outcomes import Deliver
from bot.outbox.trying import Trying
from bot.records import Address, NoteDue

_log = logging.getLogger(__name__)


class Awaited(Protocol):
    """Who waits for a note: `bot.records.Records`. Every method raises `RecordsError`."""

    async def notes_due(self) -> Sequence[NoteDue]:
        """Whom to tell now; each stays due until `note_done`."""

    async def note_wanted(self, key: str) -> bool:
        """Whether somebody still waits for it."""

    async def note_done(self, key: str) -> None:
        """Forgets where to write to: the note was sent, or nobody is there to read it."""


@dataclass
class Notes:
    """Carries the notes that are due to the channels that can write first."""

    awaited: Awaited
    catalog: Callable[[], Catalog]
    channels: Mapping[str, Deliver]
    clock: Callable[[], datetime]
    _trying: Trying = field(init=False)

    def __post_init__(self) -> None:
        self._trying = Trying(self.clock)

    async def carry(self, stop: asyncio.Event) -> None:
        """Sends what is due until nothing is, it is night or the channel asks to wait."""
        due = await self.awaited.notes_due()
        self._trying.keep({note.key for note in due})
        for note in due:
            if stop.is_set() or is_quiet(self.clock()):
                return
            if not self._trying.waits(note.key) and not await self._carry(note):
                return

    async def _carry(self, note: NoteDue) -> bool:
        """Sends a note; whether the next one may follow at once."""
        try:
            message = added(note, self.catalog())
        except Exception as error:
            _log.error("A note waits, for it could not be put into words: %s", described(error))
            self._trying.put_off(note.key)
            return True
        deliver = self.channels.get(note.contact.channel)
        if message is None or deliver is None or not await self.awaited.note_wanted(note.key):
            return True
        address = Address(note.contact.channel, note.contact.chat)
        came = await self._trying.send(note.key, deliver, address, message)
        if came == "gone":
            _log.info("A note met nobody; the way to the person was deleted.")
        if came in ("arrived", "gone"):
            await self.awaited.note_done(note.key)
        return came != "asked_to_wait"
