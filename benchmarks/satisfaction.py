"""The weekly report beside one look at every question, and what citizens notice of it."""

import asyncio
import subprocess
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from datetime import date, timedelta
from functools import partial
from statistics import median, quantiles
from time import perf_counter
from typing import Final

from cryptography.fernet import Fernet
from sqlalchemy import func, select

from benchmarks.databases import CannotStart, Kind, fresh
from benchmarks.questions import PROJECT
from benchmarks.result import Bound, Result, not_measured
from benchmarks.stock import CATALOG
from bot.catalog import load
from bot.catalog.catalog import Catalog
from bot.records import AnswerGiven, Database, Pseudonyms, QuestionAsked, Rated, Records, Secrets
from bot.records.counts import Period
from bot.records.schema import QUESTIONS
from bot.records.stocking import Stock
from bot.records.told import told
from bot.satisfaction.history import History, Scale
from bot.satisfaction.page import page
from bot.satisfaction.report import compiled

REPORT: Final = Bound("at most", 3)
WRITES: Final = Bound("at most", 2)
LAST: Final = date(2026, 11, 22)
WEEK: Final = Period(LAST - timedelta(days=6), LAST)
SECRETS: Final = Secrets(b"s" * 32, (Fernet.generate_key(),))
TURNS: Final = 150
"""Turns of citizens in a round, for each of which a question, an answer and a rating are written."""


async def measure(kinds: Iterable[Kind], rounds: int, questions: int) -> AsyncIterator[Result]:
    """The two measures for each database, with so many questions and a fifth as many ratings in half a year."""
    catalog = load(CATALOG)
    for kind in kinds:
        named = f"{questions:,} questions, {questions // 5:,} ratings, {kind}"
        names = (
            f"satisfaction: weekly report of {named}",
            f"satisfaction: a turn is stored, {named}, ",
        )
        try:
            async with fresh(kind) as url, Database(url) as database:
                await _stock(database, catalog, questions)
                async for result in _report(names[0], database, catalog, rounds):
                    yield result
                yield await _writes(names[1] + "while reports run, beside none", url, database, rounds)
        except CannotStart as error:
            yield not_measured(names[0], str(error), REPORT)
            yield not_measured(names[1], str(error), WRITES)


async def _stock(database: Database, catalog: Catalog, questions: int) -> None:
    scale = Scale(questions=questions, ratings=questions // 5, surveys=questions // 100)
    stock = Stock(Pseudonyms(SECRETS.pseudonym))
    stock.take(History(catalog, LAST, scale).entries())
    async with database.write() as connection:
        await stock.keep(connection)


async def _report(name: str, database: Database, catalog: Catalog, rounds: int) -> AsyncIterator[Result]:
    async def whole() -> None:
        async with database.read() as connection:
            given = await told(connection, WEEK)
        page(compiled(given, catalog))

    async def scan() -> None:
        """Looks at each row and keeps none."""
        async with database.read() as connection:
            await connection.execute(select(func.count()).where(QUESTIONS.c.aspect == "nothing"))

    async def by_kind() -> None:
        async with database.read() as connection:
            await connection.execute(
                select(QUESTIONS.c.kind, func.count(QUESTIONS.c.aspect)).group_by(QUESTIONS.c.kind)
            )

    taken = [[await _seconds(each) for each in (whole, scan, by_kind)] for _ in range(rounds + 1)][1:]
    ours, scanned, counted = (median(each) for each in zip(*taken, strict=True))
    told_ours = f"{1000 * ours:.0f} ms"
    yield Result(f"{name}, beside one scan", told_ours, f"{1000 * scanned:.0f} ms", ours / scanned, REPORT)
    yield Result(f"{name}, beside counting all by kind", told_ours, f"{1000 * counted:.0f} ms", ours / counted)


async def _writes(name: str, url: str, database: Database, rounds: int) -> Result:
    """The slowest of a hundred turns, with nobody else and with another process that makes report after report."""
    records = Records(database, SECRETS)
    idle: list[float] = []
    busy: list[float] = []
    await _turns(records, "warm")
    for number in range(rounds):
        idle += await _turns(records, f"i{number}")
        reporting = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "benchmarks.satisfaction", url, cwd=PROJECT, stdout=subprocess.PIPE
        )
        try:
            assert reporting.stdout
            await reporting.stdout.readline()  # its first report is done
            busy += await _turns(records, f"b{number}")
        finally:
            reporting.kill()
            await reporting.wait()
    ours, baseline = (quantiles(each, n=100)[98] for each in (busy, idle))
    return Result(name, f"{1000 * ours:.1f} ms (p99)", f"{1000 * baseline:.1f} ms (p99)", ours / baseline, WRITES)


async def _turns(records: Records, prefix: str) -> list[float]:
    taken = []
    for number in range(TURNS):
        name, person = f"{prefix}-{number}", f"person-{number}"
        entries = (
            QuestionAsked(name, LAST, "web", "vi", "procedure", None, "khai-sinh", None),
            AnswerGiven(name, name, LAST, "web", "vi", "procedure", "khai-sinh"),
            Rated(name, person, "up", LAST),
        )
        taken.append(await _seconds(partial(records.store, person, person, "{}", entries)))
    return taken


async def _seconds(doing: Callable[[], Awaitable[None]]) -> float:
    began = perf_counter()
    await doing()
    return perf_counter() - began


async def _forever(url: str) -> None:
    """One report after another, until somebody ends the program; says so after the first."""
    catalog = load(CATALOG)
    async with Database(url) as database:
        while True:
            async with database.read() as connection:
                page(compiled(await told(connection, WEEK), catalog))
            print("reported", flush=True)


if __name__ == "__main__":
    asyncio.run(_forever(sys.argv[1]))
