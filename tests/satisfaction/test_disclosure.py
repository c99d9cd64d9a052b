"""Nobody reads a share of too few, and no blanked cell can be got back."""

from itertools import product
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.satisfaction.disclosure import SMALL, Few, Hidden, Share, blanked, comparable, shown
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


def test_a_small_cell_takes_the_next_smallest_with_it() -> None:
    assert blanked({"a": 3, "b": 40, "c": 9, "d": 0}).counts == {"a": None, "b": 40, "c": None, "d": 0}


def test_without_small_cells_nothing_is_blanked() -> None:
    left = blanked({"a": 5, "b": 40, "c": 0})
    assert left.counts == {"a": 5, "b": 40, "c": 0}
    assert left.total == 45


@given(st.dictionaries(st.sampled_from("abcd"), st.integers(0, 7), min_size=1))
def test_no_blanked_cell_follows_from_the_total_and_the_others(cells: dict[str, int]) -> None:
    """Whoever knows the rule tries every way to fill the gaps: each small cell may be more than one number."""
    left = blanked(cells)
    assert all(count is None or count == cells[name] for name, count in left.counts.items())
    assert not any(0 < (count or 0) < SMALL for count in left.counts.values())
    gaps = [name for name, count in left.counts.items() if count is None]
    if left.total is None or not gaps:
        return
    missing = left.total - sum(count for count in left.counts.values() if count is not None)
    ways = [way for way in product(range(1, missing + 1), repeat=len(gaps)) if sum(way) == missing]
    for at, name in enumerate(gaps):
        assert cells[name] >= SMALL or len({way[at] for way in ways}) > 1, (cells, name)


@given(st.dictionaries(st.sampled_from("abcdef"), st.integers(0, 9), min_size=1), st.randoms(use_true_random=False))
def test_the_order_of_the_cells_does_not_matter(cells: dict[str, int], chance: Random) -> None:
    names = list(cells)
    chance.shuffle(names)
    assert blanked({name: cells[name] for name in names}) == blanked(cells)
