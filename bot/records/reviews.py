"""Assurances and doubts in the database, read together with citizens' reports as one `Book`."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from typing import Final

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.records.book import FACTS, Assurance, Book, Doubt, Fact, Reported
from bot.records.database import upsert
from bot.records.entries import ANOTHER_PAPER
from bot.records.errors import NotInForce
from bot.records.schema import ANSWERS, ASSURANCES, DOUBTS, RATINGS

_REASONS: Final = ("differs", "missing")
"""The reasons against an answer that are about a fact of the catalog."""


async def book(connection: AsyncConnection) -> Book:
    """All that is kept of reviews, and what citizens reported."""
    assured = await connection.execute(select(ASSURANCES).order_by(ASSURANCES.c.procedure, ASSURANCES.c.fact))
    doubted = await connection.execute(select(DOUBTS).order_by(DOUBTS.c.day, DOUBTS.c.id))
    return Book(
        tuple(Assurance(**row) for row in assured.mappings()),
        tuple(Doubt(**row) for row in doubted.mappings()),
        await _reports(connection),
    )


async def assure(connection: AsyncConnection, assurance: Assurance) -> None:
    """Keeps an assurance in place of the one before; what was doubted of the fact is settled."""
    key = {"procedure": assurance.procedure, "fact": assurance.fact}
    said = {"digest": assurance.digest, "day": assurance.day, "reports": assurance.reports}
    await upsert(connection, ASSURANCES, key | said, said)
    settled = (DOUBTS.c.procedure == assurance.procedure) & (DOUBTS.c.fact == assurance.fact)
    await connection.execute(delete(DOUBTS).where(settled))


async def doubt(connection: AsyncConnection, given: Doubt) -> None:
    """Keeps a doubt; the fact is no longer assured."""
    values = {
        "id": given.id,
        "procedure": given.procedure,
        "fact": given.fact,
        "digest": given.digest,
        "day": given.day,
        "said": given.said,
    }
    await connection.execute(insert(DOUBTS).values(values))
    held = (ASSURANCES.c.procedure == given.procedure) & (ASSURANCES.c.fact == given.fact)
    await connection.execute(delete(ASSURANCES).where(held))


async def explain(connection: AsyncConnection, doubt: str, said: str) -> Doubt:
    """Adds to a doubt what is wrong; raises `NotInForce` where it was settled since."""
    changed = await connection.execute(update(DOUBTS).where(DOUBTS.c.id == doubt).values(said=said).returning(DOUBTS))
    row = changed.mappings().one_or_none()
    if row is None:
        raise NotInForce(f"Doubt {doubt!r} is not kept here (any more), so nothing can be added to it.")
    return Doubt(**row)


async def missed_papers(connection: AsyncConnection, since: date, least: int) -> Mapping[str, frozenset[str]]:
    """The papers that were missed in answers about a procedure, each in `least` answers at least, from `since` on.

    A report counts once an answer, however many people saw that answer. One that names no paper of the card is none.
    """
    procedure = func.coalesce(ANSWERS.c.procedure, ANSWERS.c.chosen)
    missed = (
        select(procedure, RATINGS.c.detail)
        .join_from(RATINGS, ANSWERS)
        .where(RATINGS.c.verdict == "down", RATINGS.c.reason == "missing", RATINGS.c.day >= since)
        .where(RATINGS.c.detail.is_not(None), RATINGS.c.detail != ANOTHER_PAPER, procedure.is_not(None))
        .group_by(procedure, RATINGS.c.detail)
        .having(func.count(RATINGS.c.answer.distinct()) >= least)
    )
    found: dict[str, set[str]] = defaultdict(set)
    for name, paper in await connection.execute(missed):
        found[name].add(paper)
    return {name: frozenset(papers) for name, papers in found.items()}


async def _reports(connection: AsyncConnection) -> tuple[Reported, ...]:
    procedure = func.coalesce(ANSWERS.c.procedure, ANSWERS.c.chosen)
    about = (procedure, RATINGS.c.reason, RATINGS.c.detail, RATINGS.c.day)
    against = (
        select(*about, func.count())
        .join_from(RATINGS, ANSWERS)
        .where(RATINGS.c.verdict == "down", RATINGS.c.reason.in_(_REASONS), procedure.is_not(None))
    )
    said = select(*about, RATINGS.c.comment).join_from(RATINGS, ANSWERS)
    told = said.where(RATINGS.c.comment.is_not(None), RATINGS.c.reason.in_(_REASONS), procedure.is_not(None))
    comments: Mapping[tuple[object, ...], list[str]] = defaultdict(list)
    for *place, comment in await connection.execute(told.order_by(RATINGS.c.comment)):
        comments[tuple(place)].append(comment)
    counted = await connection.execute(against.group_by(*about).order_by(*about))
    return tuple(
        Reported(name, *_fact_and_paper(reason, detail), day, count, tuple(comments[(name, reason, detail, day)]))
        for name, reason, detail, day, count in counted
    )


def _fact_and_paper(reason: str, detail: str | None) -> tuple[Fact | None, str | None]:
    """Which fact a rating is about; a reason `missing` is about papers, and its detail names one."""
    if reason == "missing":
        return "documents", detail
    return next((fact for fact in FACTS if fact == detail), None), None
