"""What a bot shows of itself, and what a chat tells of itself."""

from typing import Literal

from tests.telegram_server.objects.base import Chat, Object
from tests.telegram_server.objects.messages import Message


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


class AcceptedGiftTypes(Object):
    unlimited_gifts: bool = False
    limited_gifts: bool = False
    unique_gifts: bool = False
    premium_subscription: bool = False
    gifts_from_channels: bool = False


class ChatFullInfo(Chat):
    accent_color_id: int = 0
    max_reaction_count: int = 11
    accepted_gift_types: AcceptedGiftTypes = AcceptedGiftTypes()
    pinned_message: Message | None = None
