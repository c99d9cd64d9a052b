"""The report on an event tells what came of it, the same in every form, and nothing that could point at somebody."""

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import product
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from bot.catalog.catalog import Catalog
from bot.printing.event_report import SMALLEST, report_sheet
from bot.printing.sheet import Filled
from bot.records.outreach import HELP_OUTCOMES, Helped, OutreachCounts, OutreachTold
from bot.satisfaction.disclosure import Few, Hidden, Share, Shown
from bot.satisfaction.metrics import wilson
from bot.satisfaction.outreach import Hours, Lacking, Tally, compiled, hours, tally
from bot.satisfaction.outreach_page import as_pdf, as_xlsx, page
from tests.catalog.project import no_flaws, reading
from tests.printing.reading import flaws, pages_of, text_of, written_on
from tests.satisfaction.events import EARLIER, EVENT, FULL, NOBODY, SATURDAY, THREE, TOLD, helped


def catalog() -> Catalog:
    return reading().catalog


def workbook(told: OutreachTold) -> Workbook:
    return load_workbook(io.BytesIO(as_xlsx(compiled(told), catalog(), SATURDAY)))


def rows(told: OutreachTold, sheet: str) -> list[tuple[Any, ...]]:
    return list(workbook(told)[sheet].iter_rows(values_only=True))


def printed(told: OutreachTold) -> str:
    pdf = as_pdf(compiled(told), catalog(), SATURDAY)
    assert pages_of(pdf) == [(210, 297)]
    return text_of(pdf)


def test_the_numbers_are_those_that_were_counted() -> None:
    report = compiled(TOLD)

    assert report.people == 120
    assert report.outcomes.told == (("filed_online", 61), ("sent_to_desk", 26), ("papers_missing", 23))
    assert (report.outcomes.rest, report.outcomes.left) == (("not_found", "other", "vneid_installed"), 10)
    assert report.procedures.told[:3] == (("khai-sinh", 26), ("tam-tru", 16), ("chung-thuc-ban-sao", 14))
    assert (None, 7) in report.procedures.told
    assert report.procedures.left == 5
    assert report.hours == (Hours(7, 7, 13), Hours(8, 8, 43), Hours(9, 9, 37), Hours(10, 11, 27))
    assert report.lacking == (Lacking("tro-cap-xa-hoi", "to-khai", 6), Lacking("khai-sinh", "giay-chung-sinh", 5))
    assert report.more_lacked
    assert report.online == Share(61, 120, *wilson(61, 120), 61 / 120)
    assert report.frail == 23
    whole = sum(count for _, count in report.procedures.told) + report.procedures.left
    assert whole == sum(each.count for each in report.hours) == 120


def test_earlier_events_stand_beside_it_with_no_more_than_may_be_told_of_them() -> None:
    market, school, clinic, nobody = compiled(TOLD).earlier

    assert (market.people, market.online) == (84, Share(30, 84, *wilson(30, 84), 30 / 84))
    assert (school.people, school.online) == (16, Few(9, 16, *wilson(9, 16)))
    assert (clinic.people, clinic.online) == (None, None)
    assert (nobody.people, nobody.online) == (0, None)


@pytest.mark.parametrize(("parts", "online"), [((7, 0), Hidden(7)), ((40, 3), Hidden(43)), ((3, 40), Hidden(43))])
def test_a_share_of_few_or_with_few_on_one_side_is_not_told(parts: tuple[int, int], online: Hidden) -> None:
    filed, missing = parts
    counted = (helped(8, "khai-sinh", "filed_online", filed), helped(8, "khai-sinh", "papers_missing", missing))
    report = compiled(OutreachTold(OutreachCounts(EVENT, tuple(each for each in counted if each.count))))

    assert report.online == online


def test_what_few_citizens_thought_is_not_told() -> None:
    def told(up: int, down: int) -> Shown | None:
        return compiled(OutreachTold(replace(FULL, verdicts={"up": up, "down": down}))).verdicts

    assert told(3, 1) is None
    assert told(40, 3) == Hidden(43)
    assert told(40, 10) == Share(40, 50, *wilson(40, 50), 0.8)


@pytest.mark.parametrize("few", [1, 4])
def test_older_or_disabled_people_are_told_from_five_up_and_only_where_they_are_counted(few: int) -> None:
    def told(counts: OutreachCounts) -> int | None:
        return compiled(OutreachTold(counts)).frail

    assert told(replace(FULL, frail=few)) is None
    assert told(replace(FULL, frail=5)) == 5
    assert told(replace(FULL, outreach=replace(EVENT, counts_frail=False))) is None


def alike(found: Tally[str]) -> Iterator[tuple[int, ...]]:
    """All that the untold parts may be for somebody who knows what is told, and how it came about."""
    *free, last = found.rest
    for some in product(range(1, found.left), repeat=len(free)):
        parts = (*some, found.left - sum(some))
        if parts[-1] > 0 and tally(dict(found.told) | dict(zip((*free, last), parts, strict=True))) == found:
            yield parts


def test_no_part_under_five_follows_from_what_is_told() -> None:
    for cells in product((0, 1, 2, 3, 4, 5, 9), repeat=3):
        counted = dict(zip("abc", cells, strict=True))
        if sum(cells) < 5:
            continue
        found = tally(counted)
        assert all(count >= 5 for _, count in found.told), cells
        ways = list(alike(found)) if found.rest else []
        for at, name in enumerate(found.rest):
            assert counted[name] >= 5 or len({way[at] for way in ways}) > 1, cells


def test_counts_that_only_ones_can_add_up_to_are_not_told_at_all() -> None:
    assert tally(dict.fromkeys("abcde", 1)) == Tally()
    assert tally(dict.fromkeys("ab", 4)) == Tally()


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        ({7: 2, 8: 1, 9: 9}, (Hours(7, 9, 12),)),
        ({7: 9, 8: 0, 10: 3}, (Hours(7, 10, 12),)),
        ({7: 9, 10: 8}, (Hours(7, 7, 9), Hours(8, 8, 0), Hours(9, 9, 0), Hours(10, 10, 8))),
        ({}, ()),
    ],
)
def test_an_hour_with_few_people_is_told_with_its_neighbour(cells: dict[int, int], told: tuple[Hours, ...]) -> None:
    assert hours(cells) == told


def test_the_order_of_the_rows_changes_nothing() -> None:
    turned = replace(FULL, helped=FULL.helped[::-1])
    assert compiled(replace(TOLD, counts=turned)) == compiled(TOLD)


def test_the_printed_page_says_it_all() -> None:
    said = printed(TOLD)

    for each in (
        "Báo cáo buổi hỗ trợ: Nhà văn hóa thôn Ví Dụ",
        "Phường Tam Kỳ · 28/11/2026 · 07:30–11:00",
        "120",
        "Nộp trực tuyến xong: 61/120 · 51 % (42–60 %).",
        "Người cao tuổi, người khuyết tật: 23.",
        "Tờ khai của người xin trợ cấp (Trợ cấp xã hội)",
        "10. «học nghề may miễn phí»",
        "… và 2 câu nữa",
        "30/84 · 36 % (26–46 %)",
        "dưới 5",
    ):
        assert each in said, each
    assert "11. «" not in said


def test_of_few_people_nothing_is_told_but_that_they_were_few() -> None:
    pages = [printed(THREE), str([list(sheet.values) for sheet in workbook(THREE)])]

    for said in pages:
        assert "dưới 5" in said
        for secret in ("Khai sinh", "Khai tử", "báo tử", "vay vốn", "trực tuyến xong:"):
            assert secret not in said, secret


def test_nobody_helped_is_said_clearly_on_a_page_without_empty_pictures() -> None:
    said = printed(NOBODY)

    assert "Chưa ghi nhận ai được giúp ở buổi này." in said
    assert "Chưa có buổi nào trước." in said
    assert "Kết quả" not in said


def test_a_cancelled_event_says_so() -> None:
    cancelled = replace(NOBODY, counts=OutreachCounts(replace(EVENT, cancelled=True)))
    assert "Buổi này đã hủy" in printed(cancelled)


def test_no_number_under_five_stands_in_the_workbook() -> None:
    cells = [
        cell
        for sheet in workbook(TOLD)
        for row in sheet.iter_rows(min_row=2, values_only=True)
        for cell in row
        if isinstance(cell, int)
    ]
    assert 61 in cells
    assert [each for each in cells if 0 < each < 5] == []


def test_the_workbook_has_a_sheet_a_table_with_headings_in_sight_and_numbers_as_numbers() -> None:
    book = workbook(TOLD)

    assert book.sheetnames == [
        "Đọc trước",
        "Kết quả",
        "Thủ tục",
        "Giấy tờ còn thiếu",
        "Theo giờ",
        "Hỏi mà chưa trả lời được",
        "Bên cạnh các buổi trước",
    ]
    assert {sheet.freeze_panes for sheet in book.worksheets[1:]} == {"B2"}
    assert rows(TOLD, "Kết quả")[1] == ("Nộp trực tuyến xong", 61)
    events = book["Bên cạnh các buổi trước"]
    assert (f"{events['A3'].value:%d/%m/%Y}", events["A3"].number_format) == ("21/11/2026", "dd/mm/yyyy")
    assert (round(events["E3"].value, 3), events["E3"].number_format) == (0.357, "0%")
    assert events["E4"].value is None


def test_a_question_is_no_formula() -> None:
    assert rows(TOLD, "Hỏi mà chưa trả lời được")[-1] == ("'=1+1",)


def test_a_place_with_a_formula_for_a_name_is_none_either() -> None:
    evil = replace(TOLD, earlier=(replace(EARLIER[0], outreach=replace(EVENT, place="=HYPERLINK(1)")),))
    assert rows(evil, "Bên cạnh các buổi trước")[2][1] == "'=HYPERLINK(1)"


def cases() -> Iterator[OutreachTold]:
    """Long days, long names, many papers, nothing but one outcome."""
    long = replace(EVENT, place="Nhà sinh hoạt cộng đồng khối phố Ví Dụ, cạnh trường mẫu giáo, sau chợ chiều")
    day = tuple(
        Helped(hour, each.id, outcome, 7)
        for hour in range(24)
        for each, outcome in zip(catalog().procedures, HELP_OUTCOMES * 3, strict=False)
    )
    papers: dict[tuple[str | None, str], int] = {
        ("khai-sinh", f"giay-to-khong-con-trong-danh-muc-{at}"): 9 for at in range(30)
    }
    texts = tuple((f"{text} {text} {text}", 1) for text, _ in FULL.unanswered)
    yield OutreachTold(OutreachCounts(long, day, papers, {"up": 9}, 7, 1, texts), EARLIER)
    yield replace(TOLD, counts=replace(FULL, helped=day[:1]))


@pytest.mark.parametrize("told", [TOLD, THREE, NOBODY, *cases()])
def test_every_report_is_one_page_on_which_nothing_touches(told: OutreachTold) -> None:
    sheet = report_sheet(page(compiled(told), catalog(), date(2026, 11, 28)), "vi")

    no_flaws(flaws(sheet))
    assert min(mark.size for mark in written_on(sheet)) >= SMALLEST - 1


def test_bars_begin_at_zero_and_are_as_long_as_their_numbers() -> None:
    sheet = report_sheet(page(compiled(TOLD), catalog(), SATURDAY), "vi")
    bars = [mark for mark in sheet.marks if isinstance(mark, Filled) and mark.accent and mark.height < 4]
    outcomes = [mark for mark in bars[1:] if mark.x == bars[1].x][:4]

    assert [round(mark.width / outcomes[0].width * 61) for mark in outcomes] == [61, 26, 23, 10]
