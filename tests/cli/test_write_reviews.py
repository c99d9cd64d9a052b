"""What reviewers said in the bot becomes a change of the catalog's files."""

import asyncio
import subprocess
from datetime import date
from pathlib import Path
from typing import Final

import pytest
import yaml

from bot.catalog import load
from bot.desk.reviews import digest
from bot.records import Assurance, Database, Doubt, Entry, FactAssured, FactDoubted, Official, Records
from bot.records.book import FACTS
from tests.actors.house import SECRETS
from tests.catalog.writing import PROCEDURE, written
from tests.cli.running import run

DAY: Final = date(2026, 11, 23)
BY: Final = Official("somebody", "reviewer", DAY)
TODAY: Final = ("--today", "2026-11-24")


@pytest.fixture
def catalog(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    run("init")
    return written(tmp_path / "catalog")


def keep(catalog: Path, *entries: Entry) -> None:
    """What was said in the bot, in the database that the config names."""
    url = f"sqlite+aiosqlite:///{catalog.parent / 'data/motcua.db'}"

    async def stored() -> None:
        async with Database(url) as database:
            await Records(database, SECRETS).store("chat", "somebody", None, entries)

    (catalog.parent / "data").mkdir(exist_ok=True)
    asyncio.run(stored())


def all_true(catalog: Path) -> list[Entry]:
    birth = load(catalog).procedures[0]
    return [FactAssured(Assurance(birth.id, fact, digest(birth, fact), DAY), BY) for fact in FACTS]


def test_a_finished_review_is_a_diff_that_can_be_applied(catalog: Path) -> None:
    keep(catalog, *all_true(catalog))
    result = run("write-reviews", "--catalog", catalog, "--by", "Phòng Tư pháp VÍ DỤ", "-o", "reviews.diff", *TODAY)
    assert result.exit_code == 0
    assert "1 of 1 procedures" in result.output
    subprocess.run(["git", "apply", "reviews.diff"], cwd=catalog.parent, check=True)
    data = yaml.safe_load((catalog / PROCEDURE).read_text(encoding="utf-8"))
    assert data["review"] == {
        "assured_on": "2026-11-23",
        "assured_by": "Phòng Tư pháp VÍ DỤ",
        "next_review_on": "2027-05-25",
    }
    assert run("check", "--catalog", catalog, "--no-advice").exit_code == 0
    assert "0 of 1" in run("write-reviews", "--catalog", catalog, "--by", "Phòng Tư pháp VÍ DỤ", *TODAY).output


def test_what_is_called_wrong_is_told_with_its_line_and_keeps_the_day_out(catalog: Path) -> None:
    doubt = Doubt("doubt001", "khai-sinh", "legal", "0" * 8, DAY, "Luật đã thay")
    keep(catalog, *all_true(catalog), FactDoubted(doubt, BY))
    result = run("write-reviews", "--catalog", catalog, *TODAY)
    assert result.exit_code == 0
    assert "# catalog/commune/ho-tich/khai-sinh.yaml:4: legal was called wrong 1 times. «Luật đã thay»" in result.output
    assert "+++" not in result.output


def test_nobody_looked_at_anything_yet(catalog: Path) -> None:
    result = run("write-reviews", "--catalog", catalog, *TODAY)
    assert (result.exit_code, result.output) == (0, "0 of 1 procedures were reviewed whole and can be written.\n")
