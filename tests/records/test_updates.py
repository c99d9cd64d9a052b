"""An update that Telegram delivers again is known again, by every process, for two days."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from bot.records import Database, Delivery, Records, RecordsUnavailable, Retention, Updates
from bot.records.lock import file_of, only_here
from tests.records.people import SECRETS, kept

TODAY = date(2026, 7, 20)


def updates(database: Database, day: date = TODAY) -> Updates:
    return Updates(database, lambda: day)


async def test_deliveries_are_counted_until_one_was_handled(database: Database) -> None:
    ledger = updates(database)
    assert await ledger.received(500_001) == Delivery(1, handled=False)
    assert await ledger.received(500_001) == Delivery(2, handled=False)
    await ledger.handled(500_001)
    assert await ledger.received(500_001) == Delivery(3, handled=True)
    assert await ledger.received(500_002) == Delivery(1, handled=False)


async def test_another_process_knows_what_was_handled(url: str, database: Database) -> None:
    await updates(database).received(2**40)
    await updates(database).handled(2**40)
    async with Database(url) as other:
        assert (await updates(other).received(2**40)).handled


async def test_the_numbers_are_purged_after_two_days(database: Database) -> None:
    for days in (2, 3):
        await updates(database, TODAY - timedelta(days=days)).received(days)
    counts = await Records(database, SECRETS).purge(TODAY, Retention(), lambda state: state)
    assert counts["updates"] == 1
    assert await kept(database, "updates", "update_id") == [2]


@pytest.mark.parametrize("backend", ["sqlite"])
async def test_a_database_that_is_locked_is_told_and_nothing_is_counted(url: str, database: Database) -> None:
    async with Database(url, busy_timeout=0.05) as second, database.write():
        with pytest.raises(RecordsUnavailable):
            await updates(second).received(1)
    assert await kept(database, "updates", "update_id") == []


def test_one_process_serves_a_sqlite_file_whichever_way_it_names_it(tmp_path: Path) -> None:
    file = tmp_path / "new" / "records.db"
    (tmp_path / "also").symlink_to(tmp_path / "new")
    with only_here(file) as first, only_here(tmp_path / "also" / "records.db") as second:
        assert (first, second) == (True, False)
    with only_here(file) as again:
        assert again
    assert (file.parent / "records.db.lock").stat().st_mode & 0o777 == 0o600


def test_only_sqlite_is_a_file() -> None:
    assert file_of("sqlite+aiosqlite:///data/motcua.db") == Path("data/motcua.db")
    assert file_of("postgresql+asyncpg://u@h/motcua") is None
