"""Suggestions for a text that is still being typed, beside a question that is answered with a card."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import cycle
from typing import Final

from benchmarks.matching import Way, in_turn
from benchmarks.questions import questions
from benchmarks.result import Bound, Result
from benchmarks.stock import CATALOG
from bot.catalog import load
from bot.conversation.cards import Card
from bot.conversation.speech import Speech
from bot.conversation.suggesting import suggest
from bot.conversation.turn import Knowledge
from bot.matching import Matcher

QUESTION: Final = Bound("at most", 1)
DAY: Final = date(2026, 11, 23)
SHARES: Final = (0.2, 0.4, 0.6, 0.8, 1.0)
"""How much of a text is there when suggestions are asked for; the texts take them in turn."""


def measure(rounds: int) -> Iterator[Result]:
    """What procedures are called and what people ask, each cut off somewhere; then with no card kept from before."""
    catalog = load(CATALOG)
    known = Knowledge(catalog, Matcher(catalog).ready())
    known.build()
    names = _begun([each.short_name.vi for each in catalog.procedures if each.short_name])
    asked = _begun(questions())

    def kept(text: str) -> object:
        return suggest(known, text, "", DAY, "vi")

    def fresh(text: str) -> object:
        return suggest(replace(known), text, "", DAY, "vi")

    yield _beside("names begun", known, names, kept, rounds, QUESTION)
    yield _beside("questions begun", known, asked, kept, rounds, QUESTION)
    yield _beside("names begun, each card made anew", known, names, fresh, rounds)


def _begun(texts: Sequence[str]) -> Sequence[str]:
    cut = (text[: max(1, int(len(text) * share))] for text, share in zip(texts, cycle(SHARES), strict=False))
    return tuple(dict.fromkeys(cut))


def _beside(
    what: str, known: Knowledge, typed: Sequence[str], way: Way, rounds: int, bound: Bound | None = None
) -> Result:
    """The mean over the texts: some bring ten cards and some nothing, and all of them are paid for."""
    asked = dict(zip(typed, cycle(questions()), strict=False))
    ours, answered = in_turn([way, lambda text: _answer(known, asked[text])], typed, rounds)
    mine, theirs = sum(ours) / len(ours), sum(answered) / len(answered)
    name = f"inline: suggestions for {what}, beside a question and its card"
    return Result(name, f"{mine * 1000:.2f} ms", f"{theirs * 1000:.2f} ms", mine / theirs, bound)


def _answer(known: Knowledge, question: str) -> str:
    match = known.matcher.match(question)
    if not match.candidates:
        return ""
    return Card(match.candidates[0].procedure, known.catalog, {}, DAY, Speech("vi"), "answer01").text(match.aspect)
