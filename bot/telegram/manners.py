"""How the bot behaves towards people: what is too much, what is slow, what is late."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from time import monotonic_ns

from bot.telegram.limits import GROUP, PERSON, TYPING


@dataclass(frozen=True)
class Manners:
    """What may be set, and the clocks by which it is measured."""

    group: int = GROUP
    """Answers a minute to one group."""
    person: int = PERSON
    """Answers a minute to one person in their own chat."""
    typing: int = TYPING
    """Inline queries a minute of one person."""
    typing_after: timedelta = timedelta(seconds=1)
    """So long an answer may take before “typing…” is shown."""
    now: Callable[[], datetime] | None = None
    """The real moment, by which a message is late; None: none is."""
    clock: Callable[[], int] = monotonic_ns
    """Nanoseconds that never go back."""
    limited: Callable[[], None] = lambda: None
    """Called for each event that was too much, so that it can be counted."""
