"""A person asks in their own words."""

import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from markupsafe import Markup

from bot.catalog.model import Aspect, Procedure
from bot.conversation.actions import Choose, NoneOfThese, ShowCard
from bot.conversation.bulletin import Bulletin
from bot.conversation.fitting import Detail, fitting
from bot.conversation.replies import MAX_VISIBLE, Button, Link, Say
from bot.conversation.rows import in_pairs, rating_row
from bot.conversation.state import Planning
from bot.conversation.topics import filing, place, placing, shown
from bot.conversation.topics.asides import with_asides
from bot.conversation.topics.following import followed
from bot.conversation.topics.missed import (
    WORTH_MENTIONING,
    Question,
    elsewhere,
    listed,
    near_field,
    nearest,
    not_found,
    numbered,
    recorded,
    remembering,
    ways_on,
)
from bot.conversation.turn import Outcome, Turn
from bot.matching import Match
from bot.matching.cues import COURTESIES, EMERGENCIES
from bot.matching.places import Spotted
from bot.records.entries import Kind, QuestionAsked
from bot.redaction import redact

MOST_CHOICES = 5
MOST_HEADS = 3
_LATIN: Final = ("LATIN", "FULLWIDTH LATIN", "MATHEMATICAL")


def ask(turn: Turn, text: str) -> Outcome:
    """The answer to a question in free words."""
    redacted = redact(text)
    question = Question(redacted, turn.knowledge.matcher.match(redacted.bare))
    foreign = in_other_script(redacted.bare)
    outcome = _unreadable(turn, "other_language") if foreign else _answer(turn, question)
    return with_asides(_with_text(outcome, question), turn, redacted)


def _with_text(outcome: Outcome, question: Question) -> Outcome:
    """The outcome with the text beside the record of its question; the operator's policy decides what is kept."""
    entries = (
        replace(entry, text=question.text) if isinstance(entry, QuestionAsked) else entry for entry in outcome.records
    )
    return replace(outcome, records=tuple(entries))


def _answer(turn: Turn, question: Question) -> Outcome:
    match = question.match
    planned = filing.said(turn, question.redacted.bare)
    if planned:
        return planned
    if not match.legible:  # a code alone is
        return listed(turn, question) or _unreadable(turn, "unreadable")
    # In a group nobody is asked where they live, and nothing of it is kept.
    spotted = turn.knowledge.matcher.gazetteer.spot(question.redacted.bare) if turn.event.where.private else None
    if spotted and place.says_only(spotted):
        return place.told(place.heard(turn, spotted))
    named = placing.answered(turn, question.redacted.bare, spotted, match)
    if named:
        return named
    planning = turn.conversation.writing(turn.now)
    if isinstance(planning, Planning) and match.outcome != "answer" and not match.names_something:
        return filing.unclear(turn, planning)
    if is_talk(match):
        return _talk(turn, match)
    beside = _beside(turn, spotted) if spotted else None
    here = place.heard(turn, spotted)
    after = followed(here, beside or match, question.redacted.bare)
    if after:
        return after
    if match.general:
        return _general(turn, question)
    if match.elsewhere:
        return elsewhere(turn, question)
    return _of_catalog(here, question)


def _of_catalog(turn: Turn, question: Question) -> Outcome:
    """The answer to what nothing but procedures of the catalog can be meant by."""
    match = question.match
    if match.wishes:
        return _wishes(turn, match)
    if match.outcome == "answer":
        return show(turn, match.candidates[0].procedure, match.aspect)
    if match.outcome == "choose":
        return _choice(turn, question)
    return listed(turn, question) or not_found(turn, question)


def _beside(turn: Turn, spotted: Spotted) -> Match | None:
    """What was asked beside a place of the procedure shown a moment ago; None where it is a question of its own."""
    match = turn.knowledge.matcher.match(" ".join(spotted.rest))
    follows = match.aspect and not match.names_something and turn.conversation.recent_procedure(turn.now)
    return match if follows else None


def is_talk(match: Match) -> bool:
    """Whether nothing about a procedure was meant: a courtesy only where nothing else was said beside it."""
    if match.talk in EMERGENCIES:
        return match.outcome != "answer" or not match.afterwards
    if match.talk in COURTESIES:
        return not match.names_something
    meant = match.outcome == "answer" or match.general or match.elsewhere
    return match.talk is not None and not meant


def show(turn: Turn, procedure: Procedure, aspect: Aspect | None) -> Outcome:
    """A procedure's card as the answer to a question."""
    card = shown.card(turn, procedure, turn.answer)
    reply = Say(card.text(aspect), card.buttons(share=shown.share(turn, procedure)))
    return recorded(turn, reply, "procedure", procedure, aspect=aspect)


def _wishes(turn: Turn, match: Match) -> Outcome:
    procedures = [wish.procedure for wish in match.wishes[:MOST_HEADS]]
    cards = [shown.card(turn, each, turn.answer) for each in procedures]
    bulletin = Bulletin(shown.announcements(turn, procedures), turn.knowledge.catalog, turn.speech)

    def heads(detail: Detail) -> str:
        said = [Markup(card.head(detail)) for card in cards]  # noqa: S704 - our own templates
        return turn.speech.say("two_wishes", heads=said)

    reply = Say(
        fitting(bulletin.above(), heads, ((MAX_VISIBLE, ("full", "short")),)),
        (*in_pairs(numbered(turn, procedures, ShowCard)), rating_row(turn.speech, turn.answer)),
    )
    return recorded(turn, reply, "procedure", procedures[0], aspect=match.aspect)


def _choice(turn: Turn, question: Question) -> Outcome:
    procedures = [candidate.procedure for candidate in question.match.candidates[:MOST_CHOICES]]
    reply = Say(
        turn.speech.say("choice", procedures=procedures),
        (
            *in_pairs(numbered(turn, procedures, Choose)),
            (Button(turn.speech.label("none_of_these"), NoneOfThese(turn.answer)),),
            rating_row(turn.speech, turn.answer),
        ),
    )
    outcome = recorded(turn, reply, "choice", aspect=question.match.aspect, field=near_field(question.match))
    return remembering(outcome, question)


def _general(turn: Turn, question: Question) -> Outcome:
    general = question.match.general
    assert general is not None
    procedures = nearest(question.match, WORTH_MENTIONING)
    answer = Markup(turn.speech.text(general.answer))  # noqa: S704 - the catalog's own small HTML
    text = turn.speech.say("general", answer=answer, source=general.source, procedures=procedures)
    ways = in_pairs(numbered(turn, procedures, ShowCard))
    reply = Say(text, (*ways, rating_row(turn.speech, turn.answer)))
    return recorded(turn, reply, general.kind, aspect=question.match.aspect)


def _talk(turn: Turn, match: Match) -> Outcome:
    kind: Kind = "emergency" if match.talk in EMERGENCIES else "small_talk"
    ways: Sequence[Button | Link] = () if kind == "emergency" else ways_on(turn)
    reply = Say(turn.speech.say("talk", kind=match.talk), in_pairs(ways))
    return Outcome((reply,), shown.seen(turn), (shown.asked(turn, kind),))


def _unreadable(turn: Turn, template: str) -> Outcome:
    reply = Say(turn.speech.say(template), in_pairs(ways_on(turn)))
    return Outcome((reply,), shown.seen(turn), (shown.asked(turn, "unreadable"),))


def in_other_script(text: str) -> bool:
    """Whether most letters are of a script that neither Vietnamese nor English uses."""
    letters = [letter for letter in text if letter.isalpha()]
    latin = sum(unicodedata.name(each, "").startswith(_LATIN) for each in letters)
    return latin * 2 < len(letters)
