"""A person sees what is kept of them, and deletes it."""

import json

from bot.conversation.events import Tapped
from bot.conversation.replies import Attach, Notice, Replace, Say
from bot.conversation.topics import shown
from bot.conversation.turn import Outcome, Turn
from bot.records.entries import Erased


def data(turn: Turn) -> Outcome:
    """Everything that is stored about the person, as JSON; never where others read along."""
    if not turn.event.where.private:
        return Outcome((Say(turn.speech.say("data_private")),), shown.seen(turn))
    if turn.held is None:
        return Outcome((Say(turn.speech.say("data_missing")),), shown.seen(turn))
    content = json.dumps(turn.held, ensure_ascii=False, indent=2).encode()
    say = Say(turn.speech.say("data_shown"))
    return Outcome((say, Attach("motcua.json", content)), shown.seen(turn))


def erase(turn: Turn) -> Outcome:
    """Gone at once, a role too, which is said where nobody else reads; the conversation is not kept either."""
    role = (turn.held or {}).get("role")
    text = turn.speech.say("erased_role", role=role) if role else turn.speech.say("erased")
    failed = turn.speech.say("not_erased")
    if isinstance(turn.event, Tapped):
        return Outcome((Replace(text),), None, (Erased(turn.event.who.key),), unsaved=(Notice(failed),))
    return Outcome((Say(text),), None, (Erased(turn.event.who.key),), unsaved=(Say(failed),))
