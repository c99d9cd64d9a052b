"""Hides which rows were written together.

PostgreSQL shows any reader, in `xmin` and `ctid`, which rows one transaction wrote and in what order; SQLite's
pages show the order to whoever reads the file. So a row that must not be told apart is written again together
with others, all of them in the order of their random keys.
"""

import secrets
from collections.abc import Mapping
from typing import Final

from sqlalchemy import Table, delete, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

COMPANIONS: Final = 8
"""How many other rows a row is hidden among, if there are as many."""


def random_key() -> str:
    """A key that tells nothing: 128 random bits in 22 characters."""
    return secrets.token_urlsafe(16)


async def write_among_others(connection: AsyncConnection, table: Table, *given: Mapping[str, object]) -> None:
    """Writes rows, in place of those with their keys, among companions; others' rows that are held are passed over.

    Deleted and inserted, not updated: PostgreSQL's `xmax` would tell the new one from those that were there.
    """
    (column,) = table.primary_key.columns
    pivot = random_key()
    others = select(table).where(column.not_in([row[column.name] for row in given])).with_for_update(skip_locked=True)
    above = others.where(column >= pivot).order_by(column).limit(COMPANIONS)
    below = others.where(column < pivot).order_by(column.desc()).limit(COMPANIONS)
    companions = [dict(each) for each in (await connection.execute(above)).mappings()]
    if len(companions) < COMPANIONS:
        companions += [dict(each) for each in (await connection.execute(below)).mappings()]
    rows = sorted([*map(dict, given), *companions[:COMPANIONS]], key=lambda each: str(each[column.name]))
    await connection.execute(delete(table).where(column.in_([each[column.name] for each in rows])))
    await connection.execute(insert(table), rows)
