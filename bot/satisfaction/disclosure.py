"""What of counts may be shown: too few voices say nothing, and few may point at somebody.

A share can only be read from a `Share`, and a `Share` is made here alone, of 30 voices or more.
"""

from dataclasses import dataclass
from typing import Final

from bot.satisfaction.metrics import Counted

ENOUGH: Final = 10
"""From so many voices on counts and interval are shown."""

ENOUGH_FOR_A_SHARE: Final = 30
"""From so many voices on the share is shown."""

ENOUGH_TO_COMPARE: Final = 100
"""From so many voices each two offices are compared."""

SMALL: Final = 5
"""A cell of an export with fewer voices, but not none, is blanked."""


@dataclass(frozen=True)
class Hidden:
    """Too few voices to say anything: "chưa đủ dữ liệu"."""

    whole: int


@dataclass(frozen=True)
class Few:
    """Counts and the 95 % interval of their share, both ends from 0 to 1; no share, no colour."""

    part: int
    whole: int
    low: float
    high: float


@dataclass(frozen=True)
class Share(Few):
    """Enough voices for a share, `value` from 0 to 1."""

    value: float


Shown = Hidden | Few | Share


def shown(counted: Counted) -> Shown:
    """Counts in the form in which they may be shown."""
    if counted.whole < ENOUGH:
        return Hidden(counted.whole)
    low, high = counted.interval
    if counted.whole < ENOUGH_FOR_A_SHARE:
        return Few(counted.part, counted.whole, low, high)
    return Share(counted.part, counted.whole, low, high, counted.part / counted.whole)


def comparable(one: Counted, other: Counted) -> bool:
    """Whether two offices may be told apart: enough voices each, and intervals that do not overlap."""
    if min(one.whole, other.whole) < ENOUGH_TO_COMPARE:
        return False
    (low, high), (other_low, other_high) = one.interval, other.interval
    return high < other_low or other_high < low
