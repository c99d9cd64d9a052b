"""The queue of updates and the rules of long polling (https://core.telegram.org/bots/api#getupdates)."""

import asyncio
from collections import deque
from itertools import count, islice
from typing import Final

from tests.telegram_server.errors import conflict
from tests.telegram_server.objects import CallbackQuery, ChatMemberUpdated, Message, Update

MAX_BATCH: Final = 100
MAX_WAIT: Final = 50
"""Seconds a poll may wait."""
ASKED_FOR_ONLY: Final = ("chat_member", "message_reaction", "message_reaction_count")
"""Kinds that come only to a bot that names them."""


class UpdateQueue:
    """Updates until they are confirmed. One poll at a time: the newest ends the one before it."""

    def __init__(self) -> None:
        self._numbers = count(500_001)
        self._updates: deque[Update] = deque()
        self._poll: asyncio.Future[None] | None = None
        self._closed = False
        self.allowed: tuple[str, ...] | None = None
        self.polled = asyncio.Event()
        """Set while somebody waits."""

    def __len__(self) -> int:
        return len(self._updates)

    def push_message(self, message: Message) -> None:
        self._push("message", Update(update_id=next(self._numbers), message=message))

    def push_query(self, query: CallbackQuery) -> None:
        self._push("callback_query", Update(update_id=next(self._numbers), callback_query=query))

    def push_standing(self, change: ChatMemberUpdated) -> None:
        """The bot's own membership changed."""
        self._push("my_chat_member", Update(update_id=next(self._numbers), my_chat_member=change))

    def forget(self) -> None:
        """Drop what is pending."""
        self._updates.clear()

    def close(self) -> None:
        """Let every waiting poll go home empty-handed, now and from now on: the server is shutting down."""
        self._closed = True
        self._wake()

    async def get(self, offset: int, limit: int, seconds: int) -> list[Update]:
        """Pending updates from `offset` on, which confirms those before it; waits up to `seconds` for one."""
        self._end_other_poll()
        self._confirm_before(offset)
        if not self._updates and not self._closed and seconds > 0:
            await self._wait(min(seconds, MAX_WAIT))
        return list(islice(self._updates, min(max(limit, 1), MAX_BATCH)))

    def _push(self, kind: str, update: Update) -> None:
        if kind in self.allowed if self.allowed else kind not in ASKED_FOR_ONLY:
            self._updates.append(update)
            self._wake()

    def _confirm_before(self, offset: int) -> None:
        """A negative offset counts from the end of the queue and confirms all that lies before it."""
        while self._updates and (self._updates[0].update_id < offset if offset >= 0 else len(self._updates) > -offset):
            self._updates.popleft()

    async def _wait(self, seconds: float) -> None:
        self._poll = asyncio.get_running_loop().create_future()
        self.polled.set()
        try:
            async with asyncio.timeout(seconds):
                await self._poll
        except TimeoutError:
            return
        finally:
            self.polled.clear()

    def _wake(self) -> None:
        if self._poll and not self._poll.done():
            self._poll.set_result(None)

    def _end_other_poll(self) -> None:
        if self._poll and not self._poll.done():
            self._poll.set_exception(
                conflict("terminated by other getUpdates request; make sure that only one bot instance is running")
            )
