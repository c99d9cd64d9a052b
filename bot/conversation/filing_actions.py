"""What the buttons say with which a person tells on which day they file (see `actions.py`)."""

from dataclasses import dataclass

from bot.catalog.model import Day, Identifier
from bot.conversation.button_values import AnswerId


@dataclass(frozen=True)
class AskFilingDay:
    """Ask on which day the person files, to tell when the result is expected."""

    procedure: Identifier
    answer: AnswerId


@dataclass(frozen=True)
class SetFilingDay:
    """Say on which day one files."""

    procedure: Identifier
    day: Day
    answer: AnswerId
