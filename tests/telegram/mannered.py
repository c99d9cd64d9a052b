"""The application with manners that a test sets, and with clocks that it moves."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.buckets import MINUTE, SECOND
from bot.conversation.answers import Answers, Suggests
from bot.telegram.application import build
from bot.telegram.manners import Manners
from bot.telegram.polling import run
from tests.actors.on_telegram import PollingDoor
from tests.telegram.scripted import PSEUDONYMS
from tests.telegram_server import InProcessRequest, TelegramServer
from tests.telegram_server.people import PATIENCE


class Stopwatch:
    """Nanoseconds that go on when a test says so."""

    def __init__(self) -> None:
        self._now = 7 * MINUTE

    def __call__(self) -> int:
        return self._now

    def passes(self, seconds: float) -> None:
        self._now += int(seconds * SECOND)


@asynccontextmanager
async def polling(
    guide: Answers, manners: Manners, server: TelegramServer, suggests: Suggests | None = None
) -> AsyncIterator[PollingDoor]:
    """The bot polls `server` while the block lasts; at its beginning all that waited there is dealt with."""
    request = InProcessRequest(server)
    application = build(server.token, guide, PSEUDONYMS, request=request, manners=manners, suggests=suggests)
    stop = asyncio.Event()
    running = asyncio.create_task(run(application, stop))
    door = PollingDoor(server, application)
    try:
        async with asyncio.timeout(PATIENCE):
            await door.all_done()
        yield door
    finally:
        stop.set()
        await running
    assert server.callbacks.unanswered == frozenset()
    assert server.problems() == []
