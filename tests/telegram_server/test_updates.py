"""Long polling: offsets, what is asked for, and who may poll."""

import asyncio

import pytest
from telegram import Update
from telegram.error import Conflict

from tests.telegram_server import TelegramServer, serving
from tests.telegram_server.conftest import Bot
from tests.telegram_server.updates import UpdateQueue


def texts(updates: tuple[Update, ...]) -> list[str | None]:
    return [update.message.text if update.message else None for update in updates]


async def test_updates_stay_until_a_higher_offset_confirms_them(server: TelegramServer, bot: Bot) -> None:
    an = server.person("An")
    for text in ("một", "hai", "ba"):
        an.writes(text)
    first = await bot.get_updates(limit=2)
    assert texts(first) == ["một", "hai"]
    assert texts(await bot.get_updates()) == ["một", "hai", "ba"]
    assert (await bot.get_webhook_info()).pending_update_count == 3
    assert texts(await bot.get_updates(offset=first[-1].update_id + 1)) == ["ba"]
    assert (await bot.get_webhook_info()).pending_update_count == 1


async def test_a_negative_offset_keeps_the_newest_only(server: TelegramServer, bot: Bot) -> None:
    an = server.person("An")
    for text in ("một", "hai", "ba"):
        an.writes(text)
    assert texts(await bot.get_updates(offset=-1)) == ["ba"]
    assert texts(await bot.get_updates()) == ["ba"]


async def test_only_kinds_that_were_asked_for_come_and_the_wish_stays(server: TelegramServer, bot: Bot) -> None:
    an = server.person("An")
    await bot.get_updates(allowed_updates=["my_chat_member"])
    an.writes("không ai đọc")
    an.blocks_bot()
    (update,) = await bot.get_updates()
    assert update.my_chat_member
    assert update.my_chat_member.new_chat_member.status == "kicked"
    assert (await bot.get_webhook_info()).allowed_updates == ("my_chat_member",)
    await bot.get_updates(offset=update.update_id + 1, allowed_updates=[])
    an.unblocks_bot()
    an.writes("có người đọc")
    assert texts(await bot.get_updates()) == [None, "có người đọc"]


async def test_a_waiting_poll_ends_as_soon_as_somebody_writes(server: TelegramServer) -> None:
    waiting = asyncio.create_task(server.updates.get(0, 100, 50))
    await asyncio.sleep(0)
    server.person("An").writes("có ai không")
    async with asyncio.timeout(1):
        (update,) = await waiting
    assert update.message
    assert update.message.text == "có ai không"


async def test_the_newest_poll_ends_the_one_before_it(server: TelegramServer, bot: Bot) -> None:
    first = asyncio.create_task(bot.get_updates(timeout=10))
    await polling_has_begun(server.updates)
    # Straight to the server: python-telegram-bot keeps one connection for polling.
    second = asyncio.create_task(server.updates.get(0, 100, 10))
    with pytest.raises(Conflict, match="terminated by other getUpdates request"):
        await first
    server.person("An").writes("một")
    assert len(await second) == 1


async def test_pending_updates_can_be_dropped(server: TelegramServer, bot: Bot) -> None:
    server.person("An").writes("cũ")
    assert await bot.delete_webhook(drop_pending_updates=True)
    assert await bot.get_updates() == ()


async def test_the_http_server_goes_down_although_somebody_polls(server: TelegramServer) -> None:
    async with asyncio.timeout(3), serving(server) as root:
        reader, writer = await asyncio.open_connection("127.0.0.1", int(root.rsplit(":", 1)[1]))
        writer.write(f"GET /bot{server.token}/getUpdates?timeout=50 HTTP/1.1\r\nHost: x\r\n\r\n".encode())
        await polling_has_begun(server.updates)
    assert b'"result":[]' in await reader.read()
    writer.close()
    await writer.wait_closed()


async def polling_has_begun(updates: UpdateQueue) -> None:
    async with asyncio.timeout(3):
        await updates.polled.wait()
