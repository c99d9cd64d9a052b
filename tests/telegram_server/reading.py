"""Reading what the bot does, as on a phone: one chat, and the place up to which somebody has read it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING, Final, TypeVar

from tests.telegram_server.chats import Room
from tests.telegram_server.journal import Edited, Happening, Posted
from tests.telegram_server.objects import BotCommand, Message, ReplyMarkup, User

if TYPE_CHECKING:
    from tests.telegram_server.server import TelegramServer

PATIENCE: Final = 5.0
"""Seconds a person waits for the bot."""

Wanted = TypeVar("Wanted")


class Reader:
    """One person in one chat: their private chat with the bot, a group, or a topic of a forum."""

    def __init__(self, server: TelegramServer, user: User, room: Room, thread: int | None = None) -> None:
        self.user = user
        self.thread = thread
        """The topic, or None where there is none and in the general one."""
        self._first_room = room
        self._server = server
        self._read_up_to = 0

    @property
    def room(self) -> Room:
        """The chat; who was in a group that became a supergroup is in that one."""
        room = self._first_room
        while room.successor:
            room = room.successor
        return room

    @property
    def screen(self) -> tuple[Message, ...]:
        """The messages of the chat (in a forum: of the topic) as they stand now, oldest first."""
        return tuple(message for message in self.room.messages.values() if self._here(message))

    @property
    def pinned(self) -> tuple[Message, ...]:
        """The messages on top of the chat, the newest pin first."""
        return tuple(self.room.messages[number] for number in reversed(self.room.pinned))

    @property
    def commands(self) -> tuple[BotCommand, ...]:
        """The commands behind this person's "/" key."""
        return self._server.profile.commands_shown(self.room.chat, self.user)

    async def receives(self) -> Message:
        """The next message of the bot that this person has not read: a new one or a changed one."""
        return await self._next("a message", self._message_here)

    async def receives_keyboard(self) -> ReplyMarkup | None:
        """The keyboard asked for with the next new message, of whatever kind."""
        posted = await self._next("a new message", self._posted_here)
        return posted.markup

    def _here(self, message: Message) -> bool:
        if message.chat.id != self.room.chat.id:
            return False
        return not self.room.chat.is_forum or message.message_thread_id == self.thread

    def _message_here(self, happening: Happening) -> Message | None:
        if isinstance(happening, Posted | Edited) and self._here(happening.message):
            return happening.message
        return None

    def _posted_here(self, happening: Happening) -> Posted | None:
        if isinstance(happening, Posted) and self._here(happening.message):
            return happening
        return None

    async def _next(self, what: str, wanted: Callable[[Happening], Wanted | None]) -> Wanted:
        self._read_up_to, found = await self._wait(what, wanted)
        return found

    async def _wait(self, what: str, wanted: Callable[[Happening], Wanted | None]) -> tuple[int, Wanted]:
        try:
            async with asyncio.timeout(PATIENCE):
                return await self._server.journal.find(self._read_up_to, wanted)
        except TimeoutError:
            raise AssertionError(
                f"{self.user.first_name} waited {PATIENCE} s for {what}; the bot did"
                f" {self._server.journal.since(self._read_up_to)}; the server says {self._server.problems()}"
            ) from None
