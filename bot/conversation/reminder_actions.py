"""What a button says when it is tapped, of reminders."""

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field

from bot.catalog.model import Identifier
from bot.conversation.button_values import AnswerId, IsoDay

OfProcedure = Literal["result", "deadline"]
"""What a reminder of a procedure is about."""

ReminderId = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{24}$")]


@dataclass(frozen=True)
class AskReminder:
    """Want to be reminded of the day a result is expected on; without a day, of one's own deadline."""

    procedure: Identifier
    day: IsoDay | Literal[""]
    answer: AnswerId


@dataclass(frozen=True)
class AgreeReminder:
    """Agree to be written to about a day."""

    procedure: Identifier
    subject: OfProcedure
    day: IsoDay


@dataclass(frozen=True)
class SaveToCalendar:
    """Take a day home as a file for one's own calendar."""

    procedure: Identifier
    subject: OfProcedure
    day: IsoDay


@dataclass(frozen=True)
class StopReminder:
    """Not be reminded of something any more; without an id, of nothing."""

    reminder: ReminderId | Literal[""]


@dataclass(frozen=True)
class OpenCard:
    """Show a procedure that belongs to no answer yet."""

    procedure: Identifier
