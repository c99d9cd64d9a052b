"""Telegram in trouble, by polling and by webhook, in a time that passes without anybody waiting for it."""

import asyncio
import io
import logging
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import Final

from bot.conversation.events import Event, Said, Tapped
from bot.conversation.replies import Reply, Say
from bot.records import Delivery
from bot.telegram.logs import quiet_logs
from tests.actors import TelegramActor, TelegramDoor
from tests.actors.on_telegram import telegram_by_webhook_in_process, telegram_in_process
from tests.telegram.scripted import PSEUDONYMS, Scripted
from tests.telegram_server import TelegramServer

WAYS: Final = ("polling", "webhook")
WORDS: Final = "tôi tên là Nguyễn Thử"
"""What nobody should read in a log."""

LONG: Final = 3600
"""Seconds; whoever is not answered by then is not answered at all."""


class Noted:
    """The ledger of a webhook, in memory: without the threads of a database, for which time does not wait."""

    def __init__(self) -> None:
        self._received: Counter[int] = Counter()
        self._handled: set[int] = set()

    async def received(self, update_id: int) -> Delivery:
        self._received[update_id] += 1
        return Delivery(self._received[update_id], update_id in self._handled)

    async def handled(self, update_id: int) -> None:
        self._handled.add(update_id)


@asynccontextmanager
async def reached(way: str, guide: Scripted) -> AsyncIterator[TelegramDoor]:
    """Telegram, and the bot that it reaches by `way`."""
    if way == "polling":
        async with telegram_in_process(guide, PSEUDONYMS) as door:
            yield door
    else:
        async with telegram_by_webhook_in_process(guide, PSEUDONYMS, Noted()) as door:
            yield door


def echo(*to_taps: Reply) -> Scripted:
    """What was written comes back; a tap gets these replies."""

    async def respond(event: Event) -> tuple[Reply, ...]:
        return to_taps if isinstance(event, Tapped) else (Say(event.text if isinstance(event, Said) else "?"),)

    return Scripted(respond)


async def after(door: TelegramDoor, *deeds: Callable[[], object]) -> float:
    """What is done at once, and all that the bot does about it; the seconds that it takes."""
    loop = asyncio.get_running_loop()
    started = loop.time()
    door.begin()
    for deed in deeds:
        deed()
    async with asyncio.timeout(LONG):
        await door.all_done()
    return loop.time() - started


def read_by(actor: TelegramActor) -> list[str]:
    """What the bot wrote, as it stands in the chat now."""
    return [message.words for message in actor.person.screen if message.from_.is_bot]


class Log:
    """What the operator reads: warnings and errors, a line each unless somebody rambles."""

    def __init__(self) -> None:
        self.written = io.StringIO()

    @property
    def lines(self) -> list[str]:
        return self.written.getvalue().splitlines()

    def is_sober(self, token: str) -> None:
        """Neither token nor words nor tracebacks."""
        for unwanted in (token, WORDS, "Traceback"):
            assert unwanted not in self.written.getvalue()


@contextmanager
def logged() -> Iterator[Log]:
    """The log as `motcua run` sets it up, put back afterwards."""
    log = Log()
    handler = logging.StreamHandler(log.written)
    handler.setLevel(logging.WARNING)
    names = ("httpx", "httpcore", "telegram", "telegram.request")
    levels = {name: logging.getLogger(name).level for name in names}
    logging.getLogger().addHandler(handler)
    quiet_logs(TelegramServer().token, [handler])
    try:
        yield log
    finally:
        logging.getLogger().removeHandler(handler)
        for name, level in levels.items():
            logging.getLogger(name).setLevel(level)
