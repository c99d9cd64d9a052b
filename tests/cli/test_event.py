"""Events in the field from the command line: planned, listed, cancelled. The places are invented."""

import re
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Final

import pytest
import zxingcpp
from PIL import Image

from bot.desk.outreach import read_pass
from tests.actors.house import PROJECT
from tests.cli.running import run

BEFORE: Final = ("--catalog", PROJECT / "catalog", "--today", "2026-11-23")
WISH: Final = {
    "--place": "Nhà văn hóa khối phố 2",
    "--commune": "phường Tam Kỳ",
    "--date": "2026-11-28",
    "--from": "7:30",
    "--to": "11:00",
}


@pytest.fixture(autouse=True)
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MOTCUA_TELEGRAM__USERNAME", "motcua_test_bot")
    monkeypatch.setenv("MOTCUA_WEB__PUBLIC_URL", "https://motcua.example.vn")
    run("init")


def words(**changed: str) -> list[str]:
    wish = WISH | {f"--{name}": value for name, value in changed.items()}
    return [word for pair in wish.items() for word in pair]


def rows(query: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect("data/motcua.db")) as connection:
        return connection.execute(query).fetchall()


def test_an_event_is_planned_and_its_links_are_printed_and_not_kept() -> None:
    result = run("event", "add", *words(), *BEFORE)
    assert result.exit_code == 0
    assert "is planned: Saturday 2026-11-28, 07:30–11:00, Nhà văn hóa khối phố 2, Phường Tam Kỳ." in result.output
    payloads = re.findall(r"(?:p|start)=(ev-[hc]-\S{22})\n", result.output)
    assert [each[3] for each in payloads] == ["h", "h", "c", "c"]
    helpers, leader = read_pass(payloads[0]), read_pass(payloads[2])
    assert helpers
    assert leader
    kept = "SELECT day, commune, place, counts_frail, joined_by, coordinated_by FROM outreaches"
    assert rows(kept) == [("2026-11-28", "tam-ky", "Nhà văn hóa khối phố 2", 0, helpers.digest, leader.digest)]
    assert rows("SELECT deed, role FROM audit") == [("plan", "admin")]
    written = b"".join(each.read_bytes() for each in Path("data").iterdir())
    assert helpers.token.encode() not in written
    assert leader.token.encode() not in written


def test_the_code_is_read_by_a_phone_and_leads_to_the_helpers_invitation() -> None:
    result = run("event", "add", *words(commune="tam-ky"), "--counts-frail", "--qr", "code.png", *BEFORE)
    (code,) = zxingcpp.read_barcodes(Image.open("code.png"))
    assert code.text in result.output
    assert code.text.startswith("https://motcua.example.vn/chat?p=ev-h-")
    assert rows("SELECT counts_frail FROM outreaches") == [(1,)]


@pytest.mark.parametrize(
    ("changed", "code", "told"),
    [
        ({"commune": "Tam Kỳ"}, 1, "give the id of yours: ban-thach (Phường Bàn Thạch)"),
        ({"commune": "xứ không có"}, 1, "'xứ không có'; No commune or ward is called so"),
        ({"place": "x" * 81}, 1, "'81/80'; The place does not fit a line"),
        ({"place": " "}, 1, "write where it is held"),
        ({"place": "nhà anh Ba 0912 345 678"}, 1, "a number of somebody"),
        ({"date": "2026-11-22"}, 1, "'22/11/2026'; The event would be over already"),
        ({"date": "2027-11-25"}, 1, "a year ahead at most"),
        ({"to": "7:00"}, 1, "'07:30 – 07:00'; The event ends before it begins"),
        ({"from": "5h", "to": "19h30"}, 1, "14 hours at most"),
        ({"date": "31/2/2026"}, 2, "'31/2/2026' does not match"),
        ({"from": "7:75"}, 2, "'7:75' is no hour of a day"),
        ({"from": "sáng"}, 2, "'sáng' is no hour of a day"),
        ({"to": "24:00"}, 2, "'24:00' is no hour of a day"),
        ({"qr": "code.jpg"}, 2, "end it in .png"),
        ({"qr": "nowhere/code.png"}, 2, "is no folder"),
    ],
)
def test_what_cannot_be_planned_is_told_and_not_kept(changed: dict[str, str], code: int, told: str) -> None:
    run("event", "list", *BEFORE)
    result = run("event", "add", *words(**changed), *BEFORE)
    assert result.exit_code == code
    assert told in " ".join(result.output.split())
    assert rows("SELECT count(*) FROM outreaches") == [(0,)]
    assert "ev-h-" not in result.output


@pytest.mark.parametrize("left_out", WISH)
def test_nothing_of_an_event_may_be_left_out(left_out: str) -> None:
    wish = {name: value for name, value in WISH.items() if name != left_out}
    result = run("event", "add", *(word for pair in wish.items() for word in pair), *BEFORE)
    assert result.exit_code == 2
    assert left_out in result.output


def test_without_an_address_there_is_nothing_to_print(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("MOTCUA_TELEGRAM__USERNAME")
    monkeypatch.delenv("MOTCUA_WEB__PUBLIC_URL")
    result = run("event", "add", *words(), *BEFORE)
    assert result.exit_code == 2
    assert "telegram.username, web.public_url: neither is set" in result.output


def test_events_are_listed_and_cancelled_once() -> None:
    for day in ("2026-12-05", "2026-11-28"):
        run("event", "add", *words(date=day), *BEFORE)
    listed = run("event", "list", *BEFORE).output.splitlines()
    assert [line[10:] for line in listed[:2]] == [
        f"Saturday {day}, 07:30–11:00, Nhà văn hóa khối phố 2, Phường Tam Kỳ  (helpers: 0, co-ordinator: no)"
        for day in ("2026-11-28", "2026-12-05")
    ]
    key = listed[0][:8]
    assert run("event", "cancel", key, *BEFORE).exit_code == 0
    assert "2026-11-28" in run("event", "list", *BEFORE).output.splitlines()[0]
    assert "(cancelled)" in run("event", "list", *BEFORE).output.splitlines()[0]
    again = run("event", "cancel", key, *BEFORE)
    assert again.exit_code == 1
    assert "is not planned here (any more)" in again.output
    assert rows("SELECT deed FROM audit ORDER BY deed") == [("cancel",), ("plan",), ("plan",)]


@pytest.mark.parametrize("key", ["zzzzzzzz", "-bcdefgi", "", "../../etc"])
def test_what_is_no_event_cannot_be_cancelled(key: str) -> None:
    result = run("event", "cancel", *BEFORE, key)
    assert result.exit_code == 1
    assert f"Event {key!r} is not planned" in result.output
