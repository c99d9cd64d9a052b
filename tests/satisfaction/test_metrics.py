"""The interval of a share is Wilson's."""

import pytest

from bot.satisfaction.metrics import Counted, added_up, wilson


@pytest.mark.parametrize(
    ("k", "n", "low", "high"),
    [  # the two p with |p - k/n| = 1.959964 · √(p(1 - p)/n), found as roots of the quadratic equation
        (5, 10, 0.2365931, 0.7634069),
        (1, 10, 0.0178762, 0.4041500),
        (0, 10, 0.0, 0.2775328),
        (10, 10, 0.7224672, 1.0),
        (299, 321, 0.8984160, 0.9543076),
        (1, 1, 0.2065493, 1.0),
    ],
)
def test_the_interval_of_a_share(k: int, n: int, low: float, high: float) -> None:
    assert wilson(k, n) == pytest.approx((low, high), abs=5e-7)


def test_of_nothing_the_share_may_be_anything() -> None:
    assert wilson(0, 0) == (0.0, 1.0)


@pytest.mark.parametrize(("k", "n"), [(2, 1), (-1, 3), (0, -1)])
def test_what_is_no_part_of_the_whole_is_no_share(k: int, n: int) -> None:
    with pytest.raises(ValueError, match=f"{k} of {n}"):
        wilson(k, n)


@pytest.mark.parametrize(
    ("k", "n", "low", "high"),
    [
        (4, 5, 37.6, 96.4),
        (9, 10, 59.6, 98.2),
        (12, 12, 75.8, 100),
        (27, 30, 74.4, 96.5),
        (45, 50, 78.6, 95.7),
        (90, 100, 82.6, 94.5),
        (180, 200, 85.1, 93.4),
    ],
)
def test_the_intervals_that_were_computed_beforehand(k: int, n: int, low: float, high: float) -> None:
    assert [100 * end for end in Counted(k, n).interval] == pytest.approx([low, high], abs=0.05)


def test_counts_are_of_something() -> None:
    with pytest.raises(ValueError, match="3 of 2"):
        Counted(3, 2)


def test_counts_of_the_same_are_added_up() -> None:
    given = [("a", Counted(1, 2)), ("b", Counted(0, 5)), ("a", Counted(3, 3))]
    assert added_up(given) == {"a": Counted(4, 5), "b": Counted(0, 5)}
    assert added_up(reversed(given)) == added_up(given)
