"""What is answered beside the procedures of the catalog."""

from typing import Annotated, Literal

from pydantic import Field
from pydantic.dataclasses import dataclass

from bot.catalog.model import STRICT, Identifier, Keyword, NationalCode, Text


@dataclass(frozen=True, config=STRICT)
class GeneralAnswer:
    """A rule that belongs to no procedure (`catalog/faq.yaml`): how people ask, what holds, who says so."""

    id: Identifier
    kind: Literal["general_rule", "status_lookup", "other_agency", "refused"]
    keywords: Annotated[tuple[Keyword, ...], Field(min_length=1)]
    answer: Text
    source: str


@dataclass(frozen=True, config=STRICT)
class Elsewhere:
    """A procedure that exists but is not in the catalog: named so that nothing wrong is answered instead."""

    id: Identifier
    name: Text
    code: NationalCode | None = None
    keywords: tuple[Keyword, ...] = ()
