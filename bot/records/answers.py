"""Answers that can be rated, and which of the offered procedures was taken."""

from typing import Any, Final

from sqlalchemy import Column, ScalarSelect, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.records.entries import AnswerGiven, CandidateChosen
from bot.records.errors import AnswerUnknown
from bot.records.schema import ANSWERS, QUESTIONS

NONE_OF_THESE: Final = "none"
"""What `answers.chosen` holds when no candidate was meant; no procedure may be called so."""


async def record(connection: AsyncConnection, entry: AnswerGiven) -> None:
    """Keeps that an answer was given; `EntryRefused` by the database where its question is not kept."""
    await connection.execute(
        insert(ANSWERS).values(
            id=entry.id,
            question=entry.question,
            day=entry.day,
            channel=entry.channel,
            language=entry.language,
            kind=entry.kind,
            procedure=entry.procedure,
            assisted=True if entry.assisted else func.coalesce(_of(QUESTIONS.c.assisted, entry), False),
            field=_of(QUESTIONS.c.field, entry),
        )
    )


def _of(column: Column[Any], entry: AnswerGiven) -> ScalarSelect[Any]:
    """What is kept of the question that was answered."""
    return select(column).where(QUESTIONS.c.id == entry.question).scalar_subquery()


async def record_choice(connection: AsyncConnection, entry: CandidateChosen) -> bool:
    """Keeps what was chosen, in place of an earlier choice; whether it is another one. Raises `AnswerUnknown`."""
    chosen = NONE_OF_THESE if entry.procedure is None else entry.procedure
    another = ANSWERS.c.chosen.is_distinct_from(chosen)
    changed = await connection.execute(
        update(ANSWERS).where(ANSWERS.c.id == entry.answer, another).values(chosen=chosen)
    )
    if changed.rowcount:
        return True
    known = await connection.execute(select(ANSWERS.c.id).where(ANSWERS.c.id == entry.answer))
    if known.scalar_one_or_none() is None:
        raise AnswerUnknown(f"Answer {entry.answer!r} is not kept here, so nothing can be chosen in it.")
    return False
