"""How failures are told to the operator: what and where, never what a person wrote."""

import logging

from telegram.error import TelegramError

from bot.logs import described

_log = logging.getLogger(__name__)


def report(what: str, error: BaseException) -> None:
    """Logs a failure by its kind and place, and by Telegram's own words where it is Telegram's."""
    words = f" ({error.message})" if isinstance(error, TelegramError) else ""
    _log.error("%s: %s%s", what, described(error), words)
