"""What surrounds procedures: who decides, where one lives, the shelves people browse."""

from typing import Annotated, Literal

from pydantic import Field
from pydantic.dataclasses import dataclass

from bot.catalog.model import STRICT, Identifier, ProcedureId, Text

PlaceId = Annotated[str, Field(pattern=r"^[a-z0-9-]{1,20}$")]
"""Short enough to stand on a button beside any procedure's id."""


@dataclass(frozen=True, config=STRICT)
class Authority:
    """A body that decides (cv:hasCompetentAuthority)."""

    id: Identifier
    name: Text
    level: Literal["commune", "district", "province", "state"]


@dataclass(frozen=True, config=STRICT)
class Topic:
    """A field (lĩnh vực) or a life event: a shelf people browse; `first` is what most who come to it want."""

    id: Identifier
    name: Text
    first: tuple[ProcedureId, ...] = ()


@dataclass(frozen=True, config=STRICT)
class Former:
    """The communes of one district until 1 July 2025 that became part of a place, each with its kind ("Xã Tam Phú")."""

    district: Annotated[str, Field(min_length=1)]
    communes: Annotated[tuple[str, ...], Field(min_length=1)]


@dataclass(frozen=True, config=STRICT)
class Position:
    """A point in or near Đà Nẵng, in degrees (WGS 84); the bounds reach from Tây Giang to Hoàng Sa."""

    latitude: Annotated[float, Field(ge=14.9, le=17.3)]
    longitude: Annotated[float, Field(ge=107.1, le=113.0)]


@dataclass(frozen=True, config=STRICT)
class Place:
    """A commune, ward or special zone since 1 July 2025 (Nghị quyết 1659/NQ-UBTVQH15); its name holds its kind.

    `position` is about where its seat lies; nobody verified it, so it helps to guess a place and is never shown.
    """

    id: PlaceId
    name: Annotated[str, Field(min_length=1)]
    made_of: tuple[Former, ...] = ()
    position: Position | None = None

    @property
    def former_communes(self) -> tuple[str, ...]:
        """The communes it was made of."""
        return tuple(commune for former in self.made_of for commune in former.communes)
