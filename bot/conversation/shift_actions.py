"""What a button says when it is tapped, of a helper's shift.

`helped` and `counted` are ids that were made before the button was drawn: a tap that arrives twice is one.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Final, Literal

from pydantic import Field

from bot.catalog.model import Identifier
from bot.records.outreach import HelpOutcome

OutreachId = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{1,40}$")]
HelpedId = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{8}$")]

Came = Literal["f", "m", "d", "v", "n", "o"]
OUTCOMES: Final[Mapping[Came, HelpOutcome]] = {
    "f": "filed_online",
    "m": "papers_missing",
    "d": "sent_to_desk",
    "v": "vneid_installed",
    "n": "not_found",
    "o": "other",
}
"""A letter for each outcome, in the order of the buttons: with its whole word the longest procedure would not fit."""


@dataclass(frozen=True)
class BeginShift:
    """Begin a shift at one of several events; a helper's, as all below."""

    outreach: OutreachId


@dataclass(frozen=True)
class HelpPerson:
    """Begin with another person: what is it about?"""


@dataclass(frozen=True)
class HelpWith:
    """See what this person needs for a procedure, or for none that is known, and what to record."""

    helped: HelpedId
    procedure: Identifier | Literal[""] = ""


@dataclass(frozen=True)
class TellOutcome:
    """Record what came of helping this person."""

    helped: HelpedId
    came: Came
    procedure: Identifier | Literal[""] = ""


@dataclass(frozen=True)
class TellLacking:
    """Record that this person lacked a paper, or not."""

    helped: HelpedId
    paper: Identifier
    lacks: Literal["y", "n"]


@dataclass(frozen=True)
class TellVerdict:
    """Record what this person thinks; without a verdict, ask for it."""

    helped: HelpedId
    verdict: Literal["up", "down", ""] = ""


@dataclass(frozen=True)
class UndoCounted:
    """Take back what was counted last."""

    counted: HelpedId


@dataclass(frozen=True)
class CountFrail:
    """Count an older or disabled person for the event."""

    counted: HelpedId


@dataclass(frozen=True)
class EndShift:
    """End the shift."""


ShiftAction = (
    BeginShift | HelpPerson | HelpWith | TellOutcome | TellLacking | TellVerdict | UndoCounted | CountFrail | EndShift
)
SHIFT_VERBS: Final[Mapping[str, type[Any]]] = {
    "Oh": BeginShift,
    "Oi": HelpPerson,
    "Oj": HelpWith,
    "Ok": TellOutcome,
    "Ol": TellLacking,
    "Om": TellVerdict,
    "On": UndoCounted,
    "Oo": CountFrail,
    "Op": EndShift,
}
