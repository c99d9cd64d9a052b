"""Phrases that officials taught, in the database: who taught one is in the audit alone."""

from sqlalchemy import delete, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.records.errors import NotInForce
from bot.records.queue import Learned
from bot.records.schema import LEARNED


async def all_learned(connection: AsyncConnection) -> tuple[Learned, ...]:
    """All learned phrases, the oldest first."""
    found = await connection.execute(select(LEARNED).order_by(LEARNED.c.day, LEARNED.c.id))
    return tuple(Learned(**row) for row in found.mappings())


async def keep(connection: AsyncConnection, learned: Learned) -> None:
    """Keeps a phrase."""
    await connection.execute(
        insert(LEARNED).values(
            id=learned.id,
            phrase=learned.phrase,
            procedure=learned.procedure,
            day=learned.day,
            item=learned.item,
        )
    )


async def remove(connection: AsyncConnection, name: str) -> Learned:
    """Deletes a phrase and gives it back; raises `NotInForce`."""
    gone = await connection.execute(delete(LEARNED).where(LEARNED.c.id == name).returning(LEARNED))
    row = gone.mappings().one_or_none()
    if row is None:
        raise NotInForce(f"Phrase {name!r} is not learned (any more); `motcua learned` lists those that are.")
    return Learned(**row)
