"""Tables before they leave the house: no cell in them is about so few that it could point at somebody.

Each table has one dimension, so a cell can only be got back by subtraction from the total of its column; that is why
the next smallest cell is blanked with it, and why a total goes where there is nothing to hide behind.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.satisfaction.disclosure import SMALL, Cells, Few, Hidden, blanked
from bot.satisfaction.tables import Cell, Table
from bot.satisfaction.voices import CRITERIA

TOTALS = "measures"


def protected(tables: Sequence[Table]) -> tuple[Table, ...]:
    """The tables with small cells blanked: too few who spoke, and too few of them who were for or against."""
    guarded: list[Table] = []
    telling: set[str] = set()
    for table in tables:
        columns = [_column(table, at) for at in range(len(table.columns))]
        telling |= {name for name, (_, total_stays) in zip(table.columns, columns, strict=True) if not total_stays}
        rows = [tuple(cells) for cells in zip(*(cells for cells, _ in columns), strict=True)]
        guarded.append(replace(table, rows=[_across(table, row) for row in rows]))
    return tuple(_without_totals(table, telling) if table.id == TOTALS else table for table in guarded)


def _across(table: Table, row: Sequence[Cell]) -> Sequence[Cell]:
    """A row without small cells among those that are parts of one whole."""
    cells = dict(zip(table.columns, row, strict=True))
    for group in table.across:
        cells |= blanked({name: cell for name in group if isinstance(cell := cells[name], int)}).counts
    return tuple(cells.values())


def _column(table: Table, at: int) -> tuple[Sequence[Cell], bool]:
    """A column's cells as they may be shown, and whether the total of them may stay."""
    cells = [row[at] for row in table.rows]
    counted = {number: cell for number, cell in enumerate(cells) if isinstance(cell, Few | Hidden)}
    if counted:
        return _shown_column(cells, counted, parts=table.parts)
    counts = {number: cell for number, cell in enumerate(cells) if isinstance(cell, int)}
    if not table.parts or not counts:
        return cells, True
    left = blanked(counts)
    return [left.counts.get(number, cell) for number, cell in enumerate(cells)], left.total is not None


def _shown_column(
    cells: Sequence[Cell], counted: Mapping[int, Few | Hidden], *, parts: bool
) -> tuple[Sequence[Cell], bool]:
    wholes = blanked({number: cell.whole for number, cell in counted.items()})
    if not parts:
        wholes = Cells({at: None if 0 < each.whole < SMALL else each.whole for at, each in counted.items()}, 0)
    untold = {number for number, cell in counted.items() if _untold(cell) or wholes.counts[number] is None}
    # One part that is not told would follow from the total of the parts.
    told = sorted((number for number in counted if number not in untold), key=lambda at: (counted[at].whole, at))
    if parts and len([at for at in untold if counted[at].whole]) == 1:
        untold |= set(told[:1])
    shown = [cell if number not in untold else _hidden(wholes.counts[number]) for number, cell in enumerate(cells)]
    return shown, wholes.total is not None


def _untold(cell: Few | Hidden) -> bool:
    return isinstance(cell, Hidden) or any(0 < side < SMALL for side in (cell.part, cell.whole - cell.part))


def _hidden(whole: int | None) -> Cell:
    return None if whole is None else Hidden(whole)


def _without_totals(table: Table, telling: set[str]) -> Table:
    """The totals, one row a criterion, without those that would tell a cell of another table."""
    rows = [
        row if criterion not in telling else (row[0], *(None for _ in row[1:]))
        for criterion, row in zip(CRITERIA, table.rows, strict=True)
    ]
    return replace(table, rows=rows)
