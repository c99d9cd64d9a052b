"""Helpers who tap side by side for a morning, beside one helper alone; and whether every tap is in the records."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from datetime import UTC, datetime, time
from random import Random
from statistics import quantiles
from time import perf_counter
from typing import Final

from benchmarks.crowd import Crowd, NotAnswered
from benchmarks.databases import fresh
from benchmarks.programs import ours
from benchmarks.result import Bound, Result
from bot.conversation.speech import Speech
from bot.conversation.turn import day_of
from bot.desk.outreach import Pass
from bot.records import Database
from bot.records.helping import counts
from bot.records.outreach import Outreach, OutreachCounts
from bot.records.outreaches import plan
from tests.saturday.life import Life
from tests.saturday.phones import Screen, TelegramPhone

BOUND: Final = Bound("at most", 3)
EVERY: Final = Bound("at least", 1)
HELPERS: Final = 60
THINKS: Final = (2.0, 6.0)
"""Seconds between an answer and the next tap, evenly drawn: a morning in which nobody rests."""

SEED: Final = 20261128
JOINING: Final = Pass("helper", "invented-for-a-measure")
LABEL: Final = Speech("vi").label
NEW, FILED, UP, END = (LABEL(name) for name in ("new_person", "outcome_filed_online", "helpful", "end_shift"))
TAPS: Final = 4
"""Taps of one person helped: somebody new, what for, what came of it, what they thought of it."""


async def measure(rounds: int, updates: int) -> AsyncIterator[Result]:
    """The slowest of a hundred taps of all, beside those of one helper at a time; then what was counted of them."""
    chance = Random(SEED)
    people = max(1, updates // (HELPERS * TAPS))
    alone: list[float] = []
    together: list[float] = []
    async with fresh("SQLite") as database, ours("long polling", database) as crowd:
        outreach = await _planned(database)
        helpers = await _at_work(crowd)
        for _ in range(rounds):
            for helper in helpers:
                alone += await helper.helps(people, lambda: 0.0)
            waits = [helper.helps(people, lambda: chance.uniform(*THINKS)) for helper in helpers]
            together += [wait for each in await asyncio.gather(*waits) for wait in each]
        told = await _counted(database, outreach)
    slow, usual = (quantiles(each, n=100)[98] for each in (together, alone))
    name = f"saturday: a tap of {HELPERS} helpers side by side, beside one helper alone"
    yield Result(name, f"{1000 * slow:.0f} ms (p99)", f"{1000 * usual:.0f} ms (p99)", slow / usual, BOUND)
    made = (len(alone) + len(together)) // TAPS * 2
    kept = told.people + sum(told.verdicts.values())
    yield Result(
        "saturday: outcomes and thumbs in the records, beside those tapped", str(kept), str(made), kept / made, EVERY
    )


class _Helper:
    """A helper on Telegram whose shift has begun."""

    def __init__(self, phone: TelegramPhone) -> None:
        self._phone = phone

    async def begins(self) -> None:
        await self._phone.opens(JOINING.payload)
        await self._taps(LABEL("join_event"), LABEL("begin_shift"))
        await self._phone.says("/batdau")

    async def helps(self, people: int, thinks: Callable[[], float]) -> list[float]:
        """Seconds until each tap showed what follows; another `thinks` seconds pass before each."""
        taken = []
        for _ in range(people):
            await asyncio.sleep(thinks())
            taken.append(await self._taps(NEW, LABEL("tell_outcome")))
            first = next(label for label in self._phone.screen.buttons if label.startswith("1"))
            for label, following in ((first, FILED), (FILED, UP), (UP, END)):
                await asyncio.sleep(thinks())
                taken.append(await self._taps(label, following))
        return taken

    async def _taps(self, label: str, following: str) -> float:
        began = perf_counter()

        def shown(screen: Screen) -> bool:
            return following in screen.buttons

        button = self._phone.keeps(label)
        await self._phone.taps(button)
        await self._phone.shows(shown, button)
        return perf_counter() - began


async def _planned(url: str) -> Outreach:
    """An event that lasts all of today."""
    today = day_of(datetime.now(UTC))
    outreach = Outreach("measured", "Nhà văn hóa thôn Ví Dụ", "tam-ky", today, time.min, time.max, JOINING.digest)
    async with Database(url) as database, database.write() as connection:
        await plan(connection, outreach)
    return outreach


async def _at_work(crowd: Crowd) -> Sequence[_Helper]:
    life = Life()
    life.begins("")
    helpers = [_Helper(TelegramPhone(life, crowd.server.person(f"An {number}"))) for number in range(HELPERS)]
    for helper in helpers:
        await helper.begins()
    return helpers


async def _counted(url: str, outreach: Outreach) -> OutreachCounts:
    async with Database(url) as database, database.read() as connection:
        told = await counts(connection, outreach.id)
    if told.helpers != HELPERS:
        raise NotAnswered(f"{told.helpers} of {HELPERS} helpers are known to the records")
    return told
