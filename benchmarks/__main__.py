"""`python -m benchmarks`: each measure as a ratio within one run, in one table."""

import asyncio
import platform
from collections.abc import AsyncIterator, Callable, Iterable
from dataclasses import dataclass
from os import cpu_count
from typing import Final

import click

from benchmarks import flood, handling, inline, loading, matching, memory, pages, satisfaction, saturday, start
from benchmarks.databases import KINDS, Kind
from benchmarks.programs import WAYS, Way
from benchmarks.result import Result, table


@dataclass(frozen=True)
class Size:
    """How much is measured."""

    rounds: int
    updates: int
    lifetime: int
    procedures: int
    questions: int
    databases: tuple[Kind, ...]
    ways: tuple[Way, ...]


async def _all(results: AsyncIterator[Result]) -> list[Result]:
    return [each async for each in results]


MEASURES: Final[dict[str, Callable[[Size], Iterable[Result]]]] = {
    "handling": lambda size: asyncio.run(_all(handling.measure(size.databases, size.ways, size.rounds, size.updates))),
    "flood": lambda size: asyncio.run(_all(flood.measure(size.rounds, size.updates))),
    "memory": lambda size: memory.measure(size.lifetime),
    "start": lambda size: start.measure(size.rounds),
    "loading": lambda size: loading.measure(size.rounds),
    "matching": lambda size: matching.measure(size.rounds, size.procedures),
    "inline": lambda size: inline.measure(size.rounds),
    "pages": lambda size: pages.measure(size.rounds),
    "satisfaction": lambda size: asyncio.run(_all(satisfaction.measure(size.databases, size.rounds, size.questions))),
    "saturday": lambda size: asyncio.run(_all(saturday.measure(size.rounds, size.updates))),
}


@click.command()
@click.argument("measures", type=click.Choice(list(MEASURES)), nargs=-1)
@click.option("--rounds", type=click.IntRange(1), default=7, show_default=True, help="Rounds, each way in turn.")
@click.option("--updates", type=click.IntRange(16), default=320, show_default=True, help="Questions of a round.")
@click.option("--lifetime", type=click.IntRange(160), default=100_000, show_default=True, help="Updates for memory.")
@click.option("--procedures", type=click.IntRange(1_000), default=50_000, show_default=True, help="A grown catalog.")
@click.option(
    "--questions", type=click.IntRange(1_000), default=200_000, show_default=True, help="Asked in half a year."
)
@click.option(
    "--database",
    type=click.Choice(KINDS),
    multiple=True,
    default=KINDS,
    help="For handling and satisfaction; both if not given.",
)
@click.option("--way", type=click.Choice(WAYS), multiple=True, default=WAYS, help="For handling; both if not given.")
@click.option("--markdown", is_flag=True, help="The table for docs/benchmarks.md.")
def main(
    measures: tuple[str, ...],
    rounds: int,
    updates: int,
    lifetime: int,
    procedures: int,
    questions: int,
    database: tuple[Kind, ...],
    way: tuple[Way, ...],
    markdown: bool,
) -> None:
    """Takes MEASURES, or all of them, and prints the table with the machine it was measured on."""
    size = Size(rounds, updates, lifetime, procedures, questions, database, way)
    results = [each for name in measures or MEASURES for each in MEASURES[name](size)]
    click.echo(f"{cpu_count()} cores ({platform.machine()}), {platform.system()}, Python {platform.python_version()}\n")
    click.echo(table(results, markdown))


if __name__ == "__main__":
    main()
