"""Which numbers go untold, so that no small one can be had by subtracting what is told."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import NamedTuple


class Number(NamedTuple):
    """A number of a table; `side` is "part", "against" or "whole" of a share, "" of a plain count."""

    table: str
    row: int
    column: str
    side: str = ""


def sides(share: Number) -> tuple[Number, Number, Number]:
    """The three numbers of a share: for, against, and both."""
    return share._replace(side="part"), share._replace(side="against"), share._replace(side="whole")


@dataclass(frozen=True)
class Sum:
    """Numbers that make up another one; `total` None: it stands in no table, and anybody may know it all the same."""

    parts: tuple[Number, ...]
    total: Number | None = None


Values = Mapping[Number, int | None]
"""What numbers are; None: it is not told in any case, and not even known here."""


def untold(values: Values, small: Iterable[Number], sums: Iterable[Sum]) -> frozenset[Number]:
    """The `small` numbers, and the next smallest beside each that would follow from a total.

    Where nothing is left to hide behind, the total goes. A sum of which a number is in no table tells nobody anything,
    nor does one whose parts are not all there is.
    """
    telling = [each for each in sums if _adds_up(each, values)]
    shared = {part for each in telling for part in each.parts}
    totals = {each.total for each in telling if len(each.parts) > 1}
    hidden: set[Number] = set()
    for number in small:
        _hide(number, hidden)
    # Of fields before of procedures: what hides a field hides a procedure in it, too, and less is lost.
    for among in ([each for each in telling if not totals.isdisjoint(each.parts)], telling):
        while helps := Counter(more for each in among for more in _to_hide_beside(each, values, hidden, shared)):
            _hide(min(helps, key=lambda each: (-helps[each], not values[each], values[each] or 0, each)), hidden)
    return frozenset(hidden)


def _adds_up(given: Sum, values: Values) -> bool:
    if given.total is None:
        return all(part in values for part in given.parts)
    if not all(each in values for each in (*given.parts, given.total)):
        return False
    parts, total = [values[part] for part in given.parts], values[given.total]
    return total is None or None in parts or total == sum(filter(None, parts))


def _to_hide_beside(given: Sum, values: Values, hidden: Set[Number], shared: Set[Number]) -> Sequence[Number]:
    """What could go, so that more than one way is left to fill the gaps; nothing where nothing must, or can.

    A total that is no part of another one goes last.
    """
    gone = [part for part in given.parts if part in hidden]
    total_gone = given.total in hidden
    if not gone and not total_gone:
        return ()
    if gone and (total_gone or (len(gone) > 1 and any(values[each] != _least(each) for each in gone))):
        return ()
    told = [part for part in given.parts if part not in hidden and (values[part] or 0) >= _least(part)]
    if given.total and not total_gone and (not told or given.total in shared):
        told.append(given.total)
    return told


def _least(number: Number) -> int:
    """What a number that is not told is at least: of counts a nought would stand there."""
    return 0 if number.side in ("part", "against") else 1


def _hide(number: Number, hidden: set[Number]) -> None:
    """Hides a number, and of a share what cannot be told without it: of both sides one would tell the other."""
    hidden.add(number)
    if number.side:
        hidden.update(sides(number)[:2])
