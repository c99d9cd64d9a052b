"""The steps of an item of the queue in the database: new → assigned → applied, rejected or duplicate.

Each step asks in its own statement that nobody else took it before: of two officials the second is told.
"""

from sqlalchemy import func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.records import awaited, learned
from bot.records.decisions import (
    ItemMerged,
    ItemRejected,
    ItemSettled,
    ItemTaken,
    Official,
    PhraseLearned,
    PhraseUnlearned,
)
from bot.records.errors import NotInForce
from bot.records.queue import OPEN, ItemState, Learned
from bot.records.schema import ASKED_TEXTS, UNANSWERED
from bot.records.sealing import Sealing
from bot.records.unanswered import reports, taker


async def take(connection: AsyncConnection, entry: ItemTaken, sealing: Sealing) -> None:
    """Gives an item to the one who takes it first; raises `NotInForce` where somebody else has it."""
    left = (UNANSWERED.c.state == "assigned") & (UNANSWERED.c.stepped_on < entry.left_since)
    changed = await connection.execute(
        update(UNANSWERED)
        .where(UNANSWERED.c.id == entry.item, or_(UNANSWERED.c.state == "new", left))
        .values(state="assigned", stepped_on=entry.by.day, sealed=sealing.seal(entry.by.person))
    )
    if not changed.rowcount:
        raise NotInForce(f"Item {entry.item!r} is not free: somebody else took or closed it; show it again.")


async def reject(connection: AsyncConnection, entry: ItemRejected, sealing: Sealing) -> None:
    """Closes an item without an answer; nobody is written to about it. Raises `NotInForce`."""
    await _close(connection, entry.item, "rejected", entry.by, sealing)
    await awaited.give_up(connection, entry.item, sealing)


async def merge(connection: AsyncConnection, entry: ItemMerged, sealing: Sealing) -> None:
    """Closes an item; its texts, and who awaits it, go to another one that is open. Raises `NotInForce`."""
    await _close(connection, entry.item, "duplicate", entry.by, sealing)
    # Held, so that nobody closes it while the texts go there.
    same = select(UNANSWERED.c.id).where(UNANSWERED.c.id == entry.into, UNANSWERED.c.state.in_(OPEN)).with_for_update()
    if entry.into == entry.item or (await connection.execute(same)).first() is None:
        raise NotInForce(f"Item {entry.into!r} is not open (any more), so nothing can be put to it.")
    await connection.execute(update(ASKED_TEXTS).where(ASKED_TEXTS.c.item == entry.item).values(item=entry.into))
    await awaited.hand_on(connection, entry.item, entry.into, sealing)


async def learn(connection: AsyncConnection, entry: PhraseLearned, sealing: Sealing) -> None:
    """Keeps a phrase, and closes the item it comes from as applied to its procedure; raises `NotInForce`."""
    if entry.learned.item is not None:
        await _close(connection, entry.learned.item, "applied", entry.by, sealing, entry.learned.procedure)
    await learned.keep(connection, entry.learned)


async def unlearn(connection: AsyncConnection, entry: PhraseUnlearned) -> Learned:
    """Deletes a phrase and gives it back; the item it came from waits again. Raises `NotInForce`."""
    gone = await learned.remove(connection, entry.id)
    applied = (UNANSWERED.c.id == gone.item) & (UNANSWERED.c.state == "applied")
    again = {"state": "new", "stepped_on": entry.by.day, "procedure": None}
    await connection.execute(update(UNANSWERED).where(applied).values(again))
    return gone


async def settle(connection: AsyncConnection, entry: ItemSettled, sealing: Sealing) -> None:
    """Closes an item that has no text to learn from. Raises `NotInForce`."""
    await _close(connection, entry.item, "applied", entry.by, sealing)


async def _close(
    connection: AsyncConnection,
    item: str,
    state: ItemState,
    by: Official,
    sealing: Sealing,
    procedure: str | None = None,
) -> None:
    """Closes an item for the official who took it; raises `NotInForce` where that is somebody else, or nobody."""
    theirs = select(UNANSWERED).where(UNANSWERED.c.id == item, UNANSWERED.c.state == "assigned").with_for_update()
    row = (await connection.execute(theirs)).mappings().one_or_none()
    if row is None or taker(row, sealing) != by.person:
        raise NotInForce(f"Item {item!r} is not in the hands of who wants to close it; take it first.")
    if row["about"] is None:
        counted = select(func.count()).select_from(ASKED_TEXTS).where(ASKED_TEXTS.c.item == item)
        count = (await connection.execute(counted)).scalar_one()
    else:
        told = (await reports(connection)).get(row["about"])
        count = told.count if told else 0
    closed = {"state": state, "stepped_on": by.day, "count": count, "procedure": procedure, "sealed": None}
    await connection.execute(update(UNANSWERED).where(UNANSWERED.c.id == item).values(closed))


async def release(connection: AsyncConnection, person: str, sealing: Sealing) -> int:
    """Lets go of what a person took; how many items there were."""
    held = await connection.execute(select(UNANSWERED).where(UNANSWERED.c.sealed.is_not(None)))
    own = [row["id"] for row in held.mappings() if taker(row, sealing) == person]
    if own:
        # What was closed meanwhile stays closed.
        theirs = UNANSWERED.c.id.in_(own) & (UNANSWERED.c.state == "assigned")
        await connection.execute(update(UNANSWERED).where(theirs).values(state="new", sealed=None))
    return len(own)
