"""The handbook opened from a file on a phone: found without accents, warned of when it is too old."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from bot.catalog import load
from bot.conversation.handbook import handbook
from bot.conversation.turn import Service

pytestmark = pytest.mark.browser
PROJECT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("handbook") / "so-tay.html"
    path.write_text(handbook(load(PROJECT / "catalog"), Service(), date(2026, 11, 23), "vi"), encoding="utf-8")
    return path


def opened(phone: Callable[..., Page], file: Path, moment: str) -> Page:
    page = phone()
    page.clock.set_fixed_time(moment)
    page.goto(file.as_uri())
    return page


def test_a_procedure_is_found_by_words_without_accents(phone: Callable[..., Page], file: Path) -> None:
    page = opened(phone, file, "2026-11-24T09:00:00+07:00")
    pages = page.locator("details:visible")
    everything = pages.count()
    page.get_by_role("searchbox").fill("ho chieu")
    expect(page.locator("#ho-chieu")).to_be_visible()
    expect(page.locator("#khai-sinh")).to_be_hidden()
    page.get_by_role("searchbox").fill("")
    expect(pages).to_have_count(everything)


def test_when_nothing_is_found_it_says_so(phone: Callable[..., Page], file: Path) -> None:
    page = opened(phone, file, "2026-11-24T09:00:00+07:00")
    page.get_by_role("searchbox").fill("xyzxyz")
    expect(page.get_by_role("status")).to_have_text("Không thấy thủ tục nào. Thử chữ khác.")


@pytest.mark.parametrize(
    ("moment", "expired"), [("2026-12-23T23:00:00+07:00", False), ("2026-12-24T00:00:00+07:00", True)]
)
def test_one_that_is_too_old_says_so(phone: Callable[..., Page], file: Path, moment: str, expired: bool) -> None:
    page = opened(phone, file, moment)
    expect(page.locator("#expired")).to_be_visible(visible=expired)


def test_it_fits_a_phone(phone: Callable[..., Page], file: Path) -> None:
    page = opened(phone, file, "2026-11-24T09:00:00+07:00")
    page.locator("#khai-sinh summary").click()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
