"""A report's tables before anybody decides how they look: a cell is a value, or counts as they may be shown."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.satisfaction.change import Change
from bot.satisfaction.disclosure import Few, Hidden
from bot.satisfaction.mended import Quantile
from bot.satisfaction.words import words

Cell = str | int | date | Hidden | Few | Change | Quantile | None
"""None: there is nothing to say, or it was blanked."""


@dataclass(frozen=True)
class Table:
    """Rows under columns that are named by key and headed in words.

    `keys`: what the rows are, where something adds up to them or they to something (`sums`). `text`: it holds
    sentences, or names what few people did; open data leaves it out.
    """

    id: str
    title: str
    columns: Sequence[str]
    headings: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    keys: Sequence[str] = ()
    text: bool = False


def table(
    name: str,
    columns: Sequence[str],
    rows: Sequence[Sequence[Cell]],
    *,
    title: str | None = None,
    headings: Sequence[str] | None = None,
    keys: Sequence[str] = (),
    text: bool = False,
) -> Table:
    """A table; its title and headings are those of `words.yaml` unless it brings its own."""
    said = words()
    known = headings or [_heading(column) for column in columns]
    return Table(name, title or said["tables"][name], columns, known, rows, keys, text)


def _heading(column: str) -> str:
    said = words()
    return str(said["columns"].get(column) or said["dimensions"].get(column) or said["criteria"][column]["name"])
