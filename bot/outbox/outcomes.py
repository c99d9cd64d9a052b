"""What may come of a message that nobody asked for just now."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta

from bot.conversation.replies import Say
from bot.records.diary import Address


@dataclass(frozen=True)
class Delivered:
    """It is there."""


@dataclass(frozen=True)
class Gone:
    """Nobody is there to read it: the bot was blocked, or the account is no more."""


@dataclass(frozen=True)
class Later:
    """Nothing was sent; the channel asks to wait, or (0) cannot be reached or takes it not."""

    wait: timedelta = timedelta()


@dataclass(frozen=True)
class Unsure:
    """The line broke: nobody knows whether it is there."""


Outcome = Delivered | Gone | Later | Unsure
Deliver = Callable[[Address, Say], Awaitable[Outcome]]
"""Sends a message to an address; raises nothing that has to do with the channel."""
