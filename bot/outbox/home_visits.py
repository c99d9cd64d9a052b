"""Carries what somebody wrote, to have a helper come home, to who co-ordinates the event: at least once, by day.

Where nobody can be told, it waits, and who asked for it is told so once, and whom to call instead; where the event is
not held, that nobody will come.
"""

import asyncio
import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from bot.catalog.catalog import Catalog
from bot.conversation.home_visits import to_asker, to_coordinator
from bot.conversation.replies import Say
from bot.conversation.turn import Operator
from bot.logs import described
from bot.outbox.hours import is_quiet
from bot.outbox.outcomes import Deliver
from bot.outbox.trying import Came, Trying
from bot.records.diary import Address
from bot.records.outreach import VisitDue

_log = logging.getLogger(__name__)


class Wanted(Protocol):
    """The visits of which somebody has to be told: `bot.records.VisitsDue`. Every method raises `RecordsError`."""

    async def due(self) -> Sequence[VisitDue]:
        """Of which somebody has to be told now."""

    async def is_due(self, visit: VisitDue) -> bool:
        """Whether one is still as it was."""

    async def told(self, visit: VisitDue) -> None:
        """The co-ordinator has it."""

    async def warned(self, visit: VisitDue) -> None:
        """Whoever asked for it knows that nobody could be told."""

    async def done(self, visit: VisitDue) -> None:
        """Forgets it."""

    async def coordinator_gone(self, visit: VisitDue) -> None:
        """Nobody reads any more where the co-ordinator was written to."""


@dataclass
class Visits:
    """Carries the visits that are due to the channels that can write first."""

    wanted: Wanted
    catalog: Callable[[], Catalog]
    operator: Callable[[], Operator]
    channels: Mapping[str, Deliver]
    clock: Callable[[], datetime]
    _trying: Trying = field(init=False)

    def __post_init__(self) -> None:
        self._trying = Trying(self.clock)

    async def carry(self, stop: asyncio.Event) -> None:
        """Tells whoever has to be told until nobody has, it is night or the channel asks to wait."""
        due = await self.wanted.due()
        self._trying.keep({_key(visit) for visit in due})
        for visit in due:
            if stop.is_set() or is_quiet(self.clock()):
                return
            if self._trying.waits(_key(visit)) or not await self.wanted.is_due(visit):
                continue
            if not await self._carry(visit):
                return

    async def _carry(self, visit: VisitDue) -> bool:
        """Does the next thing for a visit; whether another may follow at once."""
        if visit.outreach.cancelled:
            return await self._ended(visit)
        if visit.coordinator is None:
            return await self._unread(visit)
        came = await self._send(visit, visit.coordinator, lambda: to_coordinator(visit, self.catalog()))
        match came:
            case "arrived" if visit.withdrawn:
                await self.wanted.done(visit)
            case "arrived":
                await self.wanted.told(visit)
            case "gone":
                _log.warning("A co-ordinator cannot be written to any more; who asks for a visit at home is told so.")
                await self.wanted.coordinator_gone(visit)
        return came != "asked_to_wait"

    async def _ended(self, visit: VisitDue) -> bool:
        """The event is not held: who asked is told, where they can be, and all of it goes."""
        if visit.asker is None or visit.withdrawn:
            await self.wanted.done(visit)
            return True
        came = await self._send(visit, visit.asker, lambda: to_asker(visit, self.catalog(), self.operator()))
        if came in ("arrived", "gone"):
            await self.wanted.done(visit)
        return came != "asked_to_wait"

    async def _unread(self, visit: VisitDue) -> bool:
        """Nobody co-ordinates it who can be written to: who asked learns it once, and it waits."""
        if visit.withdrawn:
            await self.wanted.done(visit)
            return True
        if visit.asker is None or visit.warned:
            return True
        came = await self._send(visit, visit.asker, lambda: to_asker(visit, self.catalog(), self.operator()))
        if came == "arrived":
            await self.wanted.warned(visit)
        if came == "gone":
            await self.wanted.done(visit)
        return came != "asked_to_wait"

    async def _send(self, visit: VisitDue, address: Address, words: Callable[[], Say]) -> Came:
        deliver = self.channels.get(address.channel)
        try:
            message = words()
        except Exception as error:
            _log.error("A visit waits, for it could not be put into words: %s", described(error))
            return self._trying.put_off(_key(visit))
        if deliver is None:
            return self._trying.put_off(_key(visit))
        return await self._trying.send(_key(visit), deliver, address, message)


def _key(visit: VisitDue) -> str:
    """Tells apart what is to be said of a visit, to whom."""
    to = "asker" if visit.outreach.cancelled or visit.coordinator is None else "coordinator"
    return f"{visit.key} {to} {visit.withdrawn}"
