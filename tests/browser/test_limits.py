"""A person who sends too fast is told so, and keeps what they typed."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect

from bot.web.application import build
from bot.web.limits import Limits
from tests.browser.conftest import served
from tests.web.echo import EchoGuide, PlainPseudonyms
from tests.web.public import library

pytestmark = pytest.mark.browser


@pytest.fixture
def address() -> Iterator[str]:
    limits = Limits.a_minute(lambda: 0, person=2)
    with served(build(EchoGuide(), PlainPseudonyms(), library(), limits=limits)) as address:
        yield address


def test_a_question_too_many_stays_in_the_field(phone: Callable[..., Page], address: str) -> None:
    page = phone()
    page.goto(f"{address}/chat")
    question, send = page.get_by_role("textbox"), page.get_by_role("button", name="Gửi", exact=True)
    question.fill("khai sinh")
    send.click()
    expect(page.locator(".answer .text").last).to_have_text("Bạn viết: khai sinh")
    expect(question).to_have_value("")
    question.fill("kết hôn")
    send.click()
    expect(page.locator(".answer .text").last).to_contain_text("Bạn đợi một phút rồi gửi lại")
    expect(question).to_have_value("kết hôn")
