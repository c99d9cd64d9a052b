"""People in tests: they write, tap and read as on a phone.

What a person does returns once the bot's reaction is there; who waits in vain is told what happened instead.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Final, TypeVar
from urllib.parse import parse_qs, urlsplit

from tests.telegram_server.chats import Room, Standing, shown_to_bot
from tests.telegram_server.formatting import entities_written
from tests.telegram_server.journal import Answered, Edited, Happening, Posted
from tests.telegram_server.objects import (
    BotCommand,
    CallbackQuery,
    ChatMember,
    ChatMemberUpdated,
    Contact,
    Content,
    Document,
    InlineKeyboardButton,
    Location,
    Message,
    PhotoSize,
    ReplyMarkup,
    Sticker,
    User,
    Video,
    Voice,
)

if TYPE_CHECKING:
    from tests.telegram_server.server import TelegramServer

PATIENCE: Final = 5.0
"""Seconds a person waits for the bot."""

Wanted = TypeVar("Wanted")
_PAYLOAD: Final = re.compile(r"[A-Za-z0-9_-]{0,64}")
_STATUS: Final[dict[Standing, str]] = {"stranger": "left", "member": "member", "kicked": "kicked"}


class Person:
    """One person in one chat: their private chat with the bot, or a group."""

    def __init__(self, server: TelegramServer, user: User, room: Room) -> None:
        self.user = user
        self.room = room
        self._server = server
        self._read_up_to = 0

    @property
    def screen(self) -> tuple[Message, ...]:
        """The messages of the chat as they stand now, oldest first."""
        return tuple(self.room.messages.values())

    @property
    def commands(self) -> tuple[BotCommand, ...]:
        """The commands behind this person's "/" key."""
        return self._server.profile.commands_shown(self.room.chat, self.user)

    # Waiting for the bot

    async def says(self, text: str) -> Message:
        """Write, and read the first message that comes back."""
        self.writes(text)
        return await self.receives()

    async def opens(self, payload: str = "") -> Message:
        """Open the bot by a link with a payload (or none) and read the first message."""
        self.presses_start(payload)
        return await self.receives()

    async def follows(self, link: str) -> Message:
        """Follow a https://t.me/<bot>?start=<payload> link."""
        parts = urlsplit(link)
        here = (parts.scheme, parts.netloc, parts.path) == ("https", "t.me", f"/{self._server.bot.username}")
        assert here, f"{link} does not lead to @{self._server.bot.username}"
        return await self.opens(parse_qs(parts.query).get("start", [""])[0])

    async def taps(self, label: str, on: Message | None = None) -> Message:
        """Tap a button; returns the message that changed or came, once the query is answered as well."""
        query = self._tap(self._button(label, on))
        await self._answer(query)
        return await self.receives()

    async def taps_for_notice(self, label: str, on: Message | None = None) -> Answered:
        """Tap a button and read the toast; nothing else is waited for."""
        return await self._answer(self._tap(self._button(label, on)))

    async def forges(self, data: str, on: Message) -> Answered:
        """Send a tap with data that no button carries, as a changed app can."""
        return await self._answer(self._tap((on, data)))

    async def sends_photo(self, caption: str | None = None) -> Message:
        photo = PhotoSize(file_id="photo", file_unique_id="photo", width=90, height=60)
        self.sends(Content(photo=(photo,), caption=caption))
        return await self.receives()

    async def sends_voice(self) -> Message:
        self.sends(Content(voice=Voice(file_id="voice", file_unique_id="voice", duration=3)))
        return await self.receives()

    async def sends_video(self) -> Message:
        video = Video(file_id="video", file_unique_id="video", width=90, height=60, duration=3)
        self.sends(Content(video=video))
        return await self.receives()

    async def sends_sticker(self) -> Message:
        sticker = Sticker(
            file_id="sticker", file_unique_id="sticker", width=512, height=512, is_animated=False, is_video=False
        )
        self.sends(Content(sticker=sticker))
        return await self.receives()

    async def sends_file(self, name: str) -> Message:
        self.sends(Content(document=Document(file_id="file", file_unique_id="file", file_name=name)))
        return await self.receives()

    async def shares_contact(self, phone_number: str) -> Message:
        contact = Contact(phone_number=phone_number, first_name=self.user.first_name)
        self.sends(Content(contact=contact))
        return await self.receives()

    async def shares_location(self, latitude: float, longitude: float) -> Message:
        self.sends(Content(location=Location(latitude=latitude, longitude=longitude)))
        return await self.receives()

    async def receives(self) -> Message:
        """The next message of the bot that this person has not read: a new one or a changed one."""
        return await self._next("a message", self._message_here)

    async def receives_keyboard(self) -> ReplyMarkup | None:
        """The keyboard asked for with the next new message, of whatever kind."""
        posted = await self._next("a new message", self._posted_here)
        return posted.markup

    # Without waiting

    def writes(self, text: str, reply_to: Message | None = None) -> Message:
        """Write without waiting for the bot."""
        entities = entities_written(text) or None
        return self.sends(Content(text=text, entities=entities, reply_to_message=reply_to))

    def presses_start(self, payload: str = "") -> Message:
        assert _PAYLOAD.fullmatch(payload), f"Telegram opens no link with the payload {payload!r}"
        return self.writes(f"/start {payload}".rstrip())

    def sends(self, content: Content) -> Message:
        """Send anything, without waiting; whoever writes to the bot alone lets it write back."""
        if self.room.private and self.room.standing == "stranger":
            self.room.standing = "member"
        assert self.room.standing == "member" or not self.room.private, "unblock the bot before writing to it"
        self._read_up_to = len(self._server.journal)
        message = self._server.chats.post(self.room, self.user, content)
        if self.room.standing == "member" and shown_to_bot(message, self._server.bot):
            self._server.updates.push_message(message)
        return message

    def blocks_bot(self) -> None:
        """Block the bot, or throw it out of the group."""
        self._bot_becomes("kicked")

    def unblocks_bot(self) -> None:
        """Let the bot in again."""
        self._bot_becomes("member")

    def _bot_becomes(self, standing: Standing) -> None:
        before, self.room.standing = self.room.standing, standing
        self._server.updates.push_standing(
            ChatMemberUpdated(
                chat=self.room.chat,
                from_=self.user,
                date=self._server.chats.timestamp(),
                old_chat_member=self._membership(before),
                new_chat_member=self._membership(standing),
            )
        )

    def _membership(self, standing: Standing) -> ChatMember:
        until = 0 if standing == "kicked" else None
        return ChatMember.model_validate({"status": _STATUS[standing], "user": self._server.bot, "until_date": until})

    # Buttons

    def _button(self, label: str, on: Message | None) -> tuple[Message, str]:
        """The message and the data of a button: on that message, else on the newest that has the label."""
        shown = (on,) if on else tuple(reversed(self.screen))
        for message in shown:
            for button in message.buttons:
                if button.text == label:
                    return message, _data(button)
        labels = [message.labels for message in shown if message.labels]
        raise AssertionError(f"{self.user.first_name} sees no button {label!r}; the buttons are {labels}")

    def _tap(self, button: tuple[Message, str]) -> CallbackQuery:
        message, data = button
        self._read_up_to = len(self._server.journal)
        current = self.room.messages[message.message_id]
        query = self._server.callbacks.tapped(self.user, current, data)
        self._server.updates.push_query(query)
        return query

    async def _answer(self, query: CallbackQuery) -> Answered:
        def wanted(happening: Happening) -> Answered | None:
            return happening if isinstance(happening, Answered) and happening.query_id == query.id else None

        _, answered = await self._wait(f"the answer to {query.data!r}", wanted)
        return answered

    # Reading the journal

    def _message_here(self, happening: Happening) -> Message | None:
        if isinstance(happening, Posted | Edited) and happening.message.chat == self.room.chat:
            return happening.message
        return None

    def _posted_here(self, happening: Happening) -> Posted | None:
        if isinstance(happening, Posted) and happening.message.chat == self.room.chat:
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


def _data(button: InlineKeyboardButton) -> str:
    assert button.callback_data is not None, f"{button.text!r} does not call the bot: {button}"
    return button.callback_data
