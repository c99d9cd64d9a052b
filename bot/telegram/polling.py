"""Runs the application: waits for Telegram, polls until it is told to stop, ends what is under way."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Iterable
from contextlib import asynccontextmanager
from datetime import timedelta
from itertools import chain, repeat
from typing import Any, Final

from telegram.constants import UpdateType
from telegram.error import Conflict, InvalidToken, NetworkError, RetryAfter, TelegramError, TimedOut

from bot.catalog.model import Words
from bot.telegram.application import TelegramApplication
from bot.telegram.failures import report
from bot.telegram.incoming import Incoming
from bot.telegram.menu import publish
from bot.telegram.pace import seconds_of

_log = logging.getLogger(__name__)
ALLOWED_UPDATES: Final = (
    UpdateType.MESSAGE,
    UpdateType.CALLBACK_QUERY,
    UpdateType.INLINE_QUERY,
    UpdateType.MY_CHAT_MEMBER,
)
"""What Telegram should tell; edits, reactions and the rest are not asked for."""

POLL: Final = timedelta(seconds=30)
PAUSES: Final = (1.0, 2.0, 5.0, 10.0, 30.0, 60.0)
"""Seconds between tries to reach Telegram at the start; the last one again and again."""

AGAIN: Final = PAUSES[:-1]
"""Seconds between tries to fetch updates; the last one again and again."""

REFUSALS: Final = 5
"""How often in a row Telegram may refuse the token of a bot that it knew a moment ago."""

LAST_WORDS: Final = timedelta(seconds=10)
"""How long what has come already may take to be answered at the end."""


_REFUSED: Final = "Telegram refuses the bot's token; check telegram.token and telegram.base_url in the config."


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
    incoming = Incoming(application, ALLOWED_UPDATES)

    async def start() -> None:
        await application.initialize()
        await application.bot.delete_webhook()
        await incoming.catch_up()

    try:
        if await started(start, stop, pauses):
            named(application.bot.username)
            async with _running(application):
                receiving = asyncio.create_task(_receive(incoming, stop))
                await publish_or_tell(application, agency)
                await receiving
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
    except (NetworkError, RetryAfter, Conflict) as error:
        _log.warning("Telegram cannot be reached and is tried again: %s", error.message)
        return False
    except InvalidToken:
        pass
    # Raised here and not above: the causing error holds the token.
    raise TokenRefused(_REFUSED)


async def _receive(incoming: Incoming, stop: asyncio.Event) -> None:
    """Fetches until `stop`; what fails is tried again. Raises `TokenRefused` where Telegram keeps refusing us.

    The library's own updater ends for good at a single 404, which a proxy on the way may send, and nobody would notice.
    """
    failures = refusals = 0
    while not stop.is_set():
        pause = 0.0
        try:
            await _until(stop, incoming.more(POLL))
            failures = refusals = 0
        except TimedOut:
            continue  # as quiet minutes end
        except RetryAfter as error:
            pause = seconds_of(error)
        except TelegramError as error:
            refusals = refusals + 1 if isinstance(error, InvalidToken) else 0
            if refusals >= REFUSALS:
                break
            _log.warning("Telegram cannot be asked for updates and is tried again: %s", error.message)
            pause = AGAIN[min(failures, len(AGAIN) - 1)]
            failures += 1
        await _until(stop, asyncio.sleep(pause))
    else:
        await _confirmed(incoming)
        return
    # Raised here and not above: the causing error holds the token.
    raise TokenRefused(_REFUSED)


async def _until(stop: asyncio.Event, doing: Coroutine[Any, Any, object]) -> None:
    """Awaits `doing`, at most until `stop`."""
    task, stopped = asyncio.create_task(doing), asyncio.create_task(stop.wait())
    try:
        await asyncio.wait({task, stopped}, return_when=asyncio.FIRST_COMPLETED)
        if task.done():
            task.result()
    finally:
        for each in (task, stopped):
            each.cancel()
        await asyncio.wait({task, stopped})


async def _confirmed(incoming: Incoming) -> None:
    try:
        await incoming.confirm()
    except TelegramError as error:
        _log.warning("What was answered last may come again after the next start: %s", error.message)


@asynccontextmanager
async def _running(application: TelegramApplication) -> AsyncIterator[None]:
    """Deals with updates; at the end with those that have come already, and with no further ones."""
    await application.start()
    try:
        yield
    finally:
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
