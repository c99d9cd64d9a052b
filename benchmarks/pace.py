"""Telegram's pace taken off: thirty messages a second would hold every bot at the same speed."""

from types import SimpleNamespace
from typing import Final

from bot.telegram import pace

NEVER_REACHED: Final = 1_000_000


def take_off() -> None:
    """From now on a limiter that is made in this process counts as before, and holds nobody back."""
    figures = SimpleNamespace(MESSAGES_PER_SECOND=NEVER_REACHED, MESSAGES_PER_MINUTE_PER_GROUP=NEVER_REACHED)
    vars(pace)["FloodLimit"] = figures
