"""The report on a phone, in the dark, and on paper."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pypdfium2
import pytest
from playwright.sync_api import Page

from bot.records.counts import Daily
from bot.satisfaction.page import page
from bot.satisfaction.report import compiled
from tests.satisfaction.telling import CATALOG, WEEK, asked, thumbs, told, visits

pytestmark = pytest.mark.browser


@pytest.fixture
def report(tmp_path: Path) -> str:
    counted = told(
        asked=(*asked("ho-tich", 380, 20), *asked("dat-dai", 60, 40)),
        voiced=(*thumbs("khai-sinh", 20, 41, "missing"), *thumbs("ket-hon", 90, 3), *thumbs("so-do", 60, 2)),
        surveyed=(
            visits(
                "VÍ DỤ: Trung tâm Phục vụ hành chính công phường Tam Kỳ", staff=(10, 20, 30, 140, 50), punctual=(90, 60)
            ),
            visits("Một nơi VÍ DỤ khác có tên dài hơn nhiều", result=(1, 1, 1, 1, 1), punctual=(190, 10)),
        ),
        daily=tuple(Daily(WEEK.first + timedelta(days=7 * at), {"choice": 100 + at}, at, 1) for at in range(26)),
    )
    file = tmp_path / "report.html"
    file.write_text(page(compiled(counted, CATALOG)), encoding="utf-8")
    return file.as_uri()


@pytest.mark.parametrize("width", [320, 360, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_is_wider_than_the_screen_and_no_picture_is_cut(
    phone: Callable[..., Page], report: str, width: int, scheme: str
) -> None:
    seen = phone(viewport={"width": width, "height": 740}, color_scheme=scheme)
    seen.goto(report)
    assert seen.evaluate("document.documentElement.scrollWidth") <= width
    cut = seen.evaluate(
        """() => [...document.querySelectorAll("svg text")].filter(text => {
            const own = text.getBoundingClientRect(), all = text.ownerSVGElement.getBoundingClientRect();
            return own.left < all.left - 1 || own.right > all.right + 1 || own.bottom > all.bottom + 1;
        }).map(text => text.textContent)"""
    )
    assert cut == []


def test_what_is_weakest_is_on_the_first_screen_and_every_cell_says_what_it_is(
    phone: Callable[..., Page], report: str
) -> None:
    seen = phone()
    seen.goto(report)
    first = seen.locator(".first")
    box = first.bounding_box()
    assert box
    assert box["y"] + box["height"] < 300
    label = seen.evaluate("getComputedStyle(document.querySelector('td'), '::before').content")
    assert "Kỳ này" in label


def test_on_paper_it_is_dark_on_white_and_no_heading_stands_alone(
    phone: Callable[..., Page], report: str, tmp_path: Path
) -> None:
    seen = phone(color_scheme="dark")
    seen.goto(report)
    seen.pdf(path=tmp_path / "report.pdf", prefer_css_page_size=True)
    pages = pypdfium2.PdfDocument(tmp_path / "report.pdf")
    assert 2 <= len(pages) <= 8
    assert pages[0].render().to_pil().getpixel((5, 5)) == (255, 255, 255)
    headings = ("Bot trả lời", "Đã làm gì", "Cách đếm", "Vì sao bấm")
    for each in pages:
        lines = each.get_textpage().get_text_range().split("\r\n")
        assert not lines[-1].startswith(headings)
