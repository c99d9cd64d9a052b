"""The message in a helpers' group that shows the numbers of an event; its group's number is sealed.

Whoever edits it claims it first, in one statement that compares `next_edit`: of several processes one does, and none
before the moment that the last claim left.
"""

import json
from contextlib import suppress
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.records.database import upsert
from bot.records.errors import SealBroken
from bot.records.outreach import BoardDue, BoardPinned
from bot.records.outreach_tables import BOARDS
from bot.records.reminders import seconds
from bot.records.sealing import Sealing


async def pin(connection: AsyncConnection, entry: BoardPinned, sealing: Sealing) -> None:
    """Keeps in which group the numbers are shown; pinned again in the same one, its message stays, and is looked at."""
    found = select(BOARDS).where(BOARDS.c.outreach == entry.outreach)
    row = (await connection.execute(found)).mappings().first()
    again = row is not None and _opened(row["sealed"], sealing) == entry.chat
    values = {"sealed": _seal(entry.chat, sealing), "shown": None}
    values |= {} if again else {"message": None}
    await upsert(connection, BOARDS, {"outreach": entry.outreach, "message": None, **values}, values)


async def due(connection: AsyncConnection, now: datetime, sealing: Sealing) -> tuple[BoardDue, ...]:
    """The boards that may be edited now; one whose group no key names is passed over."""
    found = []
    rows = await connection.execute(select(BOARDS).where(BOARDS.c.next_edit <= seconds(now)))
    for row in rows.mappings().all():
        with suppress(SealBroken):
            chat, reposted = json.loads(sealing.open(row["sealed"]))
            found.append(BoardDue(row["outreach"], chat, row["message"], row["shown"], row["next_edit"], reposted))
    return tuple(found)


async def claim(connection: AsyncConnection, board: BoardDue, now: datetime, every: timedelta) -> bool:
    """Takes the right to edit it until `every` from now; False where another took it, or it was pinned elsewhere."""
    same_message = BOARDS.c.message.is_(None) if board.message is None else BOARDS.c.message == board.message
    mine = (BOARDS.c.outreach == board.outreach) & (BOARDS.c.next_edit == board.next_edit) & same_message
    changed = await connection.execute(update(BOARDS).where(mine).values(next_edit=seconds(now + every)))
    return changed.rowcount == 1


async def showed(connection: AsyncConnection, board: BoardDue, message: int, shown: str, sealing: Sealing) -> None:
    """What the group sees now, in which message; nothing where it was pinned in another group meanwhile."""
    reposted = board.reposted or board.message not in (None, message)
    if await _is_still(connection, board, sealing):
        values = {"message": message, "shown": shown, "sealed": _seal(board.chat, sealing, reposted=reposted)}
        await connection.execute(update(BOARDS).where(_of(board)).values(**values))


async def moved(connection: AsyncConnection, board: BoardDue, chat: str, sealing: Sealing) -> None:
    """The group has another number and none of its messages: it is written there anew."""
    if await _is_still(connection, board, sealing):
        values = {"sealed": _seal(chat, sealing), "message": None, "shown": None}
        await connection.execute(update(BOARDS).where(_of(board)).values(**values))


async def later(connection: AsyncConnection, board: BoardDue, until: datetime) -> None:
    """Nobody touches it before."""
    await connection.execute(update(BOARDS).where(_of(board)).values(next_edit=seconds(until)))


async def unpin(connection: AsyncConnection, board: BoardDue, sealing: Sealing) -> None:
    """It needs not be edited any more; one that was pinned in another group meanwhile stays."""
    if await _is_still(connection, board, sealing):
        await connection.execute(delete(BOARDS).where(_of(board)))


async def _is_still(connection: AsyncConnection, board: BoardDue, sealing: Sealing) -> bool:
    """Whether it is in the group where it was claimed."""
    sealed = (await connection.execute(select(BOARDS.c.sealed).where(_of(board)))).scalars().first()
    return sealed is not None and _opened(sealed, sealing) == board.chat


def _of(board: BoardDue) -> ColumnElement[bool]:
    return BOARDS.c.outreach == board.outreach


def _seal(chat: str, sealing: Sealing, *, reposted: bool = False) -> bytes:
    return sealing.seal(json.dumps([chat, reposted]))


def _opened(sealed: bytes, sealing: Sealing) -> str | None:
    try:
        chat: str = json.loads(sealing.open(sealed))[0]
    except SealBroken:
        return None
    return chat
