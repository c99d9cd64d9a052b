"""What the bot did, in order, and a way to wait for what it does next."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from tests.telegram_server.objects import (
    InlineQueryResultArticle,
    InlineQueryResultsButton,
    Message,
    ReplyMarkup,
)

Wanted = TypeVar("Wanted")


@dataclass(frozen=True)
class Posted:
    """The bot wrote a message; `markup` is the keyboard it asked for, of whatever kind."""

    message: Message
    markup: ReplyMarkup | None


@dataclass(frozen=True)
class Edited:
    """The bot changed one of its messages."""

    message: Message


@dataclass(frozen=True)
class Deleted:
    """The bot took a message away; this is how it stood."""

    message: Message


@dataclass(frozen=True)
class Offered:
    """The bot answered an inline query: what may be sent, and where the next page begins ("" after the last)."""

    query_id: str
    results: tuple[InlineQueryResultArticle, ...]
    next_offset: str
    button: InlineQueryResultsButton | None
    cache_seconds: int
    is_personal: bool


@dataclass(frozen=True)
class Answered:
    """The bot answered a tap: a toast, an alert, or nothing but the end of the spinning wheel."""

    query_id: str
    text: str
    alert: bool


@dataclass(frozen=True)
class Acted:
    """The bot showed that it is busy in a chat."""

    chat_id: int
    action: str
    thread: int | None = None


Happening = Posted | Edited | Deleted | Answered | Offered | Acted


class Journal:
    """An ever growing list; a reader keeps their own place in it."""

    def __init__(self) -> None:
        self._entries: list[Happening] = []
        self._grown = asyncio.Event()

    def __len__(self) -> int:
        return len(self._entries)

    def add(self, happening: Happening) -> None:
        self._entries.append(happening)
        self._grown.set()
        self._grown = asyncio.Event()

    def since(self, place: int) -> list[Happening]:
        return self._entries[place:]

    async def find(self, place: int, wanted: Callable[[Happening], Wanted | None]) -> tuple[int, Wanted]:
        """The first wanted thing from `place` on, and the place after it; waits for as long as it takes."""
        while True:
            grown = self._grown
            while place < len(self._entries):
                found = wanted(self._entries[place])
                place += 1
                if found is not None:
                    return place, found
            await grown.wait()
