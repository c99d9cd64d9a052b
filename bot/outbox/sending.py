"""Sends what is due: each reminder at least once, and so that a person reads it once.

Two processes never hold the same one. Where it may have arrived and nobody knows, because the line broke or the process
died in the middle of the call, it is sent again once, ten minutes later, and says that it may be a repetition: a
reminder that is read twice does less harm than one that is not read.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final, Protocol

from bot.catalog.catalog import Catalog
from bot.conversation.reminders import said, said_of_event
from bot.conversation.replies import Say
from bot.conversation.turn import day_of
from bot.logs import described
from bot.outbox.delivering import LONGEST_WAIT, MOST_UNSURE, back_off, sent
from bot.outbox.hours import end_of_day, is_quiet
from bot.outbox.notes import Notes
from bot.outbox.outcomes import Deliver, Delivered, Gone, Later, Outcome, Unsure
from bot.records import Claimed, RecordsError, Reminder
from bot.records.outreach import Outreach

_log = logging.getLogger(__name__)
EVERY: Final = timedelta(seconds=30)
"""Between two looks at what is due."""


class Due(Protocol):
    """The reminders that are due: `bot.records.Outgoing`. Every method raises `RecordsError`."""

    async def claim(self) -> Claimed | None:
        """Takes one that nobody holds."""

    async def begin(self, claimed: Claimed) -> bool:
        """Notes that it is about to be sent; False where it is not ours any more."""

    async def done(self, claimed: Claimed, covered: datetime) -> None:
        """It needs not be sent any more, nor what comes due before `covered` for the same day."""

    async def later(self, claimed: Claimed, wait: timedelta) -> None:
        """Nothing was sent; the next try may be made after `wait`."""

    async def gone(self, claimed: Claimed) -> None:
        """Nobody is there to read."""


class Carrier(Protocol):
    """Whatever else has to be brought to somebody."""

    async def carry(self, stop: asyncio.Event) -> None:
        """Brings what is due now; raises `RecordsError`."""


async def no_event(key: str) -> Outreach | None:
    """Where nobody plans events."""
    return None


@dataclass
class Outbox:
    """Carries what is due to the channels that can write first; after the reminders come the `notes`, then `others`.

    `outreach` finds the event with an id, as it stands when somebody is reminded of it.
    """

    due: Due
    catalog: Callable[[], Catalog]
    channels: Mapping[str, Deliver]
    clock: Callable[[], datetime]
    notes: Notes | None = None
    others: Sequence[Carrier] = ()
    outreach: Callable[[str], Awaitable[Outreach | None]] = no_event
    _in_trouble: bool = field(default=False, init=False)

    async def run(self, stop: asyncio.Event) -> None:
        """Looks twice a minute until `stop`, and finishes what it is sending."""
        while not stop.is_set():
            await self.look(stop)
            with suppress(TimeoutError):
                async with asyncio.timeout(EVERY.total_seconds()):
                    await stop.wait()

    async def look(self, stop: asyncio.Event) -> None:
        """Sends what is due now; a database that cannot be used is told once and tried again at the next look."""
        try:
            await self.carry(stop)
            if self.notes is not None:
                await self.notes.carry(stop)
            for carrier in self.others:
                await carrier.carry(stop)
            self._in_trouble = False
        except RecordsError as error:
            if not self._in_trouble:
                _log.error("Reminders, notes and digests wait, for the records cannot be used: %s", error)
            self._in_trouble = True

    async def carry(self, stop: asyncio.Event) -> None:
        """Sends one reminder after the other until none is due, it is night or the channel asks to wait."""
        while not stop.is_set() and not is_quiet(self.clock()):
            claimed = await self.due.claim()
            if claimed is None or not await self._carry(claimed):
                return

    async def _carry(self, claimed: Claimed) -> bool:
        """Sends a reminder; whether the next one may follow at once."""
        now = self.clock()
        try:
            message, covered = await self._words(claimed.reminder, now, again=claimed.unsure > 0)
        except RecordsError:
            raise
        except Exception as error:
            _log.error("A reminder waits, for it could not be put into words: %s", described(error))
            await self.due.later(claimed, LONGEST_WAIT)
            return True
        if message is None or claimed.unsure >= MOST_UNSURE:
            await self.due.done(claimed, end_of_day(now))
            return True
        deliver = self.channels.get(claimed.address.channel)
        if deliver is None:
            await self.due.later(claimed, LONGEST_WAIT)
            return True
        if not await self.due.begin(claimed):
            return True
        return await self._noted(claimed, await sent(deliver, claimed.address, message), covered)

    async def _words(self, reminder: Reminder, now: datetime, *, again: bool) -> tuple[Say | None, datetime]:
        """What somebody is told, and until when nothing else need be said of it: of a cancelled event, ever."""
        if reminder.subject != "outreach":
            return said(reminder, self.catalog(), day_of(now), again=again), end_of_day(now)
        outreach = await self.outreach(reminder.procedure)
        message = said_of_event(reminder, outreach, self.catalog(), now, again=again)
        return message, end_of_day(outreach.end if outreach and outreach.cancelled else now)

    async def _noted(self, claimed: Claimed, outcome: Outcome, covered: datetime) -> bool:
        match outcome:
            case Delivered():
                await self.due.done(claimed, covered)
            case Gone():
                _log.info("A reminder met nobody; every way to the person was deleted.")
                await self.due.gone(claimed)
            case Later(wait):
                await self.due.later(claimed, max(wait, back_off(claimed.attempts)))
                return not wait
            case Unsure():
                _log.warning("Whether a reminder arrived is not known; it is sent again once.")
        return True
