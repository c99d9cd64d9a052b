"""The interval of a share is Wilson's."""

import pytest

from bot.satisfaction.metrics import wilson


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
