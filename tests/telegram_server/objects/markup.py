"""Entities in a text, and the keyboards under it."""

from typing import Annotated, Literal

from pydantic import Discriminator, Field, Tag

from tests.telegram_server.objects.base import Object


class MessageEntity(Object):
    """A stretch of text; offset and length count UTF-16 code units."""

    type: Literal[
        "mention", "hashtag", "cashtag", "bot_command", "url", "email", "phone_number", "bold", "italic",
        "underline", "strikethrough", "spoiler", "blockquote", "expandable_blockquote", "code", "pre",
        "text_link", "custom_emoji",
    ]  # fmt: skip
    offset: int
    length: int
    url: str | None = None
    language: str | None = None
    custom_emoji_id: str | None = None


class CopyTextButton(Object):
    text: str


class InlineKeyboardButton(Object):
    text: str
    url: str | None = None
    callback_data: str | None = None
    copy_text: CopyTextButton | None = None
    switch_inline_query: str | None = None
    switch_inline_query_current_chat: str | None = None


class InlineKeyboardMarkup(Object):
    inline_keyboard: tuple[tuple[InlineKeyboardButton, ...], ...]

    @property
    def buttons(self) -> tuple[InlineKeyboardButton, ...]:
        return tuple(button for row in self.inline_keyboard for button in row)


class KeyboardButton(Object):
    text: str
    request_contact: bool | None = None
    request_location: bool | None = None


class ReplyKeyboardMarkup(Object):
    keyboard: tuple[tuple[KeyboardButton, ...], ...]
    is_persistent: bool | None = None
    resize_keyboard: bool | None = None
    one_time_keyboard: bool | None = None
    input_field_placeholder: str | None = Field(None, min_length=1, max_length=64)
    selective: bool | None = None


class ReplyKeyboardRemove(Object):
    remove_keyboard: Literal[True]
    selective: bool | None = None


class ForceReply(Object):
    force_reply: Literal[True]
    input_field_placeholder: str | None = Field(None, min_length=1, max_length=64)
    selective: bool | None = None


_MARKUPS = ("inline_keyboard", "keyboard", "remove_keyboard", "force_reply")


def _kind_of_markup(markup: object) -> str | None:
    return next((kind for kind in _MARKUPS if isinstance(markup, dict) and kind in markup), None)


ReplyMarkup = Annotated[
    Annotated[InlineKeyboardMarkup, Tag("inline_keyboard")]
    | Annotated[ReplyKeyboardMarkup, Tag("keyboard")]
    | Annotated[ReplyKeyboardRemove, Tag("remove_keyboard")]
    | Annotated[ForceReply, Tag("force_reply")],
    Discriminator(_kind_of_markup),
]
