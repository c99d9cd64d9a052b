"""What a channel needs of the conversation: somebody who turns events into replies, and suggests while one types."""

from typing import Protocol

from bot.conversation.events import Event
from bot.conversation.replies import Reply
from bot.conversation.suggesting import Suggestions
from bot.language import Language


class Answers(Protocol):
    """Whoever turns events into replies: the conversation's `Guide`."""

    async def answer(self, event: Event) -> tuple[Reply, ...]:
        """The replies to one event, in the order in which they are shown."""
        ...


class Suggests(Protocol):
    """Whoever suggests procedures for a text that is still being typed: the conversation's `Guide`."""

    async def suggest(self, text: str, offset: str, language: Language | None) -> Suggestions:
        """A page of suggestions, from `offset` on, which the page before gave ("": the first)."""
        ...
