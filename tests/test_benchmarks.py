"""The benchmarks run, and their page tells of each of them."""

import os
import re
from typing import Final

import pytest
from click.testing import CliRunner

from benchmarks import flood, handling, inline, loading, matching, memory, pages, satisfaction, saturday, start
from benchmarks.__main__ import MEASURES, main
from benchmarks.result import Bound, Result, table
from tests.actors.house import PROJECT

PAGE = (PROJECT / "docs/benchmarks.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", sorted(MEASURES))
def test_the_page_names_every_measure_with_its_command(name: str) -> None:
    assert f"`python -m benchmarks {name}" in PAGE


def test_the_page_tells_the_bounds_that_the_program_asks_for() -> None:
    others = (
        inline.QUESTION,
        pages.BOUND,
        flood.BOUND,
        memory.BOUND,
        start.BOUND,
        loading.READ,
        loading.FOUND,
        satisfaction.REPORT,
        satisfaction.WRITES,
        saturday.BOUND,
        saturday.EVERY,
    )
    for bound in (*handling.BOUNDS.values(), *others, *matching.BOUNDS):
        assert str(bound) in PAGE


QUICK: Final = ("loading", "pages")
"""What is measured by day; the others take up to half a minute each, and are measured at night (`scripts/nightly`)."""


@pytest.mark.parametrize("name", sorted(MEASURES) if os.environ.get("NIGHTLY") else QUICK)
def test_a_measure_prints_its_row_with_a_ratio(name: str) -> None:
    size = ("--rounds", "1", "--updates", "16", "--lifetime", "160", "--procedures", "1000", "--questions", "1000")
    finished = CliRunner().invoke(main, [name, *size, "--database", "SQLite", "--way", "webhook"])
    assert finished.exit_code == 0, finished.exception
    assert re.search(rf"^{name}\b.* \d+\.\d\d ", finished.stdout, re.MULTILINE), finished.output


def test_a_bound_is_kept_on_its_own_side() -> None:
    assert Bound("at least", 0.5).keeps(0.5)
    assert not Bound("at least", 0.5).keeps(0.49)
    assert Bound("at most", 1.2).keeps(1.2)
    assert not Bound("at most", 1.2).keeps(1.21)


def test_the_table_says_what_was_missed_and_what_could_not_be_measured() -> None:
    missed = Result("flood", "30 ms", "20 ms", 1.5, Bound("at most", 1.2))
    unknown = Result("handling", "PostgreSQL does not start here", "–", None, Bound("at least", 0.4))
    lines = table([missed, unknown], markdown=True).splitlines()
    assert lines[2] == "| flood | 30 ms | 20 ms | 1.50 | ≤ 1.2 | no |"
    assert lines[3] == "| handling | PostgreSQL does not start here | – | not measured | ≥ 0.4 | – |"
