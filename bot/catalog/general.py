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
    """Something that is not in the catalog: named, with who handles it, so that nothing wrong is answered instead.

    With a national code it is a procedure of which nothing is checked yet, without one a matter for somebody else.
    """

    id: Identifier
    name: Text
    code: NationalCode | None = None
    keywords: tuple[Keyword, ...] = ()
    handled_by: Text | None = None
