"""How long what people told us is kept, and the purge that sees to it."""

import calendar
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from sqlalchemy import delete, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.records import conversations
from bot.records.database import Database
from bot.records.errors import SealBroken
from bot.records.outreach_tables import BOARDS, OUTREACHES, SERVING
from bot.records.outreaches import SERVED_FOR
from bot.records.queue import OPEN
from bot.records.schema import (
    ALERTS,
    ANSWERS,
    ASKED_TEXTS,
    ASSURANCES,
    AUDIT,
    CONTACTS,
    DOUBTS,
    INVITATIONS,
    NOTICES,
    POSTER_USES,
    QUESTIONS,
    RATINGS,
    SURVEY_OFFERS,
    SURVEYS,
    UNANSWERED,
    UPDATES,
)
from bot.records.sealing import Sealing

Expired = Callable[[str], str | None]
"""The JSON text of a conversation → what of it may stay, or None where nothing may."""

_PAGE: Final = 200


@dataclass(frozen=True)
class Retention:
    """The last day on which something is kept, counted from its own day."""

    asked_texts_days: int = 90
    comments_days: int = 90
    months: int = 24
    """Of questions, answers, ratings, surveys, what posters brought, alerts of officials, and events."""
    updates_days: int = 2
    """Telegram repeats an update for a day at most."""
    notices_months: int = 12
    """Of a notice, counted from its last day."""
    audit_months: int = 24
    reviews_months: int = 24
    """Of what reviewers assured or doubt; by then the catalog was written or looked at again."""
    unanswered_months: int = 24
    """Of an item somebody has closed, without its texts; an open one goes with the last of them."""


async def purge_rows(connection: AsyncConnection, retention: Retention, today: date) -> Mapping[str, int]:
    """Deletes what has been kept long enough; how many rows of each table."""
    texts_from = today - timedelta(days=retention.asked_texts_days)
    comments_from = today - timedelta(days=retention.comments_days)
    rows_from = months_before(today, retention.months)
    old_answers = select(ANSWERS.c.id).where(ANSWERS.c.day < rows_from)
    reviews_from = months_before(today, retention.reviews_months)
    over = select(OUTREACHES.c.id).where(OUTREACHES.c.day < today)
    long_over = select(OUTREACHES.c.id).where(OUTREACHES.c.day < today - SERVED_FOR)
    asked = select(ASKED_TEXTS.c.item).where(ASKED_TEXTS.c.item == UNANSWERED.c.id)
    textless = UNANSWERED.c.state.in_(OPEN) & UNANSWERED.c.about.is_(None) & ~asked.exists()
    closed = UNANSWERED.c.stepped_on < months_before(today, retention.unanswered_months)
    changes = {
        "asked_texts": delete(ASKED_TEXTS).where(ASKED_TEXTS.c.day < texts_from),
        "comments": update(RATINGS)
        .where(RATINGS.c.day < comments_from, RATINGS.c.comment.is_not(None))
        .values(comment=None),
        "ratings": delete(RATINGS).where(or_(RATINGS.c.day < rows_from, RATINGS.c.answer.in_(old_answers))),
        "answers": delete(ANSWERS).where(ANSWERS.c.day < rows_from),
        "questions": delete(QUESTIONS).where(QUESTIONS.c.day < rows_from),
        "poster_uses": delete(POSTER_USES).where(POSTER_USES.c.day < rows_from),
        "survey_comments": update(SURVEYS)
        .where(SURVEYS.c.day < comments_from, SURVEYS.c.comment.is_not(None))
        .values(comment=None),
        "surveys": delete(SURVEYS).where(SURVEYS.c.day < rows_from),
        "survey_offers": delete(SURVEY_OFFERS).where(SURVEY_OFFERS.c.day < rows_from),
        "alerts": delete(ALERTS).where(ALERTS.c.day < rows_from),
        "contacts": delete(CONTACTS).where(CONTACTS.c.expires_on <= today),
        "invitations": delete(INVITATIONS).where(INVITATIONS.c.expires_on <= today),
        "updates": delete(UPDATES).where(UPDATES.c.day < today - timedelta(days=retention.updates_days)),
        "notices": delete(NOTICES).where(NOTICES.c.last_day < months_before(today, retention.notices_months)),
        "assurances": delete(ASSURANCES).where(ASSURANCES.c.day < reviews_from),
        "doubts": delete(DOUBTS).where(DOUBTS.c.day < reviews_from),
        "unanswered": delete(UNANSWERED).where(or_(textless, closed)),
        "boards": delete(BOARDS).where(BOARDS.c.outreach.in_(over)),
        "helpers": delete(SERVING).where(SERVING.c.part == "helper", SERVING.c.outreach.in_(over)),
        "coordinators": delete(SERVING).where(SERVING.c.outreach.in_(long_over)),
        "outreaches": delete(OUTREACHES).where(OUTREACHES.c.day < rows_from),
        "audit": delete(AUDIT).where(AUDIT.c.day < months_before(today, retention.audit_months)),
    }
    return {name: (await connection.execute(change)).rowcount for name, change in changes.items()}


async def purge_conversations(database: Database, sealing: Sealing, expired: Expired) -> int:
    """Trims or deletes every conversation as `expired` says, and one that no key opens; how many were deleted.

    What an older key sealed is sealed anew, so that the key can be given up.
    """
    deleted = 0
    behind = ""
    while True:
        async with database.read() as connection:
            page = await conversations.page(connection, behind, _PAGE)
        if not page:
            return deleted
        behind = page[-1][0]
        changes = [(stored, _trimmed(stored[1], sealing, expired)) for stored in page]
        async with database.write() as connection:
            for stored, sealed in changes:
                if sealed != stored[1]:
                    changed = await conversations.replace(connection, stored, sealed)
                    deleted += changed if sealed is None else 0


def months_before(day: date, months: int) -> date:
    """The same day `months` earlier, or the last one of a month that is too short."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _trimmed(sealed: bytes, sealing: Sealing, expired: Expired) -> bytes | None:
    try:
        state = sealing.open(sealed)
    except SealBroken:
        return None
    stays = expired(state)
    if stays is None:
        return None
    return sealed if stays == state and sealing.is_current(sealed) else sealing.seal(stays)
