"""What officials announced and what they paused, as values: whoever answers is given them as one `Board`."""

from dataclasses import dataclass, field
from datetime import date
from typing import Final, Literal

from bot.catalog.model import Words

WHOLE: Final = "*"
"""What is paused when everything is; no procedure can be called so."""

ScopeKind = Literal["all", "field", "office", "commune"]


@dataclass(frozen=True)
class Scope:
    """Whom a notice concerns; `subject` is the id of a field or an office, or a commune's name as it was typed."""

    kind: ScopeKind = "all"
    subject: str = ""

    def __str__(self) -> str:
        return f"{self.kind}:{self.subject}" if self.subject else self.kind


@dataclass(frozen=True)
class Announcement:
    """A notice of an official, which holds from its first day to its last, both included.

    `text` is plain, never HTML; where it has no English, English readers are given the Vietnamese.
    """

    id: str
    text: Words
    first_day: date
    last_day: date
    scope: Scope = field(default_factory=Scope)

    def holds_on(self, day: date) -> bool:
        """Whether it is in force on a day."""
        return self.first_day <= day <= self.last_day


@dataclass(frozen=True)
class Pause:
    """A procedure, or the `WHOLE` assistant, that gives no answers for now, and the sentence said instead."""

    subject: str
    sentence: Words


@dataclass(frozen=True)
class Board:
    """The notices that have not ended, from the first to begin, and all pauses. Empty where nobody can read them."""

    announcements: tuple[Announcement, ...] = ()
    pauses: tuple[Pause, ...] = ()

    def holding_on(self, day: date) -> tuple[Announcement, ...]:
        """The notices in force on a day."""
        return tuple(each for each in self.announcements if each.holds_on(day))

    def pause_of(self, procedure: str) -> Pause | None:
        """How a procedure is paused, or None."""
        return next((pause for pause in self.pauses if pause.subject == procedure), None)

    @property
    def whole(self) -> Pause | None:
        """How the whole assistant is paused, or None."""
        return self.pause_of(WHOLE)


@dataclass(frozen=True)
class Loaded:
    """What a turn begins with: the state of its conversation (JSON, or None) and the board."""

    conversation: str | None = None
    board: Board = field(default_factory=Board)
