"""Questions without their text, and asked texts without their question."""

from datetime import date

from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.language import Language
from bot.records.entries import AskedKind, QuestionAsked
from bot.records.mixing import mix, random_key
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
        )
    )


async def keep_text(
    connection: AsyncConnection, text: str, day: date, language: Language, kind: AskedKind, procedure: str | None
) -> None:
    """Keeps a redacted text under a random key that nothing else knows."""
    key = random_key()
    await connection.execute(
        insert(ASKED_TEXTS).values(id=key, text=text, day=day, language=language, kind=kind, procedure=procedure)
    )
    await mix(connection, ASKED_TEXTS, key)
