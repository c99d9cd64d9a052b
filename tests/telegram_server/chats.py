"""Chats, what was written in them, and whether the bot may write there."""

from collections.abc import Callable
from datetime import datetime
from itertools import count
from typing import Literal

from tests.telegram_server.errors import ApiError, bad_request, forbidden
from tests.telegram_server.objects import Chat, Content, Message, MessageEntity, User

Standing = Literal["stranger", "member", "kicked"]
"""What the bot is to a chat; a person who blocks the bot has kicked it from their private chat."""


class Room:
    """One chat: its messages as they are now, and the bot's standing."""

    def __init__(self, chat: Chat, standing: Standing) -> None:
        self.chat = chat
        self.standing = standing
        self.messages: dict[int, Message] = {}

    @property
    def private(self) -> bool:
        return self.chat.type == "private"

    def refusal(self) -> ApiError | None:
        """Why the bot cannot act here, or None where it can."""
        match self.standing, self.private:
            case "stranger", True:
                return bad_request("chat not found")
            case "stranger", False:
                return forbidden("bot is not a member of the group chat")
            case "kicked", True:
                return forbidden("bot was blocked by the user")
            case "kicked", False:
                return forbidden("bot was kicked from the group chat")
            case _:
                return None


class Chats:
    """All chats; it numbers messages and stamps them with the moment that `now` tells."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._rooms: dict[int, Room] = {}
        self._numbers = count(1)

    def add(self, chat: Chat, standing: Standing) -> Room:
        if chat.id in self._rooms:
            raise ValueError(f"Chat {chat.id} exists already; give the other one another id.")
        self._rooms[chat.id] = Room(chat, standing)
        return self._rooms[chat.id]

    def reachable(self, chat_id: str) -> Room:
        """The chat that a call names, if the bot may act there; raises `ApiError`."""
        if not chat_id:
            raise bad_request("chat_id is empty")
        room = self._rooms.get(int(chat_id)) if chat_id.lstrip("-").isdecimal() else None
        if room is None:
            raise bad_request("chat not found")
        if refusal := room.refusal():
            raise refusal
        return room

    def post(self, room: Room, author: User, content: Content) -> Message:
        message = Message(
            message_id=next(self._numbers),
            date=self.timestamp(),
            chat=room.chat,
            from_=author,
            **dict(content),
        )
        room.messages[message.message_id] = message
        return message

    def amend(self, room: Room, message: Message, content: Content) -> Message:
        """The message with this content's text, entities and keyboard instead of its own."""
        changes = {name: getattr(content, name) for name in ("text", "entities", "reply_markup")}
        amended = message.model_copy(update={**changes, "edit_date": self.timestamp()})
        room.messages[message.message_id] = amended
        return amended

    def timestamp(self) -> int:
        """Seconds since 1970, as Telegram writes a moment."""
        return int(self._now().timestamp())


def shown_to_bot(message: Message, bot: User) -> bool:
    """Whether a bot in privacy mode is told of what a person wrote in a group.

    Commands for it or for nobody by name, replies to it, messages that mention it
    (https://core.telegram.org/bots/features#privacy-mode).
    """
    if message.chat.type == "private":
        return True
    if message.reply_to_message and message.reply_to_message.from_.id == bot.id:
        return True
    text = message.text or ""
    return any(_names(_part(text, entity), entity, bot) for entity in message.entities or ())


def _names(part: str, entity: MessageEntity, bot: User) -> bool:
    _, at, name = part.partition("@")
    return name.lower() == (bot.username or "").lower() or (entity.type == "bot_command" and not at)


def _part(text: str, entity: MessageEntity) -> str:
    units = text.encode("utf-16-le")
    return units[entity.offset * 2 : (entity.offset + entity.length) * 2].decode("utf-16-le")
