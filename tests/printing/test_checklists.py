"""A person's list is one sheet, whatever stands on it, and every paper has a box to tick."""

from dataclasses import replace
from datetime import date
from typing import Final

import pytest

from bot.catalog.model import Evidence, Procedure
from bot.conversation.cases import papers
from bot.printing.checklist import SMALLEST, Checklist, Line, checklist_pdf, checklist_sheet
from bot.printing.faces import NO_BREAK
from bot.printing.sheet import Outlined, Sheet
from tests.catalog.project import no_flaws, reading
from tests.printing.reading import flaws, pages_of, scanned, text_of, written_on

DAY: Final = date(2026, 11, 23)
ADDRESS: Final = "https://motcua.example/t/khai-sinh"
FACTS: Final = (
    "Nộp chiều nay thì thứ Năm 26/11 có kết quả (dự kiến).",
    "Miễn phí; bản sao 8.000 đ một bản.",
    "Nộp ở Trung tâm Phục vụ hành chính công của xã, phường nơi bạn ở. Sáng 7:30–11:30, chiều 13:30–17:00.",
)
SHORT: Final = Checklist(
    "Đăng ký khai sinh",
    "Cấp xã",
    ("Cha mẹ có đăng ký kết hôn",),
    (
        Line("Giấy chứng sinh, nộp bản chính", True),
        Line("Căn cước, xuất trình rồi cầm về", note="Mất thì dùng hộ chiếu."),
    ),
    1,
    FACTS,
    ADDRESS,
)


def line_of(evidence: Evidence) -> Line:
    """All that the catalog says of a paper."""
    more = (evidence.when_text, evidence.form, evidence.note, evidence.if_missing)
    handling = {"submitted": ", nộp", "presented": ", xuất trình rồi cầm về", None: ""}[evidence.handling]
    return Line(evidence.name.vi + handling, note=". ".join(each.vi for each in more if each) or None)


def of(procedure: Procedure) -> Checklist:
    """Every paper that may be needed, in whatever case."""
    lines = tuple(line_of(paper.evidence) for group in papers(procedure, {}) for paper in group.papers)
    case = tuple(option.label.vi for fact in procedure.case_facts for option in fact.options[:1])
    return Checklist(procedure.name.vi, "Trung tâm Phục vụ hành chính công", case, lines, len(lines), FACTS, ADDRESS)


def boxes(sheet: Sheet) -> list[Outlined]:
    return [mark for mark in sheet.marks if isinstance(mark, Outlined)]


def test_every_procedure_of_the_catalog_has_its_papers_on_one_sheet() -> None:
    states = [state for each in reading().catalog.procedures if isinstance(state := each.on(DAY), Procedure)]
    lists = {each.id: of(each) for each in states}
    assert max(len(each.papers) for each in lists.values()) >= 10
    for name, each in lists.items():
        sheet = checklist_sheet(each, "vi")
        assert len(boxes(sheet)) == len(each.papers), name
        no_flaws(f"{name}: {flaw}" for flaw in flaws(sheet))


def test_a_list_says_what_is_missing_and_is_scanned_to_its_page() -> None:
    pdf = checklist_pdf(SHORT, "vi")
    said = text_of(pdf)
    for each in (SHORT.title, *SHORT.case, *FACTS, "1. Giấy chứng sinh", "2. Căn cước", "Mất thì dùng hộ chiếu."):
        assert each in said
    assert "Còn thiếu 1 giấy tờ." in said
    assert scanned(pdf).text == ADDRESS
    assert pages_of(pdf) == [(210, 297)]


def test_what_is_at_hand_is_ticked() -> None:
    assert [box.ticked for box in boxes(checklist_sheet(SHORT, "vi"))] == [True, False]
    done = replace(SHORT, missing=0)
    assert "Đã đủ giấy tờ." in text_of(checklist_pdf(done, "vi"))
    assert "Nothing is missing." in text_of(checklist_pdf(done, "en"))


def test_nothing_of_a_list_reaches_the_log(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level("DEBUG"):
        checklist_pdf(SHORT, "vi")
    assert caplog.records == []


def test_without_an_address_there_is_no_code() -> None:
    pdf = checklist_pdf(replace(SHORT, address=None), "vi")
    assert "Quét" not in text_of(pdf)


def test_a_list_without_papers_is_a_sheet_too() -> None:
    said = text_of(checklist_pdf(replace(SHORT, papers=(), missing=0), "vi"))
    assert "Đã đủ" not in said
    assert FACTS[0] in said


@pytest.mark.parametrize("count", [14, 25, 60, 120])
def test_much_is_set_smaller_then_without_notes_and_at_last_counted(count: int) -> None:
    paper = Line(
        "Bản sao văn bản của thành viên mới ủy quyền cho chủ hộ, có chứng thực, nộp", note="Chỉ khi đổi chủ hộ. " * 4
    )
    much = replace(SHORT, papers=(paper,) * count, missing=count)
    sheet = checklist_sheet(much, "vi")
    no_flaws(flaws(sheet))
    assert min(mark.size for mark in written_on(sheet)) >= SMALLEST - 1
    said = " ".join(mark.text for mark in written_on(sheet)).replace(NO_BREAK, " ")
    left_out = count - len(boxes(sheet))
    assert (f"Còn {left_out} giấy tờ nữa" in said) == (left_out > 0)
    assert pages_of(checklist_pdf(much, "vi")) == [(210, 297)]


def test_notes_give_way_before_papers_do() -> None:
    paper = Line("Giấy ủy quyền cho người nộp thay", note="Chỉ khi nhờ người khác đi thay, hỏi quầy trước. " * 6)
    sheet = checklist_sheet(replace(SHORT, papers=(paper,) * 25), "vi")
    assert len(boxes(sheet)) == 25
    assert not any("hỏi quầy" in mark.text for mark in written_on(sheet))
