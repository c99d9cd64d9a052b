"""A question that no procedure of the catalog answers: never a dead end."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.catalog.model import Aspect, Procedure
from bot.conversation import rows
from bot.conversation.actions import Choose, ShowCard, ShowPage
from bot.conversation.replies import MAX_LABEL, Button, Say
from bot.conversation.rows import in_pairs, numbered_label, rating_row
from bot.conversation.state import Conversation
from bot.conversation.topics import shown
from bot.conversation.turn import Outcome, Turn
from bot.matching import Match
from bot.records.entries import Kind
from bot.redaction import Redacted

NEAREST = 3
NOT_FAR_FETCHED = 0.1
"""Likelihood under which a procedure is not even called the nearest."""

WORTH_MENTIONING = 0.2
"""Likelihood from which a procedure is offered beside an answer that is not about it."""

WORTH_OFFERING = 0.6
"""Share of the first candidate's score under which another would only confuse."""

LONGEST_KEPT = 300
"""Characters of a question that are remembered for reading it out."""


@dataclass(frozen=True)
class Question:
    """What was asked, with the numbers taken out, and what it seems to be about."""

    redacted: Redacted
    match: Match

    @property
    def text(self) -> str:
        """The question as it may be kept and read out."""
        return " ".join(self.redacted.text.split())[:LONGEST_KEPT]


def nearest(match: Match, least: float) -> list[Procedure]:
    """The candidates that are worth offering: at least this likely, and not much less likely than the first."""
    likely = match.candidates[0].score * WORTH_OFFERING if match.candidates else 0.0
    return [each.procedure for each in match.candidates[:NEAREST] if each.score >= max(likely, least)]


def near_field(match: Match) -> str | None:
    """The field of the nearest procedure, by which officials see where answers are missing; None where none is near."""
    procedures = nearest(match, NOT_FAR_FETCHED)
    return procedures[0].field if procedures else None


def not_found(turn: Turn, question: Question) -> Outcome:
    """Nothing fits: the nearest, browsing and a person are offered."""
    procedures = nearest(question.match, NOT_FAR_FETCHED)
    first, unsaved = (
        Say(
            turn.speech.say("not_found", procedures=procedures, kept=kept),
            (
                *in_pairs([*numbered(turn, procedures, ShowCard), *ways_on(turn), *note_way(turn, kept=kept)]),
                rating_row(turn.speech, turn.answer),
            ),
        )
        for kept in (turn.knowledge.service.keeps_text != "never", False)
    )
    return _missed(turn, question, "not_found", first, unsaved)


def elsewhere(turn: Turn, question: Question) -> Outcome:
    """What was meant is known, but nothing checked is known of it, or it is a matter for somebody else.

    What is near in the catalog is offered; only what was not answered counts as missed.
    """
    meant = question.match.elsewhere
    assert meant is not None
    other_agency = meant.code is None and meant.handled_by is not None
    procedures = nearest(question.match, WORTH_MENTIONING)
    keeps = turn.knowledge.service.keeps_text != "never" and not other_agency
    first, unsaved = (
        Say(
            turn.speech.say("elsewhere", elsewhere=meant, other_agency=other_agency, procedures=procedures, kept=kept),
            (
                *in_pairs([*numbered(turn, procedures, ShowCard), *ways_on(turn), *note_way(turn, kept=kept)]),
                rating_row(turn.speech, turn.answer),
            ),
        )
        for kept in (keeps, False)
    )
    if other_agency:
        return remembering(recorded(turn, first, "other_agency", aspect=question.match.aspect), question)
    return _missed(turn, question, "listed_elsewhere", first, unsaved)


def listed(turn: Turn, question: Question) -> Outcome | None:
    """The national portal has what the catalog lacks: its titles, unchecked; None where none is likely to be meant."""
    national = turn.knowledge.national
    titles = national.nearest(question.redacted.bare) if national else ()
    if not titles:
        return None
    first, unsaved = (
        Say(
            turn.speech.say("listed", titles=titles, kept=kept),
            (*in_pairs([*ways_on(turn), *note_way(turn, kept=kept)]), rating_row(turn.speech, turn.answer)),
        )
        for kept in (turn.knowledge.service.keeps_text != "never", False)
    )
    return _missed(turn, question, "listed_elsewhere", first, unsaved)


def _missed(turn: Turn, question: Question, kind: Kind, reply: Say, unsaved: Say) -> Outcome:
    """A question that no procedure of the catalog answers; after a second one a person to call comes first."""
    if turn.conversation.just_missed(turn.now):
        page = person_page(turn, question.text)
        reply = Say(f"{reply.text}\n\n{page}", reply.buttons)
        unsaved = Say(f"{unsaved.text}\n\n{page}", unsaved.buttons)
    outcome = recorded(turn, reply, kind, aspect=question.match.aspect, field=near_field(question.match))
    outcome = remembering(replace(outcome, unsaved=(unsaved,)), question)
    assert outcome.conversation is not None
    return replace(outcome, conversation=replace(outcome.conversation, missed_at=turn.now))


def person_page(turn: Turn, question: str | None) -> str:
    """Whom to call, when, and the question in one line to read out."""
    return turn.speech.say("person", operator=turn.knowledge.service.operator, question=question)


def none_of_these_text(turn: Turn, *, kept: bool) -> str:
    """What is said when none of the offered procedures was meant."""
    return turn.speech.say("not_found", procedures=(), kept=kept)


def recorded(
    turn: Turn,
    reply: Say,
    kind: Kind,
    procedure: Procedure | None = None,
    *,
    aspect: Aspect | None = None,
    field: str | None = None,
) -> Outcome:
    """The reply with the record of its question and of its answer, which can be rated."""
    name = procedure.id if procedure else None
    question = shown.asked(turn, kind, name, aspect=aspect, field=field)
    answer = shown.given(turn, kind, name, question=question.id)
    return Outcome((reply,), shown.seen(turn, procedure), (question, answer))


def remembering(outcome: Outcome, question: Question) -> Outcome:
    """The outcome with the question kept for a person on the phone to hear."""
    conversation = outcome.conversation or Conversation()
    return replace(outcome, conversation=replace(conversation, question=question.text))


def numbered(turn: Turn, procedures: Sequence[Procedure], action: type[ShowCard] | type[Choose]) -> list[Button]:
    """A button for each line of a numbered list."""
    return [
        Button(numbered_label(turn.speech, number, each, MAX_LABEL), action(each.id, turn.answer))
        for number, each in enumerate(procedures, 1)
    ]


def ways_on(turn: Turn) -> list[Button]:
    """What a person can always do next: browse, or call somebody."""
    return rows.ways_on(turn.speech)


def note_way(turn: Turn, *, kept: bool) -> list[Button]:
    """A way to be told once the question is answered, where it is kept and the chat can be written to."""
    reachable = kept and turn.event.where.address is not None
    return [Button(turn.speech.label("note_me"), ShowPage("note"))] if reachable else []
