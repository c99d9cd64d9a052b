"""Inline mode: who types the bot's name in any chat picks a procedure and sends its card there.

Nothing of a query is kept or logged. What is answered depends on the person's language beside what they typed, so
Telegram keeps an answer for that person alone.
"""

import logging
from typing import Any, Final

from telegram import (
    InlineQuery,
    InlineQueryResultArticle,
    InlineQueryResultsButton,
    InputTextMessageContent,
    LinkPreviewOptions,
    Update,
)
from telegram.constants import ParseMode
from telegram.error import TelegramError
from telegram.ext import CallbackContext, ExtBot

from bot.buckets import Buckets
from bot.conversation.answers import Suggests
from bot.conversation.suggesting import ASK, Suggestion, Suggestions
from bot.language import spoken
from bot.telegram.manners import Manners
from bot.telegram.order import ChatByChat
from bot.telegram.sending import keyboard

_log = logging.getLogger(__name__)
Context = CallbackContext[ExtBot[Any], Any, Any, Any]

KEPT: Final = 300
"""Seconds for which Telegram may give a person the same answer to the same text: who corrects a word does not ask
twice, and a new day or a notice is not long in coming."""

_PREVIEW: Final = LinkPreviewOptions(is_disabled=True)


class Inline:
    """Suggestions for what people are typing."""

    def __init__(self, suggests: Suggests, order: ChatByChat, manners: Manners) -> None:
        self._suggests = suggests
        self._order = order
        self._limited = manners.limited
        self._people = Buckets(manners.typing, manners.clock)

    async def offer(self, update: Update, context: Context) -> None:
        """Answers a query, unless the person has typed on since; one that is too old by then was nobody's any more."""
        query = update.inline_query
        if query is None or any(newer.inline_query for newer in self._order.behind(update)):
            return
        if not self._admitted(str(query.from_user.id)):
            self._limited()
            return
        suggestions = await self._suggests.suggest(query.query, query.offset, spoken(query.from_user.language_code))
        try:
            await _answer(context.bot, query, suggestions)
        except TelegramError as error:
            _log.info("An inline query could not be answered: %s", error.message)

    def _admitted(self, person: str) -> bool:
        """Whether the person has not typed too much by now; their questions are counted by themselves."""
        if self._people.wait(person):
            return False
        self._people.take(person)
        return True


async def _answer(bot: ExtBot[Any], query: InlineQuery, suggestions: Suggestions) -> None:
    await bot.answer_inline_query(
        query.id,
        [_article(each) for each in suggestions.items],
        cache_time=0 if suggestions.passing else KEPT,
        is_personal=True,
        next_offset=suggestions.next_offset,
        button=InlineQueryResultsButton(suggestions.switch, start_parameter=ASK),
    )


def _article(suggestion: Suggestion) -> InlineQueryResultArticle:
    content = InputTextMessageContent(suggestion.text, ParseMode.HTML, link_preview_options=_PREVIEW)
    return InlineQueryResultArticle(
        suggestion.id,
        suggestion.title,
        content,
        reply_markup=keyboard(suggestion.ways),
        description=suggestion.description,
    )
