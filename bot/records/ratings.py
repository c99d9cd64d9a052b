"""Whether answers helped, and why not: one rating a person an answer, of which one a procedure and a day counts."""

from collections.abc import Mapping

from sqlalchemy import case, delete, func, select, tuple_, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.records.database import upsert
from bot.records.entries import CommentGiven, Rated, RatingUndone, ReasonGiven
from bot.records.errors import AnswerUnknown
from bot.records.schema import ANSWERS, RATINGS
from bot.records.sealing import Pseudonyms

_CHUNK = 500
_ABOUT = func.coalesce(ANSWERS.c.procedure, ANSWERS.c.chosen)


async def record(connection: AsyncConnection, entry: Rated, pseudonyms: Pseudonyms) -> None:
    """Keeps a rating in place of an earlier one; reason and comment stay only while the verdict does.

    Raises `AnswerUnknown`.
    """
    known = (await connection.execute(select(_ABOUT).where(ANSWERS.c.id == entry.answer))).first()
    if known is None:
        raise AnswerUnknown(f"Answer {entry.answer!r} is not kept here, so it cannot be rated.")
    rater = pseudonyms.rater(entry.person, entry.answer)
    once = await _last_word(connection, pseudonyms.once(entry.person, entry.day, known[0]))
    rated = {"verdict": entry.verdict, "day": entry.day, "once": once}
    explained = {
        column.name: case((RATINGS.c.verdict == entry.verdict, column), else_=None)
        for column in (RATINGS.c.reason, RATINGS.c.detail, RATINGS.c.comment)
    }
    await upsert(connection, RATINGS, {"answer": entry.answer, "rater": rater, **rated}, {**rated, **explained})


async def undo(connection: AsyncConnection, entry: RatingUndone, pseudonyms: Pseudonyms) -> None:
    """Deletes what somebody said of an answer; nothing where nothing was said."""
    rater = pseudonyms.rater(entry.person, entry.answer)
    await connection.execute(delete(RATINGS).where(RATINGS.c.answer == entry.answer, RATINGS.c.rater == rater))


async def explain(connection: AsyncConnection, entry: ReasonGiven | CommentGiven, pseudonyms: Pseudonyms) -> None:
    """Adds a reason or a comment to a rating, which is said anew by it; raises `AnswerUnknown`."""
    match entry:
        case ReasonGiven():
            told = {"reason": entry.reason, "detail": entry.detail}
        case CommentGiven():
            told = {"comment": entry.comment}
    rater = pseudonyms.rater(entry.person, entry.answer)
    own = (RATINGS.c.answer == entry.answer) & (RATINGS.c.rater == rater)
    about = select(_ABOUT, RATINGS.c.day, RATINGS.c.once).join_from(RATINGS, ANSWERS).where(own)
    known = (await connection.execute(about)).first()
    if known is None:
        raise AnswerUnknown(f"Answer {entry.answer!r} has no rating of this person to add to; ask for one first.")
    procedure, day, once = known
    if once is not None and day != entry.day:
        once = await _last_word(connection, pseudonyms.once(entry.person, entry.day, procedure))
    await connection.execute(update(RATINGS).where(own).values(day=entry.day, once=once, **told))


async def _last_word(connection: AsyncConnection, once: str) -> str:
    """The pseudonym, which what the person said of the procedure that day before no longer shares with anything."""
    await connection.execute(update(RATINGS).where(RATINGS.c.once == once).values(once=None))
    return once


async def of_person(connection: AsyncConnection, person: str, pseudonyms: Pseudonyms) -> list[Mapping[str, object]]:
    """A person's ratings; every rating is tried, because no column tells whose it is."""
    found = []
    async for keys in (await connection.stream(select(RATINGS.c.answer, RATINGS.c.rater))).partitions(_CHUNK):
        found += [(answer, rater) for answer, rater in keys if pseudonyms.rater(person, answer) == rater]
    rows: list[Mapping[str, object]] = []
    for start in range(0, len(found), _CHUNK):
        own = tuple_(RATINGS.c.answer, RATINGS.c.rater).in_(found[start : start + _CHUNK])
        rows += [dict(row) for row in (await connection.execute(select(RATINGS).where(own))).mappings()]
    return rows


async def erase(connection: AsyncConnection, person: str, pseudonyms: Pseudonyms) -> int:
    """Deletes a person's ratings; how many there were."""
    own = await of_person(connection, person, pseudonyms)
    for row in own:
        same = (RATINGS.c.answer == row["answer"]) & (RATINGS.c.rater == row["rater"])
        await connection.execute(delete(RATINGS).where(same))
    return len(own)
