"""The interval of a difference is Newcombe's; a change is told only where there are voices enough."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.satisfaction.change import Z_99, change, newcombe
from bot.satisfaction.metrics import Counted


@pytest.mark.parametrize(
    ("one", "other", "low", "high"),
    [  # Newcombe 1998, Statistics in Medicine 17, 873-890, table II, method 10
        ((56, 70), (48, 80), 0.0524, 0.3339),
        ((9, 10), (3, 10), 0.1705, 0.8090),
        ((6, 7), (2, 7), 0.0582, 0.8062),
        ((5, 56), (0, 29), -0.0381, 0.1926),
        ((0, 10), (0, 20), -0.1611, 0.2775),
        ((0, 10), (0, 10), -0.2775, 0.2775),
        ((10, 10), (0, 20), 0.6791, 1.0),
        ((10, 10), (0, 10), 0.6075, 1.0),
    ],
)
def test_the_published_examples(one: tuple[int, int], other: tuple[int, int], low: float, high: float) -> None:
    assert newcombe(Counted(*one), Counted(*other)) == pytest.approx((low, high), abs=5e-5)


def test_a_share_of_nothing_has_no_difference() -> None:
    with pytest.raises(ValueError, match="nothing"):
        newcombe(Counted(1, 2), Counted())


def test_a_change_that_chance_explains_is_not_sure() -> None:
    little = change(Counted(80, 100), Counted(85, 100))
    assert little
    assert not little.sure
    much = change(Counted(50, 100), Counted(85, 100))
    assert much
    assert much.sure
    assert much.difference == pytest.approx(-0.35)


def test_to_be_sure_to_99_per_cent_more_is_needed() -> None:
    ninety_five, ninety_nine = (change(Counted(70, 100), Counted(84, 100), z) for z in (1.96, Z_99))
    assert ninety_five
    assert ninety_nine
    assert (ninety_five.sure, ninety_nine.sure) == (True, False)


@pytest.mark.parametrize(("now", "before"), [(29, 100), (100, 29)])
def test_from_too_few_voices_no_change_is_told(now: int, before: int) -> None:
    assert change(Counted(now, now), Counted(0, before)) is None


SHARES = st.integers(1, 300).flatmap(lambda n: st.builds(Counted, st.integers(0, n), st.just(n)))


@given(SHARES, SHARES)
def test_the_difference_lies_in_its_interval_and_turns_round(one: Counted, other: Counted) -> None:
    low, high = newcombe(one, other)
    difference = one.part / one.whole - other.part / other.whole
    assert -1 - 1e-9 <= low <= difference + 1e-9
    assert difference - 1e-9 <= high <= 1 + 1e-9
    assert newcombe(other, one) == pytest.approx((-high, -low))
