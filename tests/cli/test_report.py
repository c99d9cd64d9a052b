"""`motcua report` writes what people said, or says what is wrong with what was asked for."""

import asyncio
import json
import os
import signal
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import httpx
import pytest

from bot.records import Database, Records
from tests.actors.house import PROJECT
from tests.catalog.writing import BIRTH, PROCEDURE, written
from tests.cli.running import run
from tests.records.people import AN, SECRETS, answered, asked, explained, rated

DAY = date(2026, 11, 18)
PAPERS = """\
evidence:
  - all_of:
      - {id: to-khai, name: Tờ khai}
      - {id: chung-sinh, name: Giấy chứng sinh}
"""
TODAY = ("--today", "2026-11-23")


@pytest.fixture
def catalog(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    url = f"sqlite+aiosqlite:///{tmp_path}/records.db"
    monkeypatch.setenv("MOTCUA_DATABASE", url)

    async def stored() -> None:
        async with Database(url) as database:
            answer = replace(answered("answer-1", day=DAY), procedure="khai-sinh", kind="procedure")
            said = replace(explained("missing", "chung-sinh"), day=DAY)
            await Records(database, SECRETS).store("", AN, None, [asked(day=DAY), answer, rated("down", day=DAY), said])

    asyncio.run(stored())
    return written(tmp_path / "catalog", {PROCEDURE: BIRTH + PAPERS})


def test_by_default_it_is_about_last_week_and_says_its_sentence(catalog: Path) -> None:
    done = run("report", "--format", "html", "-o", "week.html", "--catalog", catalog, *TODAY)
    assert (done.exit_code, done.stdout.splitlines()) == (
        0,
        ["Tuần 16/11–22/11/2026: 1 câu hỏi; chưa đủ dữ liệu để nói điều gì yếu nhất.", "week.html"],
    )
    assert "Phản hồi của người dùng bot" in Path("week.html").read_text(encoding="utf-8")


def test_a_challenged_fact_is_told_with_its_file_and_line(catalog: Path) -> None:
    run("report", "--format", "json", "-o", "week.json", "--catalog", catalog, *TODAY)
    (challenged,) = json.loads(Path("week.json").read_text(encoding="utf-8"))["tables"]["challenged"]["rows"]
    file, _, line = challenged["source"].rpartition(":")
    assert file == f"catalog/{PROCEDURE}"
    assert "chung-sinh" in (catalog / PROCEDURE).read_text(encoding="utf-8").splitlines()[int(line) - 1]


def test_golden_questions_are_tried_where_there_are_any(catalog: Path) -> None:
    told = []
    mine = Path("mine.jsonl")
    mine.write_text(_labelled("đăng ký khai sinh", "khai-sinh") * 12, encoding="utf-8")
    for more in ((), ("--questions", mine)):
        run("report", "--format", "json", "-o", "week.json", "--catalog", catalog, *more, *TODAY)
        told.append(json.loads(Path("week.json").read_text(encoding="utf-8"))["tables"]["golden"]["rows"])
    assert told[0] == []
    assert [(row["first_right"]["part"], row["first_right"]["whole"]) for row in told[1]] == [(12, 12)]


def test_golden_questions_beside_the_catalog_need_not_be_named(catalog: Path) -> None:
    (catalog.parent / "tests").mkdir()
    beside = catalog.parent / "tests" / "questions.jsonl"
    beside.write_text(_labelled("đăng ký khai sinh", "khai-sinh") * 10, encoding="utf-8")
    run("report", "--format", "csv", "-o", "week.csv", "--catalog", catalog, *TODAY)
    assert "first_right.whole,10" in Path("week.csv").read_text(encoding="utf-8-sig")


def test_golden_questions_that_cannot_be_read_are_a_sentence(catalog: Path) -> None:
    Path("broken.jsonl").write_text('{"question": 1}', encoding="utf-8")
    words = ("report", "--format", "csv", "-o", "week.csv", "--catalog", catalog, "--questions", "broken.jsonl")
    done = run(*words, *TODAY)
    assert (done.exit_code, done.stderr.startswith("broken.jsonl:1: ")) == (1, True)


def _labelled(question: str, expected: str) -> str:
    return json.dumps({"question": question, "expected": [expected], "outcome": "answer"}) + "\n"


@pytest.mark.parametrize("kind", ["xlsx", "csv", "json"])
def test_each_format_is_written_for_others_too(catalog: Path, kind: str) -> None:
    for more in ((), ("--open-data",)):
        done = run("report", "--format", kind, "-o", f"week.{kind}", "--catalog", catalog, *more, *TODAY)
        assert done.exit_code == 0
        assert Path(f"week.{kind}").stat().st_size > 100


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--from", "2026-11-22", "--to", "2026-11-16"), "--from 2026-11-22 comes after --to 2026-11-16"),
        (("--from", "hôm qua"), "Invalid value for '--from'"),
        (("--open-data",), "--open-data is for csv, xlsx and json"),
    ],
)
def test_what_cannot_be_reported_is_a_sentence(catalog: Path, words: tuple[str, ...], said: str) -> None:
    done = run("report", "--format", "html", "-o", "week.html", "--catalog", catalog, *words, *TODAY)
    assert done.exit_code == 2
    assert said in done.output
    assert not Path("week.html").exists()


def test_of_days_without_anything_there_is_a_report_that_says_so(catalog: Path) -> None:
    days = ("--from", "2026-01-05", "--to", "2026-01-05")
    done = run("report", "--format", "html", "-o", "day.html", "--catalog", catalog, *days)
    assert done.exit_code == 0
    assert "Ngày 05/01/2026: không có câu hỏi hay phản hồi nào." in done.stdout


def test_only_a_first_or_a_last_day_is_enough(catalog: Path) -> None:
    for days, when in (
        (("--to", "2026-11-18"), "Từ 16/11/2026 đến 18/11/2026: 1"),
        (("--from", "2026-11-18"), "Từ 18/11/2026 đến 22/11/2026: 1"),
        (("--to", "2026-01-05"), "Ngày 05/01/2026: không"),
    ):
        done = run("report", "--format", "csv", "-o", "days.csv", "--catalog", catalog, *days, *TODAY)
        assert done.stdout.startswith(when)


def test_the_demo_begins_with_half_a_year_that_a_report_can_be_made_of(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    command = [sys.executable, "-m", "bot.cli", "demo", "--port", "0", "--with-history", *TODAY]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, cwd=PROJECT, env=os.environ | {"PYTHONUNBUFFERED": "1"}
    ) as demo:
        assert demo.stdout
        try:
            _, told, address = (demo.stdout.readline() for _ in range(3))
            assert httpx.get(f"{address.split()[-1]}/healthz").text.strip() == "ok"
            monkeypatch.setenv("MOTCUA_DATABASE", told.split()[0].removeprefix("MOTCUA_DATABASE="))
            days = ("--from", "2026-05-25", "--to", "2026-11-22")
            done = run("report", "--format", "json", "-o", tmp_path / "half.json", *days)
        finally:
            demo.send_signal(signal.SIGTERM)
        assert demo.wait(15) == 0
    assert done.exit_code == 0
    weak = json.loads((tmp_path / "half.json").read_text(encoding="utf-8"))["tables"]["weakest"]["rows"]
    assert len(weak) == 3
