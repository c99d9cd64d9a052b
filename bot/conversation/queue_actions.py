"""What a button says when it is tapped, of what could not be answered."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Final, Literal

from pydantic import Field

from bot.catalog.model import Identifier
from bot.conversation.button_values import Digest

ItemId = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{8}$")]
PhraseId = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{8}$")]
Step = Literal["assigned", "rejected", "duplicate", "applied"]


@dataclass(frozen=True)
class ShowItem:
    """Show an item of the queue; an official's. Without an id, the first."""

    queued: ItemId | Literal[""] = ""


@dataclass(frozen=True)
class MoveItem:
    """Take an item, or close it without teaching anything; an official's."""

    queued: ItemId
    step: Step


@dataclass(frozen=True)
class NameProcedure:
    """Want to type which procedure an item is about; an official's."""

    queued: ItemId


@dataclass(frozen=True)
class TryPhrase:
    """See what teaching an item's phrase would change; an official's."""

    queued: ItemId
    procedure: Identifier


@dataclass(frozen=True)
class TeachPhrase:
    """Teach the phrase that was looked at (`digest`); an official's."""

    queued: ItemId
    procedure: Identifier
    digest: Digest


@dataclass(frozen=True)
class UnteachPhrase:
    """Take a learned phrase back; an official's."""

    phrase: PhraseId


@dataclass(frozen=True)
class WantNote:
    """Agree to be written to once the question that was shown (`digest`) is answered."""

    digest: Digest


QueueAction = ShowItem | MoveItem | NameProcedure | TryPhrase | TeachPhrase | UnteachPhrase | WantNote
QUEUE_VERBS: Final[Mapping[str, type[Any]]] = {
    "B": ShowItem,
    "U": MoveItem,
    "V": NameProcedure,
    "W": TryPhrase,
    "X": TeachPhrase,
    "Y": UnteachPhrase,
    "Z": WantNote,
}
