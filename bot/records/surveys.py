"""What people say of their visits to offices: one survey a person, a procedure and a day."""

from collections.abc import Mapping
from dataclasses import asdict

from sqlalchemy import RowMapping, delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.records.database import upsert
from bot.records.entries import SurveyOffered, VisitSurveyed
from bot.records.mixing import write_among_others
from bot.records.schema import SURVEY_OFFERS, SURVEYS
from bot.records.sealing import Pseudonyms

_CHUNK = 500


async def record(connection: AsyncConnection, entry: VisitSurveyed, pseudonyms: Pseudonyms) -> None:
    """Keeps a survey in place of the one this person sent of the same procedure on the same day."""
    told = asdict(entry)
    once = pseudonyms.once(told.pop("person"), entry.day, entry.procedure, entry.office)
    row = {"once": once, **told}
    # Waits where another process keeps the same one; then it is written again among others'.
    await upsert(connection, SURVEYS, row, told)
    await write_among_others(connection, SURVEYS, row)


async def record_offer(connection: AsyncConnection, entry: SurveyOffered) -> None:
    """Counts an invitation to a survey."""
    key = {"day": entry.day, "channel": entry.channel, "language": entry.language}
    await upsert(connection, SURVEY_OFFERS, {**key, "offered": 1}, {"offered": SURVEY_OFFERS.c.offered + 1})


async def of_person(connection: AsyncConnection, person: str, pseudonyms: Pseudonyms) -> list[Mapping[str, object]]:
    """A person's surveys, without their pseudonym, from the first day on."""
    own = await _own(connection, person, pseudonyms)
    return [{name: value for name, value in row.items() if name != "once"} for row in own]


async def erase(connection: AsyncConnection, person: str, pseudonyms: Pseudonyms) -> int:
    """Deletes a person's surveys; how many there were."""
    own = await _own(connection, person, pseudonyms)
    for row in own:
        await connection.execute(delete(SURVEYS).where(SURVEYS.c.once == row["once"]))
    return len(own)


async def _own(connection: AsyncConnection, person: str, pseudonyms: Pseudonyms) -> list[RowMapping]:
    """The rows of a person; every one is tried, because no column tells whose it is."""
    found: list[RowMapping] = []
    streamed = await connection.stream(select(SURVEYS))
    async for page in streamed.mappings().partitions(_CHUNK):
        for row in page:
            if pseudonyms.once(person, row["day"], row["procedure"], row["office"]) == row["once"]:
                found.append(row)
    return sorted(found, key=lambda row: (row["day"], row["once"]))
