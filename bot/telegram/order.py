"""Keeps what happens in one chat in order while different chats are served side by side."""

import asyncio
from collections.abc import Awaitable
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
        self._turns: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        """Waits for the chat's turn, then processes."""
        chat = update.effective_chat if isinstance(update, Update) else None
        turn = self._turns.setdefault(chat.id, asyncio.Lock()) if chat else asyncio.Lock()
        async with turn:
            await coroutine

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""
