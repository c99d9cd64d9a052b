"""People on the tests' Telegram server who ask again as soon as they are answered."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from itertools import cycle
from time import perf_counter
from typing import Final

from benchmarks.questions import questions
from bot.conversation.speech import Speech
from bot.terminal import plain
from tests.telegram_server import Person, Posted, TelegramServer, serving
from tests.telegram_server.journal import Happening

PEOPLE: Final = 1000
"""So many that nobody asks as often as would be too much for one person."""

SIDE_BY_SIDE: Final = 16
"""Questions under way at once."""

PATIENCE: Final = 60.0
"""Seconds until the program counts as broken."""

FAULT: Final = plain(Speech("vi").say("fault"))


class NotAnswered(Exception):
    """The program does not do what is measured: it ended, or says that something went wrong."""


class Crowd:
    """People, each in their own chat with one bot."""

    def __init__(self, server: TelegramServer, people: int = PEOPLE) -> None:
        self.server = server
        self._people = cycle([server.person(f"An {number}") for number in range(people)])
        self._questions = cycle(questions())
        self._waiting: dict[int, asyncio.Future[None]] = {}

    def somebody(self) -> Person:
        """The next one."""
        return next(self._people)

    async def ask(self, number: int) -> float:
        """Seconds until `number` questions are answered, asked `SIDE_BY_SIDE`."""
        began = perf_counter()
        await asyncio.gather(*(self._ask_on(number // SIDE_BY_SIDE) for _ in range(SIDE_BY_SIDE)))
        return perf_counter() - began

    async def _ask_on(self, number: int) -> None:
        for _ in range(number):
            await self.answered(self.somebody())

    async def answered(self, person: Person) -> float:
        """Seconds until the next question is answered to this person; raises `NotAnswered`."""
        began = perf_counter()
        answer = self._waiting[person.room.chat.id] = asyncio.get_running_loop().create_future()
        self.say(person, next(self._questions))
        async with asyncio.timeout(PATIENCE):
            await answer
        return perf_counter() - began

    def say(self, person: Person, text: str) -> None:
        """Write now, by the real clock: what seems to be written long ago is answered differently."""
        self.server.now = datetime.now(UTC)
        person.writes(text)

    async def listen(self) -> None:
        """Tells who is answered, without end."""
        place = len(self.server.journal)
        while True:
            place, posted = await self.server.journal.find(place, _posted)
            waiting = self._waiting.pop(posted.message.chat.id, None)
            if waiting is None or waiting.done():
                continue
            if posted.message.text == FAULT:
                waiting.set_exception(NotAnswered(FAULT))
            else:
                waiting.set_result(None)


def _posted(happening: Happening) -> Posted | None:
    return happening if isinstance(happening, Posted) else None


@asynccontextmanager
async def crowd(people: int = PEOPLE) -> AsyncIterator[tuple[Crowd, str]]:
    """A crowd and the base address of its Bot API; the server runs in this process, without flood control."""
    server = TelegramServer()
    made = Crowd(server, people)
    async with serving(server) as root:
        listening = asyncio.create_task(made.listen())
        try:
            yield made, f"{root}/bot"
        finally:
            listening.cancel()
            await asyncio.wait([listening])
