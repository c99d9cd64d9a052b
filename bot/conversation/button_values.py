"""What several kinds of buttons carry."""

from datetime import date
from typing import Annotated

from pydantic import AfterValidator, Field

AnswerId = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{8}$")]
NoticeId = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{8}$")]
Digest = Annotated[str, Field(pattern=r"^[0-9a-f]{8}$")]
InvitationToken = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{1,40}$")]


def _day(text: str) -> str:
    """Refuses what is no day; raises `ValueError`."""
    date.fromisoformat(text)
    return text


IsoDay = Annotated[str, Field(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"), AfterValidator(_day)]
"""A day as ISO 8601 writes it: 2026-11-26."""
