"""The catalog as one table, a row a procedure: CSV for programs, XLSX for a meeting."""

import csv
import io
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Final

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from bot.catalog.catalog import Catalog
from bot.catalog.commitments import Promise
from bot.catalog.model import Cost, Ended, Evidence, EvidenceGroup, Procedure, ProcessingTime

Row = Mapping[str, str]
Cells = Mapping[str, str | int]
"""A row whose numbers are to be sorted as numbers."""

WIDEST: Final = 60
"""Characters of a column before its text wraps on."""

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What a spreadsheet takes for a formula when a cell begins with it, as wide letters too (OWASP, CSV injection)."""


def rows(catalog: Catalog, today: date) -> tuple[Row, ...]:
    """What holds on `today`, a row a procedure, by id; one that has ended says since when."""
    return tuple(_row(catalog, each, today) for each in sorted(catalog.procedures, key=lambda each: each.id))


def as_csv(table: Iterable[Row]) -> bytes:
    """The table as CSV (RFC 4180) in UTF-8 with the mark by which spreadsheets know it."""
    table = tuple(table)
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, fieldnames=tuple(table[0]) if table else ())
    writer.writeheader()
    writer.writerows({column: harmless(value) for column, value in row.items()} for row in table)
    return text.getvalue().encode("utf-8-sig")


def write_xlsx(table: Iterable[Cells], path: Path, title: str) -> None:
    """Writes the table as one sheet called `title`, headings kept in sight; raises `OSError`."""
    table = tuple(table)
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = title
    sheet.append(tuple(table[0]) if table else ())
    for row in table:
        sheet.append(tuple(map(harmless, row.values())))
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for number, column in enumerate(table[0] if table else (), 1):
        longest = max(len(column), *(len(str(row[column])) for row in table))
        sheet.column_dimensions[get_column_letter(number)].width = min(longest + 2, WIDEST)
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions
    book.save(path)


def _row(catalog: Catalog, procedure: Procedure, today: date) -> Row:
    state = procedure.on(today)
    ended = state if isinstance(state, Ended) else None
    current = procedure if isinstance(state, Ended) else state
    authority = catalog.authority(current.competent_authority)
    offices = (catalog.office(each) for each in current.file_at)
    return {
        "id": current.id,
        "code": current.code or "",
        "name_vi": current.name.vi,
        "name_en": current.name.en or "",
        "level_2024": current.level,
        "field": next((each.name.vi for each in catalog.fields if each.id == current.field), current.field),
        "competent_authority": authority.name.vi if authority else "",
        "file_at": "; ".join(office.name.vi for office in offices if office),
        "evidence": "; ".join(_papers(current.evidence or ())),
        "statutory_time": "; ".join(map(_time, current.processing_time.statutory)),
        "committed_time": "; ".join(map(_promise, catalog.promises(current, today))),
        "cost": "; ".join(map(_cost, current.cost or ())),
        "online": current.channel.online or "",
        "legal_resources": "; ".join(each.number for each in current.legal_resources),
        "ended_on": ended.on.isoformat() if ended else "",
        "source": "; ".join(f"{each.source} ({each.retrieved_on.isoformat()})" for each in current.provenance),
        "assured_on": current.review.assured_on.isoformat() if current.review.assured_on else "",
        "next_review_on": current.review.next_review_on.isoformat() if current.review.next_review_on else "",
    }


def _papers(groups: Iterable[EvidenceGroup]) -> Iterable[str]:
    for group in groups:
        if group.one_of:
            yield " / ".join(map(_paper, group.one_of))
        yield from map(_paper, group.all_of)


def _paper(each: Evidence) -> str:
    return f"{each.name.vi} ({each.when_text.vi})" if each.when_text else each.name.vi


def _time(each: ProcessingTime) -> str:
    length = f"{each.value} {each.unit}" if each.value else each.unit
    return _of(each.case.vi if each.case else None, length, each.unverified)


def _promise(each: Promise) -> str:
    return f"{_time(each.time) if each.time else f'-{each.percentage} %'} ({each.decision})"


def _cost(each: Cost) -> str:
    return _of(
        each.case.vi if each.case else None, "?" if each.amount is None else f"{each.amount} VND", each.unverified
    )


def _of(case: str | None, value: str, unverified: bool) -> str:
    return f"{case + ': ' if case else ''}{value}{' (?)' if unverified else ''}"


def harmless(value: str | int) -> str | int:
    """The value, or a text that no spreadsheet takes for a formula."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value
