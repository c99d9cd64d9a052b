"""What others notice of one person who does not stop writing."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from statistics import median
from typing import Final

from benchmarks.crowd import Crowd
from benchmarks.databases import fresh
from benchmarks.programs import ours
from benchmarks.result import Bound, Result

BOUND: Final = Bound("at most", 1.2)
OTHERS: Final = 4
"""People who wait for an answer at the same time."""

FLOOD: Final = 50
"""Messages a second of the one person: more than a hand or Telegram's own apps can send."""


async def measure(rounds: int, updates: int) -> AsyncIterator[Result]:
    """Milliseconds until the others are answered, with the flood and without, in turn."""
    calm: list[float] = []
    flooded: list[float] = []
    async with fresh("SQLite") as database, ours("long polling", database) as people:
        await _waits(people, updates)
        for _ in range(rounds):
            calm += await _waits(people, updates)
            async with _flood(people):
                flooded += await _waits(people, updates)
    slow, usual = median(flooded), median(calm)
    name = f"flood: others while one person writes {FLOOD} messages a second, beside nobody doing so"
    yield Result(name, _shown(slow), _shown(usual), slow / usual, BOUND)


def _shown(seconds: float) -> str:
    return f"{seconds * 1000:.0f} ms to an answer"


async def _waits(people: Crowd, updates: int) -> list[float]:
    """How long each question took."""

    async def asking() -> list[float]:
        return [await people.answered(people.somebody()) for _ in range(updates // OTHERS)]

    return [wait for waits in await asyncio.gather(*(asking() for _ in range(OTHERS))) for wait in waits]


@asynccontextmanager
async def _flood(people: Crowd) -> AsyncIterator[None]:
    """One person writes without waiting, while the block lasts."""
    person = people.server.person("Bình")

    async def writing() -> None:
        while True:
            people.say(person, "khai sinh")
            await asyncio.sleep(1 / FLOOD)

    task = asyncio.create_task(writing())
    try:
        yield
    finally:
        task.cancel()
        await asyncio.wait([task])
