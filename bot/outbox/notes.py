"""Tells people who asked for it that what was missing can be found now: each note at least once.

How often one was tried is known to this process only: after a restart, and where several processes send, somebody may
read a note twice. It goes from the records once it arrived.
"""

import asyncio
import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Protocol

from bot.catalog.catalog import Catalog
from bot.conversation.notes import added
from bot.logs import described
from bot.outbox.delivering import LONGEST_WAIT, MOST_UNSURE, back_off, sent
from bot.outbox.hours import is_quiet
from bot.outbox.outcomes import Deliver, Delivered, Gone, Later, Unsure
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


@dataclass(frozen=True)
class _Tried:
    """What was tried of a note: how often, of how many tries nobody knows the outcome, when the next may be made."""

    attempts: int = 0
    unsure: int = 0
    again_from: datetime | None = None


@dataclass
class Notes:
    """Carries the notes that are due to the channels that can write first."""

    awaited: Awaited
    catalog: Callable[[], Catalog]
    channels: Mapping[str, Deliver]
    clock: Callable[[], datetime]
    _tried: dict[str, _Tried] = field(default_factory=dict, init=False)

    async def carry(self, stop: asyncio.Event) -> None:
        """Sends what is due until nothing is, it is night or the channel asks to wait."""
        due = await self.awaited.notes_due()
        keys = {note.key for note in due}
        self._tried = {key: tried for key, tried in self._tried.items() if key in keys}
        for note in due:
            if stop.is_set() or is_quiet(self.clock()):
                return
            tried = self._tried.get(note.key, _Tried())
            if tried.again_from is not None and self.clock() < tried.again_from:
                continue
            if not await self._carry(note, tried):
                return

    async def _carry(self, note: NoteDue, before: _Tried) -> bool:
        """Sends a note; whether the next one may follow at once."""
        try:
            message = added(note, self.catalog())
        except Exception as error:
            _log.error("A note waits, for it could not be put into words: %s", described(error))
            self._tried[note.key] = replace(before, again_from=self.clock() + LONGEST_WAIT)
            return True
        deliver = self.channels.get(note.contact.channel)
        if message is None or deliver is None or not await self.awaited.note_wanted(note.key):
            return True
        match await sent(deliver, Address(note.contact.channel, note.contact.chat), message):
            case Delivered():
                await self.awaited.note_done(note.key)
            case Gone():
                _log.info("A note met nobody; the way to the person was deleted.")
                await self.awaited.note_done(note.key)
            case Later(wait):
                pause = max(wait, back_off(before.attempts))
                self._tried[note.key] = _Tried(before.attempts + 1, before.unsure, self.clock() + pause)
                return not wait
            case Unsure() if before.unsure + 1 >= MOST_UNSURE:
                await self.awaited.note_done(note.key)
            case Unsure():
                _log.warning("Whether a note arrived is not known; it is sent again once.")
                again_from = self.clock() + LONGEST_WAIT
                self._tried[note.key] = _Tried(before.attempts + 1, before.unsure + 1, again_from)
        return True
