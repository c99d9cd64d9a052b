"""Flood control counts by the server's clock: 30 messages a second, one a second to a chat, 20 a minute to a group."""

from datetime import timedelta

import pytest
from telegram.error import RetryAfter

from tests.telegram_server import Person, TelegramServer
from tests.telegram_server.conftest import Bot


@pytest.fixture(autouse=True)
def limited(server: TelegramServer, monkeypatch: pytest.MonkeyPatch) -> None:
    # Without it python-telegram-bot warns that the type of `retry_after` will change.
    monkeypatch.setenv("PTB_TIMEDELTA", "true")
    server.limit_floods()


def people(server: TelegramServer, number: int) -> list[Person]:
    everybody = [server.person(f"Người {place}") for place in range(number)]
    for person in everybody:
        person.presses_start()
    return everybody


async def refused(bot: Bot, chat: int) -> timedelta:
    with pytest.raises(RetryAfter) as slow_down:
        await bot.send_message(chat, "Chào bạn")
    assert isinstance(slow_down.value.retry_after, timedelta)
    return slow_down.value.retry_after


async def test_one_message_a_second_to_a_chat(server: TelegramServer, bot: Bot) -> None:
    an, binh = (person.user.id for person in people(server, 2))
    await bot.send_message(an, "một")
    assert await refused(bot, an) == timedelta(seconds=1)
    await bot.send_message(binh, "một")
    server.passes(1)
    sent = await bot.send_message(an, "hai")
    assert await bot.edit_message_text("ba", an, sent.message_id)
    assert await refused(bot, an) == timedelta(seconds=1)
    assert [call.code for call in server.calls_of("sendMessage")] == [200, 429, 200, 200, 429]


async def test_thirty_messages_a_second_to_everybody(server: TelegramServer, bot: Bot) -> None:
    *thirty, last = (person.user.id for person in people(server, 31))
    for chat in thirty:
        await bot.send_message(chat, "Chào bạn")
    assert await refused(bot, last) == timedelta(seconds=1)
    server.passes(1)
    assert await bot.send_message(last, "Chào bạn")


async def test_twenty_messages_a_minute_to_a_group(server: TelegramServer, bot: Bot) -> None:
    (member,) = server.group("Tổ dân phố 3", server.person("An"))
    for _ in range(20):
        await bot.send_message(member.room.chat.id, "Chào")
        server.passes(1)
    assert await refused(bot, member.room.chat.id) == timedelta(seconds=40)
    server.passes(39.5)
    assert await refused(bot, member.room.chat.id) == timedelta(seconds=1)
    server.passes(0.5)
    assert await bot.send_message(member.room.chat.id, "Chào")


async def test_a_test_may_bring_a_clock_of_its_own(server: TelegramServer, bot: Bot) -> None:
    seconds = [100.0]
    server.limit_floods(lambda: seconds[0])
    (an,) = people(server, 1)
    await bot.send_message(an.user.id, "một")
    server.passes(60)
    assert await refused(bot, an.user.id) == timedelta(seconds=1)
    seconds[0] += 1
    assert await bot.send_message(an.user.id, "hai")
