"""What people want to be reminded of, as values."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final, Literal

from bot.language import Language

PURPOSE: Final = "reminder"
"""What a contact is kept for where somebody wants to be reminded."""

Subject = Literal["result", "deadline", "outreach"]
"""What a reminder is about: the day a result is expected, the last day on which a citizen may act, or an event of
helpers (then `Reminder.procedure` is the id of the event)."""


@dataclass(frozen=True)
class Address:
    """Where a person can be written to: a channel, and the channel's own number of their private chat."""

    channel: str
    chat: str = field(repr=False)


@dataclass(frozen=True)
class Reminder:
    """What one person wants to be told before and on a day, in their language; `moments` are those still to come.

    `id` is a keyed hash, another one for each person, procedure, subject and day: agreeing twice is agreeing once.
    """

    id: str
    procedure: str
    subject: Subject
    day: date
    language: Language
    moments: tuple[datetime, ...]


@dataclass(frozen=True)
class Claimed:
    """A reminder of which one moment has come, held for whoever claimed it until `held_until` (seconds since 1970).

    `attempts` is how often somebody began to send it, `unsure` how often nobody learned whether it arrived.
    """

    reminder: Reminder
    address: Address
    person: str = field(repr=False)
    attempts: int
    unsure: int
    held_until: int

    @property
    def due(self) -> datetime:
        """The moment that has come."""
        return self.reminder.moments[0]
