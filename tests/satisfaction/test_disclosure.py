"""Nobody reads a share of too few, and offices are compared only where enough spoke of both."""

import pytest

from bot.satisfaction.disclosure import Few, Hidden, Share, comparable, shown
from bot.satisfaction.metrics import Counted


@pytest.mark.parametrize(
    ("whole", "kind"), [(0, Hidden), (9, Hidden), (10, Few), (29, Few), (30, Share), (1000, Share)]
)
def test_what_is_shown_depends_on_how_many_spoke(whole: int, kind: type) -> None:
    assert type(shown(Counted(whole // 2, whole))) is kind


def test_under_thirty_there_is_no_share_to_read() -> None:
    few = shown(Counted(9, 12))
    assert isinstance(few, Few)
    assert not hasattr(few, "value")
    assert not hasattr(shown(Counted(4, 9)), "part")


@pytest.mark.parametrize(
    ("one", "other", "told_apart"),
    [
        ((50, 100), (90, 100), True),
        ((50, 99), (90, 100), False),
        ((50, 100), (90, 99), False),
        ((80, 100), (85, 100), False),
    ],
)
def test_offices_are_compared_from_a_hundred_voices_and_where_intervals_are_apart(
    one: tuple[int, int], other: tuple[int, int], told_apart: bool
) -> None:
    assert comparable(Counted(*one), Counted(*other)) is told_apart
    assert comparable(Counted(*other), Counted(*one)) is told_apart
