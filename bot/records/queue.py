"""What could not be answered, as values: an official is given all of it as one `Queue`.

An item is a group of asked texts that are nearly the same; its texts go when they are too old, and the item with them
unless somebody has closed it. An item without a text stands for the reports that a procedure was shown to whoever
needed another one: of what was answered no text is kept.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final, Literal

ItemState = Literal["new", "assigned", "applied", "rejected", "duplicate"]
OPEN: Final[frozenset[ItemState]] = frozenset({"new", "assigned"})

RECENT_DAYS: Final = 30
"""Back from today: the asked texts on which a phrase is tried before it is learned."""


@dataclass(frozen=True)
class Ungrouped:
    """An asked text that belongs to no item yet; `id` is the random key under which it is kept."""

    id: str
    text: str
    day: date


@dataclass(frozen=True)
class Item:
    """Something that could not be answered: how often it was asked, of these `assisted` in the field, from when on.

    `text` is what most people said, without numbers. It is None for reports of a wrong procedure, which `about` names.
    `stepped_on` is the day of the last step of its state, `taker` the person who took it, `procedure` what it was
    applied to.
    """

    id: str
    state: ItemState
    text: str | None
    count: int
    assisted: int
    first_day: date
    last_day: date
    stepped_on: date
    about: str | None = None
    procedure: str | None = None
    taker: str | None = field(default=None, repr=False)

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to see to it."""
        return self.state in OPEN

    def age(self, today: date) -> int:
        """Days since it was first asked."""
        return max((today - self.first_day).days, 0)


@dataclass(frozen=True)
class Learned:
    """A phrase that an official taught on `day`: whoever says it means `procedure`. `item` is where it came from."""

    id: str
    phrase: str
    procedure: str
    day: date
    item: str | None = None


@dataclass(frozen=True)
class Queue:
    """All items, all learned phrases, and what was asked within the last `RECENT_DAYS`, each text once."""

    items: tuple[Item, ...] = ()
    learned: tuple[Learned, ...] = ()
    recent: tuple[str, ...] = ()

    def item(self, name: str) -> Item | None:
        """The item with an id, or None."""
        return next((each for each in self.items if each.id == name), None)


Grouping = Callable[[Sequence[Ungrouped], Sequence[Item]], Mapping[str, str]]
"""Texts that belong to no item, and the items there are → the id of the item of each text's id, perhaps a new one."""
