"""No number that is not told can be had by subtraction: not within a table, and not from another one."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.records.counts import Asked
from bot.satisfaction.disclosure import SMALL, Few, Hidden
from bot.satisfaction.exports import exported
from bot.satisfaction.report import Report, compiled
from bot.satisfaction.suppression import Number, Sum, untold
from bot.satisfaction.tables import Cell, Table
from tests.satisfaction.telling import CATALOG, labels, thumbs, told, visits

PROCEDURES = ("khai-sinh", "ket-hon", "so-do")
SOME = st.integers(0, 40)
LOOKED_AT = ("helpful", "found", "on_time")
SIDES = ("part", "against", "whole")
Known = tuple[str, ...]


def _left(cells: Mapping[str, int], *, total: bool = False) -> tuple[Mapping[str, int | None], int | None]:
    """The cells of one column as they are told, and their total."""
    names = {name: Number("t", at, "n") for at, name in enumerate(cells)}
    above = Number("above", 0, "n") if total else None
    values = {names[name]: value for name, value in cells.items()}
    if above:
        values[above] = sum(cells.values())
    small = [number for number, value in values.items() if 0 < value < SMALL]
    hidden = untold(values, small, [Sum(tuple(names.values()), above)])
    left = {name: None if number in hidden else cells[name] for name, number in names.items()}
    return left, None if above in hidden else sum(cells.values())


def test_a_small_cell_takes_the_next_smallest_with_it() -> None:
    assert _left({"a": 3, "b": 40, "c": 9, "d": 0})[0] == {"a": None, "b": 40, "c": None, "d": 0}


def test_without_small_cells_nothing_is_blanked() -> None:
    assert _left({"a": 5, "b": 40, "c": 0}, total=True) == ({"a": 5, "b": 40, "c": 0}, 45)


@given(st.dictionaries(st.sampled_from("abcd"), st.integers(0, 7), min_size=1))
def test_no_blanked_cell_follows_from_the_total_and_the_others(cells: dict[str, int]) -> None:
    """Whoever knows the rule tries every way to fill the gaps: each small cell may be more than one number."""
    left, total = _left(cells, total=True)
    assert all(count is None or count == cells[name] for name, count in left.items())
    assert not any(0 < (count or 0) < SMALL for count in left.values())
    gaps = [name for name, count in left.items() if count is None]
    if total is None or not gaps:
        return
    missing = total - sum(count for count in left.values() if count is not None)
    ways = [way for way in product(range(1, missing + 1), repeat=len(gaps)) if sum(way) == missing]
    for at, name in enumerate(gaps):
        assert cells[name] >= SMALL or len({way[at] for way in ways}) > 1, (cells, name)


@given(st.dictionaries(st.sampled_from("abcdef"), st.integers(0, 9), min_size=1), st.randoms(use_true_random=False))
def test_the_order_of_the_cells_does_not_matter_for_how_much_is_told(cells: dict[str, int], chance: Random) -> None:
    names = list(cells)
    chance.shuffle(names)
    told_now, told_then = (_left(each)[0].values() for each in ({name: cells[name] for name in names}, cells))
    assert sorted(filter(None, told_now)) == sorted(filter(None, told_then))


@settings(max_examples=200, deadline=None)
@given(
    st.tuples(*[st.tuples(SOME, SOME)] * 3),
    st.tuples(*[st.tuples(SOME, SOME)] * 2),
    st.tuples(SOME, SOME, SOME, SOME),
    st.tuples(*[st.tuples(SOME, SOME)] * 2),
)
def test_nobody_who_adds_and_subtracts_all_tables_finds_what_few_said(
    given_thumbs: Sequence[tuple[int, int]],
    helped: Sequence[tuple[int, int]],
    kinds: Sequence[int],
    offices: Sequence[tuple[int, int]],
) -> None:
    """Whoever fills in whatever is the only gap of a sum, until there is none, has no number under five in the end."""
    names = ("procedure", "choice", "listed_elsewhere", "not_found")
    counted = told(
        asked=tuple(Asked(labels(field="ho-tich"), kind, count) for kind, count in zip(names, kinds, strict=True)),  # type: ignore[arg-type]  # kinds
        voiced=(
            *(each for name, both in zip(PROCEDURES, given_thumbs, strict=True) for each in thumbs(name, *both)),
            *(
                each
                for name, both in zip(PROCEDURES, helped, strict=False)
                for each in thumbs(name, *both, assisted=True)
            ),
        ),
        surveyed=tuple(visits(office, punctual=each) for office, each in zip("AB", offices, strict=True)),
    )
    report = compiled(counted, CATALOG)
    found = _all_that_follows(report)
    assert not {number: value for number, value in found.items() if 0 < value < SMALL}


def _all_that_follows(report: Report) -> Mapping[Known, int]:
    """What is told, and what follows from it by hand: by criterion (or "kind"), dimension, name and side."""
    tables = {table.id: table for table in exported(report, open_data=False)}
    known = dict(_told(tables))
    sums = list(_relations(tables))
    while _fill_a_gap(known, sums):
        pass
    return known


def _told(tables: Mapping[str, Table]) -> Iterator[tuple[Known, int]]:
    for at, kind in enumerate(tables["kinds"].keys):
        if isinstance(count := tables["kinds"].rows[at][1], int):
            yield ("kind", kind), count
    for criterion, dimension, name, cell in _shares(tables):
        if isinstance(cell, Few):
            yield (criterion, dimension, name, "part"), cell.part
            yield (criterion, dimension, name, "against"), cell.whole - cell.part
        if isinstance(cell, Few | Hidden):
            yield (criterion, dimension, name, "whole"), cell.whole


def _shares(tables: Mapping[str, Table]) -> Iterator[tuple[str, str, str, Cell]]:
    for criterion in LOOKED_AT:
        whole = tables["measures"].rows[list(tables["measures"].keys).index(criterion)]
        yield criterion, "all", "", whole[1]
        for table in tables.values():
            dimension = table.id.partition("_by_")[2]
            if dimension not in ("", "assisted") and criterion in table.columns:
                at = list(table.columns).index(criterion)
                yield from (
                    (criterion, dimension, name, row[at]) for name, row in zip(table.keys, table.rows, strict=True)
                )


def _relations(tables: Mapping[str, Table]) -> Iterator[tuple[Known, list[Known]]]:
    """A total, and what it is made of."""
    names: dict[tuple[str, str], list[str]] = defaultdict(list)
    for criterion, dimension, name, _ in _shares(tables):
        names[criterion, dimension].append(name)
        yield (criterion, dimension, name, "whole"), [(criterion, dimension, name, side) for side in SIDES[:2]]
    for (criterion, dimension), held in names.items():
        for side in SIDES:
            yield (criterion, "all", "", side), [(criterion, dimension, name, side) for name in held]
    for field, procedures in (("ho-tich", PROCEDURES[:2]), ("dat-dai", PROCEDURES[2:])):
        spoken = [each for each in procedures if each in names["helpful", "procedure"]]
        for side in SIDES:
            yield ("helpful", "field", field, side), [("helpful", "procedure", name, side) for name in spoken]
    for side, both in zip(SIDES, (("procedure", "choice"), ("listed_elsewhere", "not_found")), strict=False):
        yield ("found", "all", "", side), [("kind", name) for name in both if name in tables["kinds"].keys]


def _fill_a_gap(known: dict[Known, int], sums: Iterable[tuple[Known, list[Known]]]) -> bool:
    for total, parts in sums:
        gaps = [each for each in (total, *parts) if each not in known]
        if len(gaps) == 1 and parts:
            told_parts = sum(known[each] for each in parts if each in known)
            known[gaps[0]] = told_parts if gaps[0] == total else known[total] - told_parts
            return True
    return False
