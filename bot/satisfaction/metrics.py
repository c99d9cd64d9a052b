"""Counts, and how sure the share is that they make; whether it may be shown is for `disclosure` to say."""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from math import sqrt
from typing import Final, TypeVar

Z: Final = 1.959963984540054
"""The quantile of the normal distribution that leaves 2.5 % on either side."""


def wilson(k: int, n: int, z: float = Z) -> tuple[float, float]:
    """The score interval of the share `k` of `n`, both ends from 0 to 1 (Wilson 1927, without correction); 95 %.

    Of nothing the share may be anything. Raises `ValueError` where `k` is no part of `n`.
    """
    if not 0 <= k <= n:
        raise ValueError(f"{k} of {n} is no share: give counts with 0 ≤ k ≤ n")
    if n == 0:
        return 0.0, 1.0
    share, spread = k / n, z * z / n
    middle = (share + spread / 2) / (1 + spread)
    reach = sqrt(spread * (share * (1 - share) + spread / 4)) / (1 + spread)
    return (0.0 if k == 0 else middle - reach), (1.0 if k == n else middle + reach)


@dataclass(frozen=True)
class Counted:
    """`part` of `whole` voices. It has no share: `disclosure.shown` tells whether there is one to show.

    Raises ValueError where it is no part.
    """

    part: int = 0
    whole: int = 0

    def __post_init__(self) -> None:
        if not 0 <= self.part <= self.whole:
            raise ValueError(f"{self.part} of {self.whole} is no share: give counts with 0 ≤ part ≤ whole")

    def __sub__(self, other: "Counted") -> "Counted":
        return Counted(self.part - other.part, self.whole - other.whole)

    @property
    def interval(self) -> tuple[float, float]:
        """Where the share of all such voices lies, with 95 % certainty, chance alone considered."""
        return wilson(self.part, self.whole)


Key = TypeVar("Key", bound=Hashable)


def added_up(given: Iterable[tuple[Key, Counted]]) -> Mapping[Key, Counted]:
    """The sums of what has the same key."""
    parts: dict[Key, int] = {}
    wholes: dict[Key, int] = {}
    for key, counted in given:
        parts[key] = parts.get(key, 0) + counted.part
        wholes[key] = wholes.get(key, 0) + counted.whole
    return {key: Counted(part, wholes[key]) for key, part in parts.items()}
