"""The button that shares where one is: with a browser that tells, and with one that does not."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_walking_road import Running, running

__all__ = ["running"]

pytestmark = pytest.mark.browser
SHARE = "Gửi vị trí của mình"


def asked(page: Page, running: Running) -> Page:
    """The page on which one is asked for the place."""
    page.goto(f"{running.address}/chat")
    page.get_by_placeholder("Bạn cần làm giấy tờ gì?").fill("/noio")
    page.get_by_role("button", name="Gửi", exact=True).click()
    expect(page.get_by_role("article").last).to_contain_text("Bạn ở xã, phường nào?")
    return page


def test_one_tap_shares_and_one_chooses(phone: Callable[..., Page], running: Running) -> None:
    here = {"latitude": 15.57312, "longitude": 108.47423}
    page = asked(phone(has_touch=True, is_mobile=True, geolocation=here, permissions=["geolocation"]), running)
    page.get_by_role("button", name=SHARE).click()
    offered = page.get_by_role("article").last
    expect(offered).to_contain_text("Bạn ở gần:")
    expect(offered).to_contain_text("không giữ lại")
    offered.get_by_role("button", name="Phường Hương Trà").click()
    expect(offered).to_contain_text("Đã nhớ: phường Hương Trà")
    assert b"15.57" not in b"".join(each.read_bytes() for each in running.database.parent.glob("records.db*"))


def test_who_refuses_is_told_kindly_what_else_to_do(phone: Callable[..., Page], running: Running) -> None:
    page = asked(phone(has_touch=True, is_mobile=True), running)
    page.get_by_role("button", name=SHARE).click()
    expect(page.get_by_role("status").filter(has_text="Bạn viết tên xã, phường vào ô bên dưới")).to_be_in_viewport()
    page.get_by_role("textbox").fill("ban thac")
    page.get_by_role("textbox").press("Enter")
    expect(page.get_by_role("article").last).to_contain_text("Đã nhớ: phường Bàn Thạch")
