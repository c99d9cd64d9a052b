"""Counts over labelled questions are exactly right, and a line that cannot be read is told with its place."""

import json
from pathlib import Path

import pytest

from bot.matching.evaluation import Labelled, QuestionsUnreadable, Tally, evaluate, read_questions
from tests.matching.small import MATCHER, found

ANSWERED = Labelled("đăng ký khai sinh", ("khai-sinh",), "answer", "plain")
BY_CODE = Labelled("báo tử", ("1.000656",), "answer", "plain")
WRONG = Labelled("đăng ký khai tử", ("khai-sinh",), "answer", "plain")
ASKED_BACK = Labelled("trích lục hồ sơ gốc", ("sao-y", "tam-tru"), "choose", "vague")
MISSED = Labelled("cách nấu phở bò ngon", ("ket-hon",), "answer", "vague")
ANY_OF_TWO = Labelled("làm đám cưới", ("9.999999", "ket-hon"), "answer", "vague")
RANKED = found(MATCHER.match("đăng ký tạm"))
THIRD = Labelled("đăng ký tạm", (RANKED[2],), "answer", "vague")
FOURTH = Labelled("đăng ký tạm", (RANKED[3],), "answer", "vague")
REFUSED = Labelled("lấy chồng Tây", ("2.000806",), "none", "foreign")
ASKED_BACK_FOREIGN = Labelled("trích lục hồ sơ gốc", ("2.000635",), "none", "foreign")
ANSWERED_WRONGLY = Labelled("mở quán bán hàng", (), "none", "foreign")
BOTH = Labelled("đăng ký khai sinh và đăng ký tạm trú", ("khai-sinh", "tam-tru"), "answer", "multi_intent")
ONE_OF_BOTH = Labelled("đăng ký khai sinh và đăng ký tạm trú", ("khai-sinh", "sao-y"), "answer", "multi_intent")


@pytest.mark.parametrize(
    ("question", "tally"),
    [
        (ANSWERED, Tally(held=1, first=1, third=1, answered=1)),
        (BY_CODE, Tally(held=1, first=1, third=1, answered=1)),
        (WRONG, Tally(held=1, answered=1, wrong=1)),
        (ASKED_BACK, Tally(held=1, first=1, third=1)),
        (MISSED, Tally(held=1)),
        (ANY_OF_TWO, Tally(held=1, first=1, third=1, answered=1)),
        (THIRD, Tally(held=1, third=1, answered=1, wrong=1)),
        (FOURTH, Tally(held=1, answered=1, wrong=1)),
        (REFUSED, Tally(foreign=1, refused=1)),
        (ASKED_BACK_FOREIGN, Tally(foreign=1, refused=1)),
        (ANSWERED_WRONGLY, Tally(foreign=1)),
        (BOTH, Tally(held=1, first=1, third=1, answered=1)),
        (ONE_OF_BOTH, Tally(held=1, third=1, answered=1, wrong=1)),
    ],
    ids=[
        "right",
        "by code",
        "wrong",
        "asked back",
        "missed",
        "any of two",
        "third",
        "fourth",
        "refused",
        "asked back, not held",
        "not refused",
        "both",
        "one",
    ],
)
def test_a_question_is_counted(question: Labelled, tally: Tally) -> None:
    assert evaluate(MATCHER, [question]) == {question.kind: tally, "all": tally}


def test_the_kinds_are_counted_apart_and_add_up() -> None:
    tallies = evaluate(MATCHER, [ANSWERED, WRONG, ASKED_BACK, MISSED, REFUSED, ANSWERED_WRONGLY])
    assert tallies == {
        "plain": Tally(held=2, first=1, third=1, answered=2, wrong=1),
        "vague": Tally(held=2, first=1, third=1),
        "foreign": Tally(foreign=2, refused=1),
        "all": Tally(held=4, first=2, third=2, answered=2, wrong=1, foreign=2, refused=1),
    }


def test_no_questions_give_no_counts() -> None:
    assert evaluate(MATCHER, []) == {}


def test_questions_are_read_line_by_line_and_empty_lines_skipped(tmp_path: Path) -> None:
    file = tmp_path / "questions.jsonl"
    rows = [
        {"question": "làm giấy khai sinh", "expected": ["khai-sinh"], "outcome": "answer", "kind": "plain"},
        {"question": "phở", "expected": [], "outcome": "none", "source": "bịa"},
    ]
    file.write_text("\n\n".join(json.dumps(row, ensure_ascii=False) for row in rows), encoding="utf-8")
    assert read_questions(file) == [
        Labelled("làm giấy khai sinh", ("khai-sinh",), "answer", "plain"),
        Labelled("phở", (), "none", ""),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "{",
        "[1]",
        "null",
        '{"expected": [], "outcome": "none"}',
        '{"question": "a", "outcome": "none"}',
        '{"question": "a", "expected": []}',
        '{"question": "a", "expected": null, "outcome": "none"}',
        '{"question": "a", "expected": "khai-sinh", "outcome": "answer"}',
        '{"question": 7, "expected": [], "outcome": "none"}',
    ],
)
def test_a_line_that_is_no_labelled_question_is_named(tmp_path: Path, line: str) -> None:
    file = tmp_path / "questions.jsonl"
    file.write_text('{"question": "a", "expected": [], "outcome": "none"}\n\n' + line + "\n", encoding="utf-8")
    with pytest.raises(QuestionsUnreadable, match=r"questions\.jsonl:3: ") as raised:
        read_questions(file)
    assert "write question, expected and outcome" in str(raised.value)


def test_a_file_in_another_encoding_is_named(tmp_path: Path) -> None:
    file = tmp_path / "questions.jsonl"
    file.write_bytes(b'{"question": "\xff"}\n')
    with pytest.raises(QuestionsUnreadable, match=r"questions\.jsonl"):
        read_questions(file)
