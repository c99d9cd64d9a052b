"""The command line as people and scripts use it: texts, JSON, exit codes, no traceback."""

import hashlib
import json
import os
import re
import shutil
import signal
import sqlite3
import stat
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import httpx
import pytest
from click.testing import CliRunner, Result

from bot.cli import main
from tests.catalog.writing import with_birth, written

PROJECT = Path(__file__).resolve().parents[1]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return shutil.copytree(PROJECT / "catalog", tmp_path / "catalog")


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No config.yaml of whoever runs the tests is read."""
    monkeypatch.chdir(tmp_path)


def run(*words: str) -> Result:
    return CliRunner().invoke(main, list(words), catch_exceptions=False)


def test_ask_answers_in_plain_text() -> None:
    result = run("ask", "lam giay khai sinh cho con can gi", "--today", "2026-11-23")
    assert result.exit_code == 0
    assert "Đăng ký khai sinh" in result.output
    assert "15:00" in result.output
    assert "<b>" not in result.output


def test_ask_answers_in_the_language_that_is_wanted() -> None:
    assert "Register a birth" in run("ask", "làm giấy khai sinh", "--lang", "en").output


def test_ask_as_json_tells_kind_outcome_and_candidates() -> None:
    row = json.loads(run("ask", "--json", "sang ten so do mat bao lau").output)
    assert list(row) == ["kind", "outcome", "aspect", "candidates", "text"]
    assert (row["kind"], row["outcome"], row["aspect"]) == ("procedure", "answer", "time")
    first = row["candidates"][0]
    assert first.keys() == {"id", "code", "name", "level", "score"}
    assert (first["id"], first["code"], first["level"]) == ("sang-ten-so-do", "1.013831", "district")
    scores = [candidate["score"] for candidate in row["candidates"]]
    assert len(scores) <= 5
    assert scores == sorted(scores, reverse=True)


def test_a_question_beside_the_catalog_has_near_misses_and_no_answer() -> None:
    named = json.loads(run("ask", "--json", "đăng ký kết hôn ở đại sứ quán").output)
    assert (named["kind"], named["outcome"]) == ("listed_elsewhere", "none")
    near = json.loads(run("ask", "--json", "phóng tên lửa").output)
    assert (near["kind"], near["outcome"]) == ("not_found", "none")
    assert near["candidates"][0]["score"] < 0.2


def test_a_file_of_questions_gives_a_line_each(tmp_path: Path) -> None:
    file = tmp_path / "questions.jsonl"
    file.write_text('{"question": "lam ho chieu"}\n{"question": "xin chào"}\n', encoding="utf-8")
    rows = [json.loads(line) for line in run("ask", "--batch", str(file), "--json").output.splitlines()]
    assert [row["kind"] for row in rows] == ["procedure", "small_talk"]


def test_a_line_that_is_no_question_is_named(tmp_path: Path) -> None:
    file = tmp_path / "questions.jsonl"
    file.write_text('{"question": "lam ho chieu"}\nnope\n', encoding="utf-8")
    result = run("ask", "--batch", str(file), "--json")
    assert result.exit_code == 1
    assert "questions.jsonl:2:" in result.output


def test_explain_shows_each_step_and_the_words_that_matched() -> None:
    output = run("ask", "--explain", "ddang kys keets hoon").output
    assert re.search(r"telex and vni +đang ký kết hôn", output)
    assert re.search(r"ket-hon \d\.\d+ +.*ket hon", output)


@pytest.mark.parametrize("words", [("ask",), ("ask", "khai sinh", "--batch", "x"), ("nope",), ("ask", "--nope")])
def test_a_wrong_command_line_ends_with_two(words: tuple[str, ...]) -> None:
    assert run(*words).exit_code == 2


def test_the_projects_catalog_passes_its_check() -> None:
    """At night with advice, which takes long over all files."""
    result = run("check", *([] if os.environ.get("NIGHTLY") else ["--no-advice"]))
    assert result.exit_code == 0
    assert "0 errors" in result.output


def test_check_names_file_and_line_and_fails_on_an_error(folder: Path) -> None:
    (folder / "commune/ho-tich/khai-sinh.yaml").write_text("id: khai-sinh\nlevel: comune\n", encoding="utf-8")
    result = run("check", "--catalog", str(folder))
    assert result.exit_code == 1
    assert "khai-sinh.yaml:2: “comune”" in result.output
    findings = json.loads(run("check", "--catalog", str(folder), "--json").output)
    assert {"file", "line", "severity", "code", "text"} == findings[0].keys()


def test_a_review_that_is_due_is_a_warning_from_that_day_on(tmp_path: Path) -> None:
    small = str(written(tmp_path / "small", with_birth('review: {next_review_on: "2027-01-01"}\n')))
    early, late = (run("check", "--catalog", small, "--today", day) for day in ("2026-11-23", "2028-01-01"))
    assert early.exit_code == late.exit_code == 0
    assert "đã quá hạn kiểm tra" not in early.output
    assert "đã quá hạn kiểm tra" in late.output


def test_a_broken_catalog_answers_nothing(folder: Path) -> None:
    (folder / "fields.yaml").write_text("- {id: ho-tich}\n", encoding="utf-8")
    result = run("ask", "khai sinh", "--catalog", str(folder))
    assert result.exit_code == 1
    assert "fields.yaml:1: thiếu mục bắt buộc “name”" in result.output


def test_evaluate_counts_by_kind(tmp_path: Path) -> None:
    file = tmp_path / "labelled.jsonl"
    rows = [
        {"question": "làm hộ chiếu", "expected": ["ho-chieu"], "outcome": "answer", "kind": "plain"},
        {"question": "thời tiết hôm nay", "expected": [], "outcome": "none", "kind": "weather"},
    ]
    file.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    tallies = json.loads(run("evaluate", str(file), "--json").output)
    assert tallies["plain"] | {"held": 1, "first": 1, "answered": 1, "wrong": 0} == tallies["plain"]
    assert tallies["weather"] | {"foreign": 1, "foreign_answered": 0} == tallies["weather"]
    assert tallies["all"]["shares"]["first"] == {"share": 1.0, "of": 1, "interval": [0.2065, 1.0]}
    table = run("evaluate", str(file)).output
    assert re.search(r"^held +n +right one first", table)
    assert re.search(r"^all +1  1\.000 \(0\.207–1\.000\)", table, flags=re.MULTILINE)


def test_evaluate_also_asks_in_other_writings_without_the_right_one_and_writes_a_page(tmp_path: Path) -> None:
    file, page = tmp_path / "labelled.jsonl", tmp_path / "page.html"
    rows = [
        {"question": "làm hộ chiếu ở đâu", "expected": ["ho-chieu"], "outcome": "answer", "kind": "plain"},
        {"question": "đăng ký kết hôn", "expected": ["khai-tu"], "outcome": "answer", "kind": "plain"},
        {"question": "xin giấy phép xây dựng", "expected": ["khai-tu"], "outcome": "answer", "held_out": True},
    ]
    file.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    told = json.loads(run("evaluate", str(file), "--json", "--disguised", "--left-out", "--html", str(page)).output)
    assert told["disguised"]["telex"] | {"number": 3, "original": 1, "disguised": 1} == told["disguised"]["telex"]
    assert told["left_out"]["number"] == 3
    table = run("evaluate", str(file), "--disguised", "--left-out").output
    assert re.search(r"^unaccented +3 ", table, flags=re.MULTILINE)
    assert "answered all the same" in table
    written = page.read_text(encoding="utf-8")
    assert "đăng ký kết hôn" in written
    assert "giấy phép xây dựng" not in written


def test_init_writes_secrets_for_the_owner_only_and_never_over_others(tmp_path: Path) -> None:
    file = tmp_path / "config.yaml"
    assert run("init", str(file)).exit_code == 0
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    written = file.read_text(encoding="utf-8")
    again = run("init", str(file))
    assert again.exit_code == 2
    assert "already there" in again.output
    assert file.read_text(encoding="utf-8") == written


def test_run_without_secrets_says_what_to_do() -> None:
    result = run("run")
    assert result.exit_code == 2
    assert "motcua init" in result.output


def test_a_setting_that_does_not_exist_is_named_with_the_nearest(tmp_path: Path) -> None:
    file = tmp_path / "config.yaml"
    file.write_text("web:\n  prot: 80\n", encoding="utf-8")
    result = run("ask", "khai sinh", "--config", str(file))
    assert result.exit_code == 2
    assert "prot" in result.output
    assert "port" in result.output


def test_purge_tells_what_was_deleted(tmp_path: Path) -> None:
    run("init", str(tmp_path / "config.yaml"))
    result = run("purge", "--config", str(tmp_path / "config.yaml"))
    assert result.exit_code == 0
    assert "asked_texts: 0" in result.output


def test_invite_prints_links_of_which_only_a_hash_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MOTCUA_TELEGRAM__USERNAME", "motcua_test_bot")
    monkeypatch.setenv("MOTCUA_WEB__PUBLIC_URL", "https://motcua.example")
    run("init")
    invited = ("invite", "--role", "reviewer", "--today", "2026-11-23")
    first, second = run(*invited), run(*invited)
    assert first.exit_code == 0
    assert "until 2026-11-29" in first.output
    _, telegram, web = first.output.splitlines()
    payload = telegram.removeprefix("https://t.me/motcua_test_bot?start=")
    assert re.fullmatch(r"inv-reviewer-[A-Za-z0-9_-]{22}", payload)
    assert web == f"https://motcua.example/chat?p={payload}"
    assert payload not in second.output
    with closing(sqlite3.connect(tmp_path / "data/motcua.db")) as database:
        kept = database.execute("SELECT hash, role, expires_on FROM invitations").fetchall()
    assert (hashlib.sha256(payload.encode()).hexdigest(), "reviewer", "2026-11-30") in kept
    assert len(kept) == 2


@pytest.mark.parametrize("role", ["citizen", "king", ""])
def test_only_a_role_that_exists_can_be_offered(role: str) -> None:
    assert run("invite", "--role", role).exit_code == 2


def test_without_an_address_there_is_no_invitation(tmp_path: Path) -> None:
    run("init")
    result = run("invite", "--role", "helper")
    assert result.exit_code == 2
    assert "web.public_url" in result.output
    assert not (tmp_path / "data").exists()


def test_the_chat_greets_answers_and_ends_with_its_input() -> None:
    result = CliRunner().invoke(main, ["chat", "--today", "2026-11-23"], input="lam ho chieu\n#3\n")
    assert result.exit_code == 0
    assert "không phải kênh chính thức" in result.output
    assert "Cấp hộ chiếu phổ thông" in result.output
    assert "<b>" not in result.output


def test_the_demo_tells_its_address_serves_and_ends_when_asked() -> None:
    command = [sys.executable, "-m", "bot.cli", "demo", "--port", "0"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, env=os.environ | {"PYTHONUNBUFFERED": "1"}
    ) as demo:
        assert demo.stdout
        address = demo.stdout.readline().split()[-1]
        assert httpx.get(f"{address}/healthz").text.strip() == "ok"
        demo.send_signal(signal.SIGTERM)
        assert demo.wait(15) == 0
