"""Pages that were made are kept in memory as long as what they were made from stays the same.

A card takes milliseconds to say, and thousands of people open the same one on a day.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

from bot.conversation.sheets import Reading

Value = TypeVar("Value")


class Kept(Generic[Value]):
    """Values by their key, at most `most` of them: the one not asked for the longest goes first.

    All go when the catalog is another, another hour begins, or officials announce or pause something.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._of: Reading | None = None
        self._values: OrderedDict[Hashable, Value] = OrderedDict()

    def get(self, reading: Reading, key: Hashable, make: Callable[[], Value]) -> Value:
        """The value for `key`, made by `make` where it is not kept."""
        if not self._holds(reading):
            self._of = reading
            self._values.clear()
        if key not in self._values:
            self._values[key] = make()
            if len(self._values) > self._most:
                self._values.popitem(last=False)
        self._values.move_to_end(key)
        return self._values[key]

    def _holds(self, reading: Reading) -> bool:
        """Whether the values were made from this; a catalog is compared by identity, for it is large."""
        of = self._of
        return of is not None and (
            of.catalog is reading.catalog
            and of.today == reading.today
            and of.now == reading.now
            and of.board == reading.board
            and of.forgotten == reading.forgotten
            and of.service == reading.service
        )
