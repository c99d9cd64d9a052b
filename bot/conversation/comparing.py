"""What people would read differently with another catalog, and which questions would end elsewhere."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from typing import Final, Literal

from bot.catalog.catalog import Catalog
from bot.catalog.model import Procedure
from bot.conversation.actions import Section
from bot.conversation.cards import SECTIONS, Card
from bot.conversation.speech import Speech
from bot.matching import Match, Matcher

Place = Literal["card"] | Section
_NO_ANSWER: Final = "0" * 8


@dataclass(frozen=True)
class Difference:
    """Lines of a procedure's card or section as they were and as they would be, in Vietnamese; empty: none."""

    procedure: str
    place: Place
    before: str
    after: str


@dataclass(frozen=True)
class Flip:
    """A question that would end elsewhere: ids of procedures, or what the question came to instead."""

    question: str
    before: str
    after: str


def differences(old: Catalog, new: Catalog, today: date) -> Iterator[Difference]:
    """Each changed passage, by procedure; what was taken out or is new is one passage."""
    for name in sorted({each.id for each in old.procedures} | {each.id for each in new.procedures}):
        before, after = _texts(old, old.procedure(name), today), _texts(new, new.procedure(name), today)
        if before and after:
            for place in before:
                yield from (Difference(name, place, *lines) for lines in _passages(before[place], after[place]))
        else:
            yield Difference(name, "card", before.get("card", ""), after.get("card", ""))


def flips(old: Matcher, new: Matcher, questions: Iterable[str]) -> Iterator[Flip]:
    """The questions that come to something else with the new matcher."""
    for question in questions:
        before, after = _end(old.match(question)), _end(new.match(question))
        if before != after:
            yield Flip(question, before, after)


def _texts(catalog: Catalog, procedure: Procedure | None, today: date) -> dict[Place, str]:
    if procedure is None:
        return {}
    card = Card(procedure, catalog, {}, today, Speech("vi"), _NO_ANSWER)
    return {"card": card.text(), **{name: card.section(name) for name in SECTIONS}}


def _passages(before: str, after: str) -> Iterator[tuple[str, str]]:
    old, new = before.splitlines(), after.splitlines()
    for kind, old_start, old_end, new_start, new_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind != "equal":
            yield "\n".join(old[old_start:old_end]), "\n".join(new[new_start:new_end])


def _end(match: Match) -> str:
    if match.wishes:
        return " + ".join(each.procedure.id for each in match.wishes)
    if match.outcome == "answer":
        return match.candidates[0].procedure.id
    if match.outcome == "choose":
        return "? " + ", ".join(each.procedure.id for each in match.candidates)
    beside = match.general or match.elsewhere
    return beside.id if beside else match.talk or "none"
