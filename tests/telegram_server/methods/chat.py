"""What the bot may know of a chat, and the messages on top of it."""

from tests.telegram_server.calls import Handler
from tests.telegram_server.chats import Chats, Room
from tests.telegram_server.errors import bad_request
from tests.telegram_server.objects import ChatFullInfo


class ChatDetails:
    """getChat, pinChatMessage, unpinChatMessage, unpinAllChatMessages."""

    def __init__(self, chats: Chats) -> None:
        self._chats = chats

    def offered(self) -> tuple[Handler, ...]:
        return (self.get_chat, self.pin_chat_message, self.unpin_chat_message, self.unpin_all_chat_messages)

    async def get_chat(self, *, chat_id: str) -> ChatFullInfo:
        room = self._chats.reachable(chat_id)
        pinned = room.messages[room.pinned[-1]] if room.pinned else None
        return ChatFullInfo(**dict(room.chat), pinned_message=pinned)

    async def pin_chat_message(self, *, chat_id: str, message_id: int, disable_notification: bool = False) -> bool:
        room = self._pinnable(chat_id)
        message = room.messages.get(message_id)
        if message is None:
            raise bad_request("message to pin not found")
        if message.notice:
            raise bad_request("message can't be pinned")
        room.pinned = [number for number in room.pinned if number != message_id] + [message_id]
        return True

    async def unpin_chat_message(self, *, chat_id: str, message_id: int = 0) -> bool:
        """The newest pin, where no message is named."""
        room = self._pinnable(chat_id)
        number = message_id or (room.pinned[-1] if room.pinned else 0)
        if number not in room.pinned:
            raise bad_request("message to unpin not found")
        room.pinned.remove(number)
        return True

    async def unpin_all_chat_messages(self, *, chat_id: str) -> bool:
        self._pinnable(chat_id).pinned.clear()
        return True

    def _pinnable(self, chat_id: str) -> Room:
        room = self._chats.reachable(chat_id)
        if not room.private and room.standing != "administrator":
            raise bad_request("not enough rights to manage pinned messages in the chat")
        return room
