"""The token and people's words stay out of the log, whatever the libraries would say."""

import asyncio
import io
import logging
from collections.abc import Iterator

import httpx
import pytest

from bot.conversation.replies import Say
from bot.telegram.application import build
from bot.telegram.logs import quiet_logs
from bot.telegram.polling import run
from tests.telegram.scripted import PSEUDONYMS, always
from tests.telegram_server import TelegramServer, serving

TOKEN = "123456:AAE-invented_for-the_tests"
NAMES = ("httpx", "httpcore", "telegram", "telegram.request", "telegram.ext.ExtBot")


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """A root logger that takes everything, put back as it was afterwards."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    loggers = {name: logging.getLogger(name) for name in ("", *NAMES)}
    levels = {name: logger.level for name, logger in loggers.items()}
    loggers[""].addHandler(handler)
    loggers[""].setLevel(logging.DEBUG)
    quiet_logs(TOKEN, [handler])
    yield written
    loggers[""].removeHandler(handler)
    for name, logger in loggers.items():
        logger.setLevel(levels[name])


async def a_talk(words: str) -> None:
    """One question over HTTP."""
    server = TelegramServer(token=TOKEN)
    async with serving(server) as root:
        stop = asyncio.Event()
        application = build(TOKEN, always(Say("Khai sinh")), PSEUDONYMS, base_url=f"{root}/bot")
        running = asyncio.create_task(run(application, stop))
        assert (await server.person("An").says(words)).text == "Khai sinh"
        stop.set()
        await running


async def test_at_the_loudest_level_a_talk_leaves_neither_token_nor_words(log: io.StringIO) -> None:
    await a_talk("tôi tên là Nguyễn Thử")
    assert "Application started" in log.getvalue()
    for secret in (TOKEN, TOKEN.split(":")[1], "Nguyễn Thử", "1001"):
        assert secret not in log.getvalue()


async def test_even_httpx_at_info_shows_no_token(log: io.StringIO) -> None:
    logging.getLogger("httpx").setLevel(logging.INFO)
    await a_talk("khai sinh")
    assert "/bot[secret]/sendMessage" in log.getvalue()
    assert TOKEN not in log.getvalue()


async def test_tracebacks_show_no_token(log: io.StringIO) -> None:
    async with httpx.AsyncClient() as client:
        try:
            await client.get(f"nowhere://api.example/bot{TOKEN}/getMe")
        except httpx.UnsupportedProtocol as error:
            chained = RuntimeError(f"cannot call /bot{TOKEN}/getMe")
            chained.__cause__ = error
            logging.getLogger("bot").error("Telegram failed: %s", chained, exc_info=chained)
    assert "RuntimeError: cannot call /bot[secret]/getMe" in log.getvalue()
    assert "Traceback" in log.getvalue()
    assert TOKEN not in log.getvalue()
