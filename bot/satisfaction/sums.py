"""What adds up to what in a report: by these sums a number that is not told could be had from those that are."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from bot.catalog.catalog import Catalog
from bot.satisfaction.suppression import Number, Sum, sides
from bot.satisfaction.tables import Table
from bot.satisfaction.voices import CRITERIA, DIMENSIONS, FOUND, GOOD_ANSWER, MISSED, Dimension

WHOLE: Final = (
    "kinds",
    "reasons",
    "trips",
    "weeks",
    "months",
    "challenged",
    "posters",
    *(f"{kind}_by_{each}" for kind in ("answers", "visits") for each in DIMENSIONS if each != "assisted"),
)
"""Tables whose rows are parts of one whole. Who asked with a helper is in no total, so those rows hide nothing."""

HOLDING: Final[Sequence[Dimension]] = ("field", "level")
"""Dimensions of which each name holds procedures."""


def sums(tables: Sequence[Table], catalog: Catalog) -> tuple[Sum, ...]:
    """All that anybody who has these tables can add up; of a table that is not there nothing is."""
    by_id = {each.id: each for each in tables}
    return (
        *(each for name in WHOLE if name in by_id for each in _rows(by_id[name], by_id)),
        *_of_fields(by_id, catalog),
        *_of_kinds(by_id),
        *_of_surveys(by_id),
        *_of_responses(by_id),
        *_of_weakest(by_id),
    )


def _rows(held: Table, tables: Mapping[str, Table]) -> Iterator[Sum]:
    """The rows of a table, column by column: shares make up the total of their criterion."""
    for column in held.columns[1:]:
        total = _measured(tables, column) if column in CRITERIA else None
        yield from _all_sides([Number(held.id, at, column) for at in range(len(held.rows))], total)


def _all_sides(parts: Sequence[Number], total: Number | None) -> Iterator[Sum]:
    """The sum as one of counts, and as one of shares, side by side: numbers that are not there add up to nothing."""
    if not parts:
        return
    yield Sum(tuple(parts), total)
    totals = sides(total) if total else (None, None, None)
    for numbers, whole in zip(zip(*map(sides, parts), strict=True), totals, strict=True):
        yield Sum(numbers, whole)


def _of_fields(tables: Mapping[str, Table], catalog: Catalog) -> Iterator[Sum]:
    """A field, and a level, adds up from its procedures."""
    for kind in ("answers", "visits"):
        procedures = tables.get(f"{kind}_by_procedure")
        for dimension in HOLDING:
            holding = tables.get(f"{kind}_by_{dimension}")
            if not procedures or not holding:
                continue
            parts: dict[str, list[int]] = defaultdict(list)
            for at, name in enumerate(procedures.keys):
                found = catalog.procedure(name) if name else None
                if found:
                    parts[getattr(found, dimension)].append(at)
            for row, name in enumerate(holding.keys):
                for column in holding.columns[1:]:
                    numbers = [Number(procedures.id, at, column) for at in parts[name]]
                    yield from _all_sides(numbers, Number(holding.id, row, column))


def _of_kinds(tables: Mapping[str, Table]) -> Iterator[Sum]:
    """Questions by their answer make up what was found, and what was not."""
    for column, period in (("count", "now"), ("count_before", "before")):
        for kinds, side in ((FOUND, "part"), (MISSED, "against")):
            parts = [Number("kinds", at, column) for at, kind in enumerate(_keys(tables, "kinds")) if kind in kinds]
            if parts:
                total = _measured(tables, "found")
                yield Sum(tuple(parts), total and total._replace(column=period, side=side))


def _of_surveys(tables: Mapping[str, Table]) -> Iterator[Sum]:
    """Levels and answers make up for and against of their criterion."""
    for at, factor in enumerate(_keys(tables, "levels")):
        for levels, side in (((1, 2, 3), "against"), ((4, 5), "part")):
            parts = tuple(Number("levels", at, f"level_{level}") for level in levels)
            yield Sum(parts, _side(tables, factor, side))
    good_answers: Mapping[str, int] = dict(GOOD_ANSWER.items())
    for at, fact in enumerate(_keys(tables, "facts")):
        for answer, column in enumerate(("yes", "no")):
            side = "part" if answer == good_answers[fact] else "against"
            yield Sum((Number("facts", at, column),), _side(tables, fact, side))


def _of_responses(tables: Mapping[str, Table]) -> Iterator[Sum]:
    """An answer stands in its rate, too; all surveys were invited or not; all thumbs are what helped or did not."""
    at = {key: row for row, key in enumerate(_keys(tables, "responses"))}
    for row in at.values():
        yield Sum((Number("responses", row, "answers"),), Number("responses", row, "rate", "part"))
        yield Sum((Number("responses", row, "asked"),), Number("responses", row, "rate", "whole"))
    if at:
        yield Sum(tuple(Number("responses", at[key], "answers") for key in ("survey", "unasked")))
        yield Sum((Number("responses", at["thumb"], "answers"),), _side(tables, "helpful", "whole"))
    reasons = tables.get("reasons")
    if reasons and reasons.rows:
        parts = tuple(Number("reasons", row, "count") for row in range(len(reasons.rows)))
        yield Sum(parts, _side(tables, "helpful", "against"))


def _of_weakest(tables: Mapping[str, Table]) -> Iterator[Sum]:
    """What is weak stands in the table of its dimension, too, and with the rest it makes up the total."""
    for row, key in enumerate(_keys(tables, "weakest")):
        criterion, dimension, name = key.split(" ", 2)
        weak, rest = Number("weakest", row, "now"), Number("weakest", row, "rest")
        yield from _all_sides([weak, rest], _measured(tables, criterion))
        for kind in ("answers", "visits"):
            names = _keys(tables, f"{kind}_by_{dimension}")
            if name in names:
                yield from _all_sides([Number(f"{kind}_by_{dimension}", names.index(name), criterion)], weak)


def _keys(tables: Mapping[str, Table], name: str) -> Sequence[str]:
    return tables[name].keys if name in tables else ()


def _measured(tables: Mapping[str, Table], criterion: str) -> Number | None:
    """The share of a criterion in the whole period."""
    keys = _keys(tables, "measures")
    return Number("measures", keys.index(criterion), "now") if criterion in keys else None


def _side(tables: Mapping[str, Table], criterion: str, side: str) -> Number | None:
    share = _measured(tables, criterion)
    return share._replace(side=side) if share else None
