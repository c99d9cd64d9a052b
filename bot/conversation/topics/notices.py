"""What is said beside an answer: the warning after an identity number, and once what is kept."""

from dataclasses import replace

from bot.conversation.replies import Reply, Say
from bot.conversation.turn import Outcome, Turn
from bot.redaction import Redacted


def with_notices(outcome: Outcome, turn: Turn, redacted: Redacted | None = None) -> Outcome:
    """The outcome with what this person has to be told now; `redacted` is the text they sent."""
    before = turn.speech.say("identity_warning") + "\n\n" if redacted and redacted.identity else ""
    after = ""
    if not turn.conversation.noticed:
        after = "\n\n" + turn.speech.say("first_notice", agency=turn.knowledge.service.agency)

    def noticed(reply: Reply) -> Reply:
        return replace(reply, text=before + reply.text + after) if isinstance(reply, Say) else reply

    return replace(
        outcome,
        replies=tuple(map(noticed, outcome.replies)),
        unsaved=outcome.unsaved and tuple(map(noticed, outcome.unsaved)),
        conversation=outcome.conversation and replace(outcome.conversation, noticed=True),
    )
