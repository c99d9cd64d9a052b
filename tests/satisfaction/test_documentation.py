"""docs/metrics.md says what the code does."""

import re
from datetime import date
from pathlib import Path
from typing import Final

import pytest

from bot.catalog.catalog import Catalog
from bot.records.counts import Counts, Period
from bot.records.told import Told
from bot.satisfaction.change import newcombe
from bot.satisfaction.disclosure import ENOUGH, ENOUGH_FOR_A_SHARE, ENOUGH_TO_COMPARE, SMALL
from bot.satisfaction.headline import NAME
from bot.satisfaction.metrics import Counted
from bot.satisfaction.report import compiled
from bot.satisfaction.voices import CRITERIA, DIMENSIONS, OF_THE_BOT, OF_THE_OFFICE

PAGE: Final = (Path(__file__).parents[2] / "docs/metrics.md").read_text(encoding="utf-8")


def _table(heading: str) -> list[list[str]]:
    """The rows of the table whose head begins with a word, without the head."""
    lines = PAGE.split(f"\n| {heading} |")[1].split("\n\n")[0].splitlines()[2:]
    return [[cell.strip().strip("`") for cell in line.strip("|").split("|")] for line in lines]


def test_it_defines_every_criterion_in_order() -> None:
    assert [row[0] for row in _table("id")] == list(CRITERIA)


def test_it_names_every_dimension() -> None:
    told = re.search(r"\*\*Dimensions:\*\* (.*?), each alone", PAGE, re.DOTALL)
    assert told
    assert re.findall(r"`(\w+)`", told[1]) == list(DIMENSIONS)


@pytest.mark.parametrize("row", _table("share"), ids=lambda row: str(row[0]))
def test_its_intervals_of_shares_are_ours(row: list[str]) -> None:
    part, whole = map(int, row[0].split("/"))
    low, high = Counted(part, whole).interval
    assert f"{100 * low:.1f}–{100 * high:.1f}" == row[1]


@pytest.mark.parametrize("row", _table("difference"), ids=lambda row: str(row[0]))
def test_its_intervals_of_differences_are_ours(row: list[str]) -> None:
    one, other = (Counted(*map(int, share.split("/"))) for share in row[0].split(" − "))
    low, high = newcombe(one, other)
    assert f"{low:.4f} to {high:.4f}".replace("-", "−") == row[1]


def test_its_thresholds_are_ours() -> None:
    assert [int(re.findall(r"\d+", row[0])[-1]) for row in _table("voices")] == [
        ENOUGH,
        ENOUGH_FOR_A_SHARE - 1,
        ENOUGH_FOR_A_SHARE,
        ENOUGH_TO_COMPARE,
    ]
    assert f"fewer than {SMALL} voices" in PAGE
    assert f"**{NAME}**" in PAGE


def test_it_names_every_table_with_its_columns() -> None:
    week = Period(date(2026, 11, 16), date(2026, 11, 22))
    report = compiled(Told(Counts(week), Counts(week.before)), Catalog(()))
    told = {row[0]: re.findall(r"\w+", row[1]) for row in _table("table")}
    for table in report.tables:
        kind, _, dimension = table.id.partition("_by_")
        if not dimension:
            assert told[table.id] == list(table.columns)
        elif kind == "answers":
            assert table.columns[0] == dimension
            assert set(table.columns[1:]) <= {"questions", *OF_THE_BOT}
        else:
            assert list(table.columns) == [dimension, *OF_THE_OFFICE]
    assert {each.id.partition("_by_")[0] for each in report.tables} == {name.partition("_by_")[0] for name in told}
