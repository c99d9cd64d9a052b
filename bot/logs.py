"""Keeps numbers of persons and the program's own secrets out of the log."""

import logging
import traceback
from collections.abc import Iterable
from typing import Final
from urllib.parse import quote

from bot.redaction import redact

SCRUBBED: Final = "[secret]"
_FORMATTER: Final = logging.Formatter()


class RedactingFilter(logging.Filter):
    """Redacts message, arguments, traceback and stack of a log record, and scrubs `secrets` (a bot token).

    Add it to every handler, not to a logger: a logger's filter does not see what its children log.
    """

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        super().__init__()
        written = {form for secret in secrets if secret for form in (secret, quote(secret, safe=""))}
        self._secrets = sorted(written, key=len, reverse=True)

    def filter(self, record: logging.LogRecord) -> bool:
        """Changes `record` in place and lets it pass."""
        record.msg = self._clean(_message(record))
        record.args = ()
        if record.exc_info:
            record.exc_text = _FORMATTER.formatException(record.exc_info)
            record.exc_info = None
        if record.exc_text:
            record.exc_text = self._clean(record.exc_text)
        if record.stack_info:
            record.stack_info = self._clean(record.stack_info)
        return True

    def _clean(self, text: str) -> str:
        for secret in self._secrets:
            text = text.replace(secret, SCRUBBED)
        return redact(text).text


def to_stderr(level: str, secrets: Iterable[str]) -> None:
    """Logs without personal numbers and without `secrets`, from a level ("info") on.

    At "debug" only we ourselves say more: aiosqlite would tell each statement with all its values.
    """
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    handler.addFilter(RedactingFilter(secrets))
    number = logging.getLevelNamesMapping()[level.upper()]
    logging.basicConfig(level=max(number, logging.INFO), handlers=[handler], force=True)
    logging.getLogger("bot").setLevel(number)


def described(error: BaseException) -> str:
    """The kind of an error and the way to its place; its message is left out, it may quote what a person wrote."""
    frames = traceback.extract_tb(error.__traceback__)
    return f"{type(error).__name__} at " + " > ".join(f"{frame.filename}:{frame.lineno}" for frame in frames)


def _message(record: logging.LogRecord) -> str:
    try:
        return record.getMessage()
    except Exception as error:  # whatever the arguments raise, logging would print them unredacted
        return f"{record.msg} (its arguments cannot be written: {type(error).__name__})"
