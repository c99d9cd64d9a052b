"""The public pages as people meet them: on a phone, in the dark, on paper, with a screen reader, without a browser."""

import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import pairwise
from typing import Any, Final

import pypdfium2
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from bot.web.application import build
from tests.browser.conftest import served
from tests.web.echo import EchoGuide, PlainPseudonyms
from tests.web.public import SERVICE, library

pytestmark = pytest.mark.browser

ENDED: Final = "/t/cai-chinh-ho-tich-tu-14"
LONG: Final = "/t/sang-ten-so-do"
PATHS: Final = ("/", "/t/khai-sinh", LONG, ENDED, "/en/t/khai-sinh", "/nowhere", "/?q=khai+sinh", "/viec/sinh-con")
IN_THE_DARK: Final = ("/", "/t/khai-sinh", ENDED, "/?q=khai+sinh")
"""Between them these have every colour there is."""

LOOKED_AT: Final = (*((path, "light") for path in PATHS), *((path, "dark") for path in IN_THE_DARK))
LOUD: Final = frozenset({"serious", "critical"})


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    shelf = library(replace(SERVICE, public_url=None))
    with served(build(EchoGuide(), PlainPseudonyms(), shelf)) as address:
        yield address


def violations(page: Page, scheme: str) -> list[str]:
    """What axe-core finds that keeps people out; in the dark only colours are others."""
    options = {"runOnly": {"type": "rule", "values": ["color-contrast"]}} if scheme == "dark" else None
    return [
        f"{each['id']}: {[node['html'][:80] for node in each['nodes']]}"
        for each in Axe().run(page, options=options).response["violations"]
        if each["impact"] in LOUD
    ]


@pytest.mark.parametrize(("path", "scheme"), LOOKED_AT)
def test_nothing_keeps_anybody_out(phone: Callable[..., Page], address: str, path: str, scheme: str) -> None:
    page = phone(color_scheme=scheme, bypass_csp=True)  # axe is put into the page from outside
    page.goto(address + path)
    assert violations(page, scheme) == []


@pytest.mark.parametrize(
    ("path", "width"), [*((path, 320) for path in (*PATHS, "/t/khai-sinh?chu=lon")), ("/", 640), (LONG, 640)]
)
def test_nothing_is_wider_than_the_screen(phone: Callable[..., Page], address: str, path: str, width: int) -> None:
    """At 320 px, and at 640 px enlarged to 200 %, which leaves as much room."""
    page = phone(viewport={"width": 320, "height": 568}, device_scale_factor=width // 320)
    page.goto(address + path)
    beyond = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert beyond <= 0


def test_without_javascript_a_person_finds_reads_and_asks_on(phone: Callable[..., Page], address: str) -> None:
    page = phone(java_script_enabled=False)
    page.goto(address)
    page.get_by_label("Bạn cần làm giấy tờ gì?").fill("lam giay khai sinh cho con")
    page.get_by_role("button", name="Tìm", exact=True).click()
    page.get_by_role("link", name="Đăng ký khai sinh", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Đăng ký khai sinh")
    page.get_by_role("link", name="Hỏi thêm").click()
    expect(page.get_by_text("Bạn mở: khai-sinh")).to_be_visible()
    page.get_by_role("link", name="Một Cửa").click()
    page.get_by_role("link", name="Sinh con").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sinh con")


def test_what_was_not_found_is_asked_in_the_chat_with_one_tap(phone: Callable[..., Page], address: str) -> None:
    page = phone()
    page.goto(f"{address}/?q=giay+to+la+lung")
    page.get_by_role("link", name="Hỏi trợ lý").click()
    expect(page.get_by_role("textbox")).to_have_value("giay to la lung")
    page.get_by_role("button", name="Gửi", exact=True).click()
    expect(page.get_by_text("Bạn viết:")).to_be_visible()


def test_a_screen_reader_walks_through_the_headings_and_hears_no_names_of_signs(
    phone: Callable[..., Page], address: str
) -> None:
    page = phone()
    page.goto(f"{address}/t/khai-sinh")
    levels = page.evaluate("[...document.querySelectorAll('h1, h2, h3')].map(each => Number(each.tagName[1]))")
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    for name in ("Giấy tờ", "Thời hạn", "Lệ phí", "Nơi nộp", "Căn cứ"):
        expect(page.get_by_role("heading", level=2, name=name, exact=True)).to_have_count(1)
    papers = page.locator("section.documents").get_by_role("list").first
    assert papers.get_by_role("listitem").count() == 3


def test_whoever_uses_keys_sees_where_they_are(phone: Callable[..., Page], address: str) -> None:
    page = phone()
    page.goto(f"{address}/t/khai-sinh")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Tới nội dung")).to_be_focused()
    expect(page.get_by_role("link", name="Tới nội dung")).to_be_in_viewport()
    for _ in range(5):
        page.keyboard.press("Tab")
        outline = page.evaluate("getComputedStyle(document.activeElement).outlineWidth")
        assert outline == "3px"


def test_large_type_is_larger_and_a_tap_away(phone: Callable[..., Page], address: str) -> None:
    page = phone(java_script_enabled=False)
    page.goto(f"{address}/t/khai-sinh")
    paper = page.locator("section.documents li").first
    before = paper.bounding_box()
    page.get_by_role("link", name="Chữ lớn").click()
    after = paper.bounding_box()
    assert before
    assert after
    assert after["height"] > before["height"] * 1.3
    page.get_by_role("link", name="Chữ thường").click()
    assert paper.bounding_box() == before


@pytest.mark.parametrize(
    ("path", "sheets"), [("/t/khai-sinh", 1), ("/en/t/khai-sinh", 1), ("/t/tam-tru", 1), (ENDED, 1), (LONG, 2)]
)
def test_on_paper_it_is_one_sheet_or_at_most_two_with_its_day_and_nothing_to_tap(
    phone: Callable[..., Page], address: str, path: str, sheets: int
) -> None:
    page = phone()
    page.goto(address + path)
    pdf = pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True))
    try:
        assert len(pdf) <= sheets
        text = "".join(each.get_textpage().get_text_range() for each in pdf)
    finally:
        pdf.close()
    assert re.search(r"Bản ngày 23/11/2026\.|As of 23 Nov 2026\.", text)
    for tapped in ("Hỏi thêm", "Telegram", "Chữ lớn", "Ask about this"):
        assert tapped not in text


def test_it_can_be_read_where_there_is_no_browser(address: str) -> None:
    lynx = shutil.which("lynx")
    if lynx is None:
        pytest.skip("lynx is not installed")

    def dumped(path: str) -> str:
        command: list[Any] = [
            lynx,
            "-dump",
            "-width=100",
            "-assume_charset=utf-8",
            "-display_charset=utf-8",
            address + path,
        ]
        return subprocess.run(command, capture_output=True, check=True, timeout=20).stdout.decode()

    birth = dumped("/t/khai-sinh")
    assert re.search(r"^\s+1\. Tờ khai đăng ký khai sinh, nộp bản chính", birth, re.MULTILINE)
    assert re.search(r"^\s+4\. Giấy về việc sinh", birth, re.MULTILINE), "the count goes on"
    assert "Nơi quyết định: Ủy ban nhân dân xã/phường" in birth
    assert f"{address}/chat?p=khai-sinh" in birth
    assert f"{address}/t/khai-sinh" in dumped("/?q=lam+giay+khai+sinh+cho+con")
    assert f"{address}/linh-vuc/ho-tich" in dumped("/")
