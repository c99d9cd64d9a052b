"""The Telegram application: every update becomes an event, the guide's replies go back where it came from."""

from typing import Any, Final

from telegram import Update
from telegram.ext import AIORateLimiter, Application, ApplicationBuilder, CallbackContext, ExtBot, TypeHandler
from telegram.request import BaseRequest

from bot.conversation.answers import Answers
from bot.conversation.events import Event
from bot.conversation.replies import Reply, Say
from bot.conversation.speech import Speech
from bot.records import Pseudonyms
from bot.telegram.failures import report
from bot.telegram.order import ChatByChat
from bot.telegram.reading import Reader
from bot.telegram.sending import answer_query, place_of, send

TelegramApplication = Application[Any, Any, Any, Any, Any, None]
Context = CallbackContext[ExtBot[Any], Any, Any, Any]
BASE_URL: Final = "https://api.telegram.org/bot"
RETRIES: Final = 3
"""How often a call is tried again after Telegram asked to wait."""


def build(
    token: str,
    guide: Answers,
    pseudonyms: Pseudonyms,
    base_url: str = BASE_URL,
    request: BaseRequest | None = None,
) -> TelegramApplication:
    """The application of the bot with this token, not yet running.

    `base_url` is where the Bot API is, up to and with `/bot`; `request` how calls get there (None: by HTTP).
    """
    builder: ApplicationBuilder[Any, Any, Any, Any, Any, None] = Application.builder().job_queue(None)
    builder.token(token).base_url(base_url)
    builder.rate_limiter(AIORateLimiter(max_retries=RETRIES)).concurrent_updates(ChatByChat())
    if request:
        builder.request(request).get_updates_request(request)
    application = builder.build()
    application.add_handler(TypeHandler(Update, Exchange(guide, Reader(pseudonyms)).hold))
    application.add_error_handler(_failed)
    return application


class Exchange:
    """One update and the replies to it."""

    def __init__(self, guide: Answers, reader: Reader) -> None:
        self._guide = guide
        self._reader = reader

    async def hold(self, update: Update, context: Context) -> None:
        """Answers an update, where it is for the bot; a tap never keeps waiting."""
        event = self._reader.event(update, context.bot.bot)
        place = place_of(update, event.who.language) if event else None
        if event and place:
            await send(context.bot, place, await self._replies(event))
        elif update.callback_query:
            await answer_query(context.bot, update.callback_query.id)

    async def _replies(self, event: Event) -> tuple[Reply, ...]:
        try:
            return await self._guide.answer(event)
        except Exception as error:
            report(f"{type(event).__name__} could not be answered", error)
            return (Say(Speech(event.who.language or "vi").say("fault")),)


async def _failed(update: object, context: Context) -> None:
    if context.error:
        report("An update was not dealt with", context.error)
