"""What a channel needs of the conversation: somebody who turns events into replies."""

from typing import Protocol

from bot.conversation.events import Event
from bot.conversation.replies import Reply


class Answers(Protocol):
    """Whoever turns events into replies: the conversation's `Guide`."""

    async def answer(self, event: Event) -> tuple[Reply, ...]:
        """The replies to one event, in the order in which they are shown."""
        ...
