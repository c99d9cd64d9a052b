"""How a poster leads here: what its address and its link carry, and how it is counted without telling whom it brought.

An origin is where a poster hangs: the id of an office, `<office>-<counter>`, or the name of an event. Anybody can make
one up, so it is taken for what it is: a short word of small letters that is counted, a bounded number of them a day.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from typing import Final
from urllib.parse import urlencode

from bot.catalog.catalog import Catalog
from bot.conversation.addresses import home_path, sheet_path
from bot.records.entries import PosterLed

MAX_PAYLOAD: Final = 64
"""Characters of `A-Za-z0-9_-` that a Telegram link carries."""

_ORIGIN: Final = re.compile(r"[a-z0-9-]{1,40}")
_BETWEEN: Final = "__"
"""Between procedure and origin; neither holds it."""


class OriginUnwritable(ValueError):
    """Raised when a text makes no origin: nothing of it is left, or more than 40 characters."""


@dataclass(frozen=True)
class Arrival:
    """What a link carries: a procedure's id, or "" for the start page, and an origin, or "" where it is no poster's."""

    procedure: str = ""
    origin: str = ""

    @property
    def payload(self) -> str:
        """What a link carries; the origin is left out where it has no room: to arrive matters more than to count."""
        whole = f"{self.procedure}{_BETWEEN}{self.origin}" if self.origin else self.procedure
        return whole if len(whole) <= MAX_PAYLOAD else self.procedure

    def address(self, public_url: str) -> str:
        """The page that a poster's code leads to."""
        path = sheet_path(self.procedure, "vi") if self.procedure else home_path("vi")
        query = f"?{urlencode({'o': self.origin})}" if self.origin else ""
        return f"{public_url.rstrip('/')}{path}{query}"


def read(payload: str) -> Arrival:
    """What a link carries; what is no origin is part of the rest, which then names no procedure."""
    procedure, between, origin = payload.partition(_BETWEEN)
    return Arrival(procedure, origin) if between and is_origin(origin) else Arrival(payload)


def is_origin(text: str) -> bool:
    """Whether a text has the shape of an origin."""
    return _ORIGIN.fullmatch(text) is not None


def origin(*said: str) -> str:
    """The origin made of what was said: "Quầy 3" → `quay-3`. Raises `OriginUnwritable`."""
    whole = " ".join(said)
    plain = unicodedata.normalize("NFD", whole.lower().replace("đ", "d")).encode("ascii", "ignore").decode()
    made = "-".join(re.findall(r"[a-z0-9]+", plain))
    if not made:
        raise OriginUnwritable(f"{whole!r} has no letter and no digit to count a poster by; give it a name.")
    if not is_origin(made):
        raise OriginUnwritable(f"{whole!r} makes {made}, {len(made)} characters; at most 40 fit, say it shorter.")
    return made


def led(arrival: Arrival, catalog: Catalog, day: date, channel: str) -> PosterLed | None:
    """What is counted of an arrival: None where no poster led to it; a procedure that is not there counts as none."""
    if not is_origin(arrival.origin):
        return None
    procedure = catalog.procedure(arrival.procedure)
    return PosterLed(day, arrival.origin, procedure.id if procedure else "", channel)
