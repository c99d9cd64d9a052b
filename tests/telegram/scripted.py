"""A guide that answers as a test says, and the bot that it speaks through."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from bot.conversation.events import Event
from bot.conversation.replies import Reply
from bot.records import Pseudonyms
from tests.actors import TelegramDoor
from tests.actors.on_telegram import telegram_in_process

PSEUDONYMS = Pseudonyms(b"invented for the tests, 32 bytes")
Answer = Callable[[Event], Awaitable[tuple[Reply, ...]]]


class Scripted:
    """Remembers what it was told; `respond` says what comes back."""

    def __init__(self, respond: Answer) -> None:
        self.events: list[Event] = []
        self._respond = respond

    async def answer(self, event: Event) -> tuple[Reply, ...]:
        self.events.append(event)
        return await self._respond(event)


def always(*replies: Reply) -> Scripted:
    """The same replies to everything."""

    async def respond(event: Event) -> tuple[Reply, ...]:
        return replies

    return Scripted(respond)


@asynccontextmanager
async def speaking(guide: Scripted) -> AsyncIterator[TelegramDoor]:
    async with telegram_in_process(guide, PSEUDONYMS) as door:
        yield door
