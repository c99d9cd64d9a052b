"""Faults on demand: the next calls of a method fail the way a test asks for."""

from collections import defaultdict, deque
from dataclasses import dataclass
from enum import Enum
from itertools import repeat

from tests.telegram_server.errors import ApiError


class Trouble(Enum):
    """What can happen to an answer on its way."""

    TIMED_OUT = "nothing comes, and the connection stays open"
    CUT = "the connection ends before the answer does"
    WRONG_JSON = "what comes is not JSON"


@dataclass(frozen=True)
class Broken:
    """A call whose answer is lost. Whether it was carried out, its caller cannot know."""

    trouble: Trouble
    carried_out: bool


Fault = ApiError | Broken


class Faults:
    """Faults that wait for their call, first in, first out, for each method."""

    def __init__(self) -> None:
        self._waiting: defaultdict[str, deque[Fault]] = defaultdict(deque)

    def add(self, method: str, fault: Fault, times: int = 1) -> None:
        self._waiting[method].extend(repeat(fault, times))

    def next(self, method: str) -> Fault | None:
        """The fault that waits for this method, if there is one; it is used up."""
        return self._waiting[method].popleft() if self._waiting[method] else None

    def clear(self) -> None:
        """Everything works again."""
        self._waiting.clear()

    @property
    def unmet(self) -> list[str]:
        """The methods whose faults nobody ran into."""
        return [method for method, faults in self._waiting.items() for _ in faults]
