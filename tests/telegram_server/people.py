"""People in tests: they write, tap and read as on a phone.

What a person does returns once the bot's reaction is there; who waits in vain is told what happened instead.
"""

import re
from typing import Final
from urllib.parse import parse_qs, urlsplit

from tests.telegram_server.chats import shown_to_bot
from tests.telegram_server.formatting import entities_written
from tests.telegram_server.hosting import Host
from tests.telegram_server.journal import Answered, Happening, Offered
from tests.telegram_server.keyboards import inline_part
from tests.telegram_server.methods.inline import formatted
from tests.telegram_server.objects import (
    CallbackQuery,
    Contact,
    Content,
    Document,
    InlineKeyboardButton,
    InlineQueryResultArticle,
    Location,
    Message,
    PhotoSize,
    Sticker,
    Video,
    Voice,
)
from tests.telegram_server.reading import PATIENCE as PATIENCE

_PAYLOAD: Final = re.compile(r"[A-Za-z0-9_-]{0,64}")


class Person(Host):
    """One person in one chat, with all that they can do there."""

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
        assert self.room.hosts_bot or not self.room.private, "unblock the bot before writing to it"
        self._read_up_to = len(self._server.journal)
        message = self._server.chats.post(self.room, self.user, self._placed(content))
        if self._bot_sees(message):
            self._server.updates.push_message(message)
        return message

    def edits(self, message: Message, text: str) -> Message:
        """Change what one has written, without waiting."""
        assert message.from_ == self.user, f"{self.user.first_name} cannot edit what {message.from_.first_name} wrote"
        self._read_up_to = len(self._server.journal)
        content = Content(text=text, entities=entities_written(text) or None)
        edited = self._server.chats.amend(self.room, message, content)
        if self._bot_sees(edited):
            self._server.updates.push_edit(edited)
        return edited

    # Inline mode

    async def asks_inline(self, text: str, offset: str = "") -> Offered:
        """Type after the bot's name, here or in whatever chat, and see what it offers."""
        query = self._server.inline_queries.asked(self.user, self.room.chat, text, offset)
        self._server.updates.push_inline_query(query)

        def wanted(happening: Happening) -> Offered | None:
            return happening if isinstance(happening, Offered) and happening.query_id == query.id else None

        _, offered = await self._wait(f"the answer to the inline query {text!r}", wanted)
        return offered

    def picks(self, result: InlineQueryResultArticle) -> Message:
        """Send what the bot offered, in one's own name."""
        written = formatted(result.input_message_content)
        content = Content(
            text=written.text,
            entities=written.entities or None,
            link_preview_options=result.input_message_content.link_preview_options,
            reply_markup=inline_part(result.reply_markup),
            via_bot=self._server.bot,
        )
        return self.sends(content)

    def _placed(self, content: Content) -> Content:
        """In a topic even who replies to nobody replies to its first message."""
        if self.thread is not None and content.reply_to_message is None:
            content = content.model_copy(update={"reply_to_message": self.room.messages[self.thread]})
        return self.room.in_thread(content, self.thread)

    def _bot_sees(self, message: Message) -> bool:
        return self.room.hosts_bot and shown_to_bot(message, self._server.bot, self.room.standing)

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


def _data(button: InlineKeyboardButton) -> str:
    assert button.callback_data is not None, f"{button.text!r} does not call the bot: {button}"
    return button.callback_data
