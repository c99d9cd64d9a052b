"""What the bot is told: updates, and how they reach it."""

from typing import Literal

from pydantic import Field

from tests.telegram_server.objects.base import Chat, Object, User
from tests.telegram_server.objects.inline import InlineQuery
from tests.telegram_server.objects.messages import Message


class CallbackQuery(Object):
    """A tap: on a message of the bot, or on one that somebody sent through it (then without the message)."""

    id: str
    from_: User = Field(alias="from")
    message: Message | None = None
    inline_message_id: str | None = None
    chat_instance: str
    data: str


class ChatMember(Object):
    status: Literal["administrator", "member", "left", "kicked"]
    user: User
    until_date: int | None = None
    can_be_edited: bool | None = None
    is_anonymous: bool | None = None
    can_manage_chat: bool | None = None
    can_delete_messages: bool | None = None
    can_manage_video_chats: bool | None = None
    can_restrict_members: bool | None = None
    can_promote_members: bool | None = None
    can_change_info: bool | None = None
    can_invite_users: bool | None = None
    can_post_stories: bool | None = None
    can_edit_stories: bool | None = None
    can_delete_stories: bool | None = None
    can_send_welcome_messages: bool | None = None
    can_pin_messages: bool | None = None


class ChatMemberUpdated(Object):
    chat: Chat
    from_: User = Field(alias="from")
    date: int
    old_chat_member: ChatMember
    new_chat_member: ChatMember


class Update(Object):
    """One thing that happened; exactly one of its fields beside the number is there."""

    update_id: int
    message: Message | None = None
    edited_message: Message | None = None
    callback_query: CallbackQuery | None = None
    inline_query: InlineQuery | None = None
    my_chat_member: ChatMemberUpdated | None = None

    @property
    def kind(self) -> str:
        """The name of the field that is there, as `allowed_updates` knows it."""
        return next(name for name, value in self if name != "update_id" and value is not None)

    @property
    def line(self) -> int:
        """Whose updates reach a webhook one after the other: those of a chat, else of a person."""
        match self:
            case Update(message=Message() as message) | Update(edited_message=Message() as message):
                return message.chat.id
            case Update(callback_query=CallbackQuery() as query):
                return query.message.chat.id if query.message else query.from_.id
            case Update(inline_query=InlineQuery() as inline):
                return inline.from_.id
            case Update(my_chat_member=ChatMemberUpdated() as change):
                return change.chat.id
            case _:
                raise ValueError(f"Update {self.update_id} holds nothing.")


class WebhookInfo(Object):
    url: str
    has_custom_certificate: bool
    pending_update_count: int
    ip_address: str | None = None
    last_error_date: int | None = None
    last_error_message: str | None = None
    max_connections: int | None = None
    allowed_updates: tuple[str, ...] | None = None
