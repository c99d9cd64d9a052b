"""How failures are told to the operator: what and where, never what a person wrote."""

import logging
from typing import Final

from telegram.error import TelegramError

from bot.logs import described

_log = logging.getLogger(__name__)
MOST_WORDS: Final = 200
"""Characters of Telegram's words that a line of the log holds."""


def report(what: str, error: BaseException) -> None:
    """Logs a failure by its kind and place, and by Telegram's own words where it is Telegram's."""
    words = f" ({_first_words(error.message)})" if isinstance(error, TelegramError) else ""
    _log.error("%s: %s%s", what, described(error), words)


def _first_words(message: str) -> str:
    """A proxy on the way may answer with a whole page."""
    return next(iter(message.splitlines()), "")[:MOST_WORDS]
