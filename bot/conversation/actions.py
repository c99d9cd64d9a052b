"""What a button says when it is tapped: typed, versioned, at most 64 bytes on the wire.

`write` gives the text a channel hangs on a button, `read` gives the action back. A text that another version
wrote, that somebody forged or that was cut reads as `Expired`: the person is told so kindly.
"""

from dataclasses import astuple, dataclass, fields
from functools import cache
from typing import Final, Literal, get_args

from pydantic import TypeAdapter, ValidationError

from bot.catalog.model import Aspect, Identifier
from bot.catalog.surroundings import PlaceId
from bot.conversation.button_values import AnswerId
from bot.conversation.filing_actions import AskFilingDay, SetFilingDay
from bot.conversation.list_actions import GiveUpChecklist, PrintChecklist, ShowChecklist, TickPaper
from bot.conversation.official_actions import (
    AcceptInvitation,
    AssureFact,
    DoubtFact,
    Resume,
    ReviewFact,
    ShowNotices,
    ShowReviews,
    Withdraw,
)
from bot.conversation.outreach_actions import OUTREACH_VERBS, OutreachAction
from bot.conversation.outreach_report_actions import OUTREACH_REPORT_VERBS, ShowOutreachReport
from bot.conversation.queue_actions import QUEUE_VERBS, QueueAction
from bot.conversation.reminder_actions import AgreeReminder, AskReminder, OpenCard, SaveToCalendar, StopReminder
from bot.conversation.report_actions import REPORT_VERBS, ReportAction
from bot.conversation.saturday_actions import SATURDAY_VERBS, SaturdayAction
from bot.conversation.shift_actions import SHIFT_VERBS, ShiftAction
from bot.conversation.survey_actions import SURVEY_VERBS, SurveyAction
from bot.language import Language

VERSION: Final = "1"
MAX_BYTES: Final = 64
"""Telegram's limit for callback_data; also what `motcua check` holds case facts to."""

Section = Aspect | Literal["earlier"]
Shelf = Literal["start", "life_event", "field"]
Page = Literal["home", "help", "privacy", "about", "person", "data", "language", "reminders", "note", "shift"]
Reason = Literal["wrong", "missing", "differs", "unclear", "other"]


class ActionTooLong(ValueError):
    """Raised when an action needs more than `MAX_BYTES`; the remedy is a shorter id in the catalog."""


@dataclass(frozen=True)
class ShowCard:
    """Show a procedure; `answer` is the answer it belongs to, so that the rating stays one."""

    procedure: Identifier
    answer: AnswerId


@dataclass(frozen=True)
class ShowSection:
    """Show one section of a procedure's card."""

    procedure: Identifier
    section: Section
    answer: AnswerId


@dataclass(frozen=True)
class ShowCase:
    """Show the case facts of a procedure, each with what was answered."""

    procedure: Identifier
    answer: AnswerId


@dataclass(frozen=True)
class AskFact:
    """Ask one case fact (again)."""

    procedure: Identifier
    fact: Identifier
    answer: AnswerId


@dataclass(frozen=True)
class SetFact:
    """Answer one case fact."""

    procedure: Identifier
    fact: Identifier
    option: Identifier
    answer: AnswerId


@dataclass(frozen=True)
class Choose:
    """Take one of the procedures that were offered in `answer`."""

    procedure: Identifier
    answer: AnswerId


@dataclass(frozen=True)
class NoneOfThese:
    """Say that none of the procedures offered in `answer` is meant."""

    answer: AnswerId


@dataclass(frozen=True)
class Browse:
    """Walk the shelves: by life event, then by field."""

    shelf: Shelf
    item: Identifier | Literal[""] = ""


@dataclass(frozen=True)
class ShowPage:
    """Show one of the standing pages."""

    page: Page


@dataclass(frozen=True)
class SetLanguage:
    """Speak this language from now on."""

    language: Language


@dataclass(frozen=True)
class Erase:
    """Delete what is kept of this person, now."""


@dataclass(frozen=True)
class Rate:
    """Say whether an answer helped."""

    answer: AnswerId
    verdict: Literal["up", "down"]
    procedure: Identifier | Literal[""] = ""


@dataclass(frozen=True)
class GiveReason:
    """Say why an answer did not help."""

    answer: AnswerId
    reason: Reason
    procedure: Identifier | Literal[""] = ""


@dataclass(frozen=True)
class GiveDetail:
    """Name the paper or the line that a reason is about."""

    answer: AnswerId
    reason: Reason
    item: Identifier


@dataclass(frozen=True)
class WriteComment:
    """Offer to write a sentence about an answer."""

    answer: AnswerId


@dataclass(frozen=True)
class StopWriting:
    """Close the open dialogue without saying anything."""


@dataclass(frozen=True)
class AskPlace:
    """Ask where the person lives, to tell where they file a procedure."""

    procedure: Identifier | Literal[""]
    answer: AnswerId


@dataclass(frozen=True)
class SetPlace:
    """Say where one lives; with a procedure, where one files it there."""

    place: PlaceId
    procedure: Identifier | Literal[""] = ""


@dataclass(frozen=True)
class ForgetPlace:
    """Forget where one lives."""


@dataclass(frozen=True)
class Expired:
    """A button that cannot be read any more, or never could."""


Action = (
    ShowCard
    | ShowSection
    | ShowCase
    | AskFact
    | SetFact
    | Choose
    | NoneOfThese
    | Browse
    | ShowPage
    | SetLanguage
    | Erase
    | Rate
    | GiveReason
    | GiveDetail
    | WriteComment
    | StopWriting
    | AcceptInvitation
    | ShowNotices
    | Withdraw
    | Resume
    | ShowReviews
    | ReviewFact
    | AssureFact
    | DoubtFact
    | AskPlace
    | SetPlace
    | AskFilingDay
    | SetFilingDay
    | ShowChecklist
    | TickPaper
    | PrintChecklist
    | GiveUpChecklist
    | ForgetPlace
    | AskReminder
    | AgreeReminder
    | SaveToCalendar
    | StopReminder
    | OpenCard
    | QueueAction
    | SurveyAction
    | ReportAction
    | ShowOutreachReport
    | OutreachAction
    | SaturdayAction
    | ShiftAction
    | Expired
)

_VERBS: Final[dict[str, type[Action]]] = {
    "c": ShowCard,
    "s": ShowSection,
    "k": ShowCase,
    "q": AskFact,
    "f": SetFact,
    "o": Choose,
    "n": NoneOfThese,
    "b": Browse,
    "p": ShowPage,
    "l": SetLanguage,
    "x": Erase,
    "r": Rate,
    "y": GiveReason,
    "d": GiveDetail,
    "w": WriteComment,
    "z": StopWriting,
    "j": AcceptInvitation,
    "t": ShowNotices,
    "g": Withdraw,
    "v": Resume,
    "L": ShowReviews,
    "R": ReviewFact,
    "A": AssureFact,
    "D": DoubtFact,
    "u": AskPlace,
    "h": SetPlace,
    "F": AskFilingDay,
    "S": SetFilingDay,
    "K": ShowChecklist,
    "T": TickPaper,
    "P": PrintChecklist,
    "G": GiveUpChecklist,
    "N": ForgetPlace,
    "M": AskReminder,
    "C": AgreeReminder,
    "I": SaveToCalendar,
    "Q": StopReminder,
    "E": OpenCard,
    **QUEUE_VERBS,
    **SURVEY_VERBS,
    **REPORT_VERBS,
    **OUTREACH_REPORT_VERBS,
    **OUTREACH_VERBS,
    **SATURDAY_VERBS,
    **SHIFT_VERBS,
    "e": Expired,
}
_VERB_OF: Final = {kind: verb for verb, kind in _VERBS.items()}
assert set(_VERB_OF) == set(get_args(Action)), "every action needs a verb"


def write(action: Action) -> str:
    """The text of a button, at most `MAX_BYTES` bytes; raises `ActionTooLong`."""
    wire = ":".join((VERSION + _VERB_OF[type(action)], *map(str, astuple(action))))
    if len(wire.encode()) > MAX_BYTES:
        raise ActionTooLong(f"Button {wire!r} has {len(wire.encode())} bytes of {MAX_BYTES}; shorten ids.")
    return wire


def read(wire: str) -> Action:
    """The action that `wire` stands for; `Expired` where it cannot be read."""
    head, *values = wire.split(":")
    kind = _VERBS.get(head[1:]) if head[:1] == VERSION else None
    if kind is None or len(values) != len(fields(kind)):
        return Expired()
    names = [field.name for field in fields(kind)]
    try:
        return _reader(head[1:]).validate_python(dict(zip(names, values, strict=True)))
    except ValidationError:
        return Expired()


@cache
def _reader(verb: str) -> TypeAdapter[Action]:
    """Made when a button of its kind is first tapped: making all of them would take longer than answering."""
    return TypeAdapter(_VERBS[verb])
