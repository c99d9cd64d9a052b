"""The sentences people wrote in a period, by what they are about: a report's only texts, told without a day."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.records.counts import ABOUT, Period, within
from bot.records.schema import ANSWERS, RATINGS, SURVEYS


@dataclass(frozen=True)
class Sentence:
    """What somebody wrote about an answer (`office` None) or about a visit; redacted when it was kept."""

    procedure: str | None
    office: str | None
    text: str


async def sentences(connection: AsyncConnection, period: Period) -> tuple[Sentence, ...]:
    """All of them, in the order of what they are about and of their letters: nothing tells when they were written."""
    of_answers = (
        select(ABOUT, RATINGS.c.comment)
        .join_from(RATINGS, ANSWERS)
        .where(within(RATINGS.c.day, period), RATINGS.c.comment.is_not(None))
    )
    of_visits = select(SURVEYS.c.procedure, SURVEYS.c.office, SURVEYS.c.comment).where(
        within(SURVEYS.c.day, period), SURVEYS.c.comment.is_not(None)
    )
    found = [Sentence(name, None, text) for name, text in await connection.execute(of_answers)]
    found += [Sentence(name, office, text) for name, office, text in await connection.execute(of_visits)]
    return tuple(sorted(found, key=lambda each: (each.procedure or "", each.office or "", each.text)))
