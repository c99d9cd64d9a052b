"""What a button says when it is tapped, of the survey of a visit; `visit` is the one that it belongs to."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal

from bot.catalog.model import Identifier
from bot.conversation.button_values import AnswerId
from bot.conversation.visits import Step, Tap


@dataclass(frozen=True)
class BeginSurvey:
    """Begin to tell of a visit, or go on with it; without a procedure, which one it was is asked."""

    procedure: Identifier | Literal[""]


@dataclass(frozen=True)
class AskVisit:
    """Ask one thing (again), or show everything before it is sent."""

    visit: AnswerId
    step: Step | Literal["review"]


@dataclass(frozen=True)
class TellVisit:
    """Answer one thing by a tap, or skip it."""

    visit: AnswerId
    step: Step
    said: Tap


@dataclass(frozen=True)
class NameVisited:
    """Say for which procedure one went."""

    visit: AnswerId
    procedure: Identifier


@dataclass(frozen=True)
class NameOffice:
    """Say to which office one went."""

    visit: AnswerId
    office: Identifier


@dataclass(frozen=True)
class TypeVisited:
    """Want to type for which procedure one went."""

    visit: AnswerId


@dataclass(frozen=True)
class SendSurvey:
    """Send what was told: now it is kept."""

    visit: AnswerId


@dataclass(frozen=True)
class DropSurvey:
    """Not send it after all: it is forgotten."""

    visit: AnswerId


@dataclass(frozen=True)
class RefuseSurveys:
    """Not be invited again."""


SurveyAction = (
    BeginSurvey
    | AskVisit
    | TellVisit
    | NameVisited
    | NameOffice
    | TypeVisited
    | SendSurvey
    | DropSurvey
    | RefuseSurveys
)
SURVEY_VERBS: Final[Mapping[str, type[Any]]] = {
    "Ha": BeginSurvey,
    "Hb": AskVisit,
    "Hc": TellVisit,
    "Hd": NameVisited,
    "He": NameOffice,
    "Hf": TypeVisited,
    "Hg": SendSurvey,
    "Hh": DropSurvey,
    "Hi": RefuseSurveys,
}
