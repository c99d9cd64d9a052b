"""What a button says when it is tapped, of events in the field: planning them, and coming to help."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Final, Literal

from pydantic import Field

from bot.catalog.surroundings import PlaceId
from bot.records.outreach import Part

OutreachId = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{8}$")]
PassToken = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{22}$")]
Sure = Literal["y", "n"]
"""Whether what ends something is done (y) or asked for first (n)."""


@dataclass(frozen=True)
class JoinOutreach:
    """Accept to help at an event, or to co-ordinate it."""

    part: Part
    token: PassToken


@dataclass(frozen=True)
class ShowOutreach:
    """Show an event; an official's. Without an id, those to come after the `first` ones."""

    outreach: OutreachId | Literal[""] = ""
    first: int = 0


@dataclass(frozen=True)
class CancelOutreach:
    """Say that an event will not be held; an official's."""

    outreach: OutreachId
    sure: Sure = "n"


@dataclass(frozen=True)
class RenewLinks:
    """End the links of an event and make new ones; an official's."""

    outreach: OutreachId
    sure: Sure = "n"


@dataclass(frozen=True)
class CountFrailPeople:
    """Say whether older and disabled people are counted at an event; an official's."""

    outreach: OutreachId
    counted: Sure


@dataclass(frozen=True)
class FetchHandouts:
    """Want the handbook and the lists of papers (again); a helper's."""

    outreach: OutreachId


@dataclass(frozen=True)
class ChooseCommune:
    """Say in which commune of today the event is that was just typed; an official's."""

    place: PlaceId


OutreachAction = (
    JoinOutreach | ShowOutreach | CancelOutreach | RenewLinks | CountFrailPeople | FetchHandouts | ChooseCommune
)
OUTREACH_VERBS: Final[Mapping[str, type[Any]]] = {
    "Oa": JoinOutreach,
    "Ob": ShowOutreach,
    "Oc": CancelOutreach,
    "Od": RenewLinks,
    "Oe": CountFrailPeople,
    "Of": FetchHandouts,
    "Og": ChooseCommune,
}
