"""Sending messages and changing them."""

from typing import Final

from pydantic import Json

from tests.telegram_server.calls import Handler
from tests.telegram_server.chats import Chats, Room
from tests.telegram_server.errors import bad_request
from tests.telegram_server.files import Files, Upload
from tests.telegram_server.formatting import caption_text, message_text
from tests.telegram_server.journal import Acted, Edited, Journal, Posted
from tests.telegram_server.keyboards import check_keyboard, inline_part
from tests.telegram_server.objects import (
    Content,
    InlineKeyboardMarkup,
    LinkPreviewOptions,
    Message,
    MessageEntity,
    ReplyMarkup,
    ReplyParameters,
    User,
)

ACTIONS: Final = frozenset(
    {
        "typing",
        "upload_photo",
        "record_video",
        "upload_video",
        "record_voice",
        "upload_voice",
        "upload_document",
        "choose_sticker",
        "find_location",
        "record_video_note",
        "upload_video_note",
    }
)


class Messages:
    """sendMessage, sendDocument, editMessageText, sendChatAction."""

    def __init__(self, bot: User, chats: Chats, files: Files, journal: Journal) -> None:
        self._bot = bot
        self._chats = chats
        self._files = files
        self._journal = journal

    def offered(self) -> tuple[Handler, ...]:
        return (self.send_message, self.send_document, self.edit_message_text, self.send_chat_action)

    async def send_message(
        self,
        *,
        chat_id: str,
        text: str = "",
        parse_mode: str | None = None,
        entities: Json[tuple[MessageEntity, ...]] | None = None,
        reply_markup: Json[ReplyMarkup] | None = None,
        reply_parameters: Json[ReplyParameters] | None = None,
        link_preview_options: Json[LinkPreviewOptions] | None = None,
        disable_notification: bool = False,
        protect_content: bool = False,
    ) -> Message:
        room = self._chats.reachable(chat_id)
        written = message_text(text, parse_mode, entities)
        content = Content(
            text=written.text,
            entities=written.entities or None,
            link_preview_options=link_preview_options,
            has_protected_content=protect_content or None,
            reply_to_message=_replied_to(room, reply_parameters),
            reply_markup=inline_part(reply_markup),
        )
        return self._post(room, content, reply_markup)

    async def send_document(
        self,
        *,
        chat_id: str,
        document: Upload | str,
        caption: str = "",
        parse_mode: str | None = None,
        caption_entities: Json[tuple[MessageEntity, ...]] | None = None,
        reply_markup: Json[ReplyMarkup] | None = None,
        reply_parameters: Json[ReplyParameters] | None = None,
        disable_content_type_detection: bool = False,
        disable_notification: bool = False,
        protect_content: bool = False,
    ) -> Message:
        room = self._chats.reachable(chat_id)
        written = caption_text(caption, parse_mode, caption_entities)
        content = Content(
            document=self._files.keep(document),
            caption=written.text or None,
            caption_entities=written.entities or None,
            has_protected_content=protect_content or None,
            reply_to_message=_replied_to(room, reply_parameters),
            reply_markup=inline_part(reply_markup),
        )
        return self._post(room, content, reply_markup)

    async def edit_message_text(
        self,
        *,
        chat_id: str = "",
        message_id: int = 0,
        text: str = "",
        parse_mode: str | None = None,
        entities: Json[tuple[MessageEntity, ...]] | None = None,
        reply_markup: Json[InlineKeyboardMarkup] | None = None,
        link_preview_options: Json[LinkPreviewOptions] | None = None,
    ) -> Message:
        if not message_id:
            raise bad_request("message identifier is not specified")
        room = self._chats.reachable(chat_id)
        written = message_text(text, parse_mode, entities)
        check_keyboard(reply_markup)
        message = self._editable(room, message_id)
        content = Content(
            text=written.text,
            entities=written.entities or None,
            reply_markup=inline_part(reply_markup),
        )
        if (content.text, content.entities, content.reply_markup) == (
            message.text,
            message.entities,
            message.reply_markup,
        ):
            raise bad_request(
                "message is not modified: specified new message content and reply markup are exactly the same"
                " as a current content and reply markup of the message"
            )
        edited = self._chats.amend(room, message, content)
        self._journal.add(Edited(edited))
        return edited

    async def send_chat_action(self, *, chat_id: str, action: str) -> bool:
        room = self._chats.reachable(chat_id)
        if action not in ACTIONS:
            raise bad_request("wrong parameter action in request")
        self._journal.add(Acted(room.chat.id, action))
        return True

    def _post(self, room: Room, content: Content, markup: ReplyMarkup | None) -> Message:
        check_keyboard(markup)
        message = self._chats.post(room, self._bot, content)
        self._journal.add(Posted(message, markup))
        return message

    def _editable(self, room: Room, message_id: int) -> Message:
        message = room.messages.get(message_id)
        if message is None:
            raise bad_request("message to edit not found")
        if message.from_.id != self._bot.id:
            raise bad_request("message can't be edited")
        if message.text is None:
            raise bad_request("there is no text in the message to edit")
        return message


def _replied_to(room: Room, parameters: ReplyParameters | None) -> Message | None:
    if parameters is None:
        return None
    message = room.messages.get(parameters.message_id)
    if message is None and not parameters.allow_sending_without_reply:
        raise bad_request("message to be replied not found")
    return message.model_copy(update={"reply_to_message": None}) if message else None
