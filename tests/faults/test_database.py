"""The database is locked, gone, full or read-only: nobody is told that a rating was kept which was not."""

import asyncio
import shutil
import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, closing, contextmanager
from pathlib import Path
from typing import Final

import pytest
from sqlalchemy import text

from bot.conversation.speech import Speech
from bot.records import Database
from bot.records.database import BUSY_TIMEOUT
from bot.terminal import plain
from tests.actors import Door, House
from tests.actors.house import Clock
from tests.faults.asking import LABEL, Asker, fresh_database, guide_of
from tests.records.fresh import PostgresServer

UNSAVED, THANKS = (plain(Speech("vi").say(name)) for name in ("unsaved", "thanks"))
CROWD: Final = 6
A_PAGE_OF_RATINGS: Final = 80
"""More ratings than the page of 4 KiB holds that their table has from the beginning."""


@contextmanager
def locked(file: Path) -> Iterator[None]:
    """Somebody else is writing."""
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


def told_once(house: House) -> None:
    assert len(house.complaints) == 1
    assert "The records cannot be used, answers go on without them" in house.complaints[0]
    house.complaints.clear()


def ratings(house: House) -> int:
    return int(house.rows("SELECT count(*) FROM ratings")[0][0])


async def test_a_lock_longer_than_anybody_waits_costs_a_crowd_only_the_records(door: Door, house: House) -> None:
    """The waiting time is a hundredth of the real one; the lock outlasts it as one of 5 s outlasts 5 s."""
    crowd = [door.person(f"Người {number}") for number in range(CROWD)]
    for each in crowd:
        await each.opens()
        await each.says("khai sinh")
    with locked(house.file):
        for each in crowd:
            await each.taps(LABEL("helpful"))
            each.sees_notice(UNSAVED)
            await each.says("kết hôn mất bao lâu")
            each.sees("Đăng ký kết hôn", "15:00")
    assert ratings(house) == 0
    told_once(house)
    for each in crowd:
        await each.says("khai sinh")
        await each.taps(LABEL("helpful"))
        each.sees_notice(THANKS)
    assert ratings(house) == CROWD


async def test_a_lock_that_ends_while_people_wait_costs_nothing(house: House) -> None:
    """With the real waiting time: the lock is let go once people stand before it."""
    crowd = [Asker(f"Người {number}") for number in range(CROWD)]
    async with Database(f"sqlite+aiosqlite:///{house.file}", BUSY_TIMEOUT) as database:
        guide = guide_of(database, house.clock)
        with locked(house.file):
            waiting = [asyncio.create_task(each.says(guide, "khai sinh")) for each in crowd]
            # Who reads after all of them finds that they have read their state and stand before the write.
            for _ in crowd:
                async with database.read() as connection:
                    assert (await connection.execute(text("SELECT count(*) FROM answers"))).scalar_one() == 0
        await asyncio.gather(*waiting)
    assert all("Đăng ký khai sinh" in each.text for each in crowd)
    assert house.rows("SELECT count(*) FROM answers") == [(CROWD,)]


@asynccontextmanager
async def gone(house: House) -> AsyncIterator[None]:
    """The files are moved away, a folder stands in their place; later they are back."""
    await house.database.close()
    away = house.file.parent / "away"
    away.mkdir()
    for file in house.file.parent.glob("records.db*"):
        shutil.move(file, away)
    house.file.mkdir()
    yield
    await house.database.close()
    house.file.rmdir()
    for file in away.iterdir():
        shutil.move(file, house.file.parent)


async def test_a_database_that_is_gone_for_half_a_minute_is_used_again_when_it_is_back(
    door: Door, house: House
) -> None:
    an = door.person("An")
    await an.opens()
    await an.says("khai sinh")
    async with gone(house):
        for _ in range(6):
            house.clock.passes(seconds=5)
            await an.says("kết hôn mất bao lâu")
            an.sees("Đăng ký kết hôn", "15:00")
            await an.taps(LABEL("helpful"))
            an.sees_notice(UNSAVED)
    told_once(house)
    await an.says("còn lệ phí thì sao")
    an.sees("Đăng ký khai sinh")  # what was last shown when it could still be remembered
    await an.taps(LABEL("helpful"))
    an.sees_notice(THANKS)
    assert ratings(house) == 1


async def _pages(house: House) -> int:
    async with house.database.read() as connection:
        return int((await connection.execute(text("PRAGMA page_count"))).scalar_one())


async def _may_grow_to(house: House, pages: int) -> None:
    # The single connection that writes keeps the limit; SQLite then says what it says of a full disk.
    async with house.database.write() as connection:
        await connection.execute(text(f"PRAGMA max_page_count = {pages}"))


async def test_on_a_full_disk_what_was_thanked_for_is_kept_and_the_rest_is_admitted(door: Door, house: House) -> None:
    an = door.person("An")
    await an.opens()
    await an.says("khai sinh")
    crowd = [Asker(f"Người {number}") for number in range(A_PAGE_OF_RATINGS)]
    for each in crowd:
        await each.says(house.guide, "khai sinh")
    await _may_grow_to(house, await _pages(house))
    for each in crowd:
        await each.taps(house.guide, LABEL("helpful"))
        assert plain(each.text) in (THANKS, UNSAVED)
    refused = [each for each in crowd if plain(each.text) == UNSAVED]
    assert refused
    assert ratings(house) == len(crowd) - len(refused) > 0
    assert len(house.complaints) == 1
    assert "database or disk is full" in house.complaints[0]
    house.complaints.clear()

    await _may_grow_to(house, 2 * await _pages(house))
    await an.taps(LABEL("helpful"))
    an.sees_notice(THANKS)
    for each in refused:
        await each.taps(house.guide, LABEL("helpful"))
        assert plain(each.text) == THANKS
    assert ratings(house) == len(crowd) + 1


async def _becomes_read_only(house: House) -> None:
    # As on a file system that the kernel has made read-only; root may write to a file whatever its mode.
    async with house.database.write() as connection:
        await connection.execute(text("PRAGMA query_only = ON"))


async def test_on_a_read_only_file_people_are_answered_and_their_ratings_not_lost_in_silence(
    door: Door, house: House
) -> None:
    an = door.person("An")
    await an.opens()
    await an.says("khai sinh")
    await _becomes_read_only(house)
    await an.taps(LABEL("helpful"))
    an.sees_notice(UNSAVED)
    await an.says("kết hôn mất bao lâu")
    an.sees("Đăng ký kết hôn", "15:00")
    await an.says("/xoa")
    an.sees(plain(Speech("vi").say("not_erased")))
    assert len(house.complaints) == 1
    assert "readonly" in house.complaints[0]
    house.complaints.clear()
    await house.database.close()  # the next connection may write again
    await an.says("khai sinh")
    await an.taps(LABEL("helpful"))
    an.sees_notice(THANKS)
    assert ratings(house) == 1


@pytest.mark.postgres
async def test_postgresql_may_cut_every_connection_between_two_messages(
    postgres: PostgresServer, caplog: pytest.LogCaptureFixture
) -> None:
    an = Asker("An")
    async with fresh_database(postgres) as (url, operator), Database(url) as database:
        guide = guide_of(database, Clock())
        for number in range(1, 4):
            await an.says(guide, "khai sinh")
            cut = await operator.fetch(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'motcua'"
            )
            assert cut
            await an.taps(guide, LABEL("helpful"))
            assert plain(an.text) == THANKS
            async with database.read() as connection:
                assert (await connection.execute(text("SELECT count(*) FROM ratings"))).scalar_one() == number
    assert [record.getMessage() for record in caplog.records if record.name.startswith("bot")] == []
