"""All that a report is made of, read in one transaction, so that its numbers agree with each other."""

from dataclasses import dataclass

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.records import posters
from bot.records.counts import Counts, Period, counts, shares_only
from bot.records.entries import PosterUse
from bot.records.mending import FactEvent, fact_events
from bot.records.sentences import Sentence, sentences


@dataclass(frozen=True)
class Told:
    """What people told us in a period and in the one before, and what was said and done about the catalog's facts.

    `posters` are uses in the period: nothing joins them to what was asked or said.
    """

    now: Counts
    before: Counts
    events: tuple[FactEvent, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    posters: tuple[PosterUse, ...] = ()

    @property
    def period(self) -> Period:
        """The days that it is about."""
        return self.now.period


async def told(connection: AsyncConnection, period: Period) -> Told:
    """What is kept of the period, or of what retention has left of it; the first thing asked in its transaction."""
    if connection.dialect.name == "postgresql":
        # SQLite reads what there was when it began; here each query would see what was written meanwhile.
        await connection.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY"))
    return Told(
        await counts(connection, period),
        await shares_only(connection, period.before),
        await fact_events(connection, period.last),
        await sentences(connection, period),
        tuple(await posters.counts(connection, period.first, period.last)),
    )
