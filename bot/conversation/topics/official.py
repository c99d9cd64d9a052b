"""What only officials do: in private, and by whose role allows it; everybody else gets one kind sentence."""

from collections.abc import Callable
from typing import Final

from bot.conversation.commands import parse
from bot.conversation.events import Said, Tapped
from bot.conversation.replies import Notice, Say
from bot.conversation.topics import shown
from bot.conversation.turn import Outcome, Turn
from bot.desk.people import Deed, NotAllowed, Person, ensure
from bot.desk.refusals import Refused

LONGEST_SHOWN: Final = 60
"""Characters that are shown of what was typed and cannot be used."""


def typed(turn: Turn) -> str:
    """What stands behind the command."""
    command = parse(turn.event.text) if isinstance(turn.event, Said) else None
    return command[1] if command else ""


def done(turn: Turn, deed: Deed, act: Callable[[Person], Outcome]) -> Outcome:
    """What `act` comes to, or why it cannot be; nobody learns in a group who may do what."""
    if not turn.event.where.private:
        return _told(turn, "official_private")
    if turn.person is None:
        return unread(turn)
    try:
        # Asked here too: who may not is not told how to write it better.
        ensure(turn.person, deed)
        return act(turn.person)
    except NotAllowed:
        return _told(turn, "not_allowed")
    except Refused as refused:
        text = turn.speech.say("refused", reason=refused.reason, given=refused.given[:LONGEST_SHOWN])
        return Outcome((Say(text),), shown.seen(turn))


def unread(turn: Turn) -> Outcome:
    """What an official needs to see cannot be read now."""
    return _told(turn, "role_missing")


def _told(turn: Turn, template: str) -> Outcome:
    reply = Notice if isinstance(turn.event, Tapped) else Say
    return Outcome((reply(turn.speech.say(template)),), shown.seen(turn))
