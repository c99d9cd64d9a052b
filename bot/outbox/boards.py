"""Keeps the numbers of events up to date in their helpers' groups: one message each, edited in place.

At most once in `EVERY` for each event, only when they changed, and by one of several processes: who edits it claims it
before, and what changed meanwhile is there the next time. A process that dies in the call leaves the message as it was
noted, so that the next one edits it. The last edit, after the end, says so; then the group is forgotten.
"""

import asyncio
import hashlib
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Protocol

from bot.catalog.catalog import Catalog
from bot.conversation.group_board import is_over, words
from bot.logs import described
from bot.outbox.delivering import LONGEST_WAIT
from bot.outbox.outcomes import Gone, Later, Unsure
from bot.records import NotInForce
from bot.records.outreach import BoardDue, OutreachCounts

_log = logging.getLogger(__name__)
EVERY: Final = timedelta(seconds=20)
"""Between two edits of one message."""


@dataclass(frozen=True)
class Shown:
    """It is there, in this message, or was there already."""

    message: int


@dataclass(frozen=True)
class Missing:
    """The message is no more."""


@dataclass(frozen=True)
class Moved:
    """The group has another number now, and its messages are no more to be edited."""

    chat: str


class Group(Protocol):
    """How a channel writes into groups; raises nothing that has to do with the channel."""

    async def post(self, chat: str, text: str) -> Shown | Moved | Gone | Later | Unsure:
        """Writes a message."""
        ...

    async def edit(self, chat: str, message: int, text: str) -> Shown | Missing | Moved | Gone | Later | Unsure:
        """Changes what a message says."""
        ...


class Due(Protocol):
    """The boards that are due: `bot.records.outreach_outgoing.BoardsDue`. Every method raises `RecordsError`."""

    async def due(self) -> Sequence[BoardDue]:
        """Those that may be edited now."""

    async def counts(self, board: BoardDue) -> OutreachCounts:
        """All that is counted of its event."""
        ...

    async def claim(self, board: BoardDue, every: timedelta) -> bool:
        """Takes the right to edit it."""
        ...

    async def showed(self, board: BoardDue, message: int, shown: str) -> None:
        """What the group sees now."""

    async def moved(self, board: BoardDue, chat: str) -> None:
        """The group has another number."""

    async def later(self, board: BoardDue, wait: timedelta) -> None:
        """Nobody touches it before."""

    async def over(self, board: BoardDue) -> None:
        """It needs not be edited any more."""


@dataclass
class Boards:
    """Brings what is counted of events into their groups."""

    boards: Due
    catalog: Callable[[], Catalog]
    group: Group
    clock: Callable[[], datetime]

    async def carry(self, stop: asyncio.Event) -> None:
        """Edits what changed."""
        for board in await self.boards.due():
            if stop.is_set():
                return
            try:
                counts = await self.boards.counts(board)
            except NotInForce:
                await self.boards.over(board)
                continue
            try:
                text = words(counts, self.catalog(), self.clock())
            except Exception as error:
                _log.error("The numbers of an event could not be put into words: %s", described(error))
                await self.boards.later(board, LONGEST_WAIT)
                continue
            await self._show(board, text, last=is_over(counts, self.clock()))

    async def _show(self, board: BoardDue, text: str, *, last: bool) -> None:
        shown = hashlib.sha256(text.encode()).hexdigest()[:16]
        if shown == board.shown and not last:
            return
        if not await self.boards.claim(board, EVERY):
            return
        match await self._written(board, text):
            case Shown() if last:
                await self.boards.over(board)
            case Shown(message):
                await self.boards.showed(board, message, shown)
            case Moved(chat):
                await self.boards.moved(board, chat)
            case Later(wait):
                await self.boards.later(board, max(wait, EVERY))
            case Gone() | Missing():
                _log.info("The numbers of an event are not wanted in their group any more.")
                await self.boards.over(board)
            case Unsure():
                _log.warning("Whether the numbers of an event arrived is not known; they are sent again.")

    async def _written(self, board: BoardDue, text: str) -> Shown | Missing | Moved | Gone | Later | Unsure:
        """What came of it; a message that was deleted is written anew, once."""
        if board.message is None:
            return await self.group.post(board.chat, text)
        outcome = await self.group.edit(board.chat, board.message, text)
        if isinstance(outcome, Missing) and not board.reposted:
            return await self.group.post(board.chat, text)
        return outcome
