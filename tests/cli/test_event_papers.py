"""`motcua event pack` and `motcua event report`: files for an event that is planned here, a sentence for any other."""

import asyncio
import io
from datetime import date, timedelta
from pathlib import Path
from typing import Final

import pytest
from click.testing import Result
from openpyxl import load_workbook

from bot.records import Database, Official, Records
from bot.records.decisions import OutreachPlanned
from bot.records.outreach import Outreach, PersonHelped
from tests.actors.house import PROJECT, SECRETS
from tests.cli.running import run
from tests.printing.reading import pages_of, text_of
from tests.records.people import answered, asked
from tests.satisfaction.events import EVENT, SATURDAY

URL: Final = "https://motcua.example"
ADMIN: Final = Official("b" * 64, "admin", date(2026, 11, 20))


@pytest.fixture(autouse=True)
def operator(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Who runs the assistant: its address and its database."""
    url = f"sqlite+aiosqlite:///{tmp_path}/records.db"
    monkeypatch.setenv("MOTCUA_WEB__PUBLIC_URL", URL)
    monkeypatch.setenv("MOTCUA_DATABASE", url)
    monkeypatch.setenv("MOTCUA_CATALOG", str(PROJECT / "catalog"))
    return url


def keep(url: str, *events: Outreach, people: int = 0, questions: int = 0) -> None:
    """Events, whom helpers helped at the first of them, and what was asked before."""

    async def store() -> None:
        async with Database(url) as database:
            records = Records(database, SECRETS)
            await records.store("chat", ADMIN.person, None, [OutreachPlanned(each, ADMIN) for each in events])
            helped = [
                PersonHelped(f"p{at}", EVENT.id, 8, "web", "vi", "filed_online", "ho-chieu") for at in range(people)
            ]
            for at in range(questions):
                key = f"q{at}"
                given = answered(f"a{at}", key, "procedure", SATURDAY - timedelta(days=9))
                await records.store("chat", "a" * 64, None, [asked(key, "procedure", None, given.day)])
                await records.store("chat", "a" * 64, None, [type(given)(**vars(given) | {"procedure": "tam-tru"})])
            await records.store("chat", "a" * 64, None, helped)

    asyncio.run(store())


def event(*words: str | Path) -> Result:
    return run("event", *words, "--today", "2026-11-23")


def test_a_pack_is_written_with_what_people_asked_for_first(operator: str) -> None:
    keep(operator, EVENT, questions=5)
    result = event("pack", EVENT.id, "-o", "pack.pdf")
    pdf = Path("pack.pdf").read_bytes()

    assert result.exit_code == 0, result.output
    assert result.output == (
        f"pack.pdf written: 14 pages; its codes lead to {URL}/?o=nha-van-hoa-thon-vi-du-28-11-2026.\n"
    )
    assert pages_of(pdf) == [(210, 297)] * 14
    assert "1 thủ tục được hỏi nhiều nhất trong 90 ngày qua" in text_of(pdf, 1)
    assert "Đăng ký tạm trú" in text_of(pdf, 2)


def test_a_pack_that_expires_before_its_event_says_so(operator: str) -> None:
    keep(operator, EVENT)
    result = run("event", "pack", EVENT.id, "-o", "pack.pdf", "--today", "2026-10-01")
    assert "It is good until 2026-10-31, before the event on 2026-11-28: print it again then." in result.output


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (("pack", "event-99", "-o", "x.pdf"), 1, "Event 'event-99' is not planned here; `motcua event list` names"),
        (("report", "event-99", "-o", "x.pdf"), 1, "Event 'event-99' is not planned here"),
        (("pack", "cancelled", "-o", "x.pdf"), 1, "was cancelled; there is nothing to carry to it"),
        (("pack", EVENT.id, "-o", "x.docx"), 2, "a pack is a PDF"),
        (("pack", EVENT.id), 2, "Missing option '-o'"),
        (("report", EVENT.id), 2, "Give -o FILE.pdf."),
        (("report", EVENT.id, "--format", "xlsx"), 2, "Give -o FILE.xlsx."),
        (("pack", EVENT.id, "-o", "nowhere/x.pdf"), 2, "nowhere is no folder"),
    ],
)
def test_what_cannot_be_made_is_refused_with_a_sentence(
    operator: str, words: tuple[str, ...], code: int, told: str
) -> None:
    cancelled = Outreach(
        **vars(EVENT) | {"id": "cancelled", "joined_by": "j2", "coordinated_by": None, "cancelled": True}
    )
    keep(operator, EVENT, cancelled)
    result = event(*words)

    assert result.exit_code == code
    assert told in result.output
    assert not Path("x.pdf").exists()


def test_without_an_address_that_phones_can_open_no_pack_is_made(
    operator: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(operator, EVENT)
    monkeypatch.setenv("MOTCUA_WEB__PUBLIC_URL", "http://127.0.0.1:8080")
    result = event("pack", EVENT.id, "-o", "x.pdf")
    assert result.exit_code == 2
    assert "this machine only, no phone can open it" in result.output


def test_a_report_is_written_as_a_page_a_workbook_or_a_text(operator: str) -> None:
    keep(operator, EVENT, people=12)

    assert event("report", EVENT.id, "-o", "report.pdf").output == "report.pdf written.\n"
    assert "Làm hộ chiếu" in text_of(Path("report.pdf").read_bytes())
    event("report", EVENT.id, "--format", "xlsx", "-o", "report.xlsx")
    book = load_workbook(io.BytesIO(Path("report.xlsx").read_bytes()))
    assert list(book["Thủ tục"].values)[1] == ("Làm hộ chiếu", 12)
    printed = event("report", EVENT.id, "--format", "text").output
    assert printed.startswith("Buổi hỗ trợ giúp 12 người.")
    assert "<b>" not in printed
    event("report", EVENT.id, "--format", "text", "-o", "report.txt")
    assert Path("report.txt").read_text(encoding="utf-8") == printed
