"""Counts over labelled questions are exactly right, and a line that cannot be read is told with its place."""

import json
from pathlib import Path

import pytest

from bot.matching.evaluation import CLERK, Labelled, QuestionsUnreadable, evaluate, read_questions
from bot.matching.tallies import Tally
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
        (ASKED_BACK, Tally(held=1, first=1, third=1, choices=1, choosable=2, longest=2)),
        (MISSED, Tally(held=1, none=1)),
        (ANY_OF_TWO, Tally(held=1, first=1, third=1, answered=1)),
        (THIRD, Tally(held=1, third=1, answered=1, wrong=1)),
        (FOURTH, Tally(held=1, answered=1, wrong=1)),
        (REFUSED, Tally(foreign=1)),
        (ASKED_BACK_FOREIGN, Tally(foreign=1, foreign_choices=1)),
        (ANSWERED_WRONGLY, Tally(foreign=1, foreign_answered=1)),
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
    assert evaluate(MATCHER, [question]).groups == {question.kind: tally, "all": tally}


def test_the_kinds_are_counted_apart_and_add_up() -> None:
    longer = Labelled("sinh", ("khai-sinh",), "choose", "vague")
    assert MATCHER.match(longer.question).outcome == "choose"
    listed = len(MATCHER.match(longer.question).candidates)
    groups = evaluate(MATCHER, [ANSWERED, WRONG, ASKED_BACK, MISSED, longer, REFUSED, ANSWERED_WRONGLY]).groups
    vague = Tally(held=3, first=2, third=2, none=1, choices=2, choosable=2 + listed, longest=max(2, listed))
    assert groups == {
        "plain": Tally(held=2, first=1, third=1, answered=2, wrong=1),
        "vague": vague,
        "foreign": Tally(foreign=2, foreign_answered=1),
        "all": vague + Tally(held=2, first=1, third=1, answered=2, wrong=1) + Tally(foreign=2, foreign_answered=1),
    }


def test_no_questions_give_no_counts() -> None:
    assert evaluate(MATCHER, []).groups == {}


def test_a_formal_question_that_names_nothing_of_its_procedure_is_counted_apart() -> None:
    vague = Labelled("lệ phí của thủ tục này bao nhiêu tiền", ("khai-sinh",), "choose", CLERK)
    named = Labelled("lệ phí khai sinh bao nhiêu tiền", ("khai-sinh",), "answer", CLERK)
    astray = Labelled("đăng ký khai tử", ("sao-y",), "choose", CLERK)
    evaluation = evaluate(MATCHER, [vague, named, astray])
    assert evaluation.groups["context_free"] == Tally(held=2, answered=1, wrong=1, none=1)
    assert evaluation.groups[CLERK] == evaluation.groups["all"] == Tally(held=1, first=1, third=1, answered=1)
    assert [each.question for each in evaluation.failures] == [astray.question]


def test_held_out_questions_are_counted_apart_and_told_to_nobody() -> None:
    secret = Labelled("đăng ký khai tử", ("khai-sinh",), "answer", "plain", held_out=True)
    evaluation = evaluate(MATCHER, [ANSWERED, secret])
    assert evaluation.groups["held_out"] == Tally(held=1, answered=1, wrong=1)
    assert evaluation.groups["all"] == evaluation.groups["plain"] == Tally(held=1, first=1, third=1, answered=1)
    assert (evaluation.failures, evaluation.confusions()) == ((), [])


def test_what_failed_is_told_with_what_was_got_and_why() -> None:
    evaluation = evaluate(MATCHER, [ANSWERED, WRONG, ASKED_BACK, MISSED, REFUSED, ANSWERED_WRONGLY])
    told = [(each.question, each.expected, each.got, each.outcome) for each in evaluation.failures]
    assert told == [
        ("đăng ký khai tử", ("khai-sinh",), "khai-tu", "answer"),
        ("cách nấu phở bò ngon", ("ket-hon",), "–", "none"),
        ("mở quán bán hàng", (), "ho-kinh-doanh", "answer"),
    ]
    assert evaluation.failures[0].why == (("dang", "ky", "khai", "tu"), ("dang", "ky", "khai"))
    beside = evaluate(MATCHER, [Labelled("lấy chồng Tây", ("ket-hon",), "answer")])
    assert (beside.failures[0].got, beside.failures[0].why[0]) == ("ket-hon-nuoc-ngoai", ())


def test_confusions_are_counted_the_most_frequent_first() -> None:
    taken = Labelled("đăng ký kết hôn", ("khai-sinh",), "answer", "plain")
    evaluation = evaluate(MATCHER, [taken, WRONG, ANSWERED_WRONGLY, WRONG])
    assert evaluation.confusions() == [
        ("khai-sinh", "khai-tu", 2),
        ("khai-sinh", "ket-hon", 1),
        ("–", "ho-kinh-doanh", 1),
    ]


def test_questions_are_read_line_by_line_and_empty_lines_skipped(tmp_path: Path) -> None:
    file = tmp_path / "questions.jsonl"
    rows = [
        {"question": "làm giấy khai sinh", "expected": ["khai-sinh"], "outcome": "answer", "kind": "plain"},
        {"question": "phở", "expected": [], "outcome": "none", "source": "bịa", "held_out": True},
    ]
    file.write_text("\n\n".join(json.dumps(row, ensure_ascii=False) for row in rows), encoding="utf-8")
    assert read_questions(file) == [
        Labelled("làm giấy khai sinh", ("khai-sinh",), "answer", "plain"),
        Labelled("phở", (), "none", "", held_out=True),
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
