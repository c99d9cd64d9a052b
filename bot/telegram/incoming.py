"""What Telegram has for us: asked for, put into the application's queue, confirmed with the next asking.

What waited while nobody asked is fetched whole, before the first of it is answered: only who sees all that a person
wrote knows which of it is the newest.
"""

from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from bot.telegram.application import TelegramApplication

BATCHES: Final = 100
"""Fetched at the start at most, 100 updates each; what is beyond comes later."""

_AT_ONCE: Final = timedelta()


class Incoming:
    """Goes on where it stopped, also after a failure; every method raises `telegram.error.TelegramError`."""

    def __init__(self, application: TelegramApplication, kinds: Sequence[str]) -> None:
        self._application = application
        self._kinds = kinds
        self._next: int | None = None

    async def catch_up(self) -> None:
        """Fetches all that waits."""
        for _ in range(BATCHES):
            if not await self.more(_AT_ONCE):
                return
        await self.confirm()

    async def more(self, patience: timedelta) -> int:
        """Fetches up to 100 updates, waiting so long for the first; how many came."""
        updates = await self._application.bot.get_updates(self._next, timeout=patience, allowed_updates=self._kinds)
        for update in updates:
            await self._application.update_queue.put(update)
            self._next = update.update_id + 1
        return len(updates)

    async def confirm(self) -> None:
        """Lets Telegram forget what was fetched last; what is newer stays there."""
        if self._next is not None:
            await self._application.bot.get_updates(self._next, limit=1, timeout=_AT_ONCE, allowed_updates=self._kinds)
