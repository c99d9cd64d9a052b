"""Which webhook Telegram takes, and that it takes the place of polling."""

import asyncio

import pytest
from telegram.error import BadRequest, Conflict

from tests.telegram_server import TelegramServer
from tests.telegram_server.conftest import Bot

URL = "https://bot.example/telegram"


async def test_who_has_a_webhook_cannot_poll(server: TelegramServer, bot: Bot) -> None:
    poll = asyncio.create_task(bot.get_updates(timeout=10))
    async with asyncio.timeout(3):
        await server.updates.polled.wait()
    await bot.set_webhook(URL)
    with pytest.raises(Conflict, match="terminated by setWebhook request"):
        await poll
    with pytest.raises(Conflict, match="can't use getUpdates method while webhook is active"):
        await bot.get_updates()
    server.person("An").writes("cũ")
    assert await bot.delete_webhook(drop_pending_updates=True)
    assert await bot.get_updates() == ()
    await bot.set_webhook(URL)
    await bot.set_webhook("")
    assert (await bot.get_webhook_info()).url == ""


@pytest.mark.parametrize(
    ("url", "secret", "description"),
    [
        ("http://bot.example", "", "an HTTPS URL must be provided"),
        ("https://bot.example:8080", "", "only on ports 80, 88, 443 or 8443"),
        (URL, "bí mật", "secret token"),
        (URL, "a" * 257, "secret token"),
    ],
)
async def test_a_webhook_that_telegram_would_not_call_is_refused(
    bot: Bot, url: str, secret: str, description: str
) -> None:
    with pytest.raises(BadRequest, match=f"(?i){description}"):
        await bot.set_webhook(url, secret_token=secret)
    assert (await bot.get_webhook_info()).url == ""
    assert await bot.set_webhook("https://bot.example:8443", secret_token="a" * 256)
