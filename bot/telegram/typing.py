"""“typing…”, for those who wait longer than a moment."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Final

from telegram import Bot
from telegram.constants import ChatAction
from telegram.error import TelegramError

from bot.telegram.sending import Place

_log = logging.getLogger(__name__)
AGAIN: Final = timedelta(seconds=4.5)
"""Telegram shows it for five seconds."""


@asynccontextmanager
async def typing(bot: Bot, place: Place, after: timedelta) -> AsyncIterator[None]:
    """Shows that the bot is at work while the block lasts, where that is longer than `after`."""
    loop = asyncio.get_running_loop()
    shown: list[asyncio.Task[None]] = []
    # No task before it is needed: hardly any answer takes so long.
    timer = loop.call_later(after.total_seconds(), lambda: shown.append(loop.create_task(_show(bot, place))))
    try:
        yield
    finally:
        timer.cancel()
        for task in shown:
            task.cancel()
            await asyncio.wait([task])


async def _show(bot: Bot, place: Place) -> None:
    while True:
        try:
            await bot.send_chat_action(place.chat, ChatAction.TYPING, message_thread_id=place.topic)
        except TelegramError as error:
            _log.debug("Nobody saw that an answer is on its way: %s", error.message)
        await asyncio.sleep(AGAIN.total_seconds())
