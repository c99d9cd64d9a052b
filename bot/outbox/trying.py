"""Sending what stays due until it arrived: how often it was tried is known to this process only.

After a restart, and where several processes send, somebody may read a message twice.
"""

import logging
from collections.abc import Callable, Collection
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Literal

from bot.conversation.replies import Say
from bot.outbox.delivering import LONGEST_WAIT, MOST_UNSURE, back_off, sent
from bot.outbox.outcomes import Deliver, Delivered, Gone, Later, Unsure
from bot.records.diary import Address

_log = logging.getLogger(__name__)
Came = Literal["arrived", "gone", "later", "asked_to_wait"]
"""What came of a message: it is there (or may well be), nobody is there, it waits, or all have to."""


@dataclass(frozen=True)
class _Tried:
    """What was tried of a message: how often, of how many tries nobody knows the outcome, when the next may be made."""

    attempts: int = 0
    unsure: int = 0
    again_from: datetime | None = None


@dataclass
class Trying:
    """What was tried of messages that are told apart by a key."""

    clock: Callable[[], datetime]
    _tried: dict[str, _Tried] = field(default_factory=dict, init=False)

    def keep(self, keys: Collection[str]) -> None:
        """Forgets all but these."""
        self._tried = {key: tried for key, tried in self._tried.items() if key in keys}

    def waits(self, key: str) -> bool:
        """Whether the next try may not be made yet."""
        again_from = self._tried.get(key, _Tried()).again_from
        return again_from is not None and self.clock() < again_from

    def put_off(self, key: str) -> Came:
        """Nothing was sent; the next try is made as late as any."""
        self._tried[key] = replace(self._tried.get(key, _Tried()), again_from=self.clock() + LONGEST_WAIT)
        return "later"

    async def send(self, key: str, deliver: Deliver, address: Address, message: Say) -> Came:
        """What came of sending it; of one that nobody learns of, after the second time, that it arrived."""
        before = self._tried.get(key, _Tried())
        match await sent(deliver, address, message):
            case Delivered():
                return "arrived"
            case Gone():
                return "gone"
            case Later(wait):
                again_from = self.clock() + max(wait, back_off(before.attempts))
                self._tried[key] = _Tried(before.attempts + 1, before.unsure, again_from)
                return "asked_to_wait" if wait else "later"
            case Unsure() if before.unsure + 1 >= MOST_UNSURE:
                return "arrived"
            case Unsure():
                _log.warning("Whether a message arrived is not known; it is sent again once.")
                self._tried[key] = _Tried(before.attempts + 1, before.unsure + 1, self.clock() + LONGEST_WAIT)
                return "later"
