"""The queue of updates and the rules of long polling (https://core.telegram.org/bots/api#getupdates)."""

import asyncio
from itertools import count, islice
from typing import Final

from tests.telegram_server.errors import conflict
from tests.telegram_server.objects import CallbackQuery, ChatMemberUpdated, InlineQuery, Message, Update

MAX_BATCH: Final = 100
MAX_WAIT: Final = 50
"""Seconds a poll may wait."""
ASKED_FOR_ONLY: Final = ("chat_member", "message_reaction", "message_reaction_count")
"""Kinds that come only to a bot that names them."""


class UpdateQueue:
    """Updates until they are confirmed. One poll at a time: the newest ends the one before it."""

    def __init__(self) -> None:
        self._numbers = count(500_001)
        self._updates: dict[int, Update] = {}
        self._poll: asyncio.Future[None] | None = None
        self._closed = False
        self.allowed: tuple[str, ...] | None = None
        self.polled = asyncio.Event()
        """Set while somebody waits."""
        self.changed = asyncio.Event()
        """Set, and replaced by another one, when something comes, is confirmed or could not be delivered."""

    def __len__(self) -> int:
        return len(self._updates)

    @property
    def pending(self) -> tuple[Update, ...]:
        """What is not confirmed yet, oldest first."""
        return tuple(self._updates.values())

    def push_message(self, message: Message) -> None:
        self._push(Update(update_id=next(self._numbers), message=message))

    def push_edit(self, message: Message) -> None:
        """A person changed what they had written."""
        self._push(Update(update_id=next(self._numbers), edited_message=message))

    def push_query(self, query: CallbackQuery) -> None:
        self._push(Update(update_id=next(self._numbers), callback_query=query))

    def push_inline_query(self, query: InlineQuery) -> None:
        self._push(Update(update_id=next(self._numbers), inline_query=query))

    def push_standing(self, change: ChatMemberUpdated) -> None:
        """The bot's own membership changed."""
        self._push(Update(update_id=next(self._numbers), my_chat_member=change))

    def confirm(self, update_id: int) -> None:
        """It was taken; it comes no more."""
        self._updates.pop(update_id, None)
        self.stir()

    def forget(self) -> None:
        """Drop what is pending."""
        self._updates.clear()
        self.stir()

    async def emptied(self) -> None:
        """Returns once everything that happened is confirmed."""
        while self._updates:
            await self.changed.wait()

    def close(self) -> None:
        """Let every waiting poll go home empty-handed, now and from now on: the server is shutting down."""
        self._closed = True
        self._wake()

    async def get(self, offset: int, limit: int, seconds: int) -> list[Update]:
        """Pending updates from `offset` on, which confirms those before it; waits up to `seconds` for one."""
        self.end_poll("terminated by other getUpdates request; make sure that only one bot instance is running")
        self._confirm_before(offset)
        if not self._updates and not self._closed and seconds > 0:
            await self._wait(min(seconds, MAX_WAIT))
        return list(islice(self._updates.values(), min(max(limit, 1), MAX_BATCH)))

    def end_poll(self, reason: str) -> None:
        """Send the poll that waits, if there is one, home with a conflict."""
        if self._poll and not self._poll.done():
            self._poll.set_exception(conflict(reason))

    def _push(self, update: Update) -> None:
        if update.kind in self.allowed if self.allowed else update.kind not in ASKED_FOR_ONLY:
            self._updates[update.update_id] = update
            self._wake()
            self.stir()

    def _confirm_before(self, offset: int) -> None:
        """A negative offset counts from the end of the queue and confirms all that lies before it."""
        numbers = list(self._updates)
        confirmed = numbers[:offset] if offset < 0 else [number for number in numbers if number < offset]
        for number in confirmed:
            self.confirm(number)

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

    def stir(self) -> None:
        """Let those look again who wait for a change."""
        changed, self.changed = self.changed, asyncio.Event()
        changed.set()
