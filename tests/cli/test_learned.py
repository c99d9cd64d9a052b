"""What officials taught in the bot is listed, becomes a change of the catalog's files, or is taken back."""

import asyncio
import json
import subprocess
from datetime import date
from pathlib import Path
from typing import Final

import pytest

from bot.catalog import load
from bot.records import Database, Learned, Official, PhraseLearned, Records
from tests.actors.house import SECRETS
from tests.catalog.writing import written
from tests.cli.running import run

DAY: Final = date(2026, 11, 23)
BY: Final = Official("somebody", "reviewer", DAY)
TODAY: Final = ("--today", "2026-11-24")


@pytest.fixture
def catalog(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    run("init")
    return written(tmp_path / "catalog")


def teach(catalog: Path, **phrases: str) -> None:
    """What was taught in the bot, in the database that the config names; each as `id="phrase = procedure"`."""
    url = f"sqlite+aiosqlite:///{catalog.parent / 'data/motcua.db'}"

    async def stored() -> None:
        async with Database(url) as database:
            for name, said in phrases.items():
                phrase, procedure = said.split(" = ")
                entry = PhraseLearned(Learned(name, phrase, procedure, DAY), BY)
                await Records(database, SECRETS).store("chat", "somebody", None, [entry])

    (catalog.parent / "data").mkdir(exist_ok=True)
    asyncio.run(stored())


def test_what_was_taught_is_listed_for_people_and_for_programs(catalog: Path) -> None:
    teach(catalog, phrase01="giấy cho bé mới đẻ = khai-sinh")
    listed = run("learned", "--catalog", catalog, *TODAY)
    assert "phrase01  2026-11-23  khai-sinh  «giấy cho bé mới đẻ»\n" in listed.output
    assert "1 phrases are learned, 0 of them are in the catalog" in listed.output
    run("learned", "--catalog", catalog, "--json", "-o", "rows.json", *TODAY)
    rows = json.loads(Path("rows.json").read_text(encoding="utf-8"))
    assert rows == [
        {
            "id": "phrase01",
            "phrase": "giấy cho bé mới đẻ",
            "procedure": "khai-sinh",
            "day": "2026-11-23",
            "item": None,
            "in_catalog": False,
        }
    ]


def test_the_diff_is_applied_and_the_phrase_is_a_keyword_then(catalog: Path) -> None:
    teach(catalog, phrase01="giấy cho bé mới đẻ = khai-sinh", phrase02="giấy gì đó = khong-con-nua")
    result = run("learned", "--catalog", catalog, "--write", "-o", "learned.diff", *TODAY)
    assert result.exit_code == 0
    assert "# phrase02: the catalog has no 'khong-con-nua'" in Path("learned.diff").read_text(encoding="utf-8")
    subprocess.run(["git", "apply", "learned.diff"], cwd=catalog.parent, check=True)
    assert "giấy cho bé mới đẻ" in load(catalog).procedures[0].keywords
    assert run("check", "--catalog", catalog, "--no-advice").exit_code == 0
    again = run("learned", "--catalog", catalog, "--write", *TODAY)
    assert "+++" not in again.output
    assert "1 of them are in the catalog and can be revoked" in again.output


def test_a_phrase_is_taken_back_once(catalog: Path) -> None:
    teach(catalog, phrase01="giấy cho bé mới đẻ = khai-sinh")
    assert run("learned", "--catalog", catalog, "--revoke", "phrase01", *TODAY).exit_code == 0
    again = run("learned", "--catalog", catalog, "--revoke", "phrase01", *TODAY)
    assert again.exit_code == 1
    assert "'phrase01' is not learned (any more)" in again.output
    assert run("learned", "--catalog", catalog, *TODAY).output.startswith("0 phrases")


def test_one_thing_at_a_time(catalog: Path) -> None:
    result = run("learned", "--catalog", catalog, "--write", "--json")
    assert result.exit_code == 2
    assert "give one of them" in result.output


def test_an_evaluation_may_know_what_was_taught(catalog: Path) -> None:
    teach(catalog, phrase01="xin phép nuôi rồng trong vườn = khai-sinh")
    question = {"question": "xin phép nuôi rồng trong vườn", "expected": ["khai-sinh"], "outcome": "answer"}
    Path("questions.jsonl").write_text(json.dumps(question), encoding="utf-8")

    def first(*options: str) -> int:
        result = run("evaluate", "questions.jsonl", "--catalog", catalog, "--json", *options)
        assert result.exit_code == 0
        found = json.loads(result.output)["all"]["first"]
        return int(found["count"] if isinstance(found, dict) else found)

    assert (first(), first("--learned")) == (0, 1)
