"""Sending messages: text, photos, documents, copies; and showing that the bot is busy."""

from typing import Final

from pydantic import Json

from tests.telegram_server.calls import Handler
from tests.telegram_server.chats import Chats, Room
from tests.telegram_server.errors import UnmodelledError, bad_request
from tests.telegram_server.files import Files, Upload
from tests.telegram_server.formatting import caption_text, message_text
from tests.telegram_server.journal import Acted, Journal, Posted
from tests.telegram_server.keyboards import check_keyboard, inline_part
from tests.telegram_server.objects import (
    Content,
    LinkPreviewOptions,
    Message,
    MessageEntity,
    MessageId,
    ReplyMarkup,
    ReplyParameters,
    User,
)

GENERAL_TOPIC: Final = 1
COPIED: Final = (
    "text", "entities", "caption", "caption_entities", "document", "photo", "voice", "video", "sticker", "contact",
    "location", "link_preview_options",
)  # fmt: skip
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


class Sending:
    """sendMessage, sendPhoto, sendDocument, copyMessage, sendChatAction."""

    def __init__(self, bot: User, chats: Chats, files: Files, journal: Journal) -> None:
        self._bot = bot
        self._chats = chats
        self._files = files
        self._journal = journal

    def offered(self) -> tuple[Handler, ...]:
        return (self.send_message, self.send_photo, self.send_document, self.copy_message, self.send_chat_action)

    async def send_message(
        self,
        *,
        chat_id: str,
        message_thread_id: int | None = None,
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
        )
        return self._post(room, message_thread_id, content, reply_markup)

    async def send_photo(
        self,
        *,
        chat_id: str,
        photo: Upload | str,
        message_thread_id: int | None = None,
        caption: str = "",
        parse_mode: str | None = None,
        caption_entities: Json[tuple[MessageEntity, ...]] | None = None,
        reply_markup: Json[ReplyMarkup] | None = None,
        reply_parameters: Json[ReplyParameters] | None = None,
        disable_notification: bool = False,
        protect_content: bool = False,
    ) -> Message:
        room = self._chats.reachable(chat_id)
        written = caption_text(caption, parse_mode, caption_entities)
        content = Content(
            photo=self._files.keep_photo(photo),
            caption=written.text or None,
            caption_entities=written.entities or None,
            has_protected_content=protect_content or None,
            reply_to_message=_replied_to(room, reply_parameters),
        )
        return self._post(room, message_thread_id, content, reply_markup)

    async def send_document(
        self,
        *,
        chat_id: str,
        document: Upload | str,
        message_thread_id: int | None = None,
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
        )
        return self._post(room, message_thread_id, content, reply_markup)

    async def copy_message(
        self,
        *,
        chat_id: str,
        from_chat_id: str,
        message_id: int,
        message_thread_id: int | None = None,
        caption: str | None = None,
        parse_mode: str | None = None,
        caption_entities: Json[tuple[MessageEntity, ...]] | None = None,
        reply_markup: Json[ReplyMarkup] | None = None,
        reply_parameters: Json[ReplyParameters] | None = None,
        disable_notification: bool = False,
        protect_content: bool = False,
    ) -> MessageId:
        """A copy has no link to its original, and none of its buttons."""
        room = self._chats.reachable(chat_id)
        original = _copied(self._chats.reachable(from_chat_id), message_id)
        fields: dict[str, object] = {name: getattr(original, name) for name in COPIED}
        if caption is not None and original.text is None:
            written = caption_text(caption, parse_mode, caption_entities)
            fields |= {"caption": written.text or None, "caption_entities": written.entities or None}
        content = Content.model_validate(fields).model_copy(
            update={
                "has_protected_content": protect_content or None,
                "reply_to_message": _replied_to(room, reply_parameters),
            }
        )
        return MessageId(message_id=self._post(room, message_thread_id, content, reply_markup).message_id)

    async def send_chat_action(self, *, chat_id: str, action: str, message_thread_id: int | None = None) -> bool:
        room = self._chats.reachable(chat_id)
        if not (room.chat.is_forum and message_thread_id == GENERAL_TOPIC):
            room.check_thread(message_thread_id)
        if action not in ACTIONS:
            raise bad_request("wrong parameter action in request")
        self._journal.add(Acted(room.chat.id, action, message_thread_id))
        return True

    def _post(self, room: Room, thread: int | None, content: Content, markup: ReplyMarkup | None) -> Message:
        room.check_thread(thread)
        check_keyboard(markup)
        placed = room.in_thread(content, thread).model_copy(update={"reply_markup": inline_part(markup)})
        message = self._chats.post(room, self._bot, placed)
        self._journal.add(Posted(message, markup))
        return message


def _copied(room: Room, message_id: int) -> Message:
    message = room.messages.get(message_id)
    if message is None:
        raise bad_request("message to copy not found")
    if message.notice:
        raise bad_request("message can't be copied")
    if message.has_protected_content:
        raise UnmodelledError("copyMessage(of protected content)")
    return message


def _replied_to(room: Room, parameters: ReplyParameters | None) -> Message | None:
    if parameters is None:
        return None
    message = room.messages.get(parameters.message_id)
    if message is None and not parameters.allow_sending_without_reply:
        raise bad_request("message to be replied not found")
    return message.model_copy(update={"reply_to_message": None}) if message else None
