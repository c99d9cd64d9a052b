"""Our facts beside the portal's raw text, for whoever writes a file of the catalog."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.cli.compare_national import compare_national
from tests.catalog.writing import with_birth, written

RECORDS = (
    {"code": "1.001193", "name": "Thủ tục đăng ký khai sinh", "documents": "Tờ khai\n  Bản chính: 1", "steps": None},
    {"code": "1.000656", "name": "Thủ tục đăng ký khai tử", "documents": "Giấy báo tử"},
)


@pytest.fixture
def records(tmp_path: Path) -> Path:
    lines = "\n".join(json.dumps(record, ensure_ascii=False) for record in RECORDS)
    (tmp_path / "records.jsonl").write_text(lines, encoding="utf-8")
    return tmp_path / "records.jsonl"


def compared(folder: Path, *words: str | Path) -> Result:
    return CliRunner().invoke(compare_national, ["--catalog", str(folder), *map(str, words)], catch_exceptions=False)


def test_ours_stands_before_the_raw_text_of_the_same_code(folder: Path, records: Path) -> None:
    lines = compared(written(folder, with_birth('code: "1.001193"\n')), "khai-sinh", records).output.splitlines()
    assert lines[0] == "===== khai-sinh | 1.001193"
    assert lines.index("name_vi: Đăng ký khai sinh") < lines.index("  | Thủ tục đăng ký khai sinh")
    assert "  |   Bản chính: 1" in lines
    assert not any("khai tử" in line for line in lines)


def test_the_code_that_was_read_as_source_counts_too(folder: Path, records: Path) -> None:
    catalog = written(folder)
    file = catalog / "commune/ho-tich/khai-sinh.yaml"
    text = file.read_text(encoding="utf-8").replace('"2026-07-20"}', '"2026-07-20", code: "1.001193"}')
    file.write_text(text, encoding="utf-8")
    assert compared(catalog, "khai-sinh", records).output.startswith("===== khai-sinh | 1.001193")


@pytest.mark.parametrize(
    ("more", "name", "code", "told"),
    [
        ("", "khai-tu", 2, "khai-tu is no procedure"),
        ("", "khai-sinh", 1, "no code"),
        ('code: "1.999999"\n', "khai-sinh", 1, "1.999999"),
    ],
)
def test_what_is_not_there_is_told(folder: Path, records: Path, more: str, name: str, code: int, told: str) -> None:
    result = compared(written(folder, with_birth(more)), name, records)
    assert result.exit_code == code
    assert told in result.output


def test_a_line_that_is_no_record_is_named(folder: Path, records: Path) -> None:
    records.write_text("[1.001193]\n", encoding="utf-8")
    result = compared(written(folder, with_birth('code: "1.001193"\n')), "khai-sinh", records)
    assert result.exit_code == 1
    assert "records.jsonl:1: " in result.output


def test_the_script_of_the_project_runs_this_command(folder: Path, records: Path) -> None:
    script = Path(__file__).resolve().parents[2] / "scripts/compare-national"
    assert os.access(script, os.X_OK)
    *_, last = script.read_text(encoding="utf-8").split("exec ")
    python, *words, arguments = last.split()
    assert (python, arguments) == (".venv/bin/python", '"$@"')
    catalog = written(folder, with_birth('code: "1.001193"\n'))
    told = subprocess.run(
        [sys.executable, *words, "--catalog", catalog, "khai-sinh", records],
        capture_output=True,
        text=True,
        check=True,
        cwd=script.parent.parent,
    )
    assert told.stdout.startswith("===== khai-sinh | 1.001193")
