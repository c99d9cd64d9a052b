"""Which official did what, on which day: kept for whoever has to answer for it.

The actor is sealed with a fresh token in every row: no equal value joins two rows, or a row to a person.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Literal

from sqlalchemy import RowMapping, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.records import notices, reviews
from bot.records.book import Assurance, Doubt
from bot.records.entries import (
    Decision,
    DoubtExplained,
    FactAssured,
    FactDoubted,
    NoticeGiven,
    NoticeWithdrawn,
    PauseGiven,
    PauseLifted,
)
from bot.records.errors import SealBroken
from bot.records.mixing import random_key, write_among_others
from bot.records.schema import AUDIT
from bot.records.sealing import Sealing

AuditedDeed = Literal["announce", "withdraw", "pause", "resume", "assure", "doubt", "explain"]


async def carry_out(connection: AsyncConnection, entry: Decision, sealing: Sealing) -> None:
    """Does what an official decided and writes it down; raises `NotInForce`."""
    deed, subject, said = await _done(connection, entry)
    row = {
        "id": random_key(),
        "day": entry.by.day,
        "deed": deed,
        "role": entry.by.role,
        "subject": subject,
        "said": said,
        "sealed": sealing.seal(entry.by.person),
    }
    await write_among_others(connection, AUDIT, row)


async def of_person(connection: AsyncConnection, person: str, sealing: Sealing) -> Sequence[Mapping[str, object]]:
    """A person's own deeds, from the first day on."""
    own = sorted(await _own(connection, person, sealing), key=lambda row: (row["day"], row["id"]))
    return [{name: row[name] for name in ("day", "deed", "role", "subject", "said")} for row in own]


async def forget(connection: AsyncConnection, person: str, sealing: Sealing) -> int:
    """Takes a person out of their deeds, which stay; how many there were."""
    own = await _own(connection, person, sealing)
    if own:
        keys = [row["id"] for row in own]
        await connection.execute(update(AUDIT).where(AUDIT.c.id.in_(keys)).values(sealed=None))
    return len(own)


async def _done(connection: AsyncConnection, entry: Decision) -> tuple[AuditedDeed, str, str]:
    """The deed once it is done, what it was about, and what was said."""
    match entry:
        case NoticeGiven(announcement=announcement):
            await notices.give(connection, announcement)
            return "announce", str(announcement.scope), announcement.text.vi
        case NoticeWithdrawn(id=notice):
            withdrawn = await notices.withdraw(connection, notice)
            return "withdraw", str(withdrawn.scope), withdrawn.text.vi
        case PauseGiven(pause=pause):
            await notices.pause(connection, pause)
            return "pause", pause.subject, pause.sentence.vi
        case PauseLifted(subject=subject):
            lifted = await notices.resume(connection, subject)
            return "resume", subject, lifted.sentence.vi
        case FactAssured(assurance=assurance):
            await reviews.assure(connection, assurance)
            return "assure", _fact(assurance), assurance.digest
        case FactDoubted(doubt=doubt):
            await reviews.doubt(connection, doubt)
            return "doubt", _fact(doubt), doubt.digest
        case DoubtExplained(doubt=name, said=said):
            return "explain", _fact(await reviews.explain(connection, name, said)), said


def _fact(about: Assurance | Doubt) -> str:
    return f"{about.procedure}:{about.fact}"


async def _own(connection: AsyncConnection, person: str, sealing: Sealing) -> Sequence[RowMapping]:
    """The rows of a person; every one is opened, because no column tells whose it is."""
    found = await connection.execute(select(AUDIT).where(AUDIT.c.sealed.is_not(None)))
    return [row for row in found.mappings() if _actor(row["sealed"], sealing) == person]


def _actor(sealed: Any, sealing: Sealing) -> str | None:
    try:
        return sealing.open(sealed)
    except SealBroken:
        return None
