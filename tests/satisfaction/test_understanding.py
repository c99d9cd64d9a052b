"""Counts become shares with intervals, and a page that an official can print."""

from html.parser import HTMLParser

import pytest

from bot.matching.evaluation import Evaluation, Failure
from bot.matching.tallies import Tally
from bot.satisfaction.understanding import in_order, mean_choice, page, row, shares
from tests.matching.small import CATALOG

TALLY = Tally(held=10, first=8, third=9, answered=5, wrong=1, none=1, choices=4, choosable=10, longest=4)
FOREIGN = Tally(foreign=4, foreign_answered=1, foreign_choices=2)
FAILURE = Failure("đăng ký <b>khai</b> tử", "plain", ("khai-sinh",), "khai-tu", "answer", (("khai", "tu"), ()))
ASKED = Evaluation(
    {
        "plain": TALLY,
        "all": TALLY + FOREIGN,
        "about": FOREIGN,
        "context_free": Tally(held=2),
        "held_out": Tally(held=3),
    },
    (FAILURE, Failure("phở bò", "oos", (), "ket-hon-nuoc-ngoai", "none")),
)


class Tags(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


def test_a_share_is_of_what_it_is_said_to_be_of() -> None:
    found = {name: (share.part, share.whole, share.value) for name, share in shares(TALLY + FOREIGN).items()}
    assert found == {
        "first": (8, 10, 0.8),
        "third": (9, 10, 0.9),
        "answered": (5, 10, 0.5),
        "wrong": (1, 5, 0.2),
        "none": (1, 10, 0.1),
        "beside": (0, 10, 0.0),
        "foreign_answered": (1, 4, 0.25),
        "foreign_choices": (2, 4, 0.5),
    }
    assert (mean_choice(TALLY), mean_choice(FOREIGN)) == (2.5, 0.0)


def test_a_share_of_nothing_is_left_out() -> None:
    assert set(shares(FOREIGN)) == {"foreign_answered", "foreign_choices"}
    assert shares(Tally()) == {}


def test_all_together_comes_first_then_the_groups_apart_then_the_kinds() -> None:
    assert [name for name, _ in in_order(ASKED)] == ["all", "held_out", "context_free", "about", "plain"]


def test_a_program_gets_counts_and_shares_with_intervals() -> None:
    told = row(TALLY)
    assert (told["held"], told["longest"], told["mean_choice"]) == (10, 4, 2.5)
    assert told["shares"]["first"] == {"share": 0.8, "of": 10, "interval": [0.4902, 0.9433]}


def test_the_page_needs_nothing_from_elsewhere_and_takes_no_markup_from_a_question() -> None:
    written = page(ASKED, CATALOG, "questions.jsonl")
    tags = Tags(written)
    assert not {"script", "link", "img", "iframe"} & {tag for tag, _ in tags.found}
    assert not {"src", "href", "onclick"} & {name for _, attributes in tags.found for name in attributes}
    assert "url(" not in written
    assert "@media print" in written
    assert "đăng ký <b>khai</b> tử" in tags.text
    assert "<b>khai</b>" not in written


@pytest.mark.parametrize(
    "told",
    [
        "8/10",
        "80,0 %",
        "49,0–94,3 %",
        "trung bình 2,5 thủ tục, dài nhất 4",
        "Đăng ký khai sinh (khai-sinh)",
        "Đăng ký khai tử (khai-tu) (trả lời)",
        "từ chung: khai, tu",
        "ngoài danh mục",
        "Đăng ký kết hôn có yếu tố nước ngoài (ket-hon-nuoc-ngoai) (không tìm thấy)",
        "Câu để riêng, chưa ai đọc",
    ],
)
def test_the_page_tells_shares_confusions_and_each_failure(told: str) -> None:
    text = " ".join(Tags(page(ASKED, CATALOG, "questions.jsonl")).text.split())
    assert told in text


def test_where_nothing_failed_the_page_says_so() -> None:
    text = " ".join(Tags(page(Evaluation({"all": TALLY}, ()), CATALOG, "x")).text.split())
    assert "Nhầm lẫn Không có." in text
