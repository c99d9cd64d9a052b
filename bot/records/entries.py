"""What people told us, as values; a conversation hands them over and `Records.store` keeps them.

Days, never moments but those at which somebody wants to be reminded. Texts and comments come redacted. `person` is the
keyed hash of `Pseudonyms.person`.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final, Literal, get_args

from bot.catalog.model import Aspect
from bot.language import Language
from bot.records.decisions import Decision
from bot.records.diary import Address, Subject
from bot.records.outreach import OutreachEntry

Kind = Literal[
    "procedure",
    "choice",
    "general_rule",
    "status_lookup",
    "other_agency",
    "listed_elsewhere",
    "not_found",
    "small_talk",
    "emergency",
    "refused",
    "unreadable",
    "fault",
]
"""What a reply was."""

AskedKind = Kind | Literal["rejected_choice"]
"""What a kept text was answered with; `rejected_choice`: candidates, none of which was meant."""

Verdict = Literal["up", "down"]

KeepText = Literal["never", "unanswered", "all"]
"""Which asked texts the operator keeps (`privacy.keep_question_text`)."""

ANOTHER_PAPER: Final = "another"
"""What a report of a missing paper names where it is none of the card's."""

UNANSWERED: Final[frozenset[AskedKind]] = frozenset({"not_found", "listed_elsewhere", "rejected_choice"})
MAX_COMMENT: Final = 300
"""Characters of a comment."""

MAX_PHRASE: Final = 120
"""Characters of a phrase that can be learned."""

Satisfaction = Literal[1, 2, 3, 4, 5]
"""From very dissatisfied (1) over neither (3) to very satisfied (5), as SIPAS asks; 4 and 5 are satisfied."""

Factor = Literal["access", "formalities", "staff", "result", "feedback"]
FACTORS: Final[tuple[Factor, ...]] = get_args(Factor)
"""What a visit is asked about: tiếp cận, thủ tục, công chức, kết quả, góp ý (the five factors of QĐ 2640/QĐ-BNV)."""

MAX_TRIPS: Final = 20
"""Nobody is believed to have gone more often for one matter."""


def kept_text(policy: KeepText, kind: AskedKind, text: str | None) -> str | None:
    """`text` where `policy` keeps what was answered with `kind`, else None."""
    return text if policy == "all" or (policy == "unanswered" and kind in UNANSWERED) else None


@dataclass(frozen=True)
class QuestionAsked:
    """Somebody asked; `text` goes to a table of its own, `assisted` means a helper asked for them.

    `field` is that of the nearest procedure, where none was answered with, `outreach` the event of a helper.
    """

    id: str
    day: date
    channel: str
    language: Language
    kind: Kind
    aspect: Aspect | None
    procedure: str | None
    text: str | None
    assisted: bool = False
    field: str | None = None
    outreach: str | None = None


@dataclass(frozen=True)
class AnswerGiven:
    """An answer that can be rated; its eight-character `id` is on the buttons under it."""

    id: str
    question: str | None
    day: date
    channel: str
    language: Language
    kind: Kind
    procedure: str | None
    assisted: bool = False


@dataclass(frozen=True)
class CandidateChosen:
    """One of the procedures offered was taken, or none of them (None); then `text` may be kept.

    `assisted` and `outreach` are as in `QuestionAsked`.
    """

    answer: str
    procedure: str | None
    text: str | None
    day: date
    language: Language
    assisted: bool = False
    outreach: str | None = None


@dataclass(frozen=True)
class Rated:
    """Somebody said whether an answer helped; it replaces what they said of it before."""

    answer: str
    person: str
    verdict: Verdict
    day: date


@dataclass(frozen=True)
class RatingUndone:
    """What somebody said of an answer was a mistake; nothing where nothing was said, for the tap may come twice."""

    answer: str
    person: str


@dataclass(frozen=True)
class ReasonGiven:
    """Why an answer they rated did not help, and which paper or line it is about."""

    answer: str
    person: str
    reason: str
    detail: str | None
    day: date


@dataclass(frozen=True)
class CommentGiven:
    """A sentence about an answer they rated, at most `MAX_COMMENT` characters."""

    answer: str
    person: str
    comment: str
    day: date


@dataclass(frozen=True)
class VisitSurveyed:
    """What somebody says of a visit to an office, skipped parts None; a later one the same day replaces it.

    `on_time`: the result was there by the day on the slip; `asked_for_more`: papers that are not on the list;
    `paid_extra`: more than the fee on the list; `trips`: for this one matter, 1 to `MAX_TRIPS`. All of it is what the
    person says, unverified. `office` is as `catalog.offices.counter_of` calls it. `invited`: the survey was offered,
    not asked for (`SurveyOffered`).
    """

    person: str
    day: date
    channel: str
    language: Language
    procedure: str | None = None
    office: str | None = None
    access: Satisfaction | None = None
    formalities: Satisfaction | None = None
    staff: Satisfaction | None = None
    result: Satisfaction | None = None
    feedback: Satisfaction | None = None
    on_time: bool | None = None
    asked_for_more: bool | None = None
    paid_extra: bool | None = None
    trips: int | None = None
    comment: str | None = None
    assisted: bool = False
    invited: bool = False


@dataclass(frozen=True)
class SurveyOffered:
    """Somebody was invited to a survey; only how many is kept, so that the response rate can be told."""

    day: date
    channel: str
    language: Language


@dataclass(frozen=True)
class Erased:
    """Somebody wants all that is kept of them to be deleted."""

    person: str


@dataclass(frozen=True)
class InvitationAccepted:
    """Somebody accepts a role; `digest` is the hash of the invitation's secret, `day` the day on which it must hold."""

    person: str
    digest: str
    day: date


@dataclass(frozen=True)
class Departed:
    """Somebody left a chat (`Pseudonyms.chat`); `person` None where it was a group, for they are still there."""

    chat: str
    person: str | None


@dataclass(frozen=True)
class ReminderWanted:
    """Somebody agrees to be written to at these moments, about a day; `consent_version` is what they read of it."""

    person: str = field(repr=False)
    address: Address
    procedure: str
    subject: Subject
    day: date
    moments: tuple[datetime, ...]
    language: Language
    consent_version: int


@dataclass(frozen=True)
class ReminderStopped:
    """Somebody does not want to be reminded any more: of one thing (`Reminder.id`), or of anything ("")."""

    person: str
    id: str


@dataclass(frozen=True)
class PosterLed:
    """A poster led somebody here; `origin` says where it hangs, `procedure` is "" where it led to the start page.

    `channel` is where they arrived: a channel of the conversation, or `page` for the page that the code opens.
    """

    day: date
    origin: str
    procedure: str
    channel: str


@dataclass(frozen=True)
class PosterUse:
    """How often the poster with this origin and procedure led to a channel."""

    origin: str
    procedure: str
    channel: str
    count: int


@dataclass(frozen=True)
class NoteWanted:
    """Somebody agrees to be written to (`address`: the channel's own number) once an item of the queue is applied."""

    person: str = field(repr=False)
    channel: str
    address: str = field(repr=False)
    item: str
    language: Language
    consent_version: int
    expires_on: date


@dataclass(frozen=True)
class DigestWanted:
    """An official agrees to be sent a week's digest, and alerts, until `expires_on`.

    `monday` is that of the running week: they have just read what its digest says.
    """

    person: str = field(repr=False)
    address: Address
    language: Language
    consent_version: int
    monday: date
    expires_on: date


@dataclass(frozen=True)
class DigestStopped:
    """Somebody does not want to be sent a week's digest any more."""

    person: str


Entry = (
    QuestionAsked
    | AnswerGiven
    | CandidateChosen
    | Rated
    | ReasonGiven
    | CommentGiven
    | Erased
    | Departed
    | InvitationAccepted
    | PosterLed
    | ReminderWanted
    | ReminderStopped
    | NoteWanted
    | Decision
    | VisitSurveyed
    | SurveyOffered
    | DigestWanted
    | DigestStopped
    | OutreachEntry
    | RatingUndone
)
