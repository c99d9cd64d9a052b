"""Faults on demand: the next call of a method fails the way a test asks for."""

from collections import defaultdict, deque

from tests.telegram_server.errors import ApiError


class Faults:
    """Faults that wait for their call, first in, first out, for each method."""

    def __init__(self) -> None:
        self._waiting: defaultdict[str, deque[ApiError]] = defaultdict(deque)

    def add(self, method: str, fault: ApiError) -> None:
        self._waiting[method].append(fault)

    def strike(self, method: str) -> None:
        """Raises the fault that waits for this method, if there is one."""
        if self._waiting[method]:
            raise self._waiting[method].popleft()

    @property
    def unmet(self) -> list[str]:
        """The methods whose faults nobody ran into."""
        return [method for method, faults in self._waiting.items() for _ in faults]
