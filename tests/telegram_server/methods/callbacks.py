"""Taps on buttons, and the bot's answer to them."""

from itertools import count
from typing import Final

from tests.telegram_server.calls import Handler
from tests.telegram_server.chats import inline_message_id
from tests.telegram_server.errors import bad_request
from tests.telegram_server.html_text import utf16_length
from tests.telegram_server.journal import Answered, Journal
from tests.telegram_server.objects import CallbackQuery, Message, User

MAX_ANSWER: Final = 200


class Callbacks:
    """Queries that wait for an answer. Each is answered once, while it is young."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self._numbers = count(7_000_001)
        self._waiting: set[str] = set()

    def offered(self) -> tuple[Handler, ...]:
        return (self.answer_callback_query,)

    def tapped(self, person: User, message: Message, data: str) -> CallbackQuery:
        """A new query of this person; of a message sent through the bot, it names only the id."""
        query = CallbackQuery(
            id=str(next(self._numbers)),
            from_=person,
            message=None if message.via_bot else message,
            inline_message_id=inline_message_id(message) if message.via_bot else None,
            chat_instance=str(message.chat.id),
            data=data,
        )
        self._waiting.add(query.id)
        return query

    def grow_old(self) -> None:
        """Time passes: no query that waits now can be answered any more."""
        self._waiting.clear()

    @property
    def unanswered(self) -> frozenset[str]:
        """Queries whose wheel still spins on somebody's screen."""
        return frozenset(self._waiting)

    async def answer_callback_query(
        self,
        *,
        callback_query_id: str,
        text: str = "",
        show_alert: bool = False,
        cache_time: int = 0,
    ) -> bool:
        if callback_query_id not in self._waiting:
            raise bad_request("query is too old and response timeout expired or query ID is invalid")
        if utf16_length(text) > MAX_ANSWER:
            raise bad_request("MESSAGE_TOO_LONG")
        self._waiting.remove(callback_query_id)
        self._journal.add(Answered(callback_query_id, text, show_alert))
        return True
