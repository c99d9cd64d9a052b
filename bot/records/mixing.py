"""Hides which rows were written together.

PostgreSQL shows any reader, in `xmin` and `ctid`, which rows one transaction wrote and in what order; SQLite's
pages show the order to whoever reads the file. So a row that must not be told apart is written again together
with others, all of them in the order of their random keys.
"""

import secrets
from typing import Final

from sqlalchemy import Table, delete, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

COMPANIONS: Final = 8
"""How many other rows a row is hidden among, if there are as many."""


def random_key() -> str:
    """A key that tells nothing: 128 random bits in 22 characters."""
    return secrets.token_urlsafe(16)


async def mix(connection: AsyncConnection, table: Table, key: str) -> None:
    """Writes the row with `key` again, among companions; rows that another transaction holds are passed over."""
    (column,) = table.primary_key.columns
    pivot = random_key()
    others = select(table).where(column != key).with_for_update(skip_locked=True)
    above = others.where(column >= pivot).order_by(column).limit(COMPANIONS)
    below = others.where(column < pivot).order_by(column.desc()).limit(COMPANIONS)
    own = (await connection.execute(select(table).where(column == key))).mappings().all()
    companions = list((await connection.execute(above)).mappings())
    if len(companions) < COMPANIONS:
        companions += list((await connection.execute(below)).mappings())
    rows = sorted([*own, *companions[:COMPANIONS]], key=lambda row: str(row[column.name]))
    await connection.execute(delete(table).where(column.in_([row[column.name] for row in rows])))
    await connection.execute(insert(table), [dict(row) for row in rows])
