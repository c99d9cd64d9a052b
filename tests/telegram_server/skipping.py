"""An event loop that waits for nobody: where nothing can go on but a timer, its time jumps there.

For tests in which everything happens inside the process, without sockets and threads. What the code under test
sleeps has been slept afterwards, by `asyncio.get_running_loop().time()`.
"""

import asyncio
import selectors
from typing import Final

TURN: Final = 1e-6
"""Seconds that one turn of the loop takes."""


class _Jumping(selectors.DefaultSelector):
    """Looks what is ready, and counts what it would have waited for more."""

    def __init__(self) -> None:
        super().__init__()
        self.skipped: float = 0.0

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        # Who looks at the clock until it has gone on must see that it does.
        self.skipped += TURN
        ready = super().select(0)
        if ready or timeout is None:
            return ready or super().select(timeout)
        self.skipped += max(timeout, 0.0)
        return ready


class SkippingLoop(asyncio.SelectorEventLoop):
    """Its time begins at 0 and goes on, but for next to nothing, only where everybody waits."""

    def __init__(self) -> None:
        self._jumping: Final = _Jumping()
        super().__init__(self._jumping)

    def time(self) -> float:
        return self._jumping.skipped
