"""What officials decide; each is carried out and noted in the audit in one go."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from bot.records.board import Announcement, Pause
from bot.records.book import Assurance, Doubt
from bot.records.outreach import Outreach
from bot.records.queue import Learned

GrantedRole = Literal["helper", "reviewer", "admin"]
"""A role that somebody was given; whoever has none is a citizen."""


@dataclass(frozen=True)
class Official:
    """Who does an official's deed, in which role, on which day; the audit keeps it, the person sealed."""

    person: str
    role: GrantedRole
    day: date


@dataclass(frozen=True)
class NoticeGiven:
    """An official announces something."""

    announcement: Announcement
    by: Official


@dataclass(frozen=True)
class NoticeWithdrawn:
    """An official takes a notice back before its end."""

    id: str
    by: Official


@dataclass(frozen=True)
class PauseGiven:
    """An official pauses a procedure or everything; the sentence replaces an earlier one."""

    pause: Pause
    by: Official


@dataclass(frozen=True)
class PauseLifted:
    """An official lets what was paused go on."""

    subject: str
    by: Official


@dataclass(frozen=True)
class FactAssured:
    """A reviewer looked at a fact and says that it is still true; whatever was doubted of it is settled by that."""

    assurance: Assurance
    by: Official


@dataclass(frozen=True)
class FactDoubted:
    """A reviewer says that a fact is wrong."""

    doubt: Doubt
    by: Official


@dataclass(frozen=True)
class DoubtExplained:
    """What is wrong with a fact, at most `MAX_COMMENT` characters, said by the reviewer who doubts it."""

    doubt: str
    said: str
    by: Official


@dataclass(frozen=True)
class ItemTaken:
    """An official will see to an item of the queue; who took it before `left_since` and did nothing has left it."""

    item: str
    left_since: date
    by: Official


@dataclass(frozen=True)
class ItemRejected:
    """The official who took an item says that nothing is to be added."""

    item: str
    by: Official


@dataclass(frozen=True)
class ItemMerged:
    """The official who took an item says that it is the same as another one, which gets its texts."""

    item: str
    into: str
    by: Official


@dataclass(frozen=True)
class ItemSettled:
    """The official who took an item without a text has seen to it."""

    item: str
    by: Official


@dataclass(frozen=True)
class PhraseLearned:
    """An official teaches a phrase; the item it comes from, which they took, is applied to its procedure."""

    learned: Learned
    by: Official


@dataclass(frozen=True)
class PhraseUnlearned:
    """An official takes a learned phrase back; the item it came from waits again."""

    id: str
    by: Official


@dataclass(frozen=True)
class OutreachPlanned:
    """An official says where and when helpers will help."""

    outreach: Outreach
    by: Official


@dataclass(frozen=True)
class OutreachCancelled:
    """An official says that an event will not be held."""

    id: str
    by: Official


@dataclass(frozen=True)
class OutreachRelinked:
    """An official ends the links of an event; secrets with these hashes make helpers and a co-ordinator from now on."""

    id: str
    joined_by: str
    coordinated_by: str
    by: Official


@dataclass(frozen=True)
class FrailCounting:
    """An official says whether older and disabled people are counted at an event."""

    id: str
    counted: bool
    by: Official


Decision = (
    NoticeGiven
    | NoticeWithdrawn
    | PauseGiven
    | PauseLifted
    | FactAssured
    | FactDoubted
    | DoubtExplained
    | ItemTaken
    | ItemRejected
    | ItemMerged
    | ItemSettled
    | PhraseLearned
    | PhraseUnlearned
    | OutreachPlanned
    | OutreachCancelled
    | OutreachRelinked
    | FrailCounting
)
"""What only officials do; the audit keeps it."""
