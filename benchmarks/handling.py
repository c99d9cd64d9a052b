"""A question handled in full, beside an application that only echoes."""

from collections.abc import AsyncIterator, Iterable
from itertools import product
from statistics import median
from typing import Final

from benchmarks.databases import CannotStart, Kind, fresh
from benchmarks.programs import Way, echo, ours
from benchmarks.result import Bound, Result, not_measured

BOUNDS: Final[dict[Kind, Bound]] = {"SQLite": Bound("at least", 0.5), "PostgreSQL": Bound("at least", 0.4)}


async def measure(kinds: Iterable[Kind], ways: Iterable[Way], rounds: int, updates: int) -> AsyncIterator[Result]:
    """Updates a second for each database and each way that updates come."""
    for kind, way in product(kinds, ways):
        name = f"handling, {way}, {kind}"
        try:
            async with fresh(kind) as database:
                yield await _beside_echo(name, way, database, BOUNDS[kind], rounds, updates)
        except CannotStart as error:
            yield not_measured(name, str(error), BOUNDS[kind])


async def _beside_echo(name: str, way: Way, database: str, bound: Bound, rounds: int, updates: int) -> Result:
    """Rounds in turn, so that what else the machine does meets both."""
    answered, echoed = [], []
    async with ours(way, database) as our_people, echo(way) as their_people:
        for people in (our_people, their_people):
            await people.ask(updates)
        for _ in range(rounds):
            answered.append(updates / await our_people.ask(updates))
            echoed.append(updates / await their_people.ask(updates))
    fast, faster = median(answered), median(echoed)
    return Result(name, f"{fast:.0f} updates/s", f"{faster:.0f} updates/s", fast / faster, bound)
