"""The page of papers opened from a file on a helper's phone: ticked, cleared for the next person, too old one day."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from bot.catalog import load
from bot.conversation.ticksheet import ticksheet
from bot.conversation.turn import Service

pytestmark = pytest.mark.browser
PROJECT = Path(__file__).resolve().parents[2]
ON_THE_DAY = "2026-11-28T09:00:00+07:00"


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("papers") / "giay-to.html"
    path.write_text(ticksheet(load(PROJECT / "catalog"), Service(), date(2026, 11, 23), "vi"), encoding="utf-8")
    return path


def opened(phone: Callable[..., Page], file: Path, moment: str = ON_THE_DAY, *, script: bool = True) -> Page:
    page = phone(java_script_enabled=script, has_touch=True, is_mobile=True)
    if script:
        page.clock.set_fixed_time(moment)
    page.goto(file.as_uri())
    return page


@pytest.mark.parametrize("script", [True, False])
def test_papers_are_ticked_and_cleared_for_the_next_person(
    phone: Callable[..., Page], file: Path, script: bool
) -> None:
    page = opened(phone, file, script=script)
    page.get_by_text("Đăng ký khai sinh", exact=True).tap()
    birth = page.locator("#khai-sinh")
    birth.get_by_text("Giấy chứng sinh, nộp bản chính").tap()
    birth.get_by_text("Tờ khai đăng ký khai sinh").tap()
    expect(birth.get_by_role("checkbox", checked=True)).to_have_count(2)
    birth.get_by_role("button", name="Bỏ hết dấu").tap()
    expect(birth.get_by_role("checkbox", checked=True)).to_have_count(0)


def test_the_ticks_of_one_list_leave_the_others_alone(phone: Callable[..., Page], file: Path) -> None:
    page = opened(phone, file)
    for name in ("khai-sinh", "khai-tu"):
        page.locator(f"#{name} summary").tap()
        page.locator(f"#{name}").get_by_role("checkbox").first.tap()
    page.locator("#khai-sinh").get_by_role("button").tap()
    expect(page.get_by_role("checkbox", checked=True)).to_have_count(1)


@pytest.mark.parametrize(
    ("moment", "expired"), [("2026-12-23T23:00:00+07:00", False), ("2026-12-24T00:00:00+07:00", True)]
)
def test_one_that_is_too_old_says_so(phone: Callable[..., Page], file: Path, moment: str, expired: bool) -> None:
    expect(opened(phone, file, moment).locator("#expired")).to_be_visible(visible=expired)


@pytest.mark.parametrize("width", [320, 360])
def test_it_fits_a_phone_and_a_thumb(phone: Callable[..., Page], file: Path, width: int) -> None:
    page = opened(phone, file)
    page.set_viewport_size({"width": width, "height": 740})
    page.locator("#khai-sinh summary").tap()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    box = page.locator("#khai-sinh label").first.bounding_box()
    assert box
    assert box["height"] >= 44
