"""Which official did what, on which day: kept for whoever has to answer for it.

The actor is sealed with a fresh token in every row: no equal value joins two rows, or a row to a person.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Literal

from sqlalchemy import RowMapping, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.records import item_states, notices, outreaches, reviews
from bot.records.book import Assurance, Doubt
from bot.records.decisions import (
    Decision,
    DoubtExplained,
    FactAssured,
    FactDoubted,
    FrailCounting,
    ItemMerged,
    ItemRejected,
    ItemSettled,
    ItemTaken,
    NoticeGiven,
    NoticeWithdrawn,
    OutreachCancelled,
    OutreachPlanned,
    OutreachRelinked,
    PauseGiven,
    PauseLifted,
    PhraseLearned,
    PhraseUnlearned,
)
from bot.records.errors import SealBroken
from bot.records.mixing import random_key, write_among_others
from bot.records.schema import AUDIT
from bot.records.sealing import Sealing

AuditedDeed = Literal[
    "announce",
    "withdraw",
    "pause",
    "resume",
    "assure",
    "doubt",
    "explain",
    "take",
    "reject",
    "merge",
    "settle",
    "learn",
    "unlearn",
    "plan",
    "cancel",
]


async def carry_out(connection: AsyncConnection, entry: Decision, sealing: Sealing) -> None:
    """Does what an official decided and writes it down; raises `NotInForce`."""
    deed, subject, said = await _done(connection, entry, sealing)
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


async def _done(connection: AsyncConnection, entry: Decision, sealing: Sealing) -> tuple[AuditedDeed, str, str]:
    """The deed once it is done, what it was about, and what was said; never what a citizen asked."""
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
        case ItemTaken(item=item):
            await item_states.take(connection, entry, sealing)
            return "take", item, ""
        case ItemRejected(item=item):
            await item_states.reject(connection, entry, sealing)
            return "reject", item, ""
        case ItemMerged(item=item, into=into):
            await item_states.merge(connection, entry, sealing)
            return "merge", item, into
        case ItemSettled(item=item):
            await item_states.settle(connection, entry, sealing)
            return "settle", item, ""
        case PhraseLearned(learned=phrase):
            await item_states.learn(connection, entry, sealing)
            return "learn", phrase.procedure, phrase.id
        case PhraseUnlearned(id=name):
            return "unlearn", (await item_states.unlearn(connection, entry)).procedure, name
        case OutreachPlanned(outreach=planned):
            await outreaches.plan(connection, planned)
            return "plan", planned.id, f"{planned.day.isoformat()} {planned.commune}"
        case OutreachCancelled(id=cancelled):
            await outreaches.cancel(connection, cancelled)
            return "cancel", cancelled, ""
        case OutreachRelinked(id=changed):
            await outreaches.relink(connection, entry)
            return "plan", changed, "new links"
        case FrailCounting(id=changed, counted=counted):
            await outreaches.count_frail(connection, changed, counted)
            return "plan", changed, "counts frail" if counted else "does not count frail"


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
