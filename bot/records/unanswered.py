"""The queue in the database: texts put into groups, and the state of each group.

Texts are grouped apart from the turns of those who asked, and written among others when they are, so that nothing
tells when one came.
"""

import asyncio
import secrets
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from sqlalchemy import RowMapping, case, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.records.answers import NONE_OF_THESE
from bot.records.database import Database
from bot.records.entries import UNANSWERED as UNANSWERED_KINDS
from bot.records.errors import SealBroken
from bot.records.learned import all_learned
from bot.records.mixing import write_among_others
from bot.records.queue import OPEN, RECENT_DAYS, Grouping, Item, Queue, Ungrouped
from bot.records.schema import ANSWERS, ASKED_TEXTS, QUESTIONS, RATINGS, UNANSWERED
from bot.records.sealing import Sealing

MOST_AT_ONCE: Final = 2_000
"""Texts that are grouped at one look; more wait for the next."""

MOST_RECENT: Final = 2_000
_CHUNK: Final = 500


@dataclass(frozen=True)
class Asked:
    """How often something was asked (of reports: ""), of these in the field, and on which days."""

    text: str
    count: int
    assisted: int
    first_day: date
    last_day: date


async def up_to_date(database: Database, sealing: Sealing, today: date, grouping: Grouping) -> Queue:
    """The queue, once every text that could not be answered belongs to an item."""
    async with database.read() as connection:
        waiting = await _ungrouped(connection)
        news = await _news(connection)
        queue = await _queue(connection, sealing, today)
    if not waiting and not news:
        return queue
    groups = await asyncio.to_thread(grouping, waiting, queue.items)
    async with database.write() as connection:
        await _group(connection, groups, today)
        for name, told, row in await _news(connection):
            await _notice(connection, name, told, row, today)
    async with database.read() as connection:
        return await _queue(connection, sealing, today)


async def _ungrouped(connection: AsyncConnection) -> Sequence[Ungrouped]:
    found = await connection.execute(
        select(ASKED_TEXTS.c.id, ASKED_TEXTS.c.text, ASKED_TEXTS.c.day)
        .where(ASKED_TEXTS.c.item.is_(None), ASKED_TEXTS.c.kind.in_(UNANSWERED_KINDS))
        .order_by(ASKED_TEXTS.c.day, ASKED_TEXTS.c.text)
        .limit(MOST_AT_ONCE)
    )
    return [Ungrouped(*row) for row in found]


async def reports(connection: AsyncConnection) -> Mapping[str, Asked]:
    """How often people said of a procedure that they needed another one."""
    procedure = func.coalesce(ANSWERS.c.procedure, func.nullif(ANSWERS.c.chosen, NONE_OF_THESE))
    helped = func.sum(case((QUESTIONS.c.assisted, 1), else_=0))
    found = await connection.execute(
        select(procedure, func.count(), helped, func.min(RATINGS.c.day), func.max(RATINGS.c.day))
        .join_from(RATINGS, ANSWERS)
        .outerjoin(QUESTIONS, ANSWERS.c.question == QUESTIONS.c.id)
        .where(RATINGS.c.verdict == "down", RATINGS.c.reason == "wrong", procedure.is_not(None))
        .group_by(procedure)
    )
    return {name: Asked("", count, assisted, first, last) for name, count, assisted, first, last in found}


async def _queue(connection: AsyncConnection, sealing: Sealing, today: date) -> Queue:
    asked, reported = await _asked(connection), await reports(connection)
    rows = (await connection.execute(select(UNANSWERED).order_by(UNANSWERED.c.id))).mappings().all()
    items = (_item(row, asked.get(row["id"]), reported, sealing) for row in rows)
    return Queue(
        tuple(each for each in items if each is not None),
        await all_learned(connection),
        await _recent(connection, today),
    )


async def _asked(connection: AsyncConnection) -> Mapping[str, Asked]:
    """What was asked in each group: its most frequent text, or of several the shortest that has its accents."""
    about = (ASKED_TEXTS.c.item, ASKED_TEXTS.c.text)
    helped = func.sum(case((ASKED_TEXTS.c.assisted, 1), else_=0))
    found = await connection.execute(
        select(*about, func.count(), helped, func.min(ASKED_TEXTS.c.day), func.max(ASKED_TEXTS.c.day))
        .where(ASKED_TEXTS.c.item.is_not(None))
        .group_by(*about)
    )
    groups: dict[str, list[Asked]] = defaultdict(list)
    for item, *said in found:
        groups[item].append(Asked(*said))
    return {item: _together(said) for item, said in groups.items()}


def _together(said: Sequence[Asked]) -> Asked:
    most = min(said, key=lambda each: (-each.count, each.text.isascii(), len(each.text), each.text))
    return Asked(
        most.text,
        sum(each.count for each in said),
        sum(each.assisted for each in said),
        min(each.first_day for each in said),
        max(each.last_day for each in said),
    )


def _item(row: RowMapping, asked: Asked | None, reported: Mapping[str, Asked], sealing: Sealing) -> Item | None:
    """An item; None where nothing is left of what was asked, or nothing new of what was reported."""
    about, told = row["about"], reported.get(row["about"] or "")
    if told is not None and row["state"] in OPEN:
        told = replace(told, count=told.count - row["count"], first_day=row["first_day"])
    found = asked if about is None else told
    if found is None or found.count <= 0:
        return None
    return Item(
        id=row["id"],
        state=row["state"],
        text=found.text or None,
        count=found.count,
        assisted=found.assisted,
        first_day=found.first_day,
        last_day=found.last_day,
        stepped_on=row["stepped_on"],
        about=about,
        procedure=row["procedure"],
        taker=taker(row, sealing),
    )


async def _recent(connection: AsyncConnection, today: date) -> tuple[str, ...]:
    found = await connection.execute(
        select(ASKED_TEXTS.c.text)
        .where(ASKED_TEXTS.c.day >= today - timedelta(days=RECENT_DAYS))
        .group_by(ASKED_TEXTS.c.text)
        .order_by(func.count().desc(), ASKED_TEXTS.c.text)
        .limit(MOST_RECENT)
    )
    return tuple(found.scalars())


async def _group(connection: AsyncConnection, groups: Mapping[str, str], today: date) -> None:
    """Puts texts into their items, new ones too; a text that another process has put somewhere stays there."""
    days: dict[str, date] = {}
    names = sorted(groups)
    for start in range(0, len(names), _CHUNK):
        free = select(ASKED_TEXTS).where(
            ASKED_TEXTS.c.id.in_(names[start : start + _CHUNK]), ASKED_TEXTS.c.item.is_(None)
        )
        rows = [dict(row) for row in (await connection.execute(free.with_for_update())).mappings()]
        if rows:
            placed = [{**row, "item": groups[row["id"]]} for row in rows]
            await write_among_others(connection, ASKED_TEXTS, *placed)
            for row in placed:
                days[row["item"]] = min(row["day"], days.get(row["item"], row["day"]))
    known = set((await connection.execute(select(UNANSWERED.c.id))).scalars())
    new = [_new(item, day, today) for item, day in sorted(days.items()) if item not in known]
    if new:
        await connection.execute(insert(UNANSWERED), new)


def _new(item: str, first_day: date, today: date, about: str | None = None) -> dict[str, object]:
    return {"id": item, "about": about, "state": "new", "first_day": first_day, "stepped_on": today, "count": 0}


async def _news(connection: AsyncConnection) -> Sequence[tuple[str, Asked, RowMapping | None]]:
    """The procedures that were reported since their item was closed (with it), or that have none."""
    about = await connection.execute(select(UNANSWERED).where(UNANSWERED.c.about.is_not(None)))
    known = {row["about"]: row for row in about.mappings()}
    found = [(name, told, known.get(name)) for name, told in sorted((await reports(connection)).items())]
    return [
        (name, told, row)
        for name, told, row in found
        if row is None or (row["state"] not in OPEN and told.count > row["count"])
    ]


async def _notice(connection: AsyncConnection, name: str, told: Asked, row: RowMapping | None, today: date) -> None:
    """An item for a procedure that was reported; one that was closed opens again."""
    if row is None:
        new = _new(secrets.token_urlsafe(6), told.first_day, today, name)
        await connection.execute(insert(UNANSWERED).values(new))
    else:
        again = {"state": "new", "first_day": told.last_day, "stepped_on": today, "procedure": None}
        await connection.execute(update(UNANSWERED).where(UNANSWERED.c.id == row["id"]).values(again))


def taker(row: RowMapping, sealing: Sealing) -> str | None:
    """Who took an item, or None."""
    try:
        return sealing.open(row["sealed"]) if row["sealed"] is not None else None
    except SealBroken:
        return None
