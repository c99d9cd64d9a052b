"""What a button says when it is tapped, of the events at which helpers help people."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Final, Literal

from pydantic import Field

OutreachId = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{8}$")]
VisitId = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{22}$")]


@dataclass(frozen=True)
class ShowUpcoming:
    """Show one of the next events; without an id, all of them."""

    outreach: OutreachId | Literal[""] = ""


@dataclass(frozen=True)
class RemindOfOutreach:
    """Want to be reminded of an event: ask what would be kept, agree, or take the day home as a file."""

    outreach: OutreachId
    step: Literal["ask", "agree", "save"]


@dataclass(frozen=True)
class AskHomeVisit:
    """Want a helper to come home from an event."""

    outreach: OutreachId


@dataclass(frozen=True)
class SettleHomeVisit:
    """Send what was written of a visit, or take it back."""

    outreach: OutreachId
    step: Literal["send", "withdraw"]


@dataclass(frozen=True)
class AnswerHomeVisit:
    """Have called whoever asked for a visit; a co-ordinator's."""

    wanted: VisitId


SaturdayAction = ShowUpcoming | RemindOfOutreach | AskHomeVisit | SettleHomeVisit | AnswerHomeVisit
SATURDAY_VERBS: Final[Mapping[str, type[Any]]] = {
    "Oq": ShowUpcoming,
    "Or": RemindOfOutreach,
    "Os": AskHomeVisit,
    "Ot": SettleHomeVisit,
    "Ou": AnswerHomeVisit,
}
