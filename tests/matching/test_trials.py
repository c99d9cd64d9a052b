"""Questions under harder conditions are counted against the same questions as they were."""

from bot.matching.evaluation import CLERK, Labelled
from bot.matching.trials import disguised, left_out
from tests.matching.small import MATCHER

HELD = [
    Labelled("đăng ký khai sinh cho bé", ("khai-sinh",), "answer"),
    Labelled("dang ky khai tu", ("khai-tu",), "answer"),
    Labelled("làm đám cưới", ("ket-hon",), "answer"),
]
OTHERS = [
    Labelled("hôm nay trời mưa không", (), "none"),
    Labelled("lệ phí bao nhiêu tiền", ("khai-sinh",), "choose", CLERK),
]


def test_only_questions_with_accents_can_lose_them() -> None:
    pairs = disguised(MATCHER, HELD + OTHERS)
    assert {name: each.number for name, each in pairs.items()} == {
        "unaccented": 2,
        "telex": 2,
        "vni": 2,
        "typo": 3,
        "run_together": 3,
    }
    assert [each.original for each in pairs.values()] == [2, 2, 2, 3, 3]
    assert (pairs["unaccented"].disguised, pairs["telex"].disguised, pairs["vni"].disguised) == (2, 2, 2)
    assert pairs["unaccented"].fall == 0


def test_a_fall_is_the_difference_of_the_shares() -> None:
    wrong = Labelled("báo tử", ("khai-sinh",), "answer")
    pairs = disguised(MATCHER, [HELD[0], wrong])["unaccented"]
    assert (pairs.number, pairs.original, pairs.disguised, pairs.fall) == (2, 1, 1, 0.0)


def test_what_is_answered_without_the_right_procedure_is_counted() -> None:
    near = Labelled("trích lục hồ sơ gốc", ("sao-y",), "choose")
    missing = left_out(MATCHER, [*HELD, near, *OTHERS])
    assert (missing.number, missing.answered) == (4, 1)  # the phrase that two claim has one owner left
