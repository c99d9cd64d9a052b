"""Inline queries and what may be offered in answer (https://core.telegram.org/bots/api#inline-mode)."""

from typing import Literal

from pydantic import Field

from tests.telegram_server.objects.base import Object, User
from tests.telegram_server.objects.markup import InlineKeyboardMarkup, MessageEntity
from tests.telegram_server.objects.messages import LinkPreviewOptions


class InlineQuery(Object):
    id: str
    from_: User = Field(alias="from")
    query: str
    offset: str
    chat_type: Literal["sender", "private", "group", "supergroup"]


class InputTextMessageContent(Object):
    message_text: str
    parse_mode: str | None = None
    entities: tuple[MessageEntity, ...] | None = None
    link_preview_options: LinkPreviewOptions | None = None


class InlineQueryResultArticle(Object):
    type: Literal["article"]
    id: str
    title: str
    input_message_content: InputTextMessageContent
    reply_markup: InlineKeyboardMarkup | None = None
    url: str | None = None
    description: str | None = None


class InlineQueryResultsButton(Object):
    text: str
    start_parameter: str | None = None
