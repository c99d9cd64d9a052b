"""What the buttons of a list of papers say (`bot.conversation.actions` writes and reads them)."""

from dataclasses import dataclass
from typing import Literal

from bot.catalog.model import Identifier
from bot.conversation.button_values import AnswerId


@dataclass(frozen=True)
class ShowChecklist:
    """Show the person's list of a procedure's papers; without a procedure, all their lists.

    Without an `answer` nothing can be rated yet, so this is an answer of its own.
    """

    procedure: Identifier | Literal[""] = ""
    answer: AnswerId | Literal[""] = ""


@dataclass(frozen=True)
class TickPaper:
    """Say whether one has a paper of the list; tapped twice it says the same."""

    procedure: Identifier
    paper: Identifier
    have: Literal["y", "n"]
    answer: AnswerId


@dataclass(frozen=True)
class PrintChecklist:
    """Get the list as a page to print."""

    procedure: Identifier
    answer: AnswerId


@dataclass(frozen=True)
class GiveUpChecklist:
    """Keep the list no longer."""

    procedure: Identifier
    answer: AnswerId
