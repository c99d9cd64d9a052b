"""`motcua poster --counts`: how often each poster led somebody here, never whom."""

import asyncio
import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path
from typing import Final

import click

from bot import service
from bot.cli.options import clock_of, config_of, failing_clearly
from bot.records import PosterUse

DAY: Final = click.DateTime(["%Y-%m-%d"])


def tell_counts(
    catalog: Path | None,
    config_file: Path | None,
    today: datetime | None,
    first: datetime | None,
    last: datetime | None,
    as_json: bool,
) -> None:
    """Prints the counts from `first` to `last`, both included."""
    if first and last and last < first:
        raise click.UsageError("--to is before --from.")

    async def counted(since: date | None, until: date | None) -> Sequence[PosterUse]:
        async with service.opened(config, clock_of(today)) as house:
            return await house.records.poster_counts(since, until)

    with failing_clearly():
        config = config_of(config_file, catalog)
        uses = asyncio.run(counted(first.date() if first else None, last.date() if last else None))
    if as_json:
        click.echo(json.dumps([asdict(each) for each in uses], ensure_ascii=False))
        return
    for line in _lines(uses):
        click.echo(line)


def _lines(uses: Sequence[PosterUse]) -> Iterator[str]:
    if not uses:
        yield "No poster brought anybody in these days."
        return
    rows = [("count", "origin", "procedure", "channel")]
    rows += [(str(use.count), use.origin or "(others)", use.procedure or "-", use.channel) for use in uses]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for count, *words in rows:
        yield "  ".join([count.rjust(widths[0]), *map(str.ljust, words, widths[1:])]).rstrip()
