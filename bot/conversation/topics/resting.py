"""The whole assistant is paused: whatever was asked, people get the official's sentence and whom to call."""

from bot.conversation.events import Said, Tapped
from bot.conversation.replies import Replace, Say
from bot.conversation.topics import shown
from bot.conversation.topics.asides import with_asides
from bot.conversation.topics.missed import person_page
from bot.conversation.turn import Outcome, Topic, Turn
from bot.records.board import Pause
from bot.records.entries import AnswerGiven, QuestionAsked
from bot.redaction import redact


def instead_of(topic: Topic, pause: Pause) -> Topic:
    """The sentence in place of what a topic would say; what it records is kept, but for the answer nobody got."""

    def rested(turn: Turn) -> Outcome:
        outcome = topic(turn)
        if _is_emergency(outcome):
            return outcome
        records = tuple(entry for entry in outcome.records if not isinstance(entry, AnswerGiven))
        reply = (Replace if isinstance(turn.event, Tapped) else Say)(sentence(turn, pause))
        redacted = redact(turn.event.text) if isinstance(turn.event, Said) else None
        return with_asides(Outcome((reply,), shown.seen(turn), records), turn, redacted)

    return rested


def sentence(turn: Turn, pause: Pause) -> str:
    """What everybody reads, and whom to call."""
    return f"{turn.speech.say('resting', pause=pause)}\n\n{person_page(turn, turn.conversation.question)}"


def _is_emergency(outcome: Outcome) -> bool:
    """Whoever writes that there is a fire is told whom to call, whatever is paused."""
    return any(isinstance(entry, QuestionAsked) and entry.kind == "emergency" for entry in outcome.records)
