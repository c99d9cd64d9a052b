"""What people wrote while nobody was there to answer: it is answered once, not twenty times."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from telegram import Message

from bot.buckets import SECOND
from bot.conversation.commands import parse
from bot.conversation.events import Event, Located, Said, Sent
from bot.conversation.replies import Reply, Say
from bot.conversation.speech import Speech
from bot.telegram.recent import Recent

LATE: Final = timedelta(minutes=1)
"""A message that is dealt with so long after it was written has met nobody."""

AT_ONCE: Final = 3 * SECOND
"""Between two late messages of one person: by then Telegram brings what it had kept, and nobody has read our answer."""


def is_question(event: Event) -> bool:
    """Whether a newer one may stand for it; a command, a link and a tap always count."""
    return isinstance(event, Sent | Located) or (isinstance(event, Said) and parse(event.text) is None)


@dataclass(frozen=True)
class _Missed:
    messages: int = 0
    """How many were passed over and not told of yet."""
    told_at: int | None = None
    """When the person was told, in nanoseconds; None: not yet."""


class Absence:
    """Who was passed over, and who was told; in memory, for as long as it takes to catch up."""

    def __init__(self, now: Callable[[], datetime] | None, clock: Callable[[], int]) -> None:
        """`now` is the moment by which a message is late, `clock` gives nanoseconds that never go back."""
        self._now = now
        self._clock = clock
        self._people: Recent[str, _Missed] = Recent()

    def met(self, event: Event, message: Message | None) -> bool:
        """Whether nobody was there when this message came."""
        if self._now is None or message is None or not is_question(event):
            return False
        return self._now() - message.date > LATE

    def passes_over(self, event: Event, newer: bool) -> bool:
        """Whether a late message gets no answer: a `newer` one waits, or the person was told a moment ago."""
        key, moment = event.where.chat, self._clock()
        missed = self._people.get(key) or _Missed()
        if missed.told_at is not None and moment - missed.told_at < AT_ONCE:
            self._people.note(key, _Missed(told_at=moment))
            return True
        if newer:
            self._people.note(key, _Missed(missed.messages + 1))
        return newer

    def explain(self, event: Event, replies: tuple[Reply, ...]) -> tuple[Reply, ...]:
        """The replies to a late message, of which the first begins with a line that says so."""
        missed = self._people.get(event.where.chat) or _Missed()
        line = Speech(event.who.language or "vi").say("away", messages=missed.messages + 1)
        for at, reply in enumerate(replies):
            if isinstance(reply, Say):
                said = replace(reply, text=f"{line}\n\n{reply.text}")
                return (*replies[:at], said, *replies[at + 1 :])
        return replies

    def told(self, event: Event) -> None:
        """The answer has been sent."""
        self._people.note(event.where.chat, _Missed(told_at=self._clock()))
