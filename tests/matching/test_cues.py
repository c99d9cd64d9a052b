"""What of a procedure is asked for, whether it is only talk, and in which language."""

import pytest

from bot.catalog.lexicon import Lexicon
from bot.matching.cues import BLANK, Cues
from bot.matching.text import clean
from tests.matching.small import LEXICON

CUES = Cues.of(LEXICON)


@pytest.mark.parametrize(
    ("question", "aspect"),
    [
        ("khai sinh cần giấy tờ gì", "documents"),
        ("khai sinh mang gì", "documents"),
        ("khai sinh bao lâu thì xong", "time"),
        ("khai sinh bao lau", "time"),
        ("lệ phí khai sinh", "cost"),
        ("le phi khai sinh", "cost"),
        ("khai sinh nộp ở đâu", "place"),
        ("khai sinh qua mạng được không", "online"),
        ("xin tờ khai khai sinh", "form"),
        ("khai sinh làm sao", "steps"),
        ("khai sinh theo luật nào", "legal"),
        ("đăng ký khai sinh", None),
        ("", None),
    ],
)
def test_the_aspect_asked_for(question: str, aspect: str | None) -> None:
    assert CUES.aspect(clean(question)) == aspect


def test_the_aspect_asked_first_is_answered_first() -> None:
    assert CUES.aspect(clean("mấy ngày, lệ phí, ở đâu")) == "time"
    assert CUES.aspect(clean("ở đâu, mấy ngày, lệ phí")) == "place"


def test_the_longer_cue_wins_where_two_begin_together() -> None:
    cues = Cues.of(Lexicon(aspects={"cost": ("bao nhiêu",), "time": ("bao nhiêu ngày",)}))
    assert cues.aspect(clean("bao nhiêu ngày")) == "time"
    assert cues.aspect(clean("bao nhiêu")) == "cost"


def test_accents_count_where_both_sides_wrote_them() -> None:
    assert CUES.aspect(clean("lễ phi")) is None
    assert CUES.talks(clean("đó ngủ")) is None
    assert CUES.talks(clean("do ngu")) == "insult"


@pytest.mark.parametrize(
    ("text", "talk"),
    [
        ("Xin chào!", "greeting"),
        ("xin chao", "greeting"),
        ("cảm ơn nhiều nha", "thanks"),
        ("đồ ngu", "insult"),
        ("nhà tôi cháy nhà rồi", "fire"),
        ("cấp cứu", "medical"),
        ("tôi bị cướp", "crime"),
        ("chào buổi sáng", None),
    ],
)
def test_what_kind_of_talk_it_is(text: str, talk: str | None) -> None:
    assert CUES.talks(clean(text)) == talk


def test_an_emergency_comes_before_courtesy() -> None:
    assert CUES.talks(clean("xin chào, cảm ơn, cháy nhà")) == "fire"
    assert CUES.talks(clean("đồ ngu, cấp cứu")) == "medical"


@pytest.mark.parametrize(
    ("question", "content"),
    [
        ("làm giấy khai sinh cho con cần gì", "khai sinh"),
        ("còn lệ phí thì sao", "sao"),
        ("lệ phí bao lâu ở đâu", ""),
        ("xin chào", ""),
        ("cho em làm giấy này", ""),
        ("", ""),
    ],
)
def test_what_is_left_is_what_the_question_is_about(question: str, content: str) -> None:
    assert CUES.content(clean(question)) == tuple(content.split())


def test_an_aspect_leaves_a_gap_so_that_its_neighbours_are_no_pair() -> None:
    left = CUES.without_aspects(clean("khai bao lâu sinh"))
    assert left == ("khai", BLANK, BLANK, "sinh")
    assert CUES.without_aspects(clean("khai sinh")) == ("khai", "sinh")


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("how is the birth certificate", True),
        ("How much is my passport?", True),
        ("passport", False),
        ("my khai sinh", False),
        ("hộ chiếu is the", True),
        ("làm giấy khai sinh", False),
        ("", False),
    ],
)
def test_two_words_that_only_english_has_make_it_english(text: str, english: bool) -> None:
    assert CUES.is_english(clean(text)) is english
