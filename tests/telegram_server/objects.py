"""The Bot API's objects, as far as the server knows them (https://core.telegram.org/bots/api#available-types).

A field that is not here is refused as unmodelled, so that no test passes on something nobody checks.
"""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Discriminator, Field, Tag


class Object(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class User(Object):
    id: int
    is_bot: bool
    first_name: str
    last_name: str | None = None
    username: str | None = None
    language_code: str | None = None
    can_join_groups: bool | None = None
    can_read_all_group_messages: bool | None = None
    supports_inline_queries: bool | None = None


class Chat(Object):
    id: int
    type: Literal["private", "group"]
    title: str | None = None
    first_name: str | None = None
    username: str | None = None


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


class File(Object):
    file_id: str
    file_unique_id: str
    file_size: int | None = None


class Document(File):
    file_name: str | None = None
    mime_type: str | None = None


class PhotoSize(File):
    width: int
    height: int


class Voice(File):
    duration: int


class Video(File):
    width: int
    height: int
    duration: int


class Sticker(File):
    type: Literal["regular"] = "regular"
    width: int
    height: int
    is_animated: bool
    is_video: bool


class Contact(Object):
    phone_number: str
    first_name: str


class Location(Object):
    latitude: float
    longitude: float


class ReplyParameters(Object):
    message_id: int
    allow_sending_without_reply: bool = False


class LinkPreviewOptions(Object):
    is_disabled: bool | None = None
    url: str | None = None
    prefer_small_media: bool | None = None
    prefer_large_media: bool | None = None
    show_above_text: bool | None = None


class Content(Object):
    """What a message holds, before it has a place, an author and a number."""

    text: str | None = None
    entities: tuple[MessageEntity, ...] | None = None
    caption: str | None = None
    caption_entities: tuple[MessageEntity, ...] | None = None
    document: Document | None = None
    photo: tuple[PhotoSize, ...] | None = None
    voice: Voice | None = None
    video: Video | None = None
    sticker: Sticker | None = None
    contact: Contact | None = None
    location: Location | None = None
    has_protected_content: Literal[True] | None = None
    link_preview_options: LinkPreviewOptions | None = None
    reply_to_message: "Message | None" = None
    reply_markup: InlineKeyboardMarkup | None = None


class Message(Content):
    message_id: int
    date: int
    edit_date: int | None = None
    chat: Chat
    from_: User = Field(alias="from")

    @property
    def words(self) -> str:
        """The text a person reads: the message's or its caption."""
        return self.text or self.caption or ""

    @property
    def buttons(self) -> tuple[InlineKeyboardButton, ...]:
        return self.reply_markup.buttons if self.reply_markup else ()

    @property
    def labels(self) -> tuple[str, ...]:
        return tuple(button.text for button in self.buttons)


Content.model_rebuild()


class CallbackQuery(Object):
    id: str
    from_: User = Field(alias="from")
    message: Message
    chat_instance: str
    data: str


class ChatMember(Object):
    status: Literal["member", "left", "kicked"]
    user: User
    until_date: int | None = None


class ChatMemberUpdated(Object):
    chat: Chat
    from_: User = Field(alias="from")
    date: int
    old_chat_member: ChatMember
    new_chat_member: ChatMember


class Update(Object):
    update_id: int
    message: Message | None = None
    callback_query: CallbackQuery | None = None
    my_chat_member: ChatMemberUpdated | None = None


class WebhookInfo(Object):
    url: str
    has_custom_certificate: bool
    pending_update_count: int
    allowed_updates: tuple[str, ...] | None = None


class BotCommand(Object):
    command: str
    description: str


class BotCommandScope(Object):
    """Where a list of commands is shown; the kinds that need a chat or a member name them."""

    type: Literal[
        "default", "all_private_chats", "all_group_chats", "all_chat_administrators", "chat",
        "chat_administrators", "chat_member",
    ] = "default"  # fmt: skip
    chat_id: int | None = None
    user_id: int | None = None


class BotDescription(Object):
    description: str


class BotShortDescription(Object):
    short_description: str


class WebAppInfo(Object):
    url: str


class MenuButton(Object):
    type: Literal["commands", "default", "web_app"]
    text: str | None = None
    web_app: WebAppInfo | None = None
