"""A phrase is learned for a procedure: only after it was tried on what people ask, and where it takes nothing over.

It is tried by a matcher that knows it already: on the labelled questions, where there are any, and on what was asked
within the last days.
"""

import asyncio
import hashlib
import logging
from collections.abc import Awaitable, Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from bot.catalog.model import Procedure
from bot.desk.people import Person, official
from bot.desk.refusals import PhraseClaims, PhraseGeneral, PhraseLong, PhrasePersonal, TextMissing
from bot.matching import Match, Matcher
from bot.matching.text import clean
from bot.records.decisions import PhraseLearned, PhraseUnlearned
from bot.records.entries import MAX_PHRASE
from bot.records.errors import RecordsError
from bot.records.queue import Learned
from bot.redaction import redact

_log = logging.getLogger(__name__)
FEWEST_WORDS: Final = 2

MOST_CLAIMED: Final = 5
CLAIMED_SHARE: Final = 0.02
"""A phrase is refused to which more questions would go than `MOST_CLAIMED` and this share of those it was tried on."""

EVERY: Final = timedelta(seconds=20)
"""Between two looks at what was learned: a phrase is to be known in every process within a minute."""

Pairs = tuple[tuple[str, str], ...]
"""Learned phrases as the matcher takes them: procedure and phrase."""


@dataclass(frozen=True)
class Moved:
    """A question that would go elsewhere; `before` and `after` are ids of what would be shown, none: nothing."""

    question: str
    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True)
class Trial:
    """What learning a phrase would change, of `tried` questions.

    `found` had no answer and would come to the procedure; `lost` were answered, or offered, otherwise before.
    """

    phrase: str
    procedure: Procedure
    tried: int
    found: tuple[Moved, ...]
    lost: tuple[Moved, ...]


def phrase_of(text: str) -> str:
    """A text as a phrase: in one line, without its mark at the end."""
    return " ".join(text.split()).strip(" .,;:!?…")


def digest(phrase: str) -> str:
    """Eight characters that change when the phrase does: a button carries them to what was looked at."""
    return hashlib.blake2s(phrase.encode(), digest_size=4).hexdigest()


def try_out(
    phrase: str, procedure: Procedure, matcher: Matcher, questions: Iterable[str], own: Sequence[str] = ()
) -> Trial:
    """What would change; `own` are what the phrase is learned for. Takes seconds. Raises `PhraseRefused`.

    Only questions that share a word with the phrase are asked again: to the others it does not speak.
    """
    _check(phrase, matcher)
    knowing = Matcher(matcher.catalog, (*matcher.phrases, (procedure.id, phrase)))
    asked = tuple(dict.fromkeys(questions))
    words = set(knowing.words(phrase))
    moved = [
        Moved(each, before, after)
        for each in asked
        if not words.isdisjoint(knowing.words(each))
        and (before := _shown(matcher.match(each))) != (after := _shown(knowing.match(each)))
    ]
    meant = {matcher.content(each) for each in (phrase, *own)}
    claimed = [
        each
        for each in moved
        if each.after[:1] == (procedure.id,) != each.before[:1] and matcher.content(each.question) not in meant
    ]
    if len(claimed) > max(MOST_CLAIMED, CLAIMED_SHARE * len(asked)):
        raise PhraseClaims(f"{len(claimed)}/{len(asked)}")
    found = [each for each in moved if not each.before]
    return Trial(phrase, procedure, len(asked), tuple(found), tuple(each for each in moved if each.before))


def learn(person: Person, trial: Trial, name: str, item: str, today: date) -> PhraseLearned:
    """A phrase that was tried is learned; `name` is a fresh id. Raises `NotAllowed`."""
    by = official(person, "answer_unanswered", today)
    return PhraseLearned(Learned(name, trial.phrase, trial.procedure.id, today, item), by)


def unlearn(person: Person, name: str, today: date) -> PhraseUnlearned:
    """A learned phrase is taken back. Raises `NotAllowed`."""
    return PhraseUnlearned(name, official(person, "answer_unanswered", today))


async def follow(
    learned: Callable[[], Awaitable[Sequence[Learned]]],
    know: Callable[[Pairs], None],
    stop: asyncio.Event,
    every: timedelta = EVERY,
) -> None:
    """Lets a process `know` what was learned, in this one or another, until `stop`."""
    while not stop.is_set():
        try:
            await look(learned, know)
        except RecordsError as error:
            _log.error("What was learned cannot be read, soon again: %s", error)
        with suppress(TimeoutError):
            async with asyncio.timeout(every.total_seconds()):
                await stop.wait()


async def look(learned: Callable[[], Awaitable[Sequence[Learned]]], know: Callable[[Pairs], None]) -> None:
    """One look; `know` may take long and is called beside what is going on. Raises `RecordsError`."""
    await asyncio.to_thread(know, tuple((each.procedure, each.phrase) for each in await learned()))


def _check(phrase: str, matcher: Matcher) -> None:
    if not phrase:
        raise TextMissing
    if redact(phrase).found or "[" in phrase:
        raise PhrasePersonal(phrase)
    if len(phrase) > MAX_PHRASE:
        raise PhraseLong(str(len(phrase)))
    if len(set(clean(phrase))) < FEWEST_WORDS or not matcher.content(phrase):
        raise PhraseGeneral(phrase)


def _shown(match: Match) -> tuple[str, ...]:
    """The ids of what a person would be shown."""
    beside = match.general or match.elsewhere
    if beside:
        return (beside.id,)
    if match.wishes:
        return tuple(each.procedure.id for each in match.wishes)
    if match.outcome == "answer":
        return (match.candidates[0].procedure.id,)
    return tuple(each.procedure.id for each in match.candidates) if match.outcome == "choose" else ()
