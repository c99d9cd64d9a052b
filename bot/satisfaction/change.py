"""How a share differs from another one, and how sure that is."""

from dataclasses import dataclass
from math import sqrt
from typing import Final

from bot.satisfaction.disclosure import ENOUGH_FOR_A_SHARE
from bot.satisfaction.metrics import Counted, Z, wilson

Z_99: Final = 2.5758293035489004
"""The quantile that leaves 0.5 % on either side, for alerts."""


def newcombe(one: Counted, other: Counted, z: float = Z) -> tuple[float, float]:
    """The interval of the difference of two independent shares, `one` minus `other`, both ends from -1 to 1.

    Newcombe's hybrid score interval without correction (Statistics in Medicine 17, 1998, 873-890, method 10).
    Raises ValueError where either is of nothing.
    """
    if not one.whole or not other.whole:
        raise ValueError("A share of nothing has no difference to another one")
    first, second = one.part / one.whole, other.part / other.whole
    (low, high), (other_low, other_high) = wilson(one.part, one.whole, z), wilson(other.part, other.whole, z)
    difference = first - second
    below = sqrt((first - low) ** 2 + (other_high - second) ** 2)
    above = sqrt((high - first) ** 2 + (second - other_low) ** 2)
    return difference - below, difference + above


@dataclass(frozen=True)
class Change:
    """By how much a share changed, from -1 to 1, with its interval."""

    difference: float
    low: float
    high: float

    @property
    def sure(self) -> bool:
        """Whether chance alone does not explain it."""
        return self.low > 0 or self.high < 0


def change(now: Counted, before: Counted, z: float = Z) -> Change | None:
    """The change between two periods; None where either has too few voices for a share."""
    if min(now.whole, before.whole) < ENOUGH_FOR_A_SHARE:
        return None
    low, high = newcombe(now, before, z)
    return Change(now.part / now.whole - before.part / before.whole, low, high)
