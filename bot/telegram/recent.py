"""A memory that cannot grow: what was noted last, of as many as there is room for."""

from collections import OrderedDict
from typing import Final, Generic, TypeVar

Key = TypeVar("Key")
Noted = TypeVar("Noted")
ROOM: Final = 10_000


class Recent(Generic[Key, Noted]):
    """Notes by key, the newest `room` of them; for one more the oldest is forgotten."""

    def __init__(self, room: int = ROOM) -> None:
        self._room = room
        self._notes: OrderedDict[Key, Noted] = OrderedDict()

    def note(self, key: Key, noted: Noted) -> None:
        """Keeps `noted` under its key, instead of what was there."""
        self._notes[key] = noted
        self._notes.move_to_end(key)
        if len(self._notes) > self._room:
            self._notes.popitem(last=False)

    def get(self, key: Key) -> Noted | None:
        """What was noted under a key, or None."""
        return self._notes.get(key)

    def forget(self, key: Key) -> None:
        """Takes a note away, if there is one."""
        self._notes.pop(key, None)

    def __len__(self) -> int:
        return len(self._notes)
