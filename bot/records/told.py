"""All that a report is made of, read in one transaction, so that its numbers agree with each other."""

from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.records.counts import Counts, Period, counts, shares_only
from bot.records.mending import FactEvent, fact_events
from bot.records.sentences import Sentence, sentences


@dataclass(frozen=True)
class Told:
    """What people told us in a period and in the one before, and what was said and done about the catalog's facts."""

    now: Counts
    before: Counts
    events: tuple[FactEvent, ...] = ()
    sentences: tuple[Sentence, ...] = ()

    @property
    def period(self) -> Period:
        """The days that it is about."""
        return self.now.period


async def told(connection: AsyncConnection, period: Period) -> Told:
    """What is kept of the period, or of what retention has left of it."""
    return Told(
        await counts(connection, period),
        await shares_only(connection, period.before),
        await fact_events(connection, period.last),
        await sentences(connection, period),
    )
