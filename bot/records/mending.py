"""What was said against facts of the catalog and what reviewers did about it, as one list of days."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.records.book import FACTS, Fact
from bot.records.counts import ABOUT
from bot.records.schema import ANSWERS, AUDIT, RATINGS

Said = Literal["reported", "doubted", "assured"]
"""By citizens, by a reviewer, and by a reviewer who looked at it: it is true as it stands now."""


@dataclass(frozen=True)
class FactEvent:
    """On `day` something was said of a fact, `count` times; `digest` tells what stood there, None for citizens.

    `paper` is the evidence that citizens missed.
    """

    procedure: str
    fact: Fact
    day: date
    said: Said
    count: int = 1
    digest: str | None = None
    paper: str | None = None


async def fact_events(connection: AsyncConnection, until: date) -> tuple[FactEvent, ...]:
    """All that was said of facts until a day, in the order of the days."""
    found = [*await _reported(connection, until), *await _reviewed(connection, until)]
    return tuple(sorted(found, key=lambda each: (each.day, each.procedure, each.fact, each.said, each.paper or "")))


async def _reported(connection: AsyncConnection, until: date) -> list[FactEvent]:
    by = (ABOUT, RATINGS.c.reason, RATINGS.c.detail, RATINGS.c.day)
    against = (
        select(*by, func.count())
        .join_from(RATINGS, ANSWERS)
        .where(RATINGS.c.reason.in_(("missing", "differs")), RATINGS.c.verdict == "down")
        .where(RATINGS.c.once.is_not(None), RATINGS.c.day <= until, ABOUT.is_not(None))
    )
    found = await connection.execute(against.group_by(*by))
    return [
        FactEvent(name, fact, day, "reported", count, paper=detail if reason == "missing" else None)
        for name, reason, detail, day, count in found
        if (fact := fact_meant(reason, detail))
    ]


async def _reviewed(connection: AsyncConnection, until: date) -> list[FactEvent]:
    deeds = select(AUDIT.c.subject, AUDIT.c.day, AUDIT.c.deed, AUDIT.c.said)
    reviewed = deeds.where(AUDIT.c.deed.in_(("doubt", "assure")), AUDIT.c.day <= until)
    found = []
    for subject, day, deed, digest in await connection.execute(reviewed):
        procedure, _, name = subject.rpartition(":")
        fact = fact_meant("differs", name)
        if fact:
            found.append(FactEvent(procedure, fact, day, "doubted" if deed == "doubt" else "assured", digest=digest))
    return found


def fact_meant(reason: str, detail: str | None) -> Fact | None:
    """Which fact is meant; a paper that is missing is about the papers."""
    return "documents" if reason == "missing" else next((fact for fact in FACTS if fact == detail), None)
