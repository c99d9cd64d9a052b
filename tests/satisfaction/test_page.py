"""The page says its sentence first, draws every interval, and tells a screen reader what the pictures show."""

import re
from dataclasses import replace
from datetime import date, timedelta
from xml.etree import ElementTree

import pytest

from bot.records.counts import Daily
from bot.records.mending import FactEvent
from bot.records.sentences import Sentence
from bot.satisfaction.charts import chart_png, columns
from bot.satisfaction.page import page
from bot.satisfaction.report import Report, compiled
from tests.satisfaction.telling import CATALOG, WEEK, asked, thumbs, told, visits


@pytest.fixture
def report() -> Report:
    counted = told(
        asked=(*asked("ho-tich", 380, 20), *asked("dat-dai", 90, 10)),
        answered=500,
        voiced=(*thumbs("khai-sinh", 20, 41, "missing", "to-khai"), *thumbs("ket-hon", 90, 3), *thumbs("so-do", 60, 2)),
        surveyed=(visits("A", staff=(1, 2, 3, 4, 5)), visits("B", result=(1, 1, 1, 1, 1))),
        daily=tuple(Daily(WEEK.first + timedelta(days=at), {"choice": 10 * at}, at, 1) for at in range(7)),
    )
    events = (
        FactEvent("khai-sinh", "documents", WEEK.first, "reported", 41, paper="to-khai"),
        FactEvent("ket-hon", "cost", date(2026, 11, 2), "doubted", digest="a"),
        FactEvent("ket-hon", "cost", date(2026, 11, 18), "assured", digest="b"),
    )
    said = (Sentence("khai-sinh", None, "<script>alert(1)</script>"),)
    return compiled(replace(counted, events=events, sentences=said), CATALOG, lambda *_: "catalog/khai-sinh.yaml:40")


def test_the_first_sentence_comes_before_everything(report: Report) -> None:
    text = re.sub(r"<[^>]+>", "", page(report).split("</head>")[1]).split()
    assert " ".join(text).startswith(
        "Phản hồi của người dùng bot Tuần 16/11–22/11/2026: 500 câu hỏi; "
        "yếu nhất: câu trả lời giúp được ở “Khai sinh”, 20/61 (33 %). Đây là ý kiến"
    )


def test_beside_a_weakness_stand_its_reasons_its_line_and_whose_it_is(report: Report) -> None:
    told_first = re.sub(r"\s+", " ", page(report).split('<ol class="weak">')[1].split("</ol>")[0])
    for part in ("thiếu giấy tờ (41)", "<code>catalog/khai-sinh.yaml:40</code>", "Ủy ban nhân dân xã"):
        assert part in told_first


def test_it_says_what_was_done(report: Report) -> None:
    assert "1 điều đã sửa" in page(report)
    assert "1 điều còn chờ" in page(report)


def test_every_picture_tells_in_words_what_it_shows(report: Report) -> None:
    pictures = re.findall(r"<svg.*?</svg>", page(report), re.DOTALL)
    assert len(pictures) == 5
    for picture in pictures:
        drawn = ElementTree.fromstring(picture)
        assert drawn.get("role") == "img"
        assert drawn.get("aria-label")
    assert "Câu trả lời giúp được: 170/216 · 79\u00a0%" in pictures[1]


def test_few_voices_have_an_interval_without_colour_and_too_few_have_none(report: Report) -> None:
    visits_drawn = re.findall(r"<svg.*?</svg>", page(report), re.DOTALL)[2]
    assert visits_drawn.count('class="reach few"') == 1  # fifteen spoke of the staff
    assert 'class="reach"' not in visits_drawn
    assert "chưa đủ dữ liệu (5)" in visits_drawn


def test_what_people_wrote_is_shown_as_text(report: Report) -> None:
    text = page(report)
    assert "<script>" not in text
    assert "&lt;script&gt;" in text


def test_it_needs_nothing_beside_it(report: Report) -> None:
    assert not re.search(r"""(src|href)=["']?http|url\(|@import|<link""", page(report))


def test_columns_begin_at_zero_and_do_not_lie() -> None:
    drawn = columns([("a", 50), ("b", 100), ("c", 0)])
    assert [each.height for each in drawn] == [55, 110, 0]
    assert {each.top + each.height for each in drawn} == {110}
    assert [each.told for each in drawn] == ["50", "100", "0"]


def test_of_many_columns_the_largest_has_its_number_whatever_stands_beside_it() -> None:
    weeks = [(str(at), 400 + at) for at in range(24)] + [("24", 507), ("25", 436)]
    assert [(each.label, each.told) for each in columns(weeks) if each.told or each.label] == [
        ("0", "400"),
        ("", "507"),
        ("25", ""),
    ]


def test_counts_stand_before_shares_and_how_many_answered_before_both(report: Report) -> None:
    text = page(report)
    assert '170/216 · <tspan class="strong">79 %</tspan>' in text
    assert text.index("Bao nhiêu người trả lời: bấm 👍 hoặc 👎") < text.index("<svg")


def test_of_an_empty_period_the_page_says_so() -> None:
    text = page(compiled(told(), CATALOG))
    assert "không có câu hỏi hay phản hồi nào" in text
    assert "<svg" not in text


def test_a_chat_gets_a_picture(report: Report) -> None:
    drawn = chart_png(report)
    assert drawn.startswith(b"\x89PNG")
    assert int.from_bytes(drawn[16:20], "big") == 1080
    assert chart_png(compiled(told(), CATALOG)).startswith(b"\x89PNG")
