"""What a phrase would change is known before it is learned, and one that would take others over is refused."""

from datetime import date

import pytest

from bot.desk.learning import Trial, digest, learn, phrase_of, try_out, unlearn
from bot.desk.people import NotAllowed, Person
from bot.desk.refusals import PhraseClaims, PhraseGeneral, PhraseLong, PhrasePersonal, PhraseRefused, TextMissing
from bot.records.queue import Learned
from tests.matching.small import BIRTH, DEATH, MATCHER, SHOP

TODAY = date(2026, 11, 23)
REVIEWER = Person("hoa", "reviewer")


def trial(phrase: str, *questions: str) -> Trial:
    return try_out(phrase, DEATH, MATCHER, questions, ("người nhà qua đời",))


def test_what_had_no_answer_and_what_had_another_are_told_apart() -> None:
    found = trial("bán hàng rong", "bán hàng rong", "mở quán bán hàng", "đặt tên cho bé")
    assert [each.question for each in found.found] + [each.question for each in found.lost] == ["bán hàng rong"]
    assert found.tried == 3
    moved = trial("mở quán bán hàng", "mở quán bán hàng", "đặt tên cho bé").lost
    assert [(each.question, each.before, set(each.after)) for each in moved] == [
        ("mở quán bán hàng", (SHOP.id,), {SHOP.id, DEATH.id})
    ]


def test_each_question_is_tried_once_and_none_is_needed() -> None:
    assert trial("người nhà qua đời", "đặt tên cho bé", "đặt tên cho bé").tried == 1
    assert trial("người nhà qua đời") == Trial("người nhà qua đời", DEATH, 0, (), ())


@pytest.mark.parametrize(
    ("phrase", "refused"),
    [
        ("", TextMissing),
        ("giấy", PhraseGeneral),
        ("cho con làm giấy", PhraseGeneral),
        ("giấy của [CCCD] mất rồi", PhrasePersonal),
        ("giấy của 049123456789 mất rồi", PhrasePersonal),
        ("người nhà qua đời " * 7, PhraseLong),
    ],
)
def test_a_phrase_that_nobody_can_learn_is_refused(phrase: str, refused: type[Exception]) -> None:
    with pytest.raises(refused):
        trial(phrase)


def test_a_phrase_that_claims_too_much_is_refused_with_how_much() -> None:
    questions = [f"bán hàng {place}" for place in ("trường", "cầu", "đám", "gốc", "trọ", "buôn", "tử")]
    with pytest.raises(PhraseClaims) as refused:
        try_out("bán hàng", BIRTH, MATCHER, questions)
    assert refused.value.given == "6/7"
    assert isinstance(refused.value, PhraseRefused)


def test_a_phrase_is_one_line_without_its_mark() -> None:
    assert phrase_of("  làm\n giấy  khai sinh?? ") == "làm giấy khai sinh"
    assert digest("làm giấy") != digest("lam giay")


def test_only_officials_teach_and_take_back() -> None:
    found = trial("người nhà qua đời")
    assert learn(REVIEWER, found, "phrase01", "item0001", TODAY).learned == Learned(
        "phrase01", "người nhà qua đời", DEATH.id, TODAY, "item0001"
    )
    assert unlearn(REVIEWER, "phrase01", TODAY).id == "phrase01"
    with pytest.raises(NotAllowed):
        learn(Person("an"), found, "phrase01", "item0001", TODAY)
    with pytest.raises(NotAllowed):
        unlearn(Person("an"), "phrase01", TODAY)
