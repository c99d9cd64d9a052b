"""What officials are told: on the screen, as a list for a meeting, and before a change goes to citizens."""

import json
import re
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from bot.catalog import load
from bot.cli.comparing import compared
from tests.catalog.writing import BIRTH, PROCEDURE, with_birth, written
from tests.cli.running import run

DEATH = BIRTH.replace("khai-sinh", "khai-tu").replace("khai sinh", "khai tử")
DEATH_FILE = "commune/ho-tich/khai-tu.yaml"
SPOKEN = "keywords:\n  - đăng ký khai sinh cho con\n  - nhà có thêm nhóc tì\n"
DECISION = """\
number: 1/QĐ-VÍ-DỤ
issued_on: "2026-01-01"
issuer: Cơ quan ví dụ
valid_from: "2026-01-01"
shortened: [{procedure: khai-sinh, percentage: 10}]
same_day: {procedures: [khai-tu]}
"""


def check(folder: Path, *words: str | Path) -> str:
    """What `motcua check` says on the day of the tests; the catalog has no error."""
    result = run("check", "--catalog", folder, "--today", "2026-11-23", *words)
    assert result.exit_code == 0
    return result.output


def test_advice_stands_by_file_with_its_line_and_the_counts_come_last(folder: Path) -> None:
    lines = check(written(folder, with_birth("cost:\n"))).splitlines()
    at = lines.index(PROCEDURE)
    assert any(line.split()[0] == "8" and "chưa có lệ phí" in line for line in lines[at + 1 :] if line)
    assert lines[-1].startswith("1 procedures, 0 errors, ")


def test_errors_come_before_advice(folder: Path) -> None:
    files = {DEATH_FILE: DEATH.replace("ho-tich\nname", "ho-tic\nname")}
    result = run("check", "--catalog", written(folder, files))
    assert result.exit_code == 1
    error, advice = result.output.index(f"{DEATH_FILE}:3: "), result.output.index("chưa có lệ phí")
    assert error < advice


def test_without_advice_only_errors_are_told(folder: Path) -> None:
    assert check(written(folder), "--no-advice") == "1 procedures, 0 errors.\n"


def test_a_keyword_that_changes_nothing_is_advice_at_its_line(folder: Path) -> None:
    catalog = written(folder, with_birth(SPOKEN) | {DEATH_FILE: DEATH})
    findings = json.loads(check(catalog, "--json"))
    (idle,) = [each for each in findings if each["code"] == "idle_keyword"]
    assert (Path(idle["file"]).name, idle["line"], idle["severity"]) == ("khai-sinh.yaml", 9, "advice")
    assert "đăng ký khai sinh cho con" in idle["text"]


def test_what_decisions_shorten_is_counted_where_there_are_any(folder: Path) -> None:
    catalog = written(folder, {DEATH_FILE: DEATH})
    assert "Decisions" not in check(catalog)
    (catalog / "commitments").mkdir()
    (catalog / "commitments/vi-du.yaml").write_text(DECISION, encoding="utf-8")
    told = "Decisions shorten: commune 2, district 0, province 0; of these to the same day: commune 1, "
    assert told in check(catalog, "--no-advice")


def test_a_report_is_the_same_list_errors_first(folder: Path, tmp_path: Path) -> None:
    catalog = written(folder, {DEATH_FILE: DEATH.replace("ho-tich\nname", "ho-tic\nname")})
    result = run("check", "--catalog", catalog, "--report", tmp_path / "list.xlsx", "--json")
    heading, *rows = load_workbook(tmp_path / "list.xlsx").worksheets[0].iter_rows(values_only=True)
    assert heading == ("severity", "file", "line", "what", "code")
    severities = [str(row[0]) for row in rows]
    assert severities == sorted(severities, reverse=True)
    assert set(severities) == {"error", "advice"}
    told = {(each["severity"], each["line"], each["text"], each["code"]) for each in json.loads(result.output)}
    assert {(severity, line, what, code) for severity, _, line, what, code in rows} == told
    assert rows[0][1:3] == (DEATH_FILE, 3)


def test_a_report_of_nothing_can_be_opened(folder: Path, tmp_path: Path) -> None:
    check(written(folder), "--no-advice", "--report", tmp_path / "list.xlsx")
    assert load_workbook(tmp_path / "list.xlsx").worksheets[0].max_row == 1


def test_a_change_is_told_as_citizens_read_it_before_and_after(folder: Path, tmp_path: Path) -> None:
    old = written(tmp_path / "old", with_birth("cost: [{amount: 5000}]\n") | {DEATH_FILE: DEATH})
    output = check(written(folder, with_birth("cost: [{amount: 8000}]\n")), "--against", old)
    assert "khai-sinh: Đăng ký khai sinh" in output
    assert any("5.000" in before and "8.000" in after for before, _, after in map(cut, output.splitlines()))
    assert "khai-tu: Đăng ký khai tử" in output
    assert "2 procedures read differently" in output
    assert re.search(r"; [1-9]\d* of \d+ questions end elsewhere", output)


def test_a_question_that_ends_elsewhere_is_told_with_both_ends(folder: Path, tmp_path: Path) -> None:
    old, new = load(written(tmp_path / "old", {DEATH_FILE: DEATH})), load(written(folder))
    lines = list(compared(old, new, date(2026, 11, 23), ["đăng ký khai tử", "đăng ký khai sinh"]))
    assert [line for line in lines if line.startswith("“")] == ["“đăng ký khai tử”: khai-tu | khai-sinh"]
    assert lines[-1] == "1 procedures read differently; 1 of 2 questions end elsewhere."


def cut(line: str) -> tuple[str, str, str]:
    """A line before and after the bar."""
    return line.partition(" | ")


def test_the_same_catalog_reads_the_same(folder: Path) -> None:
    output = check(written(folder), "--against", folder)
    assert output.startswith("0 procedures read differently; 0 of ")


def test_a_catalog_with_errors_is_not_compared(folder: Path, tmp_path: Path) -> None:
    broken = written(folder, {PROCEDURE: "id: khai-sinh\n"})
    result = run("check", "--catalog", broken, "--against", written(tmp_path / "old"))
    assert result.exit_code == 1
    assert "read differently" not in result.output
    other_way = run("check", "--catalog", tmp_path / "old", "--against", broken)
    assert other_way.exit_code == 1
    assert "khai-sinh.yaml:1: " in other_way.output


@pytest.mark.parametrize("words", [("--json",), ("--report", "list.xlsx")])
def test_a_comparison_is_for_people(folder: Path, words: tuple[str, ...]) -> None:
    result = run("check", "--catalog", written(folder), "--against", folder, *words)
    assert result.exit_code == 2
    assert "--against" in result.output
