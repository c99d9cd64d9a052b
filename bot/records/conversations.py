"""Where each conversation stands: sealed, and beside it only who may erase it."""

from sqlalchemy import ColumnElement, delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.records.database import upsert
from bot.records.mixing import write_among_others
from bot.records.schema import CONVERSATIONS

Stored = tuple[str, bytes]
"""Key and sealed state."""


async def sealed_state(connection: AsyncConnection, key: str) -> bytes | None:
    """The sealed state of the conversation with `key`."""
    found = await connection.execute(select(CONVERSATIONS.c.sealed).where(CONVERSATIONS.c.key == key))
    return found.scalar_one_or_none()


async def save(connection: AsyncConnection, key: str, person: str, sealed: bytes) -> None:
    """Keeps `sealed` as the state of the conversation."""
    kept = {"person": person, "sealed": sealed}
    # Waits where another process saves the same conversation; a row that comes after our look would be in the way.
    await upsert(connection, CONVERSATIONS, {"key": key, **kept}, kept)
    await write_among_others(connection, CONVERSATIONS, {"key": key, **kept})


async def of_person(connection: AsyncConnection, person: str) -> list[bytes]:
    """The sealed states of a person's conversations."""
    found = await connection.execute(select(CONVERSATIONS.c.sealed).where(CONVERSATIONS.c.person == person))
    return list(found.scalars())


async def erase(connection: AsyncConnection, person: str) -> int:
    """Deletes a person's conversations; how many there were."""
    return await _erase(connection, CONVERSATIONS.c.person == person)


async def forget(connection: AsyncConnection, key: str) -> int:
    """Deletes the conversation with `key`; 1 if there was one, else 0."""
    return await _erase(connection, CONVERSATIONS.c.key == key)


async def _erase(connection: AsyncConnection, which: ColumnElement[bool]) -> int:
    erased = 0
    # PostgreSQL passes over a row that another transaction has just mixed; the next look sees it.
    while (await connection.execute(select(CONVERSATIONS.c.key).where(which))).first():
        erased += (await connection.execute(delete(CONVERSATIONS).where(which))).rowcount
    return erased


async def page(connection: AsyncConnection, behind: str, size: int) -> list[Stored]:
    """The next `size` conversations whose key is greater than `behind`."""
    columns = select(CONVERSATIONS.c.key, CONVERSATIONS.c.sealed)
    found = await connection.execute(
        columns.where(CONVERSATIONS.c.key > behind).order_by(CONVERSATIONS.c.key).limit(size)
    )
    return [(key, sealed) for key, sealed in found]


async def replace(connection: AsyncConnection, stored: Stored, sealed: bytes | None) -> int:
    """Replaces or (None) deletes a conversation, unless it was saved anew since it was read; 1 if so, else 0."""
    key, read = stored
    same = (CONVERSATIONS.c.key == key) & (CONVERSATIONS.c.sealed == read)
    change = delete(CONVERSATIONS) if sealed is None else update(CONVERSATIONS).values(sealed=sealed)
    return (await connection.execute(change.where(same))).rowcount
