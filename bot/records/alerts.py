"""Which procedures officials were alerted of, by day: no person, so that nobody is alerted of the same fall again."""

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import Final

from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.records.database import insert_new
from bot.records.schema import ALERTS

LOOKED: Final = ""
"""What stands in the place of a procedure on a day on which somebody looked which ones fell."""

REMEMBERED: Final = timedelta(days=60)
"""How far back `of_day` and `settle` look: longer than any procedure rests."""

Told = tuple[str, date]


async def of_day(connection: AsyncConnection, day: date) -> tuple[str, ...] | None:
    """The procedures of which officials are alerted on a day; None where nobody has looked yet."""
    found = await connection.execute(select(ALERTS.c.procedure).where(ALERTS.c.day == day))
    named = sorted(found.scalars())
    return tuple(each for each in named if each != LOOKED) if named else None


async def settle(connection: AsyncConnection, day: date, choose: Callable[[tuple[Told, ...]], Iterable[str]]) -> None:
    """Keeps what `choose` takes, given what was told before; of several processes only the first one's word counts.

    The row of the day is written first, so that a second process waits for this transaction and then finds it there.
    """
    if not await insert_new(connection, ALERTS, {"day": day, "procedure": LOOKED}):
        return
    recent = select(ALERTS.c.procedure, ALERTS.c.day).where(ALERTS.c.procedure != LOOKED, ALERTS.c.day < day)
    found = await connection.execute(recent.where(ALERTS.c.day >= day - REMEMBERED))
    chosen = choose(tuple((procedure, told) for procedure, told in found))
    rows = [{"day": day, "procedure": procedure} for procedure in chosen]
    if rows:
        await connection.execute(insert(ALERTS), rows)
