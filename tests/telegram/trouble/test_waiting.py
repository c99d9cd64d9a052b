"""Telegram asks to wait: everybody is answered once, in the order of their chat."""

import asyncio

from tests.telegram.trouble.troubled import WORDS, Log, after, echo, reached, read_by
from tests.telegram_server import TelegramServer


async def test_who_has_to_wait_is_answered_then_and_once(way: str, log: Log) -> None:
    async with reached(way, echo()) as door:
        an = door.person("An")
        door.server.fail_next("sendMessage", 429, "Too Many Requests: retry after 30", retry_after=30)
        seconds = await after(door, lambda: an.person.writes("một"), lambda: an.person.writes("hai"))
        assert 30 <= seconds < 33
        assert read_by(an) == ["một", "hai"]
        assert [call.code for call in door.server.calls_of("sendMessage")] == [429, 200, 200]
    assert log.lines == []


async def test_being_asked_again_and_again_ends_with_an_answer(way: str, log: Log) -> None:
    async with reached(way, echo()) as door:
        an = door.person("An")
        door.server.fail_next("sendMessage", 429, "Too Many Requests: retry after 5", times=3, retry_after=5)
        assert 15 <= await after(door, lambda: an.person.writes(WORDS)) < 17
        assert read_by(an) == [WORDS]
    assert log.lines == []


async def test_a_tap_waits_too_and_is_answered_once(way: str, log: Log) -> None:
    async with reached(way, echo()) as door:
        an = door.person("An")
        query = door.server.callbacks.tapped(an.person.user, an.person.writes("khai sinh"), "1p:help")
        for _ in range(2):
            door.server.fail_next("answerCallbackQuery", 429, "Too Many Requests: retry after 3", retry_after=3)
        await after(door, lambda: door.server.updates.push_query(query))
        assert [call.code for call in door.server.calls_of("answerCallbackQuery")] == [429, 429, 200]
    assert log.lines == []


async def test_who_has_to_wait_holds_nobody_else_up(way: str) -> None:
    async with reached(way, echo()) as door:
        an, binh = door.person("An"), door.person("Bình")
        door.server.fail_next("sendMessage", 429, "Too Many Requests: retry after 30", retry_after=30)
        started = asyncio.get_running_loop().time()
        an.person.writes("một")
        binh.person.writes("hai")
        assert (await binh.person.receives()).text == "hai"
        assert asyncio.get_running_loop().time() - started < 2
        assert read_by(an) == []
        await after(door)
        assert read_by(an) == ["một"]


async def test_being_asked_to_wait_too_often_is_one_sober_line(way: str, log: Log) -> None:
    async with reached(way, echo()) as door:
        an = door.person("An")
        door.server.fail_next("sendMessage", 429, "Too Many Requests: retry after 5", times=4, retry_after=5)
        await after(door, lambda: an.person.writes(WORDS))
    # Telegram posts an update again that was not answered; by polling it is gone.
    assert read_by(an) == ([WORDS] if way == "webhook" else [])
    assert len(log.lines) == 1
    log.is_sober(TelegramServer().token)
