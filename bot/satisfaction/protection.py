"""Tables before they leave the house: no cell in them is about so few that it could point at somebody.

A cell that is blanked could be got back from a total, in its own table or in another one: `sums` knows what adds up to
what, `suppression` what must go besides.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from bot.satisfaction.disclosure import SMALL, Few, Hidden
from bot.satisfaction.origins import WAYS
from bot.satisfaction.suppression import Number, Sum, sides, untold
from bot.satisfaction.tables import Cell, Table

COUNTS: Final = frozenset(
    {"count", "count_before", "questions", "answers", "asked", "reported", "yes", "no", *WAYS}
    | {f"level_{number}" for number in range(1, 6)}
)
"""The columns of whole numbers that count what people did."""

OF_NOBODY: Final = ("golden",)
"""Tables that count no people."""

COMPARED: Final = ("now", "before")
"""The shares from which a `change` is made."""


def protected(tables: Sequence[Table], sums: Iterable[Sum]) -> tuple[Table, ...]:
    """The tables with small cells blanked: too few who spoke, and too few of them who were for or against."""
    values = {number: value for table in tables if table.id not in OF_NOBODY for number, value in _numbers(table)}
    small = [number for number, value in values.items() if value is None or 0 < value < SMALL]
    hidden = untold(values, small, sums)
    return tuple(_without(table, hidden) for table in tables)


def _numbers(table: Table) -> Iterator[tuple[Number, int | None]]:
    for at, row in enumerate(table.rows):
        for column, cell in zip(table.columns, row, strict=True):
            number = Number(table.id, at, column)
            match cell:
                case Few(part, whole):
                    yield from zip(sides(number), (part, whole - part, whole), strict=True)
                case Hidden(whole):
                    # Of nobody both sides are known; of some nothing is but how many they are.
                    side = None if whole else 0
                    yield from zip(sides(number), (side, side, whole), strict=True)
                case int() if column in COUNTS:
                    yield number, cell


def _without(table: Table, hidden: frozenset[Number]) -> Table:
    """The table without the numbers that are hidden, and without the change of a share of which one is."""
    rows = []
    for at, row in enumerate(table.rows):
        cells = dict(zip(table.columns, row, strict=True))
        left = {column: _left(cell, Number(table.id, at, column), hidden) for column, cell in cells.items()}
        if "change" in cells and any(left[share] != cells[share] for share in COMPARED):
            left["change"] = None
        rows.append(tuple(left.values()))
    return replace(table, rows=rows)


def _left(cell: Cell, number: Number, hidden: frozenset[Number]) -> Cell:
    if not isinstance(cell, Few | Hidden):
        return None if number in hidden else cell
    if number._replace(side="whole") in hidden:
        return None
    return Hidden(cell.whole) if number._replace(side="part") in hidden else cell
