"""Messages, in whatever chat they stand."""

from typing import Literal

from pydantic import Field

from tests.telegram_server.objects.base import Chat, Object, User
from tests.telegram_server.objects.markup import InlineKeyboardButton, InlineKeyboardMarkup, MessageEntity
from tests.telegram_server.objects.media import Contact, Document, Location, PhotoSize, Sticker, Video, Voice


class ReplyParameters(Object):
    message_id: int
    allow_sending_without_reply: bool = False


class LinkPreviewOptions(Object):
    is_disabled: bool | None = None
    url: str | None = None
    prefer_small_media: bool | None = None
    prefer_large_media: bool | None = None
    show_above_text: bool | None = None


class ForumTopicCreated(Object):
    name: str
    icon_color: int = 7322096


class ForumTopicClosed(Object):
    """A topic in which nobody but administrators may write; the notice has no fields."""


class MessageOriginUser(Object):
    """Who wrote what somebody else passes on."""

    type: Literal["user"] = "user"
    date: int
    sender_user: User


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
    message_thread_id: int | None = None
    is_topic_message: Literal[True] | None = None
    via_bot: User | None = None
    media_group_id: str | None = None
    """The album that it belongs to."""
    forward_origin: MessageOriginUser | None = None
    is_automatic_forward: Literal[True] | None = None
    sender_chat: Chat | None = None
    """The group or channel in whose name it is written."""
    forum_topic_created: ForumTopicCreated | None = None
    forum_topic_closed: ForumTopicClosed | None = None
    new_chat_members: tuple[User, ...] | None = None
    left_chat_member: User | None = None
    migrate_to_chat_id: int | None = None
    migrate_from_chat_id: int | None = None

    @property
    def notice(self) -> bool:
        """Whether Telegram wrote it to tell what happened to the chat: a service message."""
        return any(
            getattr(self, name) is not None
            for name in (
                "forum_topic_created",
                "forum_topic_closed",
                "new_chat_members",
                "left_chat_member",
                "migrate_to_chat_id",
                "migrate_from_chat_id",
            )
        )


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


class MessageId(Object):
    message_id: int
