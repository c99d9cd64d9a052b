"""What procedures refer to: who decides, where one goes, the shelves people browse."""

from typing import Literal

from pydantic.dataclasses import dataclass

from bot.catalog.model import STRICT, Day, Identifier, Text


@dataclass(frozen=True, config=STRICT)
class Authority:
    """A body that decides (cv:hasCompetentAuthority)."""

    id: Identifier
    name: Text
    level: Literal["commune", "district", "province", "state"]


@dataclass(frozen=True, config=STRICT)
class Office:
    """A one-stop counter (cv:ContactPoint); None where no source says."""

    id: Identifier
    name: Text
    where: Text | None = None
    address: Text | None = None
    hours: Text | None = None
    phone: str | None = None
    valid_from: Day | None = None
    valid_until: Day | None = None
    successor: Identifier | None = None


@dataclass(frozen=True, config=STRICT)
class Topic:
    """A field (lĩnh vực) or a life event: a shelf people browse."""

    id: Identifier
    name: Text
