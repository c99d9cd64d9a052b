"""A report for programs and spreadsheets: JSON, CSV and XLSX, with cells blanked that could point at somebody.

docs/metrics.md tells what the columns are.
"""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from bot.exchange.tables import WIDEST, harmless
from bot.satisfaction.change import Change
from bot.satisfaction.disclosure import Few, Hidden, Share
from bot.satisfaction.headline import NAME, NOTE, headline_without_numbers
from bot.satisfaction.mended import Quantile
from bot.satisfaction.protection import protected
from bot.satisfaction.report import Report
from bot.satisfaction.sums import sums
from bot.satisfaction.tables import Cell, Table
from bot.satisfaction.voices import CRITERIA
from bot.satisfaction.words import words

Plain = str | int | float | bool | date | None

SHOWN: Final = frozenset({*CRITERIA, "now", "before", "rest", "rate", "first_right"})
PARTS: Final[Mapping[str, tuple[str, ...]]] = {
    **dict.fromkeys(SHOWN, ("part", "whole", "share", "low", "high")),
    "change": ("difference", "low", "high"),
    "median": ("days", "at_least"),
    "ninetieth": ("days", "at_least"),
}
"""What becomes several columns of a sheet."""

FORMATS: Final = {"share": "0%", "low": "0%", "high": "0%", "difference": "+0%;-0%;0%"}
LONGEST_SHEET_NAME: Final = 31


@dataclass(frozen=True)
class Flat:
    """A table with nothing but plain values; `columns` are dotted ("helpful.part"), `headings` in words."""

    table: Table
    columns: Sequence[str]
    headings: Sequence[str]
    rows: Sequence[Sequence[Plain]]


def exported(report: Report, *, open_data: bool) -> tuple[Table, ...]:
    """The tables that may leave the house; open data has no sentences and names nothing that few people did."""
    tables = [each for each in report.tables if not (open_data and each.text)]
    return protected(tables, sums(report.tables, report.catalog))


def as_json(report: Report, *, open_data: bool = False) -> bytes:
    """The report as one JSON document in UTF-8."""
    document = {
        "name": NAME,
        "note": NOTE,
        "headline": None if open_data else headline_without_numbers(report),
        "period": {"from": report.period.first.isoformat(), "to": report.period.last.isoformat()},
        "period_before": {
            "from": report.period.before.first.isoformat(),
            "to": report.period.before.last.isoformat(),
        },
        "open_data": open_data,
        "tables": {
            each.id: {
                "title": each.title,
                "rows": [dict(zip(each.columns, map(_value, row), strict=True)) for row in each.rows],
            }
            for each in exported(report, open_data=open_data)
        },
    }
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def as_csv(report: Report, *, open_data: bool = False) -> bytes:
    """A line a value (table, row, name of the row, column, value), in UTF-8 with the mark that spreadsheets know."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(("table", "row", "name", "column", "value"))
    for table in exported(report, open_data=open_data):
        flat = flattened(table)
        for number, row in enumerate(flat.rows, 1):
            for column, value in zip(flat.columns, row, strict=True):
                if value is not None:
                    writer.writerow((table.id, number, _safe(row[0]), column, _written(value)))
    return text.getvalue().encode("utf-8-sig")


def as_xlsx(report: Report, *, open_data: bool = False) -> bytes:
    """A workbook: what to know first, then a sheet a table with its headings kept in sight."""
    said = [NAME, "" if open_data else headline_without_numbers(report), NOTE]
    return workbook(list(filter(None, said)), map(flattened, exported(report, open_data=open_data)))


def workbook(said: Sequence[str], tables: Iterable[Flat]) -> bytes:
    """A workbook with a sheet of sentences to read first, then a sheet a table."""
    book = Workbook()
    first = book.active
    assert isinstance(first, Worksheet)
    first.title = "Đọc trước"
    for number, sentence in enumerate(said, 1):
        cell = first.cell(number, 1, _safe(sentence))
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    first["A1"].font = Font(bold=True)
    first.column_dimensions["A"].width = 100
    for flat in tables:
        _sheet(book.create_sheet(_sheet_name(flat.table, book.sheetnames)), flat)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def flattened(table: Table) -> Flat:
    """The table with each cell that holds several values in as many columns."""
    spread = [(column, PARTS.get(column, ("",))) for column in table.columns]
    said = words()["parts"]
    return Flat(
        table,
        columns=[f"{column}.{part}" if part else column for column, parts in spread for part in parts],
        headings=[
            f"{heading}: {said[part]}" if part else heading
            for heading, (_, parts) in zip(table.headings, spread, strict=True)
            for part in parts
        ],
        rows=[[*_flat_row(row, spread)] for row in table.rows],
    )


def _flat_row(row: Sequence[Cell], spread: Sequence[tuple[str, Sequence[str]]]) -> Iterator[Plain]:
    for cell, (_, parts) in zip(row, spread, strict=True):
        if isinstance(cell, Hidden | Few | Change | Quantile):
            held = _parts(cell)
            yield from (held.get(part) for part in parts)
        else:
            # Of what may not be told, and only of that, there are as many empty cells.
            yield from (cell, *(None for _ in parts[1:]))


def _parts(cell: Hidden | Few | Change | Quantile) -> dict[str, Any]:
    match cell:
        case Share(part, whole, low, high, value):
            return {"part": part, "whole": whole, "share": value, "low": low, "high": high}
        case Few(part, whole, low, high):
            return {"part": part, "whole": whole, "share": None, "low": low, "high": high}
        case Hidden(whole):
            return {"part": None, "whole": whole, "share": None, "low": None, "high": None}
        case Change(difference, low, high):
            return {"difference": difference, "low": low, "high": high}
        case Quantile(days, at_least):
            return {"days": days, "at_least": at_least}


def _value(cell: Cell) -> object:
    """A cell in JSON: what is not known, too few or blanked is null."""
    if isinstance(cell, Hidden | Few | Change | Quantile):
        return {name: round(value, 4) if isinstance(value, float) else value for name, value in _parts(cell).items()}
    return cell.isoformat() if isinstance(cell, date) else cell


def _written(value: Plain) -> str | int:
    """A value as CSV writes it; only of a text it matters whether a spreadsheet would take it for a formula."""
    match value:
        case bool():
            return "true" if value else "false"
        case float():
            return f"{value:.4f}"
        case date():
            return value.isoformat()
    return _safe(value)


def _safe(value: Any) -> str | int:
    """A text that is no formula, without what no sheet can hold; a number below zero stays a number."""
    return harmless(ILLEGAL_CHARACTERS_RE.sub("", value)) if isinstance(value, str) else value


def _sheet(sheet: Worksheet, flat: Flat) -> None:
    sheet.append(list(flat.headings))
    for row in flat.rows:
        sheet.append([_safe(value) for value in row])
    for number, (column, heading) in enumerate(zip(flat.columns, flat.headings, strict=True), 1):
        letter = get_column_letter(number)
        sheet[f"{letter}1"].font = Font(bold=True)
        sheet[f"{letter}1"].alignment = Alignment(wrap_text=True, vertical="top")
        longest = max((len(str(row[number - 1] or "")) for row in flat.rows), default=0)
        sheet.column_dimensions[letter].width = min(max(longest + 2, len(heading) // 2 + 4, 10), WIDEST)
        for cell in sheet[letter][1:]:
            _format(cell, column.rpartition(".")[2])
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = sheet.dimensions


def _format(cell: Any, part: str) -> None:
    if isinstance(cell.value, date):
        cell.number_format = "dd/mm/yyyy"
    elif isinstance(cell.value, int | float) and not isinstance(cell.value, bool):
        cell.number_format = FORMATS.get(part, "#,##0")
    elif isinstance(cell.value, str):
        cell.alignment = Alignment(wrap_text=True, vertical="top")


def _sheet_name(table: Table, taken: Sequence[str]) -> str:
    name = table.title.replace("/", "-").replace(":", "")[:LONGEST_SHEET_NAME]
    return name if name not in taken else f"{name[: LONGEST_SHEET_NAME - 3]} {len(taken)}"
