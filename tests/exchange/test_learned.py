"""Learned phrases become keywords, and every other character of the file stays as somebody wrote it."""

import pytest
import yaml

from bot.exchange.learned import with_keywords

LINES = """\
# Ai viết: VÍ DỤ
id: khai-sinh
keywords:
  - làm giấy khai sinh
  - birth certificate  # người nước ngoài hay hỏi

  # hết từ khóa
code: "1.001193"
"""


def keywords(text: str) -> list[str]:
    found = yaml.safe_load(text)["keywords"]
    assert isinstance(found, list)
    return found


def test_a_phrase_comes_behind_the_last_keyword_and_comments_stay() -> None:
    new = with_keywords(LINES, ["con mới đẻ", "làm khai sanh"])
    assert keywords(new) == ["làm giấy khai sinh", "birth certificate", "con mới đẻ", "làm khai sanh"]
    without = [line for line in new.splitlines() if line not in ("  - con mới đẻ", "  - làm khai sanh")]
    assert without == LINES.splitlines()


@pytest.mark.parametrize(
    ("text", "before"),
    [
        ("id: a\nkeywords: [một, hai]\ncode: x\n", ["một", "hai"]),
        ("id: a\nkeywords: [] # chưa có\ncode: x\n", []),
        ("id: a\nkeywords:\ncode: x\n", []),
        ("id: a\ncode: x", []),
        ("id: a\nkeywords:\n- một\n- hai", ["một", "hai"]),
        ("id: a\nkeywords: [\n  một,\n  hai\n]\n", ["một", "hai"]),
    ],
)
def test_however_keywords_are_written_a_phrase_joins_them(text: str, before: list[str]) -> None:
    assert keywords(with_keywords(text, ["ba bốn"])) == [*before, "ba bốn"]
    assert with_keywords(text, []) == text


@pytest.mark.parametrize(
    "phrase", ['=HYPERLINK("x")', "a: b", "giấy #1", "- gạch", "{x}", "[y], z", "'nháy'", "null", "12:30 tối", "@ai"]
)
def test_a_phrase_stays_text_whatever_it_holds(phrase: str) -> None:
    assert keywords(with_keywords(LINES, [phrase]))[-1] == phrase
    assert keywords(with_keywords("keywords: [một]\n", [phrase]))[-1] == phrase
