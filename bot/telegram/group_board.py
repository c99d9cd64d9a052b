"""A message in a group that is edited in place: the outbox has new numbers for it."""

from collections.abc import AsyncIterator, Awaitable
from contextlib import asynccontextmanager
from datetime import timedelta

from telegram import Bot
from telegram.constants import ParseMode
from telegram.error import BadRequest, ChatMigrated, Forbidden, NetworkError, RetryAfter, TelegramError
from telegram.request import BaseRequest, HTTPXRequest

from bot.outbox.boards import Missing, Moved, Shown
from bot.outbox.outcomes import Gone, Later, Unsure
from bot.telegram.application import BASE_URL
from bot.telegram.failures import report
from bot.telegram.pace import seconds_of
from bot.telegram.sending import NO_PREVIEW, never_arrived

_THE_SAME = "message is not modified"
_NO_MESSAGE = ("message to edit not found", "message can't be edited", "message_id_invalid")
_NO_GROUP = (
    "chat not found",
    "group chat was deactivated",
    "not enough rights",
    "chat_write_forbidden",
)


@asynccontextmanager
async def writing_in_groups(
    token: str, base_url: str = BASE_URL, request: BaseRequest | None = None
) -> AsyncIterator["TelegramGroup"]:
    """How to write into groups while the block lasts, over a line of its own."""
    async with request or HTTPXRequest() as line:
        yield TelegramGroup(Bot(token, base_url=base_url, request=line, get_updates_request=line))


class TelegramGroup:
    """Groups on Telegram (`bot.outbox.boards.Group`)."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot

    async def post(self, chat: str, text: str) -> Shown | Moved | Gone | Later | Unsure:
        """Writes a message, without a sound."""
        call = self._bot.send_message(
            int(chat), text, parse_mode=ParseMode.HTML, link_preview_options=NO_PREVIEW, disable_notification=True
        )
        try:
            return Shown((await call).message_id)
        except TelegramError as error:
            outcome = _outcome(error)
            return Later() if isinstance(outcome, Missing) else outcome

    async def edit(self, chat: str, message: int, text: str) -> Shown | Missing | Moved | Gone | Later | Unsure:
        """Changes what a message says; one that says it already is as it should be."""
        call: Awaitable[object] = self._bot.edit_message_text(
            text, int(chat), message, parse_mode=ParseMode.HTML, link_preview_options=NO_PREVIEW
        )
        try:
            await call
        except BadRequest as error:
            return Shown(message) if _THE_SAME in error.message.lower() else _outcome(error)
        except TelegramError as error:
            return _outcome(error)
        return Shown(message)


def _outcome(error: TelegramError) -> Missing | Moved | Gone | Later | Unsure:
    """What a failure means: nobody there, nothing written, or nobody knows."""
    said = error.message.lower()
    match error:
        case ChatMigrated():
            return Moved(str(error.new_chat_id))
        case Forbidden():
            return Gone()
        case RetryAfter():
            return Later(timedelta(seconds=seconds_of(error)))
        case BadRequest() if any(words in said for words in _NO_GROUP):
            return Gone()
        case BadRequest() if any(words in said for words in _NO_MESSAGE):
            return Missing()
        case BadRequest():
            report("Telegram takes the numbers of an event not", error)
            return Later()
        case NetworkError():
            return Later() if never_arrived(error) else Unsure()
    if type(error) is TelegramError:  # what came is no answer
        return Unsure()
    report("The numbers of an event cannot be shown", error)
    return Later()
