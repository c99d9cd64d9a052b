"""How often each poster led somebody here; a count has no person, and nothing else holds an origin."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.records.database import upsert
from bot.records.entries import PosterLed, PosterUse
from bot.records.schema import POSTER_USES

ROWS_A_DAY: Final = 1000
"""Counts of their own in a day; anybody can invent origins, and what comes after them is counted as of no known one."""

UNKNOWN: Final = ""
"""The origin under which is counted what has no count of its own."""


async def count(connection: AsyncConnection, led: PosterLed) -> None:
    """Counts one more."""
    row = {"day": led.day, "origin": led.origin, "procedure": led.procedure, "channel": led.channel}
    if not await _has_room(connection, row):
        row |= {"origin": UNKNOWN, "procedure": ""}
    await upsert(connection, POSTER_USES, {**row, "count": 1}, {"count": POSTER_USES.c.count + 1})


async def _has_room(connection: AsyncConnection, row: dict[str, object]) -> bool:
    """Whether this count is there already, or may be added today."""
    there = select(POSTER_USES.c.count).where(*(POSTER_USES.c[name] == value for name, value in row.items()))
    if (await connection.execute(there)).first():
        return True
    today = select(func.count()).select_from(POSTER_USES).where(POSTER_USES.c.day == row["day"])
    return (await connection.execute(today)).scalar_one() < ROWS_A_DAY


async def counts(connection: AsyncConnection, first: date | None, last: date | None) -> Sequence[PosterUse]:
    """How often each poster led somebody here on the days from `first` to `last`, both included; the most first."""
    columns = (POSTER_USES.c.origin, POSTER_USES.c.procedure, POSTER_USES.c.channel)
    total = func.sum(POSTER_USES.c.count)
    chosen = select(*columns, total).group_by(*columns).order_by(total.desc(), *columns)
    if first:
        chosen = chosen.where(POSTER_USES.c.day >= first)
    if last:
        chosen = chosen.where(POSTER_USES.c.day <= last)
    return [PosterUse(*row[:3], int(row[3])) for row in await connection.execute(chosen)]
