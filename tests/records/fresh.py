"""New databases with all tables and no row, copied: making the tables takes longer than most tests."""

import asyncio
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final, Protocol
from uuid import uuid4

import asyncpg

from bot.records import Database

_TABLES: Final = "tables"
"""The database of a PostgreSQL server from which the others are copied."""

_SQLITE: Final[list[bytes]] = []


class PostgresServer(Protocol):
    """What the tests need of the server."""

    def get_uri(self, database: str | None = None, driver: str | None = None) -> str: ...

    def cleanup(self) -> None: ...


async def sqlite_copy(file: Path) -> None:
    """Makes `file` a new SQLite database."""
    if not _SQLITE:
        with TemporaryDirectory() as folder:
            async with Database(f"sqlite+aiosqlite:///{folder}/tables.db"):
                pass
            _SQLITE.append(await asyncio.to_thread(Path(folder, "tables.db").read_bytes))
    await asyncio.to_thread(file.write_bytes, _SQLITE[0])


async def make_tables(server: PostgresServer) -> None:
    """Makes the database from which `postgres_copy` copies; once for each server."""
    await _create(server, _TABLES)
    async with Database(server.get_uri(database=_TABLES, driver="asyncpg")):
        pass


async def postgres_copy(server: PostgresServer) -> str:
    """The name of a new database on the server."""
    return await _create(server, f"t{uuid4().hex}", f"TEMPLATE {_TABLES}")


async def postgres_empty(server: PostgresServer) -> str:
    """The name of a new database without a table."""
    return await _create(server, f"t{uuid4().hex}")


async def _create(server: PostgresServer, name: str, options: str = "") -> str:
    connection = await asyncpg.connect(server.get_uri())
    try:
        await connection.execute(f"CREATE DATABASE {name} {options}")
    finally:
        await connection.close()
    return name
