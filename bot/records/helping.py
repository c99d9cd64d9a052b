"""Whom helpers helped at an event: rows without anybody, kept by the id on the button and counted in SQL."""

from typing import Final

from sqlalchemy import and_, delete, func, insert, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.records.database import upsert
from bot.records.entries import UNANSWERED
from bot.records.errors import NotInForce
from bot.records.outreach import (
    EarlierOutreach,
    FrailCounted,
    FrailUndone,
    Helped,
    HelpOutcome,
    HelpUndone,
    Outreach,
    OutreachCounts,
    OutreachTold,
    PersonHelped,
)
from bot.records.outreach_tables import FRAIL, HELPED, LACKED, OUTREACHES, SERVING
from bot.records.outreaches import outreach
from bot.records.schema import ASKED_TEXTS

COMPARED: Final = 4
"""So many events before stand beside one in its report."""


async def record(connection: AsyncConnection, entry: PersonHelped) -> None:
    """Keeps that somebody was helped, in place of what was kept under this id."""
    row = {
        "id": entry.id,
        "outreach": entry.outreach,
        "hour": entry.hour,
        "channel": entry.channel,
        "language": entry.language,
        "outcome": entry.outcome,
        "procedure": entry.procedure,
        "verdict": entry.verdict,
    }
    await upsert(connection, HELPED, row, {name: value for name, value in row.items() if name not in ("id", "hour")})
    await connection.execute(delete(LACKED).where(LACKED.c.helped == entry.id))
    if entry.lacked:
        papers = [{"helped": entry.id, "paper": paper} for paper in dict.fromkeys(entry.lacked)]
        await connection.execute(insert(LACKED), papers)


async def undo(connection: AsyncConnection, entry: HelpUndone) -> None:
    """Deletes what was kept under an id; nothing where nothing was, for the tap may come twice."""
    await connection.execute(delete(HELPED).where(HELPED.c.id == entry.id))


async def count_frail(connection: AsyncConnection, entry: FrailCounted) -> None:
    """Counts an older or disabled person, once for each id."""
    row = {"id": entry.id, "outreach": entry.outreach}
    await upsert(connection, FRAIL, row, {"outreach": entry.outreach})


async def undo_frail(connection: AsyncConnection, entry: FrailUndone) -> None:
    """Takes back what was counted under an id."""
    await connection.execute(delete(FRAIL).where(FRAIL.c.id == entry.id))


async def most_helped(connection: AsyncConnection, key: str, most: int) -> tuple[str, ...]:
    """The procedures with which most people were helped at an event, at most so many, the most first."""
    named = (HELPED.c.outreach == key) & HELPED.c.procedure.is_not(None)
    by = select(HELPED.c.procedure).where(named).group_by(HELPED.c.procedure)
    ordered = by.order_by(func.count().desc(), HELPED.c.procedure).limit(most)
    return tuple((await connection.execute(ordered)).scalars())


async def counts(connection: AsyncConnection, key: str) -> OutreachCounts:
    """All that is counted of an event; raises `NotInForce` where there is none."""
    held = await outreach(connection, key)
    if held is None:
        raise NotInForce(f"Event {key!r} is not kept here (any more), so nothing is counted of it.")
    own = HELPED.c.outreach == key
    by = (HELPED.c.hour, HELPED.c.procedure, HELPED.c.outcome)
    helped = await connection.execute(select(*by, func.count()).where(own).group_by(*by).order_by(*by))
    of = (HELPED.c.procedure, LACKED.c.paper)
    joined = select(*of, func.count()).join(HELPED, HELPED.c.id == LACKED.c.helped)
    lacked = await connection.execute(joined.where(own).group_by(*of))
    said = own & HELPED.c.verdict.is_not(None)
    verdicts = await connection.execute(
        select(HELPED.c.verdict, func.count().label("often")).where(said).group_by(HELPED.c.verdict)
    )
    missed = (ASKED_TEXTS.c.outreach == key) & ASKED_TEXTS.c.kind.in_(sorted(UNANSWERED))
    often = func.count().label("often")
    texts = select(ASKED_TEXTS.c.text, often).where(missed).group_by(ASKED_TEXTS.c.text)
    unanswered = await connection.execute(texts.order_by(often.desc(), ASKED_TEXTS.c.text))
    frail = await connection.execute(select(func.count()).select_from(FRAIL).where(FRAIL.c.outreach == key))
    members = await connection.execute(select(func.count()).select_from(SERVING).where(SERVING.c.outreach == key))
    return OutreachCounts(
        held,
        tuple(Helped(*row) for row in helped),
        {(procedure, paper): count for procedure, paper, count in lacked},
        {row.verdict: row.often for row in verdicts},
        frail.scalar_one(),
        members.scalar_one(),
        tuple((text, count) for text, count in unanswered),
    )


async def told(connection: AsyncConnection, key: str) -> OutreachTold | None:
    """What a report on an event is made of, or None where there is no such event."""
    held = await outreach(connection, key)
    if held is None:
        return None
    return OutreachTold(await counts(connection, key), await _earlier(connection, held))


async def _earlier(connection: AsyncConnection, held: Outreach) -> tuple[EarlierOutreach, ...]:
    """The last events before one that were not cancelled."""
    table = OUTREACHES.c
    before = or_(table.day < held.day, and_(table.day == held.day, table.begins < held.begins))
    latest = select(OUTREACHES).where(before, table.cancelled.is_(False))
    rows = await connection.execute(latest.order_by(table.day.desc(), table.begins.desc(), table.id).limit(COMPARED))
    found = [Outreach(**row) for row in rows.mappings()]
    outcomes: dict[str, dict[HelpOutcome, int]] = {each.id: {} for each in found}
    of = (HELPED.c.outreach, HELPED.c.outcome)
    counted = select(*of, func.count()).where(HELPED.c.outreach.in_(outcomes)).group_by(*of)
    for key, outcome, count in await connection.execute(counted):
        outcomes[key][outcome] = count
    return tuple(EarlierOutreach(each, outcomes[each.id]) for each in found)
