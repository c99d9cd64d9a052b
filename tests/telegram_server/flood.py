"""Flood control: how many messages Telegram takes in a while (https://core.telegram.org/bots/faq#my-bot-is-hitting-limits).

Telegram lets short bursts pass and publishes no exact rule; here the published figures are kept to the letter. Edits,
answers to taps and chat actions are not counted; nor is what it refuses itself.
"""

from collections import defaultdict, deque
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from math import ceil
from typing import Final

from tests.telegram_server.errors import ApiError

COUNTED: Final = frozenset({"sendMessage", "sendPhoto", "sendDocument", "copyMessage"})


@dataclass(frozen=True)
class Limit:
    """At most `messages` within any `seconds`."""

    messages: int
    seconds: float


OVERALL: Final = Limit(30, 1)
ONE_CHAT: Final = Limit(1, 1)
ONE_GROUP: Final = Limit(20, 60)


class FloodControl:
    """Counts messages; `clock` tells seconds that only grow."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._sent: defaultdict[Hashable, deque[float]] = defaultdict(deque)

    def take(self, chat_id: int, private: bool) -> None:
        """Count one message to a chat; raises `ApiError` 429 with `retry_after` where that is one too many."""
        limits: dict[Hashable, Limit] = {"overall": OVERALL, ("chat", chat_id): ONE_CHAT}
        if not private:
            limits["group", chat_id] = ONE_GROUP
        now = self._clock()
        wait = max(self._wait(name, limit, now) for name, limit in limits.items())
        if wait > 0:
            seconds = ceil(wait)
            raise ApiError(429, f"Too Many Requests: retry after {seconds}", retry_after=seconds)
        for name in limits:
            self._sent[name].append(now)

    def _wait(self, name: Hashable, limit: Limit, now: float) -> float:
        sent = self._sent[name]
        while sent and sent[0] + limit.seconds <= now:
            sent.popleft()
        return sent[0] + limit.seconds - now if len(sent) >= limit.messages else 0.0
