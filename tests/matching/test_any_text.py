"""Whatever somebody sends, the matcher gives one sound answer, the same one each time."""

import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.matching import Match, Matcher
from bot.matching.decision import fitted
from tests.catalog.project import matcher
from tests.matching.small import MATCHER

MATCHERS = {"small": MATCHER, "project": matcher()}
AGAIN = {name: Matcher(each.catalog) for name, each in MATCHERS.items()}
steady = settings(derandomize=True, database=None, deadline=None, max_examples=120)
each_catalog = pytest.mark.parametrize("name", MATCHERS)

LETTERS = "aăâbcdđeêghiklmnoôơpqrstuưvxyàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ"
vietnamese = st.text(LETTERS + LETTERS.upper() + "wfjz 0123456789.,?!-", max_size=60)
PIECES = (
    "làm giấy khai sinh tử kết hôn tạm trú sao y và rồi, cho con bao lâu lệ phí? 1.001193 gks ddawng kys dang9 dangky "
    "khaisihn how fee passport cháy nhà trễ hẹn chồng Tây 👶 <b> {{x}} ' OR 1=1 -- \u202e\u200b"
)
words = st.lists(st.sampled_from(PIECES.split()), max_size=14).map(" ".join)
anything = st.text(max_size=80)
WORTH_CHOOSING = fitted().worth_choosing
questions = words | vietnamese | anything


def sound(match: Match) -> None:
    """What every channel and record relies on."""
    scores = [candidate.score for candidate in match.candidates]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 1 for score in scores)
    assert len(scores) <= 5
    ids = [candidate.procedure.id for candidate in match.candidates]
    assert len(ids) == len(set(ids))
    if match.outcome == "choose":
        assert 2 <= len(ids) <= 5
        assert all(each >= scores[0] * WORTH_CHOOSING - 0.001 for each in scores[2:])
    if match.outcome == "answer":
        assert ids
        assert (match.general, match.elsewhere) == (None, None)
    if match.wishes:
        assert scores == sorted((wish.score for wish in match.wishes), reverse=True)[:5]
    assert len(match.wishes) != 1
    assert not (match.general and match.elsewhere)


@each_catalog
@steady
@given(question=questions)
@example("")
@example("\x00")
@example("\ud800")
@example("?" * 10_000)
@example("khai sinh " * 1_000)
@example("a" * 10_000)
@example("khaisinh" * 1_250)
@example("\u202eđăng ký\u202c")
@example("1.001193 1.000656 1.000894 1.004194 2.000815 1.001612")
@example("; ".join(["đăng ký khai sinh", "đăng ký khai tử", "đăng ký kết hôn", "đăng ký tạm trú"] * 3))
def test_any_text_is_matched_soundly(name: str, question: str) -> None:
    sound(MATCHERS[name].match(question))


@each_catalog
@steady
@given(question=questions)
@example("Đường nào đăng ký khai tử " * 80)
@example("é\u200b\u0301 \u1e9b\u0323 \u212b \u037e và")
def test_the_unicode_form_changes_nothing(name: str, question: str) -> None:
    composed, decomposed = (unicodedata.normalize(form, question) for form in ("NFC", "NFD"))
    assert MATCHERS[name].match(decomposed) == MATCHERS[name].match(composed)


@each_catalog
@steady
@given(question=words | vietnamese)
def test_capitals_change_nothing(name: str, question: str) -> None:
    assert MATCHERS[name].match(question.swapcase()) == MATCHERS[name].match(question)


@each_catalog
@steady
@given(question=questions)
def test_the_same_question_always_gets_the_same_answer(name: str, question: str) -> None:
    assert AGAIN[name].match(question) == MATCHERS[name].match(question)


@each_catalog
@steady
@given(question=questions)
def test_an_explanation_never_fails_and_ends_with_at_most_five_entries(name: str, question: str) -> None:
    lines = list(MATCHERS[name].explain(question))
    assert [name for name, _ in lines[:2]] == ["clean", "telex and vni"]
    assert 7 < len(lines) <= 12
