"""What one process was taught, another one knows: within a minute, also after its catalog changed."""

import asyncio
import logging
from collections.abc import AsyncIterator
from datetime import date, timedelta
from pathlib import Path
from typing import Final

import httpx
import pytest

from bot.conversation.turn import Service
from bot.desk.learning import EVERY, Pairs, follow, look
from bot.records import Database, Learned, Official, PhraseLearned, PhraseUnlearned, Records
from bot.records.errors import RecordsUnavailable
from bot.service import clock, demo_config, opened
from bot.shelf import Shelf
from tests.actors.house import SECRETS
from tests.catalog.writing import written
from tests.test_service import started

DAY: Final = date(2026, 11, 23)
BY: Final = Official("somebody", "reviewer", DAY)
PHRASE: Final = "nuôi chim yến trong nhà"
TAUGHT: Final = PhraseLearned(Learned("phrase01", PHRASE, "khai-sinh", DAY), BY)


@pytest.fixture
async def records(tmp_path: Path) -> AsyncIterator[Records]:
    async with Database(f"sqlite+aiosqlite:///{tmp_path}/records.db") as database:
        yield Records(database, SECRETS)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return written(tmp_path / "catalog")


def understood(shelf: Shelf) -> bool:
    return shelf.knowledge.matcher.match(PHRASE).outcome == "answer"


async def test_another_process_knows_what_was_taught_and_forgets_what_was_taken_back(
    records: Records, folder: Path
) -> None:
    shelf = Shelf(folder, Service())
    assert not understood(shelf)
    await records.store("", "", None, [TAUGHT])
    await look(records.learned, shelf.learn)
    assert understood(shelf)
    await records.store("", "", None, [PhraseUnlearned("phrase01", BY)])
    await look(records.learned, shelf.learn)
    assert not understood(shelf)


async def test_a_new_process_and_a_changed_catalog_know_it_and_no_kept_copy_does(
    records: Records, folder: Path
) -> None:
    first = Shelf(folder, Service())
    await records.store("", "", None, [TAUGHT])
    await look(records.learned, first.learn)
    first.reload()
    assert understood(first)
    second = Shelf(folder, Service())
    assert not understood(second)
    await look(records.learned, second.learn)
    assert understood(second)


async def test_a_running_service_knows_what_was_taught_before_it_began(
    folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "bot.shelf")
    with demo_config(folder, 0) as config:
        async with opened(config, clock(None)) as house:
            await house.records.store("", "", None, [TAUGHT])
        async with started(config) as address, httpx.AsyncClient() as client:
            while "Learned phrases that are known now: 1." not in caplog.text:
                await client.get(f"{address}/healthz")


async def test_nothing_is_built_anew_where_nothing_was_taught(records: Records, folder: Path) -> None:
    shelf = Shelf(folder, Service())
    before = shelf.knowledge
    await look(records.learned, shelf.learn)
    assert shelf.knowledge is before


async def test_a_process_looks_often_enough_and_goes_on_where_the_database_was_away(
    records: Records, caplog: pytest.LogCaptureFixture
) -> None:
    assert timedelta() < EVERY <= timedelta(minutes=1) / 2
    await records.store("", "", None, [TAUGHT])
    stop, heard = asyncio.Event(), list[Pairs]()

    async def learned() -> tuple[Learned, ...]:
        if not caplog.records:
            raise RecordsUnavailable("the database is away")
        return await records.learned()

    def know(phrases: Pairs) -> None:
        heard.append(phrases)
        stop.set()

    looking = timedelta(milliseconds=1)
    async with asyncio.timeout(10):
        await follow(learned, know, stop, looking)
    assert heard == [((("khai-sinh"), PHRASE),)]
    assert "What was learned cannot be read" in caplog.text
