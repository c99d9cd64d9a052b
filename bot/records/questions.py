"""Questions without their text, and asked texts without their question."""

from datetime import date

from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.language import Language
from bot.records.entries import AskedKind, QuestionAsked
from bot.records.mixing import random_key, write_among_others
from bot.records.schema import ASKED_TEXTS, QUESTIONS


async def record(connection: AsyncConnection, entry: QuestionAsked) -> None:
    """Keeps that something was asked; not its text."""
    await connection.execute(
        insert(QUESTIONS).values(
            id=entry.id,
            day=entry.day,
            channel=entry.channel,
            language=entry.language,
            kind=entry.kind,
            aspect=entry.aspect,
            procedure=entry.procedure,
            assisted=entry.assisted,
            field=entry.field,
        )
    )


async def keep_text(
    connection: AsyncConnection,
    text: str,
    day: date,
    language: Language,
    kind: AskedKind,
    procedure: str | None,
    assisted: bool,
    outreach: str | None,
) -> None:
    """Keeps a redacted text under a random key that nothing else knows."""
    row = {
        "id": random_key(),
        "text": text,
        "day": day,
        "language": language,
        "kind": kind,
        "procedure": procedure,
        "assisted": assisted,
        "item": None,
        "outreach": outreach,
    }
    await write_among_others(connection, ASKED_TEXTS, row)
