"""The catalog out: a table for spreadsheets, linked data for other programs."""

import csv
import io
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from bot.catalog import load
from bot.exchange.linked_data import CONTEXT, as_linked_data
from bot.exchange.tables import Row, as_csv, harmless, rows, write_xlsx

PROJECT = Path(__file__).resolve().parents[2]
CATALOG = load(PROJECT / "catalog")
TODAY = date(2026, 11, 23)
BEFORE = date(2025, 6, 30)
ADDRESS = "https://example.org/t/"


@pytest.fixture(scope="module")
def table() -> tuple[Row, ...]:
    return rows(CATALOG, TODAY)


def row_of(table: tuple[Row, ...], name: str) -> Row:
    return next(row for row in table if row["id"] == name)


def sheet_of(path: Path) -> Worksheet:
    sheet = load_workbook(path).active
    assert isinstance(sheet, Worksheet)
    return sheet


def test_every_procedure_has_a_row_with_what_holds_on_the_day(table: tuple[Row, ...]) -> None:
    assert [row["id"] for row in table] == sorted(each.id for each in CATALOG.procedures)
    assert row_of(table, "khai-sinh")["file_at"].startswith("Trung tâm Phục vụ hành chính công")
    assert row_of(rows(CATALOG, BEFORE), "khai-sinh")["file_at"].startswith("Bộ phận Một cửa")


def test_a_procedure_that_ended_says_since_when(table: tuple[Row, ...]) -> None:
    assert row_of(table, "cai-chinh-ho-tich-tu-14")["ended_on"] == "2025-07-01"
    assert row_of(rows(CATALOG, BEFORE), "cai-chinh-ho-tich-tu-14")["ended_on"] == ""


def test_csv_opens_with_its_accents_and_gives_every_cell_back(table: tuple[Row, ...]) -> None:
    data = as_csv(table)
    assert data.startswith(b"\xef\xbb\xbf")
    assert list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""))) == list(table)


def test_a_cell_that_looks_like_a_formula_is_only_text(tmp_path: Path) -> None:
    harmful: Row = {"id": "khai-sinh", "name_vi": '=HYPERLINK("http://example.org")'}
    read = next(csv.DictReader(io.StringIO(as_csv([harmful]).decode("utf-8-sig"), newline="")))
    assert read["name_vi"].startswith("'=")
    write_xlsx([harmful], tmp_path / "catalog.xlsx", "Thủ tục")
    assert sheet_of(tmp_path / "catalog.xlsx")["B2"].data_type == "s"


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"])
def test_no_sign_begins_a_formula(sign: str) -> None:
    assert harmless(f"{sign}1+1") == f"'{sign}1+1"
    assert harmless(f"1{sign}1") == f"1{sign}1"


def test_the_sheet_holds_the_table_and_keeps_its_headings_in_sight(tmp_path: Path, table: tuple[Row, ...]) -> None:
    write_xlsx(table, tmp_path / "catalog.xlsx", "Thủ tục")
    sheet = sheet_of(tmp_path / "catalog.xlsx")
    assert sheet.title == "Thủ tục"
    assert sheet.freeze_panes == "A2"
    assert [tuple(cell or "" for cell in row) for row in sheet.iter_rows(values_only=True)] == [
        tuple(table[0]),
        *(tuple(row.values()) for row in table),
    ]


def services(day: date = TODAY) -> dict[str, Any]:
    document: Any = json.loads(json.dumps(as_linked_data(CATALOG, day, ADDRESS)))
    return {node["@id"]: node for node in document["@graph"]}


def test_linked_data_uses_only_declared_vocabularies() -> None:
    def terms(value: object) -> set[str]:
        if isinstance(value, dict):
            own = {key for key in value if not key.startswith("@")}
            return own.union(*map(terms, value.values())) if value else own
        return set().union(*map(terms, value)) if isinstance(value, list) else set()

    used = set().union(*map(terms, services().values()))
    assert {term.partition(":")[0] for term in used} <= set(CONTEXT)


def test_every_authority_a_procedure_names_is_in_the_document() -> None:
    nodes = services()
    named = {node["cv:hasCompetentAuthority"]["@id"] for node in nodes.values() if "cv:hasCompetentAuthority" in node}
    assert named
    assert named <= set(nodes)


def test_linked_data_says_no_sum_that_no_source_gives_and_no_duration_in_working_days() -> None:
    for node in services().values():
        for cost in node.get("cv:hasCost", []):
            assert cost.get("cv:value") is None or isinstance(cost["cv:value"], int)
        for time in node.get("cv:processingTime", []):
            assert isinstance(time, str) or time["@value"].startswith("P")
    passport = services()[f"{ADDRESS}ho-chieu"]
    assert any("working_day" in time for time in passport["cv:processingTime"] if isinstance(time, str))


def test_what_ended_names_its_successors() -> None:
    ended = services()[f"{ADDRESS}cai-chinh-ho-tich-tu-14"]
    assert ended["dct:valid"] == "end=2025-07-01"
    assert ended["dct:isReplacedBy"] == [{"@id": f"{ADDRESS}cai-chinh-ho-tich-duoi-14"}]
