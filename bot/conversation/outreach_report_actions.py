"""What a button says when it is tapped, of what came of an event in the field."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Final

from pydantic import Field

OutreachId = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{1,40}$")]


@dataclass(frozen=True)
class ShowOutreachReport:
    """Tell what came of an event, in a message and as files; an official's, or its co-ordinator's."""

    outreach: OutreachId


OUTREACH_REPORT_VERBS: Final[Mapping[str, type[Any]]] = {"Ov": ShowOutreachReport}
