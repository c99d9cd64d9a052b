"""`motcua report`: what people said of the bot and of offices, as a page, a workbook or data."""

import asyncio
from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from bot.catalog import Catalog, load
from bot.catalog.source import Source, read
from bot.cli.options import common, config_of, day_in_vietnam, failing_clearly, writable
from bot.config import Config
from bot.matching.evaluation import file_beside, read_questions
from bot.records.book import Fact

if TYPE_CHECKING:
    from bot.records.counts import Period
    from bot.satisfaction.metrics import Counted
    from bot.satisfaction.report import Report

DAY = click.DateTime(["%Y-%m-%d"])


@click.command()
@common
@click.option("--from", "first", type=DAY, help="First day; the Monday of last week by default.")
@click.option("--to", "last", type=DAY, help="Last day, inclusive; the Sunday of last week by default.")
@click.option("--format", "kind", type=click.Choice(["html", "xlsx", "csv", "json"]), required=True)
@click.option(
    "-o", "file", type=click.Path(path_type=Path), callback=writable, required=True, help="The file to write."
)
@click.option(
    "--questions",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Labelled questions to try the program on; those of the project the catalog belongs to by default.",
)
@click.option("--open-data", is_flag=True, help="Only numbers that may be published: no sentences, nothing about few.")
def report(
    catalog: Path | None,
    config_file: Path | None,
    today: datetime | None,
    first: datetime | None,
    last: datetime | None,
    kind: str,
    file: Path,
    questions: Path | None,
    open_data: bool,
) -> None:
    """Write what people said in a period: what is weakest first, then every table."""
    from bot.satisfaction.headline import headline

    if open_data and kind == "html":
        raise click.UsageError("--open-data is for csv, xlsx and json; the page is for officials.")
    with failing_clearly():
        config = config_of(config_file, catalog)
        period = _period(first, last, day_in_vietnam(today))
        held = load(config.catalog)
        made = asyncio.run(_report(config, period, held, questions or file_beside(config.catalog)))
        file.write_bytes(_written(made, kind, open_data=open_data))
    click.echo(f"{headline(made)}\n{file}")


def _period(first: datetime | None, last: datetime | None, today: date) -> "Period":
    """The days asked for; last week, from Monday to Sunday, where they are not named."""
    from bot.records.counts import Period

    monday = today - timedelta(days=today.weekday() + 7)
    begins = first.date() if first else (min(monday, last.date()) if last else monday)
    ends = last.date() if last else max(begins, monday + timedelta(days=6))
    if ends < begins:
        raise click.UsageError(f"--from {begins} comes after --to {ends}; turn them round.")
    return Period(begins, ends)


async def _report(config: Config, period: "Period", catalog: Catalog, questions: Path | None) -> "Report":
    from bot.records import Database
    from bot.records.learned import all_learned
    from bot.records.told import told
    from bot.satisfaction.report import compiled

    async with Database(config.database.get_secret_value()) as database, database.read() as connection:
        given, learned = await told(connection, period), await all_learned(connection)
    phrases = tuple((each.procedure, each.phrase) for each in learned)
    right = _golden(config.catalog, phrases, questions) if questions else None
    return compiled(given, catalog, _sources(config.catalog, catalog), right)


def _golden(catalog: Path, learned: tuple[tuple[str, str], ...], questions: Path) -> "Counted":
    """How many labelled questions are understood by what the bot knows today."""
    from bot.matching import Matcher
    from bot.matching.keeping import load_matcher
    from bot.satisfaction.golden import golden

    matcher = load_matcher(catalog)
    return golden(Matcher(matcher.catalog, learned) if learned else matcher, read_questions(questions))


def _sources(folder: Path, catalog: Catalog) -> Callable[[str, Fact, str | None], str | None]:
    """Where a fact stands in the catalog's files; only the files that are asked for are read."""
    from bot.desk.reviews import FIELDS

    @cache
    def source(procedure: str) -> Source | None:
        found = catalog.procedure(procedure)
        path = folder / found.level / found.field / f"{found.id}.yaml" if found else None
        return read(path) if path and path.is_file() else None

    def place(procedure: str, fact: Fact, paper: str | None) -> str | None:
        held = source(procedure)
        if held is None or not isinstance(held.data, dict):
            return None
        parts = (held.line(name) for name in FIELDS[fact] if name in held.data)
        line = (_line_of_paper(held, paper) if paper else None) or min(parts, default=1)
        return f"{held.path.relative_to(folder.parent)}:{line}"

    return place


def _line_of_paper(held: Source, paper: str) -> int | None:
    data: Any = held.data
    for at, group in enumerate(data.get("evidence") or ()):
        for way in ("all_of", "one_of"):
            for number, each in enumerate(group.get(way) or ()):
                if each.get("id") == paper:
                    return held.line("evidence", at, way, number)
    return None


def _written(made: "Report", kind: str, *, open_data: bool) -> bytes:
    from bot.satisfaction import exports
    from bot.satisfaction.page import page

    match kind:
        case "html":
            return page(made).encode()
        case "xlsx":
            return exports.as_xlsx(made, open_data=open_data)
        case "csv":
            return exports.as_csv(made, open_data=open_data)
    return exports.as_json(made, open_data=open_data)
