"""A message that answers nothing: the outbox has something to say to a person in their private chat."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

from telegram import Bot
from telegram.constants import ParseMode
from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter, TelegramError
from telegram.request import BaseRequest, HTTPXRequest

from bot.conversation.replies import Say
from bot.outbox.outcomes import Deliver, Delivered, Gone, Later, Outcome, Unsure
from bot.records import Address
from bot.telegram.application import BASE_URL
from bot.telegram.failures import report
from bot.telegram.pace import seconds_of
from bot.telegram.sending import NO_PREVIEW, keyboard, never_arrived

_NOBODY = "chat not found"


@asynccontextmanager
async def writing_first(
    token: str, base_url: str = BASE_URL, request: BaseRequest | None = None
) -> AsyncIterator[Deliver]:
    """How to write to people while the block lasts, over a line of its own.

    It keeps no pace: one message goes after the other, and where Telegram asks to wait the outbox does.
    """
    async with request or HTTPXRequest() as line:
        bot = Bot(token, base_url=base_url, request=line, get_updates_request=line)

        async def deliver(address: Address, message: Say) -> Outcome:
            return await _delivered(bot, address, message)

        yield deliver


async def _delivered(bot: Bot, address: Address, message: Say) -> Outcome:
    try:
        await bot.send_message(
            int(address.chat),
            message.text,
            parse_mode=ParseMode.HTML,
            link_preview_options=NO_PREVIEW,
            reply_markup=keyboard(message.buttons),
        )
    except TelegramError as error:
        return _outcome(error)
    return Delivered()


def _outcome(error: TelegramError) -> Outcome:
    """What a failure means: nobody there, nothing sent, or nobody knows."""
    match error:
        case Forbidden():
            return Gone()
        case RetryAfter():
            return Later(timedelta(seconds=seconds_of(error)))
        case BadRequest() if _NOBODY in error.message.lower():
            return Gone()
        case BadRequest():
            report("Telegram takes a reminder not", error)
            return Later()
        case NetworkError():
            return Later() if never_arrived(error) else Unsure()
    if type(error) is TelegramError:  # what came is no answer
        return Unsure()
    report("A reminder cannot be sent", error)
    return Later()
