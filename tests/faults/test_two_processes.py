"""Two processes on one PostgreSQL serve one person, who notices nothing of it."""

from collections.abc import AsyncIterator
from itertools import cycle

import pytest
from sqlalchemy import text

from bot.conversation.guide import Guide
from bot.conversation.speech import Speech
from bot.records import Database
from bot.terminal import plain
from tests.actors.house import Clock
from tests.faults.asking import LABEL, Asker, fresh_database, guide_of
from tests.records.fresh import PostgresServer

pytestmark = pytest.mark.postgres
THANKS, EXPIRED = (plain(Speech("vi").say(name)) for name in ("thanks", "expired"))


class Alternating:
    """Each message goes to the other process."""

    def __init__(self, asker: Asker, *guides: Guide) -> None:
        self._asker = asker
        self._next = cycle(guides)

    async def says(self, words: str) -> str:
        await self._asker.says(next(self._next), words)
        return plain(self._asker.text)

    async def taps(self, label: str) -> str:
        await self._asker.taps(next(self._next), label)
        return plain(self._asker.text)


@pytest.fixture
async def url(postgres: PostgresServer) -> AsyncIterator[str]:
    async with fresh_database(postgres) as (url, _):
        yield url


@pytest.fixture
async def databases(url: str) -> AsyncIterator[tuple[Database, Database]]:
    async with Database(url) as first, Database(url) as second:
        yield first, second


@pytest.fixture
def an(databases: tuple[Database, Database]) -> Alternating:
    clock = Clock()
    return Alternating(Asker("An"), *(guide_of(each, clock) for each in databases))


async def rows(database: Database, query: str) -> list[tuple[object, ...]]:
    async with database.read() as connection:
        return [tuple(row) for row in await connection.execute(text(query))]


async def test_a_dialogue_goes_on_in_the_other_process_at_every_message(
    an: Alternating, databases: tuple[Database, Database]
) -> None:
    assert "Đăng ký khai sinh" in await an.says("khai sinh")
    assert "Đăng ký khai sinh" in await an.says("còn lệ phí thì sao")
    await an.says("khai sinh")
    await an.taps(LABEL("not_helpful"))
    await an.taps(LABEL("reason_other"))
    assert "90 ngày" in await an.taps(LABEL("write"))
    assert "quầy đóng cửa sớm" in await an.says("quầy đóng cửa sớm")
    assert await rows(databases[0], "SELECT verdict, reason, comment FROM ratings") == [
        ("down", "other", "quầy đóng cửa sớm")
    ]
    await an.says("/ngonngu")
    assert "Register a birth" in await an.says("khai sinh")


async def test_a_case_told_to_two_processes_in_turn_is_one_case(an: Alternating) -> None:
    await an.says("/start khai-sinh")
    assert "1/4" in await an.taps(LABEL("my_case"))
    assert "2/4" in await an.taps("Ở nhà, nơi khác")
    assert "3/4" in await an.taps("Chưa đăng ký")
    assert "4/4" in await an.taps("Người được ủy quyền")
    card = await an.taps("Trong 60 ngày")
    assert "Giấy ủy quyền" in card
    assert "Giấy chứng sinh, nộp" not in card


async def test_a_thumb_turned_in_the_other_process_stays_one_rating(
    an: Alternating, databases: tuple[Database, Database]
) -> None:
    await an.says("khai sinh")
    for _ in range(3):
        assert await an.taps(LABEL("helpful")) == THANKS
    assert await rows(databases[1], "SELECT verdict FROM ratings") == [("up",)]
    await an.taps(LABEL("not_helpful"))
    assert await rows(databases[0], "SELECT verdict FROM ratings") == [("down",)]


async def test_what_one_process_erases_the_other_does_not_remember(
    an: Alternating, databases: tuple[Database, Database]
) -> None:
    await an.says("khai sinh")
    await an.taps(LABEL("helpful"))
    await an.says("/xoa")
    for database in databases:
        assert await rows(database, "SELECT 1 FROM ratings UNION ALL SELECT 1 FROM conversations") == []
    assert "Đăng ký khai sinh" not in await an.says("còn lệ phí thì sao")


async def test_what_postgresql_cannot_write_does_not_cost_the_rest_of_a_text(
    an: Alternating, databases: tuple[Database, Database]
) -> None:
    assert "đã được ghi lại" in await an.says("làm thẻ lên sao hỏa \x00\ud800")
    assert await rows(databases[0], "SELECT text FROM asked_texts") == [("làm thẻ lên sao hỏa \ufffd\ufffd",)]
