"""What leaves the house: the same numbers in every format, nothing about few, and no formula."""

import csv
import io
import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from openpyxl import load_workbook

from bot.records.counts import Asked, Daily
from bot.records.sentences import Sentence
from bot.satisfaction.exports import as_csv, as_json, as_xlsx
from bot.satisfaction.report import Report, compiled
from tests.satisfaction.telling import CATALOG, asked, labels, thumbs, told, visits

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
    assert said["headline"] == "Tuần 16/11–22/11/2026: yếu nhất: câu trả lời giúp được ở “Khai sinh”."


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


def test_a_change_does_not_tell_the_share_that_is_hidden() -> None:
    few_against = (*thumbs("khai-sinh", 60, 2), *thumbs("ket-hon", 40, 1))
    before = replace(told().before, voiced=(*thumbs("khai-sinh", 50, 20),))
    report = compiled(replace(told(voiced=few_against), before=before), CATALOG)
    helpful = next(row for row in _rows(report, "measures") if row["criterion"] == "Câu trả lời giúp được")
    assert (helpful["now"]["part"], helpful["before"]["part"], helpful["change"]) == (None, 50, None)


def test_few_who_answered_are_not_told_by_the_number_of_who_did_not_wait_to_be_asked() -> None:
    """All surveys are known from their levels: of invited and not invited, neither follows from the other."""
    surveys = (replace(visits("A", access=(0, 0, 10, 20, 14)), invited=41),)
    rows = {row["criterion"]: row for row in _rows(_report(surveyed=surveys, offered=90, replaced=3), "responses")}
    by_invitation = rows["Trả lời phiếu khi được mời"]
    assert (by_invitation["answers"], by_invitation["rate"]["part"], by_invitation["asked"]) == (None, None, 90)
    assert rows["Tự gửi phiếu, không đợi mời"]["answers"] is None
    assert rows["Chấm lại trong ngày (chỉ lần cuối được tính)"]["answers"] is None


def test_a_kind_of_answer_that_few_got_does_not_follow_from_what_was_found() -> None:
    kinds = (("procedure", 300), ("choice", 100), ("listed_elsewhere", 3), ("not_found", 40), ("small_talk", 6))
    counted = tuple(Asked(labels(), kind, count) for kind, count in kinds)  # type: ignore[arg-type]  # kinds
    report = _report(asked=counted)
    told_kinds = {row["kind"]: row["count"] for row in _rows(report, "kinds")}
    assert told_kinds["Chỉ có tên ở Cổng quốc gia"] is None
    assert told_kinds["Không tìm thấy"] is None
    assert told_kinds["Trả lời ngay"] == 300


def test_a_procedure_of_which_few_spoke_does_not_follow_from_its_field() -> None:
    """The next smallest of the same field goes, not one of another field."""
    said = (*thumbs("khai-sinh", 2, 2), *thumbs("ket-hon", 90, 60), *thumbs("so-do", 20, 20))
    report = _report(voiced=said)
    helpful = {row["procedure"]: row["helpful"] for row in _rows(report, "answers_by_procedure")}
    fields = {row["field"]: row["helpful"] for row in _rows(report, "answers_by_field")}
    assert helpful["Khai sinh"] is None
    assert fields["Hộ tịch"] is None or helpful["Kết hôn"] is None


def test_what_helpers_asked_does_not_follow_from_the_other_tables() -> None:
    helped = (Asked(labels("khai-sinh", assisted=True), "procedure", 3),)
    voiced = (*thumbs("khai-sinh", 60, 20), *thumbs("khai-sinh", 3, 0, "unclear", assisted=True))
    report = _report(asked=(*asked("ho-tich", 90, 10), *helped), voiced=voiced, answered=200)
    assert sum(row["count"] for row in _rows(report, "kinds")) == 100
    assert sum(row["count"] for row in _rows(report, "reasons")) == 20
    assert _rows(report, "responses")[0]["answers"] == 80
    assert {row["assisted"]: row["questions"] for row in _rows(report, "answers_by_assisted")} == {
        "Có người giúp bấm máy": None,
        "Tự hỏi": 100,
    }
    assert report.asked == 100


def test_what_is_hidden_of_an_office_is_not_told_of_the_weakest() -> None:
    """Of B few spoke, so of A, the next smallest, no number is told either: wherever it stands."""
    visited = (visits("A", punctual=(40, 110)), visits("B", punctual=(2, 1)), visits("C", punctual=(140, 20)))
    report = _report(surveyed=visited)
    offices = {row["office"]: row["on_time"] for row in _rows(report, "visits_by_office")}
    (weakest,) = _rows(report, "weakest")
    assert (weakest["where"], offices["A"], offices["B"], weakest["now"]) == ("A", None, None, None)
