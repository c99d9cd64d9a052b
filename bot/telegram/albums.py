"""An album is many messages and one act: ten photos sent together get one reply."""

from telegram import Message

from bot.telegram.recent import Recent


class Albums:
    """Which message of each album came first."""

    def __init__(self) -> None:
        self._first: Recent[tuple[int, str], int] = Recent()

    def goes_on(self, message: Message | None) -> bool:
        """Whether a message belongs to an album of which another one was answered."""
        if message is None or message.media_group_id is None:
            return False
        album = (message.chat.id, message.media_group_id)
        first = self._first.get(album)
        if first is None:
            self._first.note(album, message.message_id)
        # Telegram may bring the first one again where it could not be answered.
        return first not in (None, message.message_id)
