"""How much one group and one person may ask in a minute; it slows nobody else."""

from collections import deque
from collections.abc import Callable
from typing import Final

from telegram import Bot

from bot.buckets import MINUTE, Buckets
from bot.conversation.replies import Say
from bot.conversation.speech import Speech
from bot.telegram.recent import Recent
from bot.telegram.sending import Place, answer_query, send

GROUP: Final = 15
"""Answers to one group within any minute. Telegram takes 20 messages; one more, and all calls would have to wait."""

PERSON: Final = 60
"""Answers a minute to one person in their own chat."""

TYPING: Final = 120
"""Inline queries a minute of one person: Telegram sends one at nearly every letter. They count apart from questions."""


class Limits:
    """What each chat, a group or a person, has left."""

    def __init__(self, clock: Callable[[], int], group: int = GROUP, person: int = PERSON) -> None:
        """`clock` gives nanoseconds that never go back; `group` and `person` are answers a minute."""
        self._groups = _Minutes(group, clock)
        self._people = Buckets(person, clock)
        self._told = Buckets(1, clock)

    def admit(self, place: Place) -> bool:
        """Whether something from this place may be answered, which then counts."""
        return _taken(self._people, place) if place.private else self._groups.take(place.chat)

    async def turn_away(self, bot: Bot, place: Place) -> None:
        """Says that it is too much: under each tap, else once a minute and then nothing.

        Raises `telegram.error.TelegramError`.
        """
        text = Speech(place.language).say("too_many" if place.private else "too_many_in_group")
        if place.query:
            await answer_query(bot, place.query, text)
        elif _taken(self._told, place):
            await send(bot, place, (Say(text),))


class _Minutes:
    """At most so many within any minute: stricter than a bucket, which is full again before it was empty for long."""

    def __init__(self, most: int, clock: Callable[[], int]) -> None:
        self._most = most
        self._clock = clock
        self._taken: Recent[int, deque[int]] = Recent()

    def take(self, chat: int) -> bool:
        """Whether there is room for one more."""
        now = self._clock()
        taken = self._taken.get(chat) or deque()
        while taken and now - taken[0] >= MINUTE:
            taken.popleft()
        if len(taken) >= self._most:
            return False
        taken.append(now)
        self._taken.note(chat, taken)
        return True


def _taken(buckets: Buckets, place: Place) -> bool:
    key = str(place.chat)
    if buckets.wait(key):
        return False
    buckets.take(key)
    return True
