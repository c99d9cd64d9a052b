"""The database is made, moved on and watched; when it cannot be used, that is told quickly."""

import asyncio
import resource
import sqlite3
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path

import asyncpg
import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import Connection, text
from sqlalchemy.ext.asyncio import create_async_engine

from bot.records import Database, Records, RecordsError, RecordsUnavailable
from bot.records.migrations.versions import answers_counted
from bot.records.outreach_tables import OUTREACHES
from tests.records.people import (
    AN,
    AN_CHAT,
    BINH,
    BINH_CHAT,
    SECRETS,
    STATE,
    asked,
    rows,
    state_of,
)

BUSY = 0.2
"""Seconds to wait for a lock."""

QUICKLY = 2.0
"""Seconds in which a person must learn that something could not be kept."""


def _file(url: str) -> str:
    return url.removeprefix("sqlite+aiosqlite:///")


async def test_migrating_again_changes_nothing(empty_url: str) -> None:
    async with Database(empty_url) as first:
        await Records(first, SECRETS).store(AN_CHAT, AN, STATE, [asked()])
    async with Database(empty_url) as second:
        await second.migrate()
        assert await state_of(Records(second, SECRETS), AN_CHAT) == STATE


async def test_two_programs_may_start_on_an_empty_database_at_once(empty_url: str) -> None:
    first, second = Database(empty_url), Database(empty_url)
    try:
        await first.migrate()
        await second.migrate()
        await asyncio.gather(first.health(), second.health())
    finally:
        await first.close()
        await second.close()


async def test_the_migrations_make_the_tables_of_the_schema(database: Database) -> None:
    def differences(connection: Connection) -> object:
        return compare_metadata(
            MigrationContext.configure(connection, opts={"compare_type": True}), OUTREACHES.metadata
        )

    async with database.read() as connection:
        assert await connection.run_sync(differences) == []


async def test_answers_from_before_they_told_it_are_those_of_their_questions(url: str, database: Database) -> None:
    await database.close()
    folder = str(Path(answers_counted.__file__).parents[1])

    def as_before(connection: Connection) -> None:
        OUTREACHES.metadata.drop_all(connection)
        connection.exec_driver_sql("DROP TABLE alembic_version")
        config = Config()
        config.set_main_option("script_location", folder)
        config.attributes["connection"] = connection
        command.upgrade(config, answers_counted.down_revision)
        question = "('q', '2026-07-20', 'web', 'vi', 'procedure', true, 'ho-tich')"
        connection.exec_driver_sql(
            f"INSERT INTO questions (id, day, channel, language, kind, assisted, field) VALUES {question}"
        )
        for answer in (
            "('asked', 'q', '2026-07-20', 'web', 'vi', 'procedure')",
            "('browsed', NULL, '2026-07-20', 'web', 'vi', 'procedure')",
        ):
            connection.exec_driver_sql(
                f"INSERT INTO answers (id, question, day, channel, language, kind) VALUES {answer}"
            )

    engine = create_async_engine(url)
    async with engine.begin() as connection:
        await connection.run_sync(as_before)
    await engine.dispose()
    async with Database(url) as moved_on:
        found = {row["id"]: (bool(row["assisted"]), row["field"]) for row in await rows(moved_on, "answers")}
    assert found == {"asked": (True, "ho-tich"), "browsed": (False, None)}


RULES = {
    "sqlite": "SELECT name, sql FROM sqlite_master WHERE name NOT LIKE 'alembic%' AND tbl_name NOT LIKE 'alembic%'",
    "postgres": "SELECT conname || conrelid::regclass, pg_get_constraintdef(oid) FROM pg_constraint"
    " WHERE connamespace = 'public'::regnamespace AND conrelid::regclass::text <> 'alembic_version'"
    " UNION SELECT indexname, indexdef FROM pg_indexes"
    " WHERE schemaname = 'public' AND tablename <> 'alembic_version'",
}


async def test_the_migrations_make_the_keys_and_rules_of_the_schema(url: str, backend: str) -> None:
    async with Database(url) as migrated, migrated.read() as connection:
        by_migrations = {tuple(row) for row in await connection.execute(text(RULES[backend]))}
        version = (await connection.execute(text("SELECT count(*) FROM alembic_version"))).scalar_one()
    engine = create_async_engine(url)
    async with engine.begin() as connection:
        await connection.run_sync(OUTREACHES.metadata.drop_all)
        await connection.run_sync(OUTREACHES.metadata.create_all)
        by_schema = {tuple(row) for row in await connection.execute(text(RULES[backend]))}
    await engine.dispose()

    assert version == 1
    assert len(by_schema) >= 13
    assert {(name, _words(rule)) for name, rule in by_migrations} == {(name, _words(rule)) for name, rule in by_schema}


def _words(rule: str | None) -> str:
    """A rule without regard to line breaks, quoted names and the order of its clauses."""
    plain = (rule or "").replace('"', "").replace(",", " ")
    return " ".join(sorted(plain.replace("(", " ( ").replace(")", " ) ").split()))


async def test_a_database_that_a_newer_program_made_is_not_touched(url: str) -> None:
    async with Database(url) as database, database.write() as connection:
        await connection.execute(text("UPDATE alembic_version SET version_num = 'from-tomorrow'"))

    with pytest.raises(RecordsError, match="update it"):
        async with Database(url):
            pass


async def test_a_healthy_database_says_nothing(database: Database) -> None:
    await database.health()


def test_a_database_in_memory_is_refused_with_the_remedy() -> None:
    for url in ("sqlite+aiosqlite://", "sqlite+aiosqlite:///:memory:"):
        with pytest.raises(RecordsError, match="temporary"):
            Database(url)


async def test_only_the_owner_may_read_a_new_sqlite_database(tmp_path: Path) -> None:
    folder = tmp_path / "deep" / "data"
    async with Database(f"sqlite+aiosqlite:///{folder}/records.db") as database:
        await Records(database, SECRETS).store(AN_CHAT, AN, STATE)
        modes = {path.name: path.stat().st_mode & 0o777 for path in folder.iterdir()}

    assert folder.stat().st_mode & 0o777 == 0o700
    assert modes == {"records.db": 0o600, "records.db-wal": 0o600, "records.db-shm": 0o600}


async def test_sqlite_writes_safely_and_deletes_for_good(tmp_path: Path) -> None:
    async with Database(f"sqlite+aiosqlite:///{tmp_path}/records.db") as database, database.write() as connection:
        settings = {
            name: (await connection.execute(text(f"PRAGMA {name}"))).scalar_one()
            for name in ("journal_mode", "synchronous", "foreign_keys", "secure_delete")
        }

    assert settings == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "secure_delete": 1}


@pytest.fixture
async def impatient(url: str) -> AsyncIterator[Database]:
    async with Database(url, busy_timeout=BUSY) as opened:
        yield opened


@asynccontextmanager
async def _locked(url: str, backend: str) -> AsyncIterator[None]:
    """Another program holds what a writer needs."""
    if backend == "sqlite":
        other = sqlite3.connect(_file(url), isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        yield
        other.close()
        return
    connection = await asyncpg.connect(url.replace("+asyncpg", ""))
    await connection.execute("BEGIN; LOCK TABLE conversations, questions, contacts IN EXCLUSIVE MODE")
    yield
    await connection.close()


async def test_a_locked_database_is_told_quickly_and_can_still_be_read(
    impatient: Database, url: str, backend: str
) -> None:
    records = Records(impatient, SECRETS)
    await records.store(AN_CHAT, AN, STATE)
    started = time.monotonic()
    async with _locked(url, backend):
        turns = [records.store(BINH_CHAT, BINH, STATE, [asked(f"q{number}")]) for number in range(20)]
        outcomes = await asyncio.gather(*turns, return_exceptions=True)
        assert {type(outcome) for outcome in outcomes} == {RecordsUnavailable}
        with pytest.raises(RecordsUnavailable):
            await impatient.health()
        assert await state_of(records, AN_CHAT) == STATE
    assert time.monotonic() - started < QUICKLY

    await records.store(BINH_CHAT, BINH, STATE, [asked()])
    assert await state_of(records, BINH_CHAT) == STATE


async def _read_only(url: str, backend: str) -> str:
    if backend == "sqlite":
        return f"sqlite+aiosqlite:///file:{_file(url)}?mode=ro&uri=true"
    connection = await asyncpg.connect(url.replace("+asyncpg", ""))
    name = await connection.fetchval("SELECT current_database()")
    await connection.execute(f"ALTER DATABASE {name} SET default_transaction_read_only = on")
    await connection.close()
    return url


async def test_a_read_only_database_is_told_and_can_still_be_read(records: Records, url: str, backend: str) -> None:
    await records.store(AN_CHAT, AN, STATE)
    database = Database(await _read_only(url, backend), busy_timeout=BUSY)
    try:
        bound = Records(database, SECRETS)
        with pytest.raises(RecordsUnavailable):
            await bound.store(AN_CHAT, AN, '{"lost": true}')
        with pytest.raises(RecordsUnavailable):
            await database.health()
        assert await state_of(bound, AN_CHAT) == STATE
    finally:
        await database.close()


@contextmanager
def _full_disk(path: Path) -> Iterator[None]:
    """No file of this program may grow any more."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    size = max(file.stat().st_size for file in path.parent.iterdir())
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


async def test_a_full_disk_is_told_and_what_was_kept_stays(tmp_path: Path) -> None:
    path = tmp_path / "records.db"
    async with Database(f"sqlite+aiosqlite:///{path}", busy_timeout=BUSY) as database:
        records = Records(database, SECRETS)
        await records.store(AN_CHAT, AN, STATE)
        with _full_disk(path), pytest.raises(RecordsUnavailable, match=r"full|disk"):
            await records.store(BINH_CHAT, BINH, STATE, [asked(asked_text="dài " * 200_000)])
        assert await state_of(records, AN_CHAT) == STATE
        await records.store(AN_CHAT, AN, '{"again": true}')
        assert await state_of(records, AN_CHAT) == '{"again": true}'


@pytest.mark.parametrize(
    "url",
    [
        "sqlite+aiosqlite:////proc/nowhere/records.db",
        pytest.param("postgresql+asyncpg://bot:hidden@127.0.0.1:1/records", marks=pytest.mark.postgres),
    ],
)
async def test_a_database_that_is_not_there_is_told_without_the_password(url: str) -> None:
    with pytest.raises(RecordsUnavailable) as told:
        async with Database(url, busy_timeout=BUSY):
            pass

    assert "records" in str(told.value)
    assert "hidden" not in str(told.value)


async def test_a_file_that_is_no_database_is_told(tmp_path: Path) -> None:
    path = tmp_path / "records.db"
    path.write_text("this is a letter, not a database; " * 100)

    with pytest.raises(RecordsUnavailable, match="not a database"):
        async with Database(f"sqlite+aiosqlite:///{path}"):
            pass
