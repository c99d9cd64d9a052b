"""As many calls as Telegram takes (https://core.telegram.org/bots/faq#broadcasting-to-users), each chat for itself.

The library's own limiter holds every chat back while one was told to wait; here that chat waits alone.
"""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from typing import Any, Final

from aiolimiter import AsyncLimiter
from telegram.constants import FloodLimit
from telegram.error import RetryAfter
from telegram.ext import BaseRateLimiter

from bot.telegram.recent import Recent

Answer = bool | dict[str, Any] | list[dict[str, Any]]
RETRIES: Final = 3
"""How often a call is tried again after Telegram asked to wait."""

_MORE: Final = 0.1
"""Seconds to wait beyond what Telegram asks for, which it gives in whole ones."""


class Pace(BaseRateLimiter[int]):
    """Thirty messages a second in all, twenty a minute to a group; calls to no chat are let through."""

    def __init__(self) -> None:
        self._all = AsyncLimiter(FloodLimit.MESSAGES_PER_SECOND, 1)
        self._groups: Recent[int, AsyncLimiter] = Recent()

    async def process_request(
        self,
        callback: Callable[..., Coroutine[Any, Any, Answer]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: int | None,
    ) -> Answer:
        """Makes a call when there is room for it, and again when it was too early; raises `TelegramError`."""
        chat = data.get("chat_id")
        for _ in range(RETRIES):
            try:
                async with self._room(chat):
                    return await callback(*args, **kwargs)
            except RetryAfter as error:
                await asyncio.sleep(seconds_of(error) + _MORE)
        async with self._room(chat):
            return await callback(*args, **kwargs)

    @asynccontextmanager
    async def _room(self, chat: object) -> AsyncIterator[None]:
        if isinstance(chat, int):
            if chat < 0:
                await self._group(chat).acquire()
            await self._all.acquire()
        yield

    def _group(self, chat: int) -> AsyncLimiter:
        limiter = self._groups.get(chat) or AsyncLimiter(FloodLimit.MESSAGES_PER_MINUTE_PER_GROUP, 60)
        self._groups.note(chat, limiter)
        return limiter

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""


def seconds_of(error: RetryAfter) -> float:
    """How long Telegram asks to wait."""
    wait = error.retry_after
    return wait if isinstance(wait, int) else wait.total_seconds()
