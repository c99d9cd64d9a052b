"""What several topics show: a procedure's card, and the record of an answer that can be rated."""

from dataclasses import replace
from urllib.parse import quote

from bot.catalog.model import Aspect, Procedure
from bot.conversation.cards import Card
from bot.conversation.replies import Link
from bot.conversation.state import Conversation
from bot.conversation.turn import Turn
from bot.records.entries import AnswerGiven, Kind, QuestionAsked


def card(turn: Turn, procedure: Procedure, answer: str, conversation: Conversation | None = None) -> Card:
    """The card of a procedure for this person, today."""
    facts = (conversation or turn.conversation).facts.get(procedure.id, {})
    return Card(procedure, turn.knowledge.catalog, facts, turn.today, turn.speech, answer)


def share(turn: Turn, procedure: Procedure) -> Link | None:
    """A button that passes the procedure's address on; None where the assistant has no address."""
    service = turn.knowledge.service
    if service.public_url:
        address = f"{service.public_url.rstrip('/')}/?p={procedure.id}"
    elif service.telegram_username:
        address = f"https://t.me/{service.telegram_username}?start={procedure.id}"
    else:
        return None
    if turn.event.where.channel == "telegram":
        return Link(turn.speech.label("share"), f"https://t.me/share/url?url={quote(address, safe='')}")
    return Link(turn.speech.label("address"), address)


def asked(
    turn: Turn, kind: Kind, procedure: str | None = None, *, aspect: Aspect | None = None, text: str | None = None
) -> QuestionAsked:
    """The record of a question; `text` is redacted."""
    where = turn.event.where
    return QuestionAsked(turn.question, turn.today, where.channel, turn.language, kind, aspect, procedure, text)


def given(turn: Turn, kind: Kind, procedure: str | None = None, *, question: str | None = None) -> AnswerGiven:
    """The record of this turn's answer, which its rating refers to."""
    where = turn.event.where
    return AnswerGiven(turn.answer, question, turn.today, where.channel, turn.language, kind, procedure)


def seen(turn: Turn, procedure: Procedure | None = None) -> Conversation:
    """The conversation after this turn; a procedure that was shown is what the next question is about."""
    conversation = replace(turn.conversation, seen_at=turn.now)
    return conversation.showing(procedure.id, turn.now) if procedure else conversation
