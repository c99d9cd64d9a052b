"""What the public pages are made from: the catalog, the day, and what officials announced and paused."""

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Final

from bot.conversation import arrivals
from bot.conversation.arrivals import Arrival
from bot.conversation.sheets import Reading
from bot.conversation.turn import VIETNAM, Knowledge, day_of
from bot.records import RecordsError
from bot.records.board import Board
from bot.records.entries import PosterLed

_log = logging.getLogger(__name__)

CHANNEL: Final = "page"
"""Where a poster led to that was scanned, beside the channels of the chat."""

BELIEVED: Final = timedelta(minutes=1)
"""How long a board that was read is taken for the present one; browsers keep a page for longer than that."""

Led = Callable[[str, str], Awaitable[None]]
"""Told of a poster that led somebody here: the procedure's id, or nothing for the first page, and the origin."""

Counts = Callable[[PosterLed], Awaitable[None]]
"""Counts a poster that was used."""


async def no_board(today: date) -> Board:
    """The board where nobody announces anything."""
    return Board()


async def not_counted(led: PosterLed) -> None:
    """Where nobody wants to know which posters are used."""


@dataclass
class Library:
    """Reads what a page needs; without the database, pages are shown without what officials announced."""

    knowledge: Callable[[], Knowledge]
    clock: Callable[[], datetime]
    board: Callable[[date], Awaitable[Board]] = no_board
    counts: Counts = not_counted
    _read: tuple[datetime, date, Board] | None = field(default=None, init=False)

    async def reading(self) -> Reading:
        """What holds now."""
        knowledge = self.knowledge()
        now = self.clock()
        today = day_of(now)
        board = await self._board(now, today)
        hour = _by_the_hour(now.astimezone(VIETNAM))
        return Reading(knowledge.catalog, board, today, knowledge.service, hour, knowledge.forgotten)

    async def led(self, procedure: str, origin: str) -> None:
        """Counts that a poster led somebody to the page of a procedure, or ("") to the first one."""
        used = arrivals.led(Arrival(procedure, origin), self.knowledge().catalog, day_of(self.clock()), CHANNEL)
        if used:
            await self.counts(used)

    async def _board(self, now: datetime, today: date) -> Board:
        if self._read is None or self._read[1] != today or not timedelta() <= now - self._read[0] < BELIEVED:
            self._read = (now, today, await self._tried(today))
        return self._read[2]

    async def _tried(self, today: date) -> Board:
        try:
            return await self.board(today)
        except RecordsError as error:
            _log.error("The notices cannot be read, pages are shown without them: %s", error)
            return Board()


def _by_the_hour(now: datetime) -> datetime:
    """The end of the hour: pages are kept that long, and who reads one needs some time to get there."""
    begun = now.replace(minute=0, second=0, microsecond=0)
    return begun if begun == now else begun + timedelta(hours=1)
