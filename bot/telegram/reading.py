"""Updates → what a person did, as the conversation understands it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from telegram import Chat, ChatMemberUpdated, Message, MessageEntity, Update, User
from telegram.constants import ChatMemberStatus, ChatType, MessageEntityType

from bot.conversation.actions import read
from bot.conversation.commands import parse
from bot.conversation.events import Event, Left, Located, Opened, Said, Sent, Tapped, Where, Who
from bot.language import spoken
from bot.records import Pseudonyms

Kind = Literal["photo", "voice", "video", "sticker", "file", "contact", "other"]
_KINDS: Final[Mapping[str, Kind]] = {
    "photo": "photo",
    "voice": "voice",
    "video": "video",
    "video_note": "video",
    "animation": "video",  # before "document": an animation is both
    "sticker": "sticker",
    "document": "file",
    "audio": "file",
    "contact": "contact",
}
_GONE: Final = frozenset({ChatMemberStatus.BANNED, ChatMemberStatus.LEFT})


@dataclass(frozen=True)
class Reader:
    """Reads updates; what leaves here names people and chats by keyed hashes only."""

    pseudonyms: Pseudonyms

    def event(self, update: Update, bot: User) -> Event | None:
        """What was done, or None where it is not for the bot: group talk, edits, notices of Telegram itself."""
        # Who writes as a group or a channel shares Telegram's stand-in user with strangers: the sender tells more.
        sender, chat = update.effective_sender, update.effective_chat
        if sender is None or chat is None:
            return None
        where, who = self._where(sender, chat), self._who(sender)
        if update.callback_query:
            return Tapped(where, who, read(update.callback_query.data or ""))
        if update.my_chat_member:
            return Left(where, who) if _is_gone(update.my_chat_member) else None
        if update.message and _is_for(update.message, where, bot):
            return _written(update.message, where, who, bot)
        return None

    def _where(self, sender: User | Chat, chat: Chat) -> Where:
        key = self.pseudonyms.chat("telegram", str(sender.id), str(chat.id))
        private = chat.type == ChatType.PRIVATE
        number = str(chat.id)
        return Where(
            "telegram",
            key,
            private=private,
            address=number if private else None,
            group=None if private else number,
        )

    def _who(self, sender: User | Chat) -> Who:
        language = sender.language_code if isinstance(sender, User) else None
        return Who(self.pseudonyms.person("telegram", str(sender.id)), spoken(language))


def _is_gone(change: ChatMemberUpdated) -> bool:
    return change.new_chat_member.status in _GONE


def _is_for(message: Message, where: Where, bot: User) -> bool:
    # What a channel posts into its group, and what people send by the bot's own inline offers, asks nothing.
    if message.is_automatic_forward or message.via_bot == bot:
        return False
    return where.private or _is_addressed(message, bot)


def _is_addressed(message: Message, bot: User) -> bool:
    """Whether a message in a group is a reply to the bot, a command for it or mentions it."""
    answered = message.reply_to_message.from_user if message.reply_to_message else None
    if answered and answered.id == bot.id:
        return True
    entities = message.parse_entities() if message.text else message.parse_caption_entities() if message.caption else {}
    return any(_names(entity, part, bot) for entity, part in entities.items())


def _names(entity: MessageEntity, part: str, bot: User) -> bool:
    _, at, name = part.partition("@")
    match entity.type:
        case MessageEntityType.BOT_COMMAND:
            return not at or _same(name, bot)
        case MessageEntityType.MENTION:
            return _same(name, bot)
        case MessageEntityType.TEXT_MENTION:
            return entity.user is not None and entity.user.id == bot.id
    return False


def _same(name: str, bot: User) -> bool:
    return name.lower() == (bot.username or "").lower()


def _written(message: Message, where: Where, who: Who, bot: User) -> Event | None:
    if message.text is not None:
        return _said(message.text if where.private else _without_name(message.text, bot), where, who)
    if message.location:
        return Located(where, who, message.location.latitude, message.location.longitude)
    kind = next((kind for name, kind in _KINDS.items() if message[name]), None)
    if kind is None and message.effective_attachment:
        kind = "other"
    return Sent(where, who, kind) if kind else None


def _said(text: str, where: Where, who: Who) -> Said | Opened:
    command = parse(text)
    return Opened(where, who, command[1]) if command and command[0] == "start" else Said(where, who, text)


def _without_name(text: str, bot: User) -> str:
    return re.sub(rf"@{bot.username}\b", "", text, flags=re.IGNORECASE).strip()
