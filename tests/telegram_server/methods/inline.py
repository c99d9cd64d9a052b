"""Inline queries: what people type after the bot's name in any chat, and what the bot offers them."""

import re
from collections.abc import Sequence
from itertools import count
from typing import Final

from pydantic import Json

from tests.telegram_server.calls import Handler
from tests.telegram_server.errors import bad_request
from tests.telegram_server.formatting import Formatted, message_text
from tests.telegram_server.journal import Journal, Offered
from tests.telegram_server.keyboards import check_keyboard
from tests.telegram_server.objects import (
    Chat,
    InlineQuery,
    InlineQueryResultArticle,
    InlineQueryResultsButton,
    InputTextMessageContent,
    User,
)

MAX_QUERY: Final = 256
"""Characters that reach the bot."""
MAX_RESULTS: Final = 50
MAX_ID: Final = 64
"""Bytes of a result's id and of an offset."""

_START_PARAMETER: Final = re.compile(r"[A-Za-z0-9_-]{1,64}")


class InlineQueries:
    """Queries that wait for an answer. Each is answered once, while it is young."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self._numbers = count(8_000_001)
        self._waiting: set[str] = set()

    def offered(self) -> tuple[Handler, ...]:
        return (self.answer_inline_query,)

    def asked(self, person: User, chat: Chat, text: str, offset: str) -> InlineQuery:
        """A new query of this person, typed in this chat with the bot or in a group."""
        query = InlineQuery(
            id=str(next(self._numbers)),
            from_=person,
            query=text[:MAX_QUERY],
            offset=offset,
            chat_type="sender" if chat.type == "private" else chat.type,
        )
        self._waiting.add(query.id)
        return query

    def grow_old(self) -> None:
        """Time passes: no query that waits now can be answered any more."""
        self._waiting.clear()

    async def answer_inline_query(
        self,
        *,
        inline_query_id: str,
        results: Json[tuple[InlineQueryResultArticle, ...]],
        cache_time: int = 300,
        is_personal: bool = False,
        next_offset: str = "",
        button: Json[InlineQueryResultsButton] | None = None,
    ) -> bool:
        if inline_query_id not in self._waiting:
            raise bad_request("query is too old and response timeout expired or query ID is invalid")
        _check_results(results)
        if len(next_offset.encode()) > MAX_ID:
            raise bad_request("NEXT_OFFSET_INVALID")
        if button and not _START_PARAMETER.fullmatch(button.start_parameter or ""):
            raise bad_request("START_PARAM_INVALID")
        self._waiting.remove(inline_query_id)
        self._journal.add(Offered(inline_query_id, results, next_offset, button, cache_time, is_personal))
        return True


def formatted(content: InputTextMessageContent) -> Formatted:
    """The text that is sent when somebody picks a result; raises `ApiError`."""
    return message_text(content.message_text, content.parse_mode, content.entities)


def _check_results(results: Sequence[InlineQueryResultArticle]) -> None:
    if len(results) > MAX_RESULTS:
        raise bad_request("RESULTS_TOO_MUCH")
    if len({result.id for result in results}) < len(results):
        raise bad_request("RESULT_ID_DUPLICATE")
    for result in results:
        if not 1 <= len(result.id.encode()) <= MAX_ID:
            raise bad_request("RESULT_ID_INVALID")
        if not result.title.strip():
            raise bad_request("ARTICLE_TITLE_EMPTY")
        formatted(result.input_message_content)
        check_keyboard(result.reply_markup)
