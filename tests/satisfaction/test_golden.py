"""Golden questions are a test of the program: told beside people's voices, never among them."""

import pytest

from bot.matching import Matcher
from bot.matching.evaluation import Labelled
from bot.satisfaction.exports import exported
from bot.satisfaction.golden import golden
from bot.satisfaction.metrics import Counted
from bot.satisfaction.page import page
from bot.satisfaction.report import compiled
from tests.satisfaction.telling import CATALOG, asked, thumbs, told


def _question(text: str, expected: str, kind: str = "") -> Labelled:
    return Labelled(text, (expected,), "answer", kind)


def test_a_question_counts_where_its_procedure_comes_first() -> None:
    questions = [
        _question("khai sinh", "khai-sinh"),
        _question("kết hôn", "ket-hon"),
        _question("kết hôn", "khai-sinh"),
        _question("hộ chiếu", "ho-chieu"),  # not in the catalog
    ]
    assert golden(Matcher(CATALOG), questions) == Counted(2, 3)


def test_without_questions_there_is_nothing_of_which_to_count() -> None:
    assert golden(Matcher(CATALOG), []) == Counted(0, 0)


def test_it_changes_nobodys_share() -> None:
    counted = told(asked=asked("ho-tich", 90, 10), voiced=thumbs("khai-sinh", 30, 10))
    without, beside = compiled(counted, CATALOG), compiled(counted, CATALOG, golden=Counted(1, 400))
    assert without.totals == beside.totals
    assert [each for each in without.tables if each.id != "golden"] == [
        each for each in beside.tables if each.id != "golden"
    ]


def test_it_is_about_nobody_so_it_is_told_whole() -> None:
    report = compiled(told(), CATALOG, golden=Counted(399, 400))
    (table,) = (each for each in exported(report, open_data=True) if each.id == "golden")
    assert getattr(table.rows[0][1], "part", None) == 399


@pytest.mark.parametrize(
    ("right", "said"),
    [
        (Counted(380, 400), "Câu mẫu, thủ tục đúng đứng đầu: 380/400 · 95\u00a0% (92–\u206097\u00a0%)."),
        (None, "Câu mẫu: chưa thử, vì không có tệp câu hỏi soạn sẵn."),
    ],
)
def test_the_page_tells_it_or_that_nothing_was_tried(right: Counted | None, said: str) -> None:
    assert said in page(compiled(told(asked=asked("ho-tich", 90, 10)), CATALOG, golden=right))
