"""The conversation in a terminal, as it is read and typed."""

import re
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from bot.conversation.actions import Expired, Rate, SetLanguage, ShowPage
from bot.conversation.events import Located, Said, Tapped, Where, Who
from bot.conversation.replies import AskLocation, Attach, Button, EndLocation, Link, Notice, Replace, Reply, Say
from bot.conversation.speech import Speech
from bot.terminal import buttons_of, chat, event_of, plain, render
from tests.actors import House
from tests.actors.house import open_house

WHERE, WHO = Where("terminal", "chat"), Who("person")
HELP, UP, ENGLISH = (
    Button("Cách dùng", ShowPage("help")),
    Button("👍 Có ích", Rate("Abcd1234", "up")),
    Button("English", SetLanguage("en")),
)
PORTAL = Link("Cổng", "https://dichvucong.example")
ROWS = ((HELP, PORTAL), (UP, ENGLISH))

RENDERED: dict[str, tuple[Reply, str]] = {
    "a card": (
        Say("<b>Khai sinh</b> &lt; 60 ngày\n<i>Xem</i> <a href='https://a.example'>a.example</a>", ROWS),
        "Khai sinh < 60 ngày\nXem a.example\n\n"
        "[1] Cách dùng  Cổng: https://dichvucong.example\n[2] 👍 Có ích  [3] English",
    ),
    "a changed message without buttons": (Replace("<b>Đã dừng</b>"), "Đã dừng"),
    "a toast": (Notice("Cảm ơn bạn"), "(Cảm ơn bạn)"),
    "a file": (Attach("motcua.json", b"{}", "<b>Của bạn</b>"), "Của bạn\n[motcua.json, 2 byte]"),
    "a file without a word": (Attach("motcua.json", b"{}"), "[motcua.json, 2 byte]"),
    "a question where": (AskLocation("Bạn ở <b>đâu</b>?"), "Bạn ở đâu?"),
    "the end of that question": (EndLocation("Cảm ơn bạn."), ""),
}


@pytest.mark.parametrize(("reply", "lines"), RENDERED.values(), ids=RENDERED.keys())
def test_a_reply_is_read_as_plain_text(reply: Reply, lines: str) -> None:
    assert render(reply) == lines


def test_only_messages_bring_buttons() -> None:
    assert buttons_of(Say("a", ROWS)) == (HELP, UP, ENGLISH)
    assert buttons_of(Replace("a")) == ()
    assert buttons_of(Notice("a")) is None
    assert buttons_of(Attach("a", b"")) is None


@pytest.mark.parametrize(
    ("line", "event"),
    [
        ("#1", Tapped(WHERE, WHO, HELP.action)),
        (" #3 ", Tapped(WHERE, WHO, ENGLISH.action)),
        ("#4", Tapped(WHERE, WHO, Expired())),
        ("#0", Tapped(WHERE, WHO, Expired())),
        ("#9999", Said(WHERE, WHO, "#9999")),
        ("15.57 108.47", Located(WHERE, WHO, 15.57, 108.47)),
        ("-15.57, 108.47", Located(WHERE, WHO, -15.57, 108.47)),
        ("15 108", Said(WHERE, WHO, "15 108")),
        ("1", Said(WHERE, WHO, "1")),
        ("# 1", Said(WHERE, WHO, "# 1")),
        ("", Said(WHERE, WHO, "")),
    ],
)
def test_a_number_after_the_sign_taps_and_all_else_is_said(line: str, event: Said | Tapped | Located) -> None:
    assert event_of(line, (HELP, UP, ENGLISH), WHERE, WHO) == event


def test_what_looks_like_a_mark_in_words_stays() -> None:
    assert plain("a &lt;b&gt; &amp; c") == "a <b> & c"


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    async with open_house(tmp_path) as house:
        yield house


async def test_a_talk_goes_on_until_the_lines_end(house: House) -> None:
    screens: list[str] = []

    def tap(label: str) -> str:
        """What somebody types who looks for a label on the screen."""
        found = re.search(rf"\[(\d+)\] {label}", screens[-1])
        assert found
        return f"#{found[1]}"

    def lines() -> Iterator[str]:
        yield "lam giay khai sinh cho con can gi"
        yield tap("📍 Nơi nộp")
        yield tap("👍 Có ích")
        yield "/dulieu"

    await chat(house.guide, house.pseudonyms, lines(), screens.append)
    greeting, card, place, notice, data = screens
    assert "Một Cửa" in greeting
    assert "[1] Theo việc cần làm" in greeting
    assert card.startswith("Đăng ký khai sinh")
    assert place.startswith("📍 Đăng ký khai sinh")
    assert notice == f"({Speech('vi').say('thanks')})"
    assert "[motcua.json, " in data
    assert not any("<b>" in screen or "&amp;" in screen for screen in screens)


async def test_a_toast_leaves_the_buttons_as_they_are(house: House) -> None:
    screens: list[str] = []
    await chat(house.guide, house.pseudonyms, ["khai sinh", "#99", "#1"], screens.append)
    assert screens[2] == f"({Speech('vi').say('expired')})"
    assert "Bé sinh ở đâu?" in screens[3]
