"""Keeps what happens in one chat in order while different chats are served side by side."""

import asyncio
from collections.abc import Awaitable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Final
from weakref import WeakValueDictionary

from telegram import Update
from telegram.ext import BaseUpdateProcessor

SIDE_BY_SIDE: Final = 1024
"""Updates under way at most. A chat's waiting updates count too: so many that no single chat holds up the others."""


class ChatByChat(BaseUpdateProcessor):
    """Updates of one chat one after the other, in the order in which they came; chats beside each other."""

    def __init__(self) -> None:
        super().__init__(SIDE_BY_SIDE)
        # A lock lives as long as somebody holds it or waits for it.
        self._turns: WeakValueDictionary[tuple[int, int], asyncio.Lock] = WeakValueDictionary()
        self._lines: dict[tuple[int, int], list[Update]] = {}

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        """Waits for the chat's turn, or that of the person where there is no chat (inline queries), then processes."""
        if not isinstance(update, Update):
            await coroutine
            return
        chat, person = _place_in(update)
        turn = self._turns.setdefault((chat, 0) if chat else (0, person), asyncio.Lock())
        with self._in_line(update):
            async with turn:
                # What came together gets in line together, before the first of it is dealt with.
                await asyncio.sleep(0)
                await coroutine

    def behind(self, update: Update) -> Sequence[Update]:
        """What the same person did later in the same chat, as far as it has come."""
        line = self._lines.get(_place_in(update), [])
        return [waiting for waiting in line if waiting.update_id > update.update_id]

    @contextmanager
    def _in_line(self, update: Update) -> Iterator[None]:
        place = _place_in(update)
        line = self._lines.setdefault(place, [])
        line.append(update)
        try:
            yield
        finally:
            line.remove(update)
            if not line:
                del self._lines[place]

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""


def _place_in(update: Update) -> tuple[int, int]:
    """The line of one person in one chat; of what a person does in no chat, too (chat 0)."""
    chat, sender = update.effective_chat, update.effective_sender
    return (chat.id if chat else 0, sender.id if sender else 0)
