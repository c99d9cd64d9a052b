"""The Telegram application: every update becomes an event, the guide's replies go back where it came from."""

from typing import Any, Final

from telegram import Update
from telegram.ext import Application, ApplicationBuilder, CallbackContext, ExtBot, InlineQueryHandler, TypeHandler
from telegram.request import BaseRequest

from bot.conversation.answers import Answers, Suggests
from bot.conversation.events import Event, Left
from bot.conversation.replies import Reply, Say
from bot.conversation.speech import Speech
from bot.records import Pseudonyms
from bot.telegram.absence import Absence, is_question
from bot.telegram.albums import Albums
from bot.telegram.failures import report
from bot.telegram.inline import Inline
from bot.telegram.limits import Limits
from bot.telegram.manners import Manners
from bot.telegram.order import ChatByChat
from bot.telegram.pace import Pace
from bot.telegram.reading import Reader
from bot.telegram.sending import Place, answer_query, place_of, send
from bot.telegram.typing import typing

TelegramApplication = Application[Any, Any, Any, Any, Any, None]
Context = CallbackContext[ExtBot[Any], Any, Any, Any]
BASE_URL: Final = "https://api.telegram.org/bot"


def build(
    token: str,
    guide: Answers,
    pseudonyms: Pseudonyms,
    base_url: str = BASE_URL,
    request: BaseRequest | None = None,
    manners: Manners | None = None,
    suggests: Suggests | None = None,
) -> TelegramApplication:
    """The application of the bot with this token, not yet running.

    `base_url` is where the Bot API is, up to and with `/bot`; `request` how calls get there (None: by HTTP);
    `manners` how it behaves (None: as it does where nothing is set); `suggests` answers inline queries (None: nobody).
    """
    order = ChatByChat()
    builder: ApplicationBuilder[Any, Any, Any, Any, Any, None] = Application.builder().job_queue(None)
    builder.token(token).base_url(base_url)
    builder.updater(None).rate_limiter(Pace()).concurrent_updates(order)
    if request:
        builder.request(request).get_updates_request(request)
    application = builder.build()
    manners = manners or Manners()
    if suggests:
        application.add_handler(InlineQueryHandler(Inline(suggests, order, manners).offer))
    exchange = Exchange(guide, Reader(pseudonyms), order, manners)
    application.add_handler(TypeHandler(Update, exchange.hold))
    application.add_error_handler(_failed)
    return application


class Exchange:
    """One update and the replies to it."""

    def __init__(self, guide: Answers, reader: Reader, order: ChatByChat, manners: Manners) -> None:
        self._guide = guide
        self._reader = reader
        self._order = order
        self._manners = manners
        self._albums = Albums()
        self._absence = Absence(manners.now, manners.clock)
        self._limits = Limits(manners.clock, manners.group, manners.person)

    async def hold(self, update: Update, context: Context) -> None:
        """Answers an update once, where it is for the bot; a tap never keeps waiting."""
        event = self._reader.event(update, context.bot.bot)
        place = place_of(update, event.who.language) if event else None
        if event is None or place is None:
            if update.callback_query:
                await answer_query(context.bot, update.callback_query.id)
            return
        late = self._absence.met(event, update.message)
        if late and self._absence.passes_over(event, self._asked_again(update, context)):
            return
        if self._albums.goes_on(update.message) or not await self._admitted(event, place, context):
            return
        async with typing(context.bot, place, self._manners.typing_after):
            replies = await self._replies(event)
        await self._send(event, place, self._absence.explain(event, replies) if late else replies, context)
        if late:
            self._absence.told(event)

    def _asked_again(self, update: Update, context: Context) -> bool:
        later = (self._reader.event(newer, context.bot.bot) for newer in self._order.behind(update) if newer.message)
        return any(event and is_question(event) for event in later)

    async def _admitted(self, event: Event, place: Place, context: Context) -> bool:
        """Whether there is room for one more answer; who leaves needs none."""
        if isinstance(event, Left) or self._limits.admit(place):
            return True
        self._manners.limited()
        await self._limits.turn_away(context.bot, place)
        return False

    async def _replies(self, event: Event) -> tuple[Reply, ...]:
        try:
            return await self._guide.answer(event)
        except Exception as error:
            report(f"{type(event).__name__} could not be answered", error)
            return (Say(Speech(event.who.language or "vi").say("fault")),)

    async def _send(self, event: Event, place: Place, replies: tuple[Reply, ...], context: Context) -> None:
        """Sends; where nobody is there to read, the person has left."""
        if not await send(context.bot, place, replies):
            await self._replies(Left(event.where, event.who))


async def _failed(update: object, context: Context) -> None:
    if context.error:
        report("An update was not dealt with", context.error)
