"""How often something may happen: token buckets in memory, nothing written down."""

from collections.abc import Callable
from typing import Final

SECOND: Final = 1_000_000_000
"""In nanoseconds, whose sums are exact: the last token of a bucket is not lost to rounding."""

MINUTE: Final = 60 * SECOND
"""The time in which an empty bucket is full again."""


class Buckets:
    """A bucket of `tokens` for each key, filled evenly within a minute.

    `clock` gives nanoseconds that never go back. All that is kept of a key is the moment at which its bucket will be
    full; a bucket that is full is forgotten.
    """

    def __init__(self, tokens: int, clock: Callable[[], int]) -> None:
        self._token = MINUTE // tokens
        self._clock = clock
        self._full_at: dict[str, int] = {}
        self._swept_at = clock()

    def wait(self, key: str) -> int:
        """Nanoseconds until a key's bucket has a token; 0 if it has one."""
        return max(0, self._after_taking(key) - self._clock() - MINUTE)

    def take(self, key: str) -> None:
        """Takes a token."""
        self._sweep()
        self._full_at[key] = self._after_taking(key)

    def __len__(self) -> int:
        return len(self._full_at)

    def _after_taking(self, key: str) -> int:
        """When the bucket will be full if a token is taken now."""
        now = self._clock()
        return max(self._full_at.get(key, now), now) + self._token

    def _sweep(self) -> None:
        now = self._clock()
        if now - self._swept_at >= MINUTE:
            self._full_at = {key: full_at for key, full_at in self._full_at.items() if full_at > now}
            self._swept_at = now
