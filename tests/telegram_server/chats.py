"""Chats, what was written in them, and whether the bot may write there."""

from collections.abc import Callable, Iterator
from datetime import datetime
from itertools import count
from typing import Final, Literal

from tests.telegram_server.errors import ApiError, bad_request, forbidden
from tests.telegram_server.objects import Chat, Content, Message, MessageEntity, User

Standing = Literal["stranger", "member", "administrator", "kicked"]
"""What the bot is to a chat; a person who blocks the bot has kicked it from their private chat."""


class Room:
    """One chat: its messages as they are now, and the bot's standing."""

    def __init__(self, chat: Chat, standing: Standing, numbers: Iterator[int]) -> None:
        self.chat = chat
        self.standing = standing
        self.numbers = numbers
        self.messages: dict[int, Message] = {}
        self.pinned: list[int] = []
        """The newest pin is the last."""
        self.closed_topics: set[int] = set()
        self.successor: Room | None = None
        """The supergroup that this group became."""

    @property
    def private(self) -> bool:
        return self.chat.type == "private"

    @property
    def hosts_bot(self) -> bool:
        return self.standing in ("member", "administrator")

    def refusal(self) -> ApiError | None:
        """Why the bot cannot act here, or None where it can."""
        if self.successor:
            description = "Bad Request: group chat was upgraded to a supergroup chat"
            return ApiError(400, description, migrate_to_chat_id=self.successor.chat.id)
        match self.standing, self.private:
            case "stranger", _:
                return bad_request("chat not found")
            case "kicked", True:
                return forbidden("bot was blocked by the user")
            case "kicked", False:
                return forbidden(f"bot was kicked from the {self.chat.type} chat")
            case _:
                return None

    def in_thread(self, content: Content, thread: int | None) -> Content:
        """The content as it stands in a thread; a reply without a thread goes where the replied message is."""
        replied = content.reply_to_message
        if self.chat.type != "supergroup":
            return content
        if thread is None and replied:
            thread = replied.message_thread_id or (None if self.chat.is_forum else replied.message_id)
        if thread is None:
            return content
        return content.model_copy(update={"message_thread_id": thread, "is_topic_message": self.chat.is_forum})

    def check_thread(self, thread: int | None) -> None:
        """Raises `ApiError` where the bot cannot write into a thread.

        The general topic (1) cannot be named: who writes there names none.
        """
        if thread is None:
            return
        root = self.messages.get(thread)
        if root is None or self.chat.type != "supergroup" or (self.chat.is_forum and root.forum_topic_created is None):
            raise bad_request("message thread not found")
        if thread in self.closed_topics and self.standing != "administrator":
            raise bad_request("TOPIC_CLOSED")


class Chats:
    """All chats; it numbers messages and stamps them with the moment that `now` tells."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._rooms: dict[int, Room] = {}
        # Private chats and groups share the bot's own count; each supergroup counts for itself.
        self._numbers: Final = count(1)
        self._groups = count(-5001, -1)
        self._supergroups = count(-1_001_000_000_001, -1)

    def add(self, chat: Chat, standing: Standing) -> Room:
        if chat.id in self._rooms:
            raise ValueError(f"Chat {chat.id} exists already; give the other one another id.")
        # The first message of a supergroup tells that it was founded.
        numbers = count(2) if chat.type == "supergroup" else self._numbers
        self._rooms[chat.id] = Room(chat, standing, numbers)
        return self._rooms[chat.id]

    def add_group(self, title: str, standing: Standing = "member") -> Room:
        return self.add(Chat(id=next(self._groups), type="group", title=title), standing)

    def add_supergroup(self, title: str, standing: Standing = "member") -> Room:
        return self.add(Chat(id=next(self._supergroups), type="supergroup", title=title), standing)

    def add_forum(self, title: str) -> Room:
        return self.add(Chat(id=next(self._supergroups), type="supergroup", title=title, is_forum=True), "member")

    def reachable(self, chat_id: str) -> Room:
        """The chat that a call names, if the bot may act there; raises `ApiError`."""
        if not chat_id:
            raise bad_request("chat_id is empty")
        room = self.find(chat_id)
        if room is None:
            raise bad_request("chat not found")
        if refusal := room.refusal():
            raise refusal
        return room

    def find(self, chat_id: str) -> Room | None:
        return self._rooms.get(int(chat_id)) if chat_id.removeprefix("-").isdecimal() else None

    def sent_inline(self, inline_message_id: str) -> tuple[Room, Message]:
        """A message that somebody sent through the bot, wherever that was; raises `ApiError`."""
        chat_id, _, number = inline_message_id.partition(".")
        room = self.find(chat_id)
        message = room.messages.get(int(number)) if room and number.isdecimal() else None
        if room is None or message is None or message.via_bot is None:
            raise bad_request("MESSAGE_ID_INVALID")
        return room, message

    def post(self, room: Room, author: User, content: Content) -> Message:
        message = Message(
            message_id=next(room.numbers),
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


def inline_message_id(message: Message) -> str:
    """By which the bot knows a message that was sent through it."""
    return f"{message.chat.id}.{message.message_id}"


def shown_to_bot(message: Message, bot: User, standing: Standing) -> bool:
    """Whether a bot in privacy mode is told of what a person wrote in a group.

    Commands for it or for nobody by name, replies to it, messages that mention it or were sent through it, notices
    of what happened to the group; as an administrator everything
    (https://core.telegram.org/bots/features#privacy-mode).
    """
    if message.chat.type == "private" or standing == "administrator" or message.notice:
        return True
    if message.via_bot or (message.reply_to_message and message.reply_to_message.from_.id == bot.id):
        return True
    text = message.text or ""
    return any(_names(_part(text, entity), entity, bot) for entity in message.entities or ())


def _names(part: str, entity: MessageEntity, bot: User) -> bool:
    _, at, name = part.partition("@")
    return name.lower() == (bot.username or "").lower() or (entity.type == "bot_command" and not at)


def _part(text: str, entity: MessageEntity) -> str:
    units = text.encode("utf-16-le")
    return units[entity.offset * 2 : (entity.offset + entity.length) * 2].decode("utf-16-le")
