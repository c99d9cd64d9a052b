"""How sure a share is."""

from math import sqrt
from typing import Final

Z: Final = 1.959963984540054
"""The quantile of the normal distribution that leaves 2.5 % on either side."""


def wilson(k: int, n: int) -> tuple[float, float]:
    """The 95 % score interval of the share `k` of `n`, both ends from 0 to 1 (Wilson 1927, without correction).

    Of nothing the share may be anything. Raises `ValueError` where `k` is no part of `n`.
    """
    if not 0 <= k <= n:
        raise ValueError(f"{k} of {n} is no share: give counts with 0 ≤ k ≤ n")
    if n == 0:
        return 0.0, 1.0
    share, spread = k / n, Z * Z / n
    middle = (share + spread / 2) / (1 + spread)
    reach = sqrt(spread * (share * (1 - share) + spread / 4)) / (1 + spread)
    return (0.0 if k == 0 else middle - reach), (1.0 if k == n else middle + reach)
