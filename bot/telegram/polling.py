"""Runs the application: waits for Telegram, polls until it is told to stop, ends what is under way."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from contextlib import asynccontextmanager
from datetime import timedelta
from itertools import chain, repeat
from typing import Final

from telegram.constants import UpdateType
from telegram.error import InvalidToken, NetworkError, RetryAfter, TelegramError

from bot.catalog.model import Words
from bot.telegram.application import TelegramApplication
from bot.telegram.failures import report
from bot.telegram.menu import publish

_log = logging.getLogger(__name__)
ALLOWED_UPDATES: Final = (UpdateType.MESSAGE, UpdateType.CALLBACK_QUERY, UpdateType.MY_CHAT_MEMBER)
"""What Telegram should tell; edits, reactions and the rest are not asked for."""

POLL: Final = timedelta(seconds=30)
PAUSES: Final = (1.0, 2.0, 5.0, 10.0, 30.0, 60.0)
"""Seconds between tries to reach Telegram at the start; the last one again and again."""

LAST_WORDS: Final = timedelta(seconds=10)
"""How long what has come already may take to be answered at the end."""


class TokenRefused(Exception):
    """Telegram does not know the bot; the token or the address of the Bot API is wrong."""


async def run(
    application: TelegramApplication,
    stop: asyncio.Event,
    agency: Words | None = None,
    pauses: Iterable[float] = PAUSES,
    named: Callable[[str], None] = lambda username: None,
) -> None:
    """Serves until `stop` is set; where Telegram cannot be reached it is tried again, with `pauses`.

    A webhook that an earlier run left is taken away. `named` is told the bot's username. Raises `TokenRefused`.
    """

    async def poll() -> None:
        assert application.updater
        await application.initialize()
        await application.updater.start_polling(
            timeout=POLL, allowed_updates=ALLOWED_UPDATES, error_callback=_not_polled
        )

    try:
        if await started(poll, stop, pauses):
            named(application.bot.username)
            async with _running(application):
                await publish_or_tell(application, agency)
                await stop.wait()
    finally:
        await application.shutdown()
        # An application that never got as far as its start leaves its bot's connections open.
        await application.bot.shutdown()


async def started(start: Callable[[], Awaitable[None]], stop: asyncio.Event, pauses: Iterable[float]) -> bool:
    """Tries `start` until Telegram answers; whether it did before `stop` was set. Raises `TokenRefused`."""
    pauses = tuple(pauses)
    for pause in chain(pauses, repeat(pauses[-1])):
        if await _tried(start):
            return True
        try:
            async with asyncio.timeout(pause):
                await stop.wait()
                return False
        except TimeoutError:
            continue
    raise AssertionError("the pauses never end")


async def _tried(start: Callable[[], Awaitable[None]]) -> bool:
    try:
        await start()
        return True
    except (NetworkError, RetryAfter) as error:
        _log.warning("Telegram cannot be reached and is tried again: %s", error.message)
        return False
    except InvalidToken:
        pass
    # Raised here and not above: the causing error holds the token.
    raise TokenRefused("Telegram refuses the bot's token; check telegram.token and telegram.base_url in the config.")


def _not_polled(error: TelegramError) -> None:
    _log.warning("Telegram cannot be asked for updates and is tried again: %s", error.message)


@asynccontextmanager
async def _running(application: TelegramApplication) -> AsyncIterator[None]:
    """Deals with updates; at the end with those that have come already, and with no further ones."""
    assert application.updater
    await application.start()
    try:
        yield
    finally:
        await application.updater.stop()
        try:
            async with asyncio.timeout(LAST_WORDS.total_seconds()):
                await application.stop()
        except TimeoutError:
            _log.error("Some people were not answered before the end: it took longer than %s.", LAST_WORDS)


async def publish_or_tell(application: TelegramApplication, agency: Words | None) -> None:
    """Brings what Telegram shows of the bot up to date, or tells the log why not."""
    try:
        await publish(application.bot, agency)
    except TelegramError as error:
        report("The bot's menu and descriptions stay as they were", error)
