"""Notices and pauses in the database, read as one `Board` with one query."""

from datetime import date

from sqlalchemy import Date, cast, delete, insert, literal, null, select, union_all
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.catalog.model import Words
from bot.records.board import Announcement, Board, Pause, Scope
from bot.records.database import upsert
from bot.records.errors import NotInForce
from bot.records.schema import NOTICES, PAUSES

_PAUSED = "paused"
"""Stands in the place of a notice's scope where a row of the board is a pause."""


async def board(connection: AsyncConnection, today: date) -> Board:
    """What has not ended by today."""
    notices = select(
        NOTICES.c.id,
        NOTICES.c.scope,
        NOTICES.c.subject,
        NOTICES.c.vi,
        NOTICES.c.en,
        NOTICES.c.first_day,
        NOTICES.c.last_day,
    ).where(NOTICES.c.last_day >= today)
    no_day = cast(null(), Date)
    pauses = select(PAUSES.c.subject, literal(_PAUSED), PAUSES.c.subject, PAUSES.c.vi, PAUSES.c.en, no_day, no_day)
    announced, paused = [], []
    for id_, scope, subject, vi, en, first_day, last_day in await connection.execute(union_all(notices, pauses)):
        if scope == _PAUSED:
            paused.append(Pause(subject, Words(vi, en)))
        else:
            announced.append(Announcement(id_, Words(vi, en), first_day, last_day, Scope(scope, subject)))
    announced.sort(key=lambda each: (each.first_day, each.id))
    return Board(tuple(announced), tuple(sorted(paused, key=lambda each: each.subject)))


async def give(connection: AsyncConnection, announcement: Announcement) -> None:
    """Keeps a notice."""
    await connection.execute(
        insert(NOTICES).values(
            id=announcement.id,
            scope=announcement.scope.kind,
            subject=announcement.scope.subject,
            vi=announcement.text.vi,
            en=announcement.text.en,
            first_day=announcement.first_day,
            last_day=announcement.last_day,
        )
    )


async def withdraw(connection: AsyncConnection, notice: str) -> Announcement:
    """Deletes a notice and gives it back; raises `NotInForce`."""
    gone = await connection.execute(delete(NOTICES).where(NOTICES.c.id == notice).returning(NOTICES))
    row = gone.one_or_none()
    if row is None:
        raise NotInForce(f"Notice {notice!r} is not kept here (any more), so it cannot be withdrawn.")
    return Announcement(row.id, Words(row.vi, row.en), row.first_day, row.last_day, Scope(row.scope, row.subject))


async def pause(connection: AsyncConnection, given: Pause) -> None:
    """Keeps a pause in place of an earlier one of the same subject."""
    said = {"vi": given.sentence.vi, "en": given.sentence.en}
    await upsert(connection, PAUSES, {"subject": given.subject, **said}, said)


async def resume(connection: AsyncConnection, subject: str) -> Pause:
    """Deletes a pause and gives it back; raises `NotInForce`."""
    gone = await connection.execute(delete(PAUSES).where(PAUSES.c.subject == subject).returning(PAUSES))
    row = gone.one_or_none()
    if row is None:
        raise NotInForce(f"{subject!r} is not paused, so it cannot be resumed.")
    return Pause(row.subject, Words(row.vi, row.en))
