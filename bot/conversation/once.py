"""One question without a conversation: for the command line, for evaluation and for documents."""

from dataclasses import dataclass
from datetime import datetime

from bot.conversation.events import Said, Where, Who
from bot.conversation.replies import Say
from bot.conversation.speech import Speech
from bot.conversation.state import Conversation
from bot.conversation.topics.ask import ask
from bot.conversation.turn import Knowledge, Turn
from bot.language import Language
from bot.matching import Match
from bot.records.entries import Kind, QuestionAsked
from bot.redaction import redact

_ANSWER, _QUESTION = "00000000", "0" * 16
"""Ids of an answer that is not recorded."""


@dataclass(frozen=True)
class Asked:
    """What a question came to: the kind of answer, what was matched, and the text in small HTML."""

    kind: Kind
    match: Match
    text: str


def ask_once(knowledge: Knowledge, question: str, now: datetime, language: Language | None = None) -> Asked:
    """The answer to a question by somebody who asked nothing before; English questions are answered in English."""
    spoken = language or ("en" if knowledge.matcher.is_english(question) else "vi")
    event = Said(Where("terminal", "once"), Who("once"), question)
    turn = Turn(event, Conversation(noticed=True), now, knowledge, _ANSWER, _QUESTION, Speech(spoken))
    outcome = ask(turn, question)
    kind = next(entry.kind for entry in outcome.records if isinstance(entry, QuestionAsked))
    text = next(reply.text for reply in outcome.replies if isinstance(reply, Say))
    return Asked(kind, knowledge.matcher.match(redact(question).bare), text)
