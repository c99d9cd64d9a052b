"""docs/security.md names, for each threat, tests that exist."""

import re
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]
ROWS = [
    line
    for line in (PROJECT / "docs/security.md").read_text(encoding="utf-8").splitlines()
    if line.startswith("| ") and not line.startswith("| threat |")
]


@pytest.fixture(scope="module")
def tests() -> set[str]:
    """The names of all test functions of the project."""
    sources = (path.read_text(encoding="utf-8") for path in (PROJECT / "tests").glob("**/test_*.py"))
    return {name for source in sources for name in re.findall(r"^(?:async )?def (test_\w+)\(", source, re.MULTILINE)}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.split("|")[1].strip())
def test_each_threat_has_a_guard_and_tests_that_exist(row: str, tests: set[str]) -> None:
    _, threat, guard, proofs, _ = row.split("|")
    named = re.findall(r"`(test_\w+)`", proofs)
    assert threat.strip()
    assert guard.strip()
    assert named
    assert set(named) <= tests
