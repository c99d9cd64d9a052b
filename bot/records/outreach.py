"""Events at which helpers help people in the field, as values ("Ngày thứ Bảy – ngày công dân số").

An outreach has a place, a day and hours. What is kept of it is about the event and the hour: of a citizen nothing, of a
helper that they belong to it, under a keyed hash of its own for each event. How many somebody helped only they know.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta, timezone
from typing import Final, Literal, get_args

from bot.language import Language
from bot.records.diary import Address

MAX_PLACE: Final = 80
"""Characters of where an event is held."""

Part = Literal["helper", "coordinator"]
"""What somebody is at one event, and at no other."""

HelpOutcome = Literal["filed_online", "papers_missing", "sent_to_desk", "vneid_installed", "not_found", "other"]
"""What came of helping somebody: filed online, papers are missing, told which counter to go to, the identity app was
installed, nothing was found, something else."""
HELP_OUTCOMES: Final[tuple[HelpOutcome, ...]] = get_args(HelpOutcome)

_VIETNAM: Final = timezone(timedelta(hours=7))


@dataclass(frozen=True)
class Outreach:
    """One event: where (`place` in the organiser's words, `commune` an id of the catalog), when, by Vietnam's clock.

    `counts_frail`: the ward wants to know how many older or disabled people came, counted apart from everything else.
    `joined_by` is the hash of the secret that makes helpers, as long as the event lasts; `coordinated_by` that of the
    one that makes one co-ordinator, None once it was used.
    """

    id: str
    place: str
    commune: str
    day: date
    begins: time
    ends: time
    joined_by: str
    coordinated_by: str | None = None
    counts_frail: bool = False
    cancelled: bool = False

    @property
    def beginning(self) -> datetime:
        """The moment it begins."""
        return datetime.combine(self.day, self.begins, _VIETNAM)

    @property
    def end(self) -> datetime:
        """The moment it ends, and with it every shift."""
        return datetime.combine(self.day, self.ends, _VIETNAM)


@dataclass(frozen=True)
class Serving:
    """An event that somebody belongs to, and as what."""

    outreach: Outreach
    part: Part


@dataclass(frozen=True)
class Gathering:
    """An event, how many helpers accepted to come, and whether somebody co-ordinates it, who may be written to.

    The co-ordinator is no helper here.
    """

    outreach: Outreach
    helpers: int = 0
    coordinated: bool = False
    reachable: bool = False


@dataclass(frozen=True)
class OutreachJoined:
    """Somebody accepts to help at an event, or to co-ordinate it, by the secret with this hash.

    `address`: where the co-ordinator may be written to, where they can be and agreed; `moment` must lie before the end.
    """

    person: str = field(repr=False)
    digest: str
    moment: datetime
    address: Address | None = None


@dataclass(frozen=True)
class PersonHelped:
    """Somebody was helped at an event; what is kept under this `id` (on the buttons) is replaced as a whole.

    So a button that was tapped twice, or again because nobody knew whether it arrived, counts once. `hour` is that of
    Vietnam's clock (0 to 23), `lacked` are the ids of the papers that were missing, `verdict` what the citizen thought.
    """

    id: str
    outreach: str
    hour: int
    channel: str
    language: Language
    outcome: HelpOutcome
    procedure: str | None = None
    lacked: tuple[str, ...] = ()
    verdict: Literal["up", "down"] | None = None


@dataclass(frozen=True)
class HelpUndone:
    """What was kept under this id was a mistake."""

    id: str


@dataclass(frozen=True)
class FrailCounted:
    """An older or disabled person came to an event; `id` is on the button, so that a tap counts once."""

    id: str
    outreach: str


@dataclass(frozen=True)
class FrailUndone:
    """What was counted under this id was a mistake."""

    id: str


@dataclass(frozen=True)
class VisitWanted:
    """Somebody asks the co-ordinator of an event to send a helper home; all of `said` is sealed and goes afterwards.

    `said`: where, and how to reach them, in their own words; `address`: where they can be answered, None on a channel
    that cannot be written to; `day` is that of the event.
    """

    person: str = field(repr=False)
    outreach: str
    said: str = field(repr=False)
    channel: str
    address: str | None = field(repr=False)
    language: Language
    consent_version: int
    day: date


@dataclass(frozen=True)
class VisitWithdrawn:
    """Somebody needs no helper at home any more; who was asked to send one is told, then all of it goes."""

    person: str = field(repr=False)
    outreach: str


@dataclass(frozen=True)
class VisitAnswered:
    """The co-ordinator of its event has called whoever asked for a visit: nothing of it is needed any more."""

    person: str = field(repr=False)
    visit: str


@dataclass(frozen=True)
class VisitDue:
    """A visit of which somebody has to be told; `key` is that of the contact.

    `told`: the co-ordinator has it. `withdrawn`: it is not needed any more. `warned`: whoever asked knows that nobody
    can be told. `asker` and `coordinator` are where they can be written to, None where nobody can.
    """

    key: str = field(repr=False)
    outreach: Outreach
    said: str = field(repr=False)
    language: Language
    asker: Address | None
    coordinator: Address | None
    told: bool = False
    withdrawn: bool = False
    warned: bool = False


@dataclass(frozen=True)
class BoardDue:
    """A message in a helpers' group that may be edited now: `message` None while there is none yet.

    `shown` is a digest of what it shows, `reposted` whether it was deleted and written anew, `next_edit` (seconds since
    1970) what a claim compares, so that of several processes one edits.
    """

    outreach: str
    chat: str = field(repr=False)
    message: int | None
    shown: str | None
    next_edit: int
    reposted: bool = False


@dataclass(frozen=True)
class BoardPinned:
    """The helpers' group of an event wants to see its numbers in one message; `chat` is the channel's number of it."""

    outreach: str
    chat: str = field(repr=False)


OutreachEntry = (
    OutreachJoined
    | PersonHelped
    | HelpUndone
    | FrailCounted
    | FrailUndone
    | VisitWanted
    | VisitWithdrawn
    | VisitAnswered
    | BoardPinned
)


@dataclass(frozen=True)
class Helped:
    """How many people were helped at an event, in one hour, about one procedure, with one outcome."""

    hour: int
    procedure: str | None
    outcome: HelpOutcome
    count: int


@dataclass(frozen=True)
class OutreachCounts:
    """All that is counted of one event. `lacked` is (procedure, paper) → count, `verdicts` up and down → count.

    `unanswered` are the redacted texts that found nothing, each with how often it was asked; they go with their table.
    """

    outreach: Outreach
    helped: tuple[Helped, ...] = ()
    lacked: Mapping[tuple[str | None, str], int] = field(default_factory=dict)
    verdicts: Mapping[str, int] = field(default_factory=dict)
    frail: int = 0
    helpers: int = 0
    unanswered: tuple[tuple[str, int], ...] = ()

    @property
    def people(self) -> int:
        """How many people were helped."""
        return sum(each.count for each in self.helped)


@dataclass(frozen=True)
class EarlierOutreach:
    """What came of an event that was held before: how many people each outcome had."""

    outreach: Outreach
    outcomes: Mapping[HelpOutcome, int] = field(default_factory=dict)


@dataclass(frozen=True)
class OutreachTold:
    """What a report on an event is made of: its counts, and the events before it, the last one first."""

    counts: OutreachCounts
    earlier: tuple[EarlierOutreach, ...] = ()
