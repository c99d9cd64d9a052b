"""A person with a phone: types, taps, reads; with and without JavaScript; by keyboard alone."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect

from bot.web.application import build
from tests.browser.conftest import served
from tests.web.echo import EchoGuide, PlainPseudonyms
from tests.web.public import library

pytestmark = pytest.mark.browser

QUESTION = "Câu hỏi của bạn"


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with served(build(EchoGuide(), PlainPseudonyms(), library())) as address:
        yield address


@pytest.fixture
def page(phone: Callable[..., Page], address: str) -> Page:
    page = phone(has_touch=True, is_mobile=True)
    page.goto(f"{address}/chat")
    return page


def ask(page: Page, text: str) -> None:
    page.get_by_label(QUESTION).and_(page.get_by_role("textbox")).fill(text)
    page.get_by_role("button", name="Gửi", exact=True).click()


def width_beyond_screen(page: Page) -> int:
    beyond: int = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return beyond


def test_types_and_reads_the_answer_under_the_question(page: Page) -> None:
    ask(page, "khai sinh <b>")
    expect(page.get_by_role("article")).to_have_count(3)
    expect(page.locator(".asked .text")).to_have_text("khai sinh <b>")
    expect(page.locator(".answer .text").last).to_have_text("Bạn viết: khai sinh <b>")
    expect(page.get_by_role("textbox")).to_have_value("")


def test_a_tap_changes_the_message_in_place(page: Page) -> None:
    ask(page, "khai sinh")
    page.get_by_role("button", name="Thời hạn").click()
    message = page.get_by_role("article").last
    expect(message).to_contain_text("3 ngày làm việc")
    expect(page.get_by_role("article")).to_have_count(3)
    message.get_by_role("button", name="Quay lại").click()
    expect(message).to_contain_text("Thẻ khai sinh")


def test_a_message_that_grew_is_seen_whole_with_its_buttons(page: Page) -> None:
    page.set_viewport_size({"width": 360, "height": 390})
    ask(page, "khai sinh")
    page.get_by_role("button", name="Thời hạn").click()
    back = page.get_by_role("button", name="Quay lại")
    expect(back).to_be_visible()
    message = page.get_by_role("article").last
    page.evaluate("scrollTo(0, 0)")
    back.evaluate("button => button.click()")
    expect(message).to_contain_text("Thẻ khai sinh")
    last, composer = message.get_by_role("button").last.bounding_box(), page.locator("#desk").bounding_box()
    assert last is not None
    assert composer is not None
    assert last["y"] + last["height"] <= composer["y"]


def test_two_quick_taps_under_one_message_both_find_it(page: Page) -> None:
    ask(page, "khai sinh")
    # Both taps are made before the first is answered.
    page.get_by_role("button", name="Thời hạn").evaluate("button => { button.click(); button.click(); }")
    expect(page.get_by_role("article").last).to_contain_text("3 ngày làm việc")
    expect(page.get_by_role("article")).to_have_count(3)


def test_a_notice_passes_by_as_a_polite_toast(page: Page) -> None:
    page.clock.install()
    ask(page, "khai sinh")
    page.get_by_role("button", name="Có ích").click()
    toast = page.get_by_role("status").filter(has_text="Cảm ơn bạn & gia đình")
    expect(toast).to_be_in_viewport()
    expect(page.get_by_role("article")).to_have_count(3)
    page.clock.run_for(10_000)
    expect(toast).to_have_count(0)


def test_the_first_line_of_a_long_answer_is_on_the_screen(page: Page) -> None:
    ask(page, "khai sinh")
    page.get_by_role("button", name="Giúp đỡ").click()
    answer = page.get_by_role("article").last
    expect(answer).to_contain_text("59. Dòng dài")
    box = answer.bounding_box()
    assert box is not None
    assert box["height"] > 740
    assert 0 <= box["y"] < 300


def test_a_file_is_downloaded_as_it_was_made(page: Page) -> None:
    ask(page, "tệp")
    with page.expect_download() as download:
        page.get_by_role("link", name="Tải về tờ khai.txt").click()
    assert download.value.suggested_filename == "tờ khai.txt"
    assert download.value.path().read_text(encoding="utf-8") == "Họ tên"


def test_the_place_is_sent_only_when_asked_and_only_roughly(phone: Callable[..., Page], address: str) -> None:
    page = phone(geolocation={"latitude": 15.57312, "longitude": 108.47398}, permissions=["geolocation"])
    page.goto(f"{address}/chat")
    ask(page, "gần đây")
    page.get_by_role("button", name="Gửi vị trí của mình").click()
    expect(page.get_by_role("article").last).to_contain_text("Bạn ở 15.573, 108.474")


def test_who_keeps_their_place_to_themselves_is_told_what_to_do(page: Page) -> None:
    ask(page, "gần đây")
    page.get_by_role("button", name="Gửi vị trí của mình").click()
    expect(page.get_by_text("Chưa lấy được vị trí")).to_be_visible()


def test_when_the_line_is_dead_the_question_is_kept_to_be_sent_again(phone: Callable[..., Page], address: str) -> None:
    page = phone()
    page.goto(f"{address}/chat")
    page.route("**/chat", lambda route: route.fulfill(status=502, body="Bad gateway"))
    ask(page, "khai sinh")
    expect(page.get_by_role("article").last).to_contain_text("Chưa gửi được")
    expect(page.get_by_role("textbox")).to_have_value("khai sinh")
    page.unroute("**/chat")
    page.get_by_role("textbox").press("Enter")
    expect(page.get_by_role("article").last).to_contain_text("Bạn viết: khai sinh")


def test_a_tap_in_a_dead_spot_is_told_and_made_again_where_that_is_told(
    phone: Callable[..., Page], address: str
) -> None:
    page = phone()
    page.goto(f"{address}/chat")
    ask(page, "khai sinh")
    expect(page.get_by_role("button", name="Thời hạn")).to_be_visible()
    page.route("**/chat", lambda route: route.fulfill(status=502, body="Bad gateway"))
    page.get_by_role("button", name="Thời hạn").click()
    page.get_by_role("button", name="Thời hạn").click()
    told = page.get_by_role("article").filter(has_text="Chưa gửi được")
    expect(told).to_have_count(1)
    expect(told).to_be_in_viewport()
    page.unroute("**/chat")
    told.get_by_role("button", name="Gửi lại").click()
    expect(told).to_have_count(0)
    expect(page.get_by_role("article").last).to_contain_text("3 ngày làm việc")
    expect(page.get_by_role("article")).to_have_count(3)


def test_a_tap_that_arrives_after_all_takes_back_that_it_did_not(phone: Callable[..., Page], address: str) -> None:
    page = phone()
    page.goto(f"{address}/chat")
    ask(page, "khai sinh")
    expect(page.get_by_role("button", name="Thời hạn")).to_be_visible()
    page.route("**/chat", lambda route: route.fulfill(status=502, body="Bad gateway"))
    page.get_by_role("button", name="Thời hạn").click()
    told = page.get_by_role("article").filter(has_text="Chưa gửi được")
    expect(told).to_have_count(1)
    page.unroute("**/chat")
    page.get_by_role("button", name="Thời hạn").click()
    expect(page.get_by_text("3 ngày làm việc")).to_be_visible()
    expect(told).to_have_count(0)


def test_everything_works_by_keyboard_and_the_focus_stays(phone: Callable[..., Page], address: str) -> None:
    page = phone()
    page.goto(f"{address}/chat")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Tới ô viết câu hỏi")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.type("khai sinh")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Giúp đỡ")).to_be_visible()
    expect(page.get_by_role("textbox")).to_be_focused()
    for name in ("Giúp đỡ", "Có ích"):
        page.keyboard.press("Shift+Tab")
        expect(page.get_by_role("button", name=name)).to_be_focused()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    message = page.get_by_role("article").last
    expect(message).to_contain_text("3 ngày làm việc")
    expect(message).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(message).to_contain_text("Thẻ khai sinh")


def test_works_without_javascript(phone: Callable[..., Page], address: str) -> None:
    page = phone(java_script_enabled=False)
    page.goto(f"{address}/chat?p=khai-sinh")
    expect(page.get_by_role("article")).to_contain_text("Bạn mở: khai-sinh")
    page.get_by_role("textbox").fill("khai sinh")
    page.get_by_role("textbox").press("Enter")
    expect(page.locator(".asked")).to_contain_text("khai sinh")
    page.get_by_role("button", name="Thời hạn").click()
    expect(page.get_by_role("article")).to_contain_text("3 ngày làm việc")
    page.get_by_role("button", name="Quay lại").click()
    page.get_by_role("button", name="Có ích").click()
    expect(page.get_by_role("status").filter(has_text="Cảm ơn bạn")).to_be_in_viewport()
    page.go_back()
    expect(page.get_by_role("article")).to_contain_text("Thẻ khai sinh")
    page.get_by_role("textbox").fill("gần đây")
    page.get_by_role("textbox").press("Enter")
    expect(page.get_by_text("Bạn đang ở đâu?")).to_be_visible()
    expect(page.get_by_role("button", name="Gửi vị trí của mình")).to_have_count(0)


@pytest.mark.parametrize("width", [320, 180], ids=["smallest phone", "360 px at 200 %"])
def test_nothing_sticks_out_of_a_narrow_screen(phone: Callable[..., Page], address: str, width: int) -> None:
    page = phone(viewport={"width": width, "height": 370})
    page.goto(f"{address}/chat")
    ask(page, "khai sinh " + "x" * 300)
    expect(page.get_by_role("article")).to_have_count(3)
    assert width_beyond_screen(page) == 0
    page.goto(f"{address}/nowhere")
    assert width_beyond_screen(page) == 0


def test_text_of_double_size_stays_on_the_screen(page: Page) -> None:
    ask(page, "khai sinh cho con")
    expect(page.get_by_role("article")).to_have_count(3)
    page.evaluate(
        "new CSSStyleSheet().replace(':root { font-size: 32px }').then(s => document.adoptedStyleSheets = [s])"
    )
    assert width_beyond_screen(page) == 0
    expect(page.get_by_role("textbox")).to_be_in_viewport()


def test_what_one_taps_is_large_enough_for_a_thumb(page: Page) -> None:
    ask(page, "khai sinh")
    expect(page.get_by_role("article")).to_have_count(3)
    boxes = [control.bounding_box() for control in page.locator("button, a.button, input:not([type=hidden])").all()]
    assert len(boxes) == 6
    for box in boxes:
        assert box is not None
        assert min(box["width"], box["height"]) >= 44


CONTRASTS = """() => {
  const rgb = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const luminance = ([r, g, b]) => [r, g, b]
    .map((part) => part / 255)
    .map((part) => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
    .reduce((sum, part, i) => sum + part * [0.2126, 0.7152, 0.0722][i], 0);
  const ground = (element) => {
    const [r, g, b, alpha = 1] = rgb(getComputedStyle(element).backgroundColor);
    return alpha === 1 || !element.parentElement ? [r, g, b] : ground(element.parentElement);
  };
  const ratio = (a, b) => (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  const own = (element) => [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
  const measured = [...document.body.querySelectorAll('*')].filter(own).map((element) => [
    element.textContent.trim(),
    ratio(luminance(rgb(getComputedStyle(element).color)), luminance(ground(element))),
    parseFloat(getComputedStyle(element).fontSize),
  ]);
  const box = document.querySelector('#question');
  const hint = getComputedStyle(box, '::placeholder').color;
  return [...measured, ['placeholder', ratio(luminance(rgb(hint)), luminance(ground(box))), 16]];
}"""
"""The text, contrast (WCAG 2.2, 1.4.3) and size in px of every element that shows words."""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_word_can_be_read_in_light_and_in_dark(phone: Callable[..., Page], address: str, scheme: str) -> None:
    page = phone(color_scheme=scheme)
    page.goto(f"{address}/chat")
    ask(page, "khai sinh")
    page.get_by_role("button", name="Có ích").click()
    expect(page.get_by_text("Cảm ơn bạn & gia đình")).to_be_visible()
    measured = page.evaluate(CONTRASTS)
    assert {"Cảm ơn bạn & gia đình", "Gửi", "Thời hạn", "khai sinh", "placeholder"} <= {row[0] for row in measured}
    for text, contrast, size in measured:
        assert contrast >= 4.5, text
        assert size >= 16, text


SHIFTS = """() => {
  window.shifts = [];
  new PerformanceObserver((list) => window.shifts.push(...list.getEntries().map((entry) => entry.value)))
    .observe({ type: 'layout-shift', buffered: true });
}"""
"""Collects how far the browser saw things jump, in its own measure, from the first paint on."""


def test_nothing_moves_while_one_waits_and_reads(page: Page) -> None:
    page.evaluate(SHIFTS)
    ask(page, "khai sinh")
    expect(page.get_by_role("article")).to_have_count(3)
    page.get_by_role("button", name="Có ích").click()
    expect(page.get_by_text("Cảm ơn bạn & gia đình")).to_be_visible()
    assert sum(page.evaluate("window.shifts")) < 0.02
