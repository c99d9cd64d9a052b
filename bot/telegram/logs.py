"""Keeps the bot's token, and what people write, out of what the libraries log."""

import logging
from collections.abc import Iterable, Mapping
from typing import Final

from bot.logs import RedactingFilter

_AT_LEAST: Final[Mapping[str, int]] = {
    "httpx": logging.WARNING,  # at INFO: every address, with the token in it
    "httpcore": logging.WARNING,
    "telegram": logging.INFO,  # at DEBUG: every update and every call, with people's texts in them
    "telegram.request": logging.CRITICAL,  # at ERROR: an answer that is not JSON, again with people's texts
}


def quiet_logs(token: str, handlers: Iterable[logging.Handler]) -> None:
    """Scrubs `token` from whatever `handlers` write, and keeps the libraries below from talking of people."""
    for name, level in _AT_LEAST.items():
        logging.getLogger(name).setLevel(level)
    for handler in handlers:
        handler.addFilter(RedactingFilter([token]))
