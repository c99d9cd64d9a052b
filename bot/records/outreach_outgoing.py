"""What has to be said of events while they last: visits at home, and the numbers in helpers' groups.

For whoever carries it (`bot.outbox`). Every method raises `RecordsError` where the database cannot be used.
"""

from collections.abc import Callable
from datetime import datetime, timedelta

from bot.records import boards, helping, home_visits
from bot.records.database import Database
from bot.records.outreach import BoardDue, OutreachCounts, VisitDue
from bot.records.sealing import Sealing, Secrets


class VisitsDue:
    """The visits at home of which somebody has to be told."""

    def __init__(self, database: Database, secrets: Secrets) -> None:
        self._database = database
        self._sealing = Sealing(secrets.sealing)

    async def due(self) -> tuple[VisitDue, ...]:
        """Of which somebody has to be told now."""
        async with self._database.read() as connection:
            return await home_visits.due(connection, self._sealing)

    async def is_due(self, visit: VisitDue) -> bool:
        """Whether one is still as it was: looked at just before anybody is told of it."""
        async with self._database.read() as connection:
            return await home_visits.is_due(connection, visit, self._sealing)

    async def told(self, visit: VisitDue) -> None:
        """The co-ordinator has it."""
        async with self._database.write() as connection:
            await home_visits.told(connection, visit.key)

    async def warned(self, visit: VisitDue) -> None:
        """Whoever asked for it knows that nobody could be told."""
        async with self._database.write() as connection:
            await home_visits.warned(connection, visit.key, self._sealing)

    async def done(self, visit: VisitDue) -> None:
        """Forgets it, and how to reach whoever asked."""
        async with self._database.write() as connection:
            await home_visits.done(connection, visit.key)

    async def coordinator_gone(self, visit: VisitDue) -> None:
        """Nobody reads any more where the co-ordinator of its event was written to."""
        async with self._database.write() as connection:
            await home_visits.unreachable(connection, visit.outreach.id)


class BoardsDue:
    """The messages in helpers' groups that show the numbers of an event."""

    def __init__(self, database: Database, secrets: Secrets, now: Callable[[], datetime]) -> None:
        self._database = database
        self._sealing = Sealing(secrets.sealing)
        self._now = now

    async def due(self) -> tuple[BoardDue, ...]:
        """Those that may be edited now."""
        async with self._database.read() as connection:
            return await boards.due(connection, self._now(), self._sealing)

    async def counts(self, board: BoardDue) -> OutreachCounts:
        """All that is counted of its event."""
        async with self._database.read() as connection:
            return await helping.counts(connection, board.outreach)

    async def claim(self, board: BoardDue, every: timedelta) -> bool:
        """Takes the right to edit it, of several processes for one; nobody else has it until `every` from now."""
        async with self._database.write() as connection:
            return await boards.claim(connection, board, self._now(), every)

    async def showed(self, board: BoardDue, message: int, shown: str) -> None:
        """What the group sees now, in which message."""
        async with self._database.write() as connection:
            await boards.showed(connection, board, message, shown, self._sealing)

    async def moved(self, board: BoardDue, chat: str) -> None:
        """The group has another number, and none of its messages."""
        async with self._database.write() as connection:
            await boards.moved(connection, board, chat, self._sealing)

    async def later(self, board: BoardDue, wait: timedelta) -> None:
        """Nobody touches it before."""
        async with self._database.write() as connection:
            await boards.later(connection, board, self._now() + wait)

    async def over(self, board: BoardDue) -> None:
        """It needs not be edited any more."""
        async with self._database.write() as connection:
            await boards.unpin(connection, board, self._sealing)
