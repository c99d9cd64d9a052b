"""Which procedures people ask for most."""

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.records.answers import NONE_OF_THESE
from bot.records.counts import Period, within
from bot.records.schema import ANSWERS


async def most_asked(connection: AsyncConnection, period: Period, least: int) -> tuple[str, ...]:
    """The procedures that answered `least` questions or more, the most asked first; chosen from a list counts, too."""
    meant = func.nullif(func.coalesce(ANSWERS.c.procedure, ANSWERS.c.chosen), NONE_OF_THESE)
    asked = (within(ANSWERS.c.day, period), ANSWERS.c.question.is_not(None), meant.is_not(None))
    often = func.count()
    found = select(meant).where(*asked).group_by(meant).having(often >= least).order_by(often.desc(), meant)
    return tuple((await connection.execute(found)).scalars())
