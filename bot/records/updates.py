"""Which of Telegram's updates were handled, so that one that is delivered again is not answered again.

An update's number leads to nobody: only Telegram knows who sent it, and no other table holds it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select, update

from bot.records.database import Database, upsert
from bot.records.schema import UPDATES


@dataclass(frozen=True)
class Delivery:
    """One delivery of an update: the how-manieth (from 1), and whether an earlier one was handled."""

    attempt: int
    handled: bool


class Updates:
    """The updates of the last days. Every method raises `RecordsError` where the database cannot be used."""

    def __init__(self, database: Database, today: Callable[[], date]) -> None:
        self._database = database
        self._today = today

    async def received(self, update_id: int) -> Delivery:
        """Counts a delivery that is about to be handled, before anything can break."""
        row = {"update_id": update_id, "attempts": 1, "handled": False, "day": self._today()}
        async with self._database.write() as connection:
            await upsert(connection, UPDATES, row, {"attempts": UPDATES.c.attempts + 1})
            found = await connection.execute(
                select(UPDATES.c.attempts, UPDATES.c.handled).where(UPDATES.c.update_id == update_id)
            )
            attempts, handled = found.one()
        return Delivery(attempts, handled)

    async def handled(self, update_id: int) -> None:
        """The update needs no further delivery."""
        async with self._database.write() as connection:
            await connection.execute(update(UPDATES).where(UPDATES.c.update_id == update_id).values(handled=True))
