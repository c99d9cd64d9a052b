"""The queue of what could not be answered: which texts are one item, which item is next, what an official does with it.

new → assigned → applied, rejected or duplicate. Only who took an item takes the next step; an item that somebody took
and left for `LEFT_AFTER` may be taken by another one. A phrase is learned in `bot.desk.learning`.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from functools import lru_cache
from typing import Final

from rapidfuzz import fuzz, process

from bot.desk.people import Person, official
from bot.desk.refusals import NothingLikeIt
from bot.matching import Matcher
from bot.matching.text import clean, folded
from bot.records.decisions import ItemMerged, ItemRejected, ItemSettled, ItemTaken
from bot.records.queue import Item, Queue, Ungrouped

NEAR: Final = 92
"""Likeness (0 to 100, in any order) of their own words from which two texts are one item."""

NOT_FAR: Final = 75
"""Likeness that all their words must have then, for of some questions few words are their own."""

LIKE: Final = 60
"""Likeness of all their words from which an item may be put to another one by an official."""

LEFT_AFTER: Final = timedelta(days=7)

MOST_REMEMBERED: Final = 20_000

Words = tuple[str, str]
Key = Callable[[str], Words]


def key_of(matcher: Matcher) -> Key:
    """What two texts are compared by: the words of their own, and all their words; without accents.

    Remembered, for the texts of a queue are compared again and again.
    """

    @lru_cache(maxsize=MOST_REMEMBERED)
    def key(text: str) -> Words:
        whole = " ".join(folded(clean(text))) or text
        return " ".join(matcher.content(text)) or whole, whole

    return key


def grouped(
    texts: Sequence[Ungrouped], items: Sequence[Item], key: Key, new_id: Callable[[], str]
) -> Mapping[str, str]:
    """The item of each text: the one it is most like, else a new one that later texts may join.

    What was applied to a procedure takes no more: who still does not find it shows that something is missing.
    """
    taking = {each.id: each.text for each in items if each.text is not None and each.state != "applied"}
    names, keys = list(taking), [key(text) for text in taking.values()]
    found: dict[str, str] = {}
    for text in sorted(texts, key=lambda each: (each.day, each.text, each.id)):
        said = key(text.text)
        at = _nearest(said, keys)
        if at is None:
            names.append(new_id())
            keys.append(said)
        found[text.id] = names[-1 if at is None else at]
    return found


def waiting(queue: Queue) -> tuple[Item, ...]:
    """The items somebody has to see to: what was asked most, and of that what was asked first."""
    found = (each for each in queue.items if each.is_open)
    return tuple(sorted(found, key=lambda each: (-each.count, each.first_day, each.id)))


def holding(queue: Queue, text: str, key: Key) -> Item | None:
    """The open item to which an asked text belongs, or None."""
    items = [each for each in queue.items if each.is_open and each.text is not None]
    at = _nearest(key(text), [key(each.text or "") for each in items])
    return None if at is None else items[at]


def alike(queue: Queue, item: Item, key: Key) -> Item | None:
    """The other open item that is most like this one, or None where none is."""
    items = [each for each in waiting(queue) if each.text is not None and each.id != item.id]
    if item.text is None:
        return None
    wholes = [key(each.text or "")[1] for each in items]
    best = process.extractOne(key(item.text)[1], wholes, scorer=fuzz.token_set_ratio, score_cutoff=LIKE)
    return items[best[2]] if best else None


def _nearest(said: Words, keys: Sequence[Words]) -> int | None:
    """The place of what is most like `said`, of several the first; None where nothing is near."""
    own = process.extract(
        said[0], [own for own, _ in keys], scorer=fuzz.token_sort_ratio, score_cutoff=NEAR, limit=None
    )
    near = (at for _, _, at in own if fuzz.token_set_ratio(said[1], keys[at][1]) >= NOT_FAR)
    return next(near, None)


def is_held(item: Item, person: Person, today: date) -> bool:
    """Whether somebody else has the item and has not left it."""
    return item.state == "assigned" and item.taker != person.key and item.stepped_on >= today - LEFT_AFTER


def take(person: Person, item: str, today: date) -> ItemTaken:
    """An official will see to an item. Raises `NotAllowed`."""
    return ItemTaken(item, today - LEFT_AFTER, official(person, "answer_unanswered", today))


def reject(person: Person, item: str, today: date) -> ItemRejected:
    """Nothing is to be added. Raises `NotAllowed`."""
    return ItemRejected(item, official(person, "answer_unanswered", today))


def settle(person: Person, item: str, today: date) -> ItemSettled:
    """What was reported has been seen to. Raises `NotAllowed`."""
    return ItemSettled(item, official(person, "answer_unanswered", today))


def merge(person: Person, item: str, into: str, today: date) -> ItemMerged:
    """An item is the same as another one. Raises `NotAllowed`."""
    return ItemMerged(item, into, official(person, "answer_unanswered", today))


def to_merge_with(queue: Queue, item: Item, key: Key) -> Item:
    """The open item that is most like this one; raises `NothingLikeIt`."""
    into = alike(queue, item, key)
    if into is None:
        raise NothingLikeIt(item.text or "")
    return into
