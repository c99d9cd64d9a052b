"""What leaves the house: the same numbers in every format, nothing about few, and no formula."""

import csv
import io
import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from openpyxl import load_workbook

from bot.records.counts import Daily
from bot.records.sentences import Sentence
from bot.satisfaction.exports import as_csv, as_json, as_xlsx
from bot.satisfaction.report import Report, compiled
from tests.satisfaction.telling import CATALOG, asked, thumbs, told, visits

EVIL = '=HYPERLINK("https://example.org";"bấm")'


def _report(**counted: object) -> Report:
    return compiled(told(**counted), CATALOG)


@pytest.fixture
def report() -> Report:
    counted = told(
        asked=(*asked("ho-tich", 380, 20), *asked("dat-dai", 60, 40)),
        voiced=(*thumbs("khai-sinh", 20, 41, "missing", "to-khai"), *thumbs("ket-hon", 90, 3), *thumbs("so-do", 2, 1)),
        surveyed=(visits("A", punctual=(90, 60), access=(3, 7, 40, 60, 40)), visits("B", punctual=(140, 6))),
        daily=(Daily(date(2026, 11, 17), {"choice": 440, "not_found": 60}, 112, 45),),
    )
    sentences = (Sentence("khai-sinh", None, EVIL), Sentence("khai-sinh", "B", "+84 chờ\x07 lâu"))
    return compiled(replace(counted, sentences=sentences), CATALOG)


def _json(report: Report, *, open_data: bool = False) -> Any:
    return json.loads(as_json(report, open_data=open_data))


def _rows(report: Report, table: str, *, open_data: bool = False) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = _json(report, open_data=open_data)["tables"][table]["rows"]
    return rows


def test_it_says_what_it_is_not(report: Report) -> None:
    said = _json(report)
    assert said["name"] == "Phản hồi của người dùng bot"
    assert "Không phải SIPAS" in said["note"]
    assert "766" in said["note"]
    assert said["period"] == {"from": "2026-11-16", "to": "2026-11-22"}
    assert said["headline"].startswith(
        "Tuần 16/11–22/11/2026: 500 câu hỏi; yếu nhất: câu trả lời giúp được ở “Khai sinh”"
    )


def test_a_share_has_its_counts_and_its_interval(report: Report) -> None:
    found = _rows(report, "measures")[0]
    assert found["now"] == {"part": 440, "whole": 500, "share": 0.88, "low": 0.8486, "high": 0.9056}
    assert found["change"] is None


def test_under_ten_there_is_no_part_and_under_five_no_whole_and_the_next_smallest_goes_too(report: Report) -> None:
    helpful = {row["procedure"]: row["helpful"] for row in _rows(report, "answers_by_procedure")}
    assert helpful["Sổ đỏ"] is None
    assert helpful["Khai sinh"] is None
    assert helpful["Kết hôn"]["whole"] == 93


def test_open_data_has_no_text_and_names_nothing_that_few_did(report: Report) -> None:
    said = _json(report, open_data=True)
    assert said["headline"] is None
    assert not {"sentences", "weakest", "challenged"} & said["tables"].keys()
    assert EVIL not in json.dumps(said, ensure_ascii=False)


def test_a_share_that_few_are_against_is_not_told_and_does_not_follow_from_the_total() -> None:
    one_sided = _report(voiced=(*thumbs("khai-sinh", 97, 3), *thumbs("ket-hon", 60, 40), *thumbs("so-do", 50, 50)))
    helpful = {row["procedure"]: row["helpful"] for row in _rows(one_sided, "answers_by_procedure")}
    assert helpful["Khai sinh"] == {"part": None, "whole": 100, "share": None, "low": None, "high": None}
    hidden = [name for name, share in helpful.items() if share["part"] is None]
    assert len(hidden) == 2


def test_small_cells_of_a_row_are_blanked_on_their_own_side() -> None:
    """How many are satisfied is told with the share, so each side of the levels has a total of its own."""
    surveys = (visits("A", access=(3, 7, 40, 60, 40), staff=(0, 0, 40, 2, 90), punctual=(90, 3)),)
    levels = {row["criterion"]: row for row in _rows(_report(surveyed=surveys), "levels")}
    access, staff = levels["Tiếp cận dịch vụ"], levels["Người tiếp nhận hồ sơ"]
    assert [access[f"level_{at}"] for at in range(1, 6)] == [None, None, 40, 60, 40]
    assert [staff[f"level_{at}"] for at in range(1, 6)] == [0, 0, 40, None, None]
    assert access["middle"] == 4
    (on_time, *_) = _rows(_report(surveyed=surveys), "facts")
    assert (on_time["yes"], on_time["no"]) == (None, None)


def test_in_every_format_stand_the_same_numbers(report: Report) -> None:
    lines = list(csv.DictReader(io.StringIO(as_csv(report).decode("utf-8-sig"))))
    by_csv = {(line["table"], line["name"], line["column"]): line["value"] for line in lines}
    sheet = load_workbook(io.BytesIO(as_xlsx(report)))["Bốn điều đo riêng"]
    headings = [cell.value for cell in sheet[1]]
    for number, row in enumerate(_rows(report, "measures"), 2):
        for at, part in enumerate(("part", "whole", "share", "low", "high"), 1):
            value = row["now"][part]
            assert str(headings[at]).startswith("Kỳ này: ")
            in_sheet = sheet.cell(number, at + 1).value
            assert in_sheet == (None if value is None else pytest.approx(value, abs=5e-5))
            told_in_csv = by_csv.get(("measures", row["criterion"], f"now.{part}"))
            assert (None if told_in_csv is None else float(told_in_csv)) == value


def test_a_formula_in_a_comment_is_a_text(report: Report) -> None:
    lines = list(csv.DictReader(io.StringIO(as_csv(report).decode("utf-8-sig"))))
    said = [line["value"] for line in lines if line["table"] == "sentences" and line["column"] == "text"]
    assert said == [f"'{EVIL}", "'+84 chờ lâu"]
    book = load_workbook(io.BytesIO(as_xlsx(report)))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]
    assert f"'{EVIL}" in [cell.value for cell in cells]


def test_a_spreadsheet_knows_the_letters_and_every_sheet_keeps_its_headings(report: Report) -> None:
    assert as_csv(report).startswith(b"\xef\xbb\xbftable,row,name,column,value")
    book = load_workbook(io.BytesIO(as_xlsx(report)))
    assert book.sheetnames[0] == "Đọc trước"
    assert len(book.sheetnames) == len(report.tables) + 1
    assert {sheet.freeze_panes for sheet in book.worksheets[1:]} == {"B2"}
    weeks = book["Theo tuần"]
    assert (weeks["A2"].value.date(), weeks["A2"].number_format) == (date(2026, 11, 16), "dd/mm/yyyy")
    assert (weeks["E2"].value, weeks["E2"].number_format) == (0.88, "0%")


def test_a_sentence_stands_beside_its_office_only_where_enough_spoke_of_it() -> None:
    said = (Sentence("khai-sinh", "A", "một"), Sentence("khai-sinh", "B", "hai"))
    counted = told(surveyed=(visits("A", punctual=(4, 0)), visits("B", punctual=(5, 0))))
    rows = _rows(compiled(replace(counted, sentences=said), CATALOG), "sentences")
    assert [(row["office"], row["text"]) for row in rows] == [(None, "một"), ("B", "hai")]


def test_of_an_empty_period_there_is_a_report_that_says_so() -> None:
    empty = _report()
    assert empty.empty
    assert _json(empty)["headline"] == "Tuần 16/11–22/11/2026: không có câu hỏi hay phản hồi nào."
    assert as_xlsx(empty)
    assert as_csv(empty)


def test_a_column_whose_only_cell_is_small_takes_its_total_along() -> None:
    alone = _report(voiced=thumbs("khai-sinh", 2, 1), asked=(*asked("ho-tich", 3, 0),))
    helpful = next(row for row in _rows(alone, "measures") if row["criterion"] == "Câu trả lời giúp được")
    assert helpful["now"] is None
