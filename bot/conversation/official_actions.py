"""What the buttons say with which officials act, and with which a role is taken (see `actions.py`)."""

from dataclasses import dataclass
from typing import Literal

from bot.catalog.model import Identifier
from bot.conversation.button_values import Digest, InvitationToken, NoticeId
from bot.records.book import Fact
from bot.records.decisions import GrantedRole


@dataclass(frozen=True)
class AcceptInvitation:
    """Take the role that an invitation offers."""

    role: GrantedRole
    token: InvitationToken


@dataclass(frozen=True)
class ShowNotices:
    """Show the notices in force; `first` is how many come before (0: none)."""

    first: int = 0


@dataclass(frozen=True)
class Withdraw:
    """Take a notice back; an official's."""

    notice: NoticeId


@dataclass(frozen=True)
class Resume:
    """Let a procedure that was paused, or everything, go on; an official's."""

    subject: Identifier | Literal["*"]


@dataclass(frozen=True)
class ShowReviews:
    """Show which procedures are to be looked at; a reviewer's."""


@dataclass(frozen=True)
class ReviewFact:
    """Look at one fact of a procedure; a reviewer's."""

    procedure: Identifier
    fact: Fact


@dataclass(frozen=True)
class AssureFact:
    """Say that a fact is still true; `digest` is what the reviewer looked at."""

    procedure: Identifier
    fact: Fact
    digest: Digest


@dataclass(frozen=True)
class DoubtFact:
    """Say that a fact is wrong; a reviewer's."""

    procedure: Identifier
    fact: Fact
