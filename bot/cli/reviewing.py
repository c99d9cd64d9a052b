"""`motcua write-reviews`: what reviewers said in the bot, as a change of the catalog's files."""

import asyncio
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Final

import click

from bot import service
from bot.catalog import CatalogBroken, read_catalog
from bot.catalog.checking import Placed
from bot.catalog.model import Procedure, Review
from bot.catalog.source import Source
from bot.cli.options import clock_of, common, config_of, day_in_vietnam, failing_clearly, writable
from bot.config import Config
from bot.records.book import Book

UNSIGNED: Final = "người rà soát của Một Cửa"
"""Who vouches where neither the command nor the config names the agency; never a person."""

NEXT_AFTER: Final = timedelta(days=183)
"""From a review to the next one, in a file that does not tell by its own days."""


@click.command(name="write-reviews")
@common
@click.option("--by", help="Who vouches: a unit, never a person. Default: the agency of the config.")
@click.option("-o", "file", type=click.Path(path_type=Path), callback=writable, help="Write to FILE, not the screen.")
def write_reviews(
    catalog: Path | None, config_file: Path | None, today: datetime | None, by: str | None, file: Path | None
) -> None:
    """Print the reviews that were finished in the bot as a diff of the catalog, and what is called wrong.

    Look it through, then apply it in the folder that holds the catalog: patch -p1 < FILE
    """
    from bot.exchange.reviewed import difference, with_review

    with failing_clearly():
        config = config_of(config_file, catalog)
        reading = read_catalog(config.catalog)
        if reading.errors:
            raise CatalogBroken(reading.errors)
        book = asyncio.run(_book(config, today))
        day, signed = day_in_vietnam(today), by or (config.agency.name.vi if config.agency else UNSIGNED)
        lines = list(_called_wrong(reading.placed, book, config.catalog, day))
        written = 0
        for procedure, source in reading.placed:
            review = _review(procedure, book, day, signed)
            new = with_review(source.text, review) if review else source.text
            lines.append(difference(inside(source, config.catalog), source.text, new))
            written += new != source.text
        text = "".join(lines)
        if file:
            file.write_text(text, encoding="utf-8")
    if not file:
        click.echo(text, nl=False)
    click.echo(f"{written} of {len(reading.placed)} procedures were reviewed whole and can be written.", err=True)


async def _book(config: Config, today: datetime | None) -> Book:
    async with service.opened(config, clock_of(today)) as house:
        return await house.records.book()


def _review(procedure: Procedure, book: Book, today: date, signed: str) -> Review | None:
    """The review to write, or None where it is not finished."""
    from bot.desk.reviews import reviewed_on

    day, old = reviewed_on(procedure, book, today), procedure.review
    if day is None:
        return None
    known = old.next_review_on - old.assured_on if old.next_review_on and old.assured_on else NEXT_AFTER
    return Review(day, signed, day + max(known, timedelta(days=1)))


def _called_wrong(placed: Placed, book: Book, folder: Path, today: date) -> Iterator[str]:
    """A line for each fact that somebody calls wrong: where it stands, how many, what they say."""
    from bot.desk.lines import fact_line
    from bot.desk.reviews import standing

    for procedure, source in placed:
        for each in standing(procedure, book, today).standings:
            if not each.against:
                continue
            told = "".join(f" «{text}»" for text in each.said)
            line = fact_line(source, each.fact)
            yield f"# {inside(source, folder)}:{line}: {each.fact} was called wrong {each.against} times.{told}\n"


def inside(source: Source, folder: Path) -> str:
    """A file's path from the folder that holds the catalog on."""
    return str(Path(folder.resolve().name) / source.path.resolve().relative_to(folder.resolve()))
