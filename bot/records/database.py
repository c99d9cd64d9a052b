"""The database: SQLite with one writer and readers beside it, or PostgreSQL."""

import os
import sqlite3
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from functools import cache
from pathlib import Path
from typing import Any, Final, Self

import aiosqlite
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from asyncpg import InterfaceError as PostgresInterfaceError
from asyncpg import PostgresError
from sqlalchemy import Connection, Table, event, make_url, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import DataError, DBAPIError, IntegrityError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from bot.records.errors import EntryRefused, RecordsError, RecordsUnavailable

BUSY_TIMEOUT: Final = 5.0
"""Seconds to wait for a lock before the database counts as unavailable."""

_READERS: Final = 4
_MIGRATIONS: Final = Path(__file__).with_name("migrations")
_MIGRATION_LOCK: Final = 0x6D6F74637561
"""PostgreSQL's advisory lock while tables are made: any number, the same in every process."""


class Database:
    """Connections to the database at `url` (`sqlite+aiosqlite:///…` with a file, `postgresql+asyncpg://…`).

    `async with Database(url) as database` brings the tables to their newest form and closes at the end. A
    database that is never closed keeps the program from ending.
    """

    def __init__(self, url: str, busy_timeout: float = BUSY_TIMEOUT) -> None:
        self._url = make_url(url)
        self._busy_timeout = busy_timeout
        self.is_sqlite = self._url.get_backend_name() == "sqlite"
        if self.is_sqlite:
            if self._url.database in {None, "", ":memory:"}:
                raise RecordsError(f"{self.place} is not a file; name one, a temporary one if need be.")
            # A pool of one connection is the lock that SQLite's single writer needs.
            self._writer = self._sqlite_engine(1, "BEGIN IMMEDIATE")
            self._reader = self._sqlite_engine(_READERS, "BEGIN")
        else:
            self._writer = self._reader = self._postgres_engine()

    @property
    def place(self) -> str:
        """Where the database is, without its password."""
        return self._url.render_as_string(hide_password=True)

    async def __aenter__(self) -> Self:
        try:
            await self.migrate()
        except BaseException:
            await self.close()
            raise
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    async def close(self) -> None:
        """Lets go of every connection."""
        await self._writer.dispose()
        await self._reader.dispose()

    @asynccontextmanager
    async def write(self) -> AsyncIterator[AsyncConnection]:
        """A transaction: kept if the block ends well, undone if it raises.

        Raises `RecordsUnavailable` and `EntryRefused`.
        """
        with self._told():
            async with self._writer.begin() as connection:
                yield connection

    @asynccontextmanager
    async def read(self) -> AsyncIterator[AsyncConnection]:
        """A transaction that only reads, and waits for no writer. Raises `RecordsUnavailable`."""
        with self._told():
            async with self._reader.begin() as connection:
                yield connection

    async def migrate(self) -> None:
        """Brings the tables to their newest form, from whatever form they have or from none.

        Raises `RecordsUnavailable`, and `RecordsError` where a newer program made the tables.
        """
        if self.is_sqlite:
            with self._told():
                _create_private_file(Path(str(self._url.database)))
        async with self.write() as connection:
            if not self.is_sqlite:
                await connection.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": _MIGRATION_LOCK})
            try:
                await connection.run_sync(_upgrade)
            except CommandError as error:
                raise RecordsError(
                    f"The tables of {self.place} are not this program's ({error}); update it."
                ) from error

    async def health(self) -> None:
        """Raises `RecordsUnavailable` unless rows can be read and deleted; it deletes none."""
        async with self.read() as connection:
            await connection.execute(text("SELECT count(*) FROM contacts"))
        async with self.write() as connection:
            await connection.execute(text("DELETE FROM contacts WHERE id IS NULL"))

    async def forget_deleted(self) -> None:
        """Takes what was deleted out of SQLite's write-ahead log too; PostgreSQL's vacuum does so by itself.

        Raises `RecordsUnavailable` where a reader stands in the way longer than the busy timeout.
        """
        if not self.is_sqlite:
            return
        with self._told():
            async with self._writer.connect() as connection:
                # Past SQLAlchemy, which would begin a transaction: inside one nothing can be checkpointed.
                raw = (await connection.get_raw_connection()).driver_connection
                assert isinstance(raw, aiosqlite.Connection)
                async with raw.execute("PRAGMA wal_checkpoint(TRUNCATE)") as cursor:
                    result = await cursor.fetchone()
        if result is None or result[0]:
            raise RecordsUnavailable(f"{self.place} is being read, so its log still holds deleted rows; try again.")

    def _sqlite_engine(self, connections: int, begin: str) -> AsyncEngine:
        engine = create_async_engine(
            self._url,
            hide_parameters=True,
            pool_size=connections,
            max_overflow=0,
            pool_timeout=self._busy_timeout,
            connect_args={"timeout": self._busy_timeout, "isolation_level": None},
        )

        @event.listens_for(engine.sync_engine, "connect")
        def _prepare(connection: Any, _record: object) -> None:
            cursor = connection.cursor()
            for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON", "secure_delete = ON"):
                cursor.execute(f"PRAGMA {pragma}")
            if begin == "BEGIN":
                cursor.execute("PRAGMA query_only = ON")
            cursor.close()

        @event.listens_for(engine.sync_engine, "begin")
        def _begin(connection: Connection) -> None:
            connection.exec_driver_sql(begin)

        return engine

    def _postgres_engine(self) -> AsyncEngine:
        milliseconds = str(int(self._busy_timeout * 1000))
        return create_async_engine(
            self._url,
            hide_parameters=True,
            pool_pre_ping=True,
            pool_timeout=self._busy_timeout,
            connect_args={
                "timeout": self._busy_timeout,
                "server_settings": {"lock_timeout": milliseconds, "application_name": "motcua"},
            },
        )

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Turns what the drivers raise into errors of the records.

        Their own messages are not chained, because PostgreSQL quotes the row that it refuses.
        """
        try:
            yield
        except (IntegrityError, DataError) as error:
            raise EntryRefused(f"{self.place} refuses a row: {_cause(error)}.") from None
        except (TimeoutError, PoolTimeout):
            raise RecordsUnavailable(
                f"{self.place} did not get to a write within {self._busy_timeout:g} s; try again."
            ) from None
        except (DBAPIError, sqlite3.Error, PostgresError, PostgresInterfaceError, OSError) as error:
            raise RecordsUnavailable(
                f"{self.place} cannot be used now: {_cause(error)}; look whether it is locked, full or read-only."
            ) from None


def _cause(error: BaseException) -> str:
    """What happened, without any value of a row: SQLite's messages hold none, of PostgreSQL's the class says enough."""
    origin: BaseException | None = error.orig if isinstance(error, DBAPIError) else error
    if isinstance(origin, sqlite3.Error):
        return str(origin)
    return type(getattr(origin, "__cause__", None) or origin).__name__


def _create_private_file(path: Path) -> None:
    """An empty file that only its owner may read, unless there is one; SQLite's log files take over its mode."""
    if path.name.startswith("file:"):
        return
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not path.exists():
        os.close(os.open(path, os.O_CREAT | os.O_WRONLY, 0o600))


def _upgrade(connection: Connection) -> None:
    if MigrationContext.configure(connection).get_current_revision() == _newest_revision():
        return
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


@cache
def _newest_revision() -> str | None:
    return ScriptDirectory(str(_MIGRATIONS)).get_current_head()


async def insert_new(connection: AsyncConnection, table: Table, row: Mapping[str, object]) -> bool:
    """Inserts `row` where there is none with its primary key; whether it was inserted."""
    insert = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    return (await connection.execute(insert(table).values(row).on_conflict_do_nothing())).rowcount == 1


async def upsert(
    connection: AsyncConnection, table: Table, row: Mapping[str, object], changes: Mapping[str, object]
) -> None:
    """Inserts `row`, or makes `changes` in the row that has its primary key."""
    insert = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    statement = insert(table).values(row)
    await connection.execute(
        statement.on_conflict_do_update(index_elements=list(table.primary_key.columns), set_=dict(changes))
    )
