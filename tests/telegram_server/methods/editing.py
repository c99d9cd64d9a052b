"""Changing messages and taking them away."""

from datetime import timedelta
from typing import Final

from pydantic import Json

from tests.telegram_server.calls import Handler
from tests.telegram_server.chats import Chats, Room
from tests.telegram_server.errors import bad_request
from tests.telegram_server.formatting import message_text
from tests.telegram_server.journal import Deleted, Edited, Journal
from tests.telegram_server.keyboards import check_keyboard, inline_part
from tests.telegram_server.objects import (
    Content,
    InlineKeyboardMarkup,
    LinkPreviewOptions,
    Message,
    MessageEntity,
    User,
)

DELETABLE_FOR: Final = int(timedelta(hours=48).total_seconds())
"""Seconds after which a message stays for good."""


class Editing:
    """editMessageText, editMessageReplyMarkup, deleteMessage.

    A message that a person sent through the bot is named by `inline_message_id`; its edits answer True.
    """

    def __init__(self, bot: User, chats: Chats, journal: Journal) -> None:
        self._bot = bot
        self._chats = chats
        self._journal = journal

    def offered(self) -> tuple[Handler, ...]:
        return (self.edit_message_text, self.edit_message_reply_markup, self.delete_message)

    async def edit_message_text(
        self,
        *,
        chat_id: str = "",
        message_id: int = 0,
        inline_message_id: str = "",
        text: str = "",
        parse_mode: str | None = None,
        entities: Json[tuple[MessageEntity, ...]] | None = None,
        reply_markup: Json[InlineKeyboardMarkup] | None = None,
        link_preview_options: Json[LinkPreviewOptions] | None = None,
    ) -> Message | bool:
        room, message = self._editable(chat_id, message_id, inline_message_id)
        written = message_text(text, parse_mode, entities)
        if message.text is None:
            raise bad_request("there is no text in the message to edit")
        content = Content(text=written.text, entities=written.entities or None, reply_markup=inline_part(reply_markup))
        return self._edit(room, message, content, reply_markup)

    async def edit_message_reply_markup(
        self,
        *,
        chat_id: str = "",
        message_id: int = 0,
        inline_message_id: str = "",
        reply_markup: Json[InlineKeyboardMarkup] | None = None,
    ) -> Message | bool:
        room, message = self._editable(chat_id, message_id, inline_message_id)
        content = Content(text=message.text, entities=message.entities, reply_markup=inline_part(reply_markup))
        return self._edit(room, message, content, reply_markup)

    async def delete_message(self, *, chat_id: str, message_id: int) -> bool:
        room = self._chats.reachable(chat_id)
        message = room.messages.get(message_id)
        if message is None:
            raise bad_request("message to delete not found")
        if not (room.private or room.standing == "administrator" or message.from_.id == self._bot.id):
            raise bad_request("message can't be deleted")
        if self._chats.timestamp() - message.date > DELETABLE_FOR:
            raise bad_request("message can't be deleted for everyone")
        del room.messages[message_id]
        room.pinned = [number for number in room.pinned if number != message_id]
        self._journal.add(Deleted(message))
        return True

    def _edit(
        self, room: Room, message: Message, content: Content, markup: InlineKeyboardMarkup | None
    ) -> Message | bool:
        check_keyboard(markup)
        if all(getattr(content, name) == getattr(message, name) for name in ("text", "entities", "reply_markup")):
            raise bad_request(
                "message is not modified: specified new message content and reply markup are exactly the same"
                " as a current content and reply markup of the message"
            )
        edited = self._chats.amend(room, message, content)
        self._journal.add(Edited(edited))
        return edited if edited.via_bot is None else True

    def _editable(self, chat_id: str, message_id: int, inline_message_id: str) -> tuple[Room, Message]:
        if inline_message_id:
            return self._chats.sent_inline(inline_message_id)
        if not message_id:
            raise bad_request("message identifier is not specified")
        room = self._chats.reachable(chat_id)
        message = room.messages.get(message_id)
        if message is None:
            raise bad_request("message to edit not found")
        if message.from_.id != self._bot.id:
            raise bad_request("message can't be edited")
        return room, message
