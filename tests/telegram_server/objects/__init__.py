"""The Bot API's objects, as far as the server knows them (https://core.telegram.org/bots/api#available-types).

A field that is not here is refused as unmodelled, so that no test passes on something nobody checks.
"""

from tests.telegram_server.objects.base import (
    Chat,
    Object,
    User,
)
from tests.telegram_server.objects.inline import (
    InlineQuery,
    InlineQueryResultArticle,
    InlineQueryResultsButton,
    InputTextMessageContent,
)
from tests.telegram_server.objects.markup import (
    CopyTextButton,
    ForceReply,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    MessageEntity,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
    ReplyMarkup,
)
from tests.telegram_server.objects.media import (
    Contact,
    Document,
    File,
    Location,
    PhotoSize,
    Sticker,
    Video,
    Voice,
)
from tests.telegram_server.objects.messages import (
    Content,
    ForumTopicClosed,
    ForumTopicCreated,
    LinkPreviewOptions,
    Message,
    MessageId,
    ReplyParameters,
)
from tests.telegram_server.objects.profile import (
    AcceptedGiftTypes,
    BotCommand,
    BotCommandScope,
    BotDescription,
    BotShortDescription,
    ChatFullInfo,
    MenuButton,
    WebAppInfo,
)
from tests.telegram_server.objects.updates import (
    CallbackQuery,
    ChatMember,
    ChatMemberUpdated,
    Update,
    WebhookInfo,
)

__all__ = [
    "AcceptedGiftTypes",
    "BotCommand",
    "BotCommandScope",
    "BotDescription",
    "BotShortDescription",
    "CallbackQuery",
    "Chat",
    "ChatFullInfo",
    "ChatMember",
    "ChatMemberUpdated",
    "Contact",
    "Content",
    "CopyTextButton",
    "Document",
    "File",
    "ForceReply",
    "ForumTopicClosed",
    "ForumTopicCreated",
    "InlineKeyboardButton",
    "InlineKeyboardMarkup",
    "InlineQuery",
    "InlineQueryResultArticle",
    "InlineQueryResultsButton",
    "InputTextMessageContent",
    "KeyboardButton",
    "LinkPreviewOptions",
    "Location",
    "MenuButton",
    "Message",
    "MessageEntity",
    "MessageId",
    "Object",
    "PhotoSize",
    "ReplyKeyboardMarkup",
    "ReplyKeyboardRemove",
    "ReplyMarkup",
    "ReplyParameters",
    "Sticker",
    "Update",
    "User",
    "Video",
    "Voice",
    "WebAppInfo",
    "WebhookInfo",
]
