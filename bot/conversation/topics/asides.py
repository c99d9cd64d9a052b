"""What is said beside an answer: the warning after an identity number, and once, in private, what is kept."""

from dataclasses import replace

from bot.conversation.replies import Reply, Say
from bot.conversation.turn import Outcome, Turn
from bot.redaction import Redacted


def with_asides(outcome: Outcome, turn: Turn, redacted: Redacted | None = None) -> Outcome:
    """The outcome with what this person has to be told now; `redacted` is the text they sent."""
    before = turn.speech.say("identity_warning") + "\n\n" if redacted and redacted.identity else ""
    after = ""
    first = turn.event.where.private and not turn.conversation.noticed
    if first:
        after = "\n\n" + turn.speech.say("first_notice", agency=turn.knowledge.service.agency)

    def with_both(reply: Reply) -> Reply:
        return replace(reply, text=before + reply.text + after) if isinstance(reply, Say) else reply

    return replace(
        outcome,
        replies=tuple(map(with_both, outcome.replies)),
        unsaved=outcome.unsaved and tuple(map(with_both, outcome.unsaved)),
        conversation=outcome.conversation and replace(outcome.conversation, noticed=first or turn.conversation.noticed),
    )
