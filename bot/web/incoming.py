"""A posted form → what the person did."""

import math
from collections.abc import Mapping
from typing import Final

from bot.conversation.actions import read
from bot.conversation.events import Event, Located, Opened, Said, Tapped, Where, Who

MAX_FIELDS: Final = 8


class UnreadableForm(ValueError):
    """Raised for a form that our page does not make; the remedy is to open the page anew."""


def event(form: Mapping[str, object], where: Where, who: Who) -> Event:
    """The event of a form with `text`, `tap` (a button's wire text), `open` (a payload) or a position.

    Raises `UnreadableForm` where none of them is there or the position is not on Earth.
    """
    match form:
        case {"tap": str(wire)}:
            return Tapped(where, who, read(wire))
        case {"text": str(text)}:
            return Said(where, who, text)
        case {"open": str(payload)}:
            return Opened(where, who, payload)
        case {"latitude": str(latitude), "longitude": str(longitude)}:
            return Located(where, who, _degrees(latitude, 90), _degrees(longitude, 180))
    raise UnreadableForm(f"A form with only {sorted(form)} says nothing; open the page anew.")


def _degrees(text: str, limit: int) -> float:
    try:
        degrees = float(text)
    except ValueError:
        degrees = math.nan
    if not abs(degrees) <= limit:
        raise UnreadableForm(f"A position must be within ±{limit} degrees; open the page anew.")
    return degrees
