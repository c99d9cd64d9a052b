"""Whatever people send, somebody answers in a sentence they can use."""

from collections.abc import Awaitable, Callable

import pytest

from bot.conversation.replies import MAX_VISIBLE
from bot.conversation.speech import Speech
from bot.terminal import plain
from tests.actors import Door, House, TelegramActor, TelegramDoor
from tests.actors.on_web import WebActor
from tests.telegram_server import Content
from tests.telegram_server.objects import Contact, Document, PhotoSize, Sticker, Video, Voice

Plays = Callable[[str], Awaitable[None]]
FAULT, UNREADABLE, EXPIRED = (plain(Speech("vi").say(name)) for name in ("fault", "unreadable", "expired"))

UNREADABLE_TEXTS = {
    "nothing": "",
    "blanks": " \t ",
    "only emoji": "🙂🙃👶🏽",
    "only control characters": "\x00\x07\x1b",
    "only marks of direction": "\u202e\u200f\u2066",
    "only digits": "1 2 3",
    "only signs": "?!…%$#",
}
FOUND_ALL_THE_SAME = {
    "control characters": "\x00khai\x07 sinh\x1b[2J",
    "marks of direction": "\u202ekhai sinh\u202c",
    "zero-width marks": "khai\u200b sinh\ufeff",
    "another Unicode form": "kha\u0069 si\u006eh",
    "full-width letters": "ｋｈａｉ　ｓｉｎｈ",
    "emoji beside words": "👶 khai sinh 🙏🙏",
    "capitals": "KHAI SINH!!!",
}
LONG = ("a" * 10_000, "giấy khai sinh " * 700, "🙂" * 10_000, "/" + "x" * 10_000, "0" * 10_000)
STRANGE = {
    "HTML": "<script>alert(1)</script><b>sao hỏa",
    "broken HTML": "</b></i> <a href='x'>sao hỏa &lt; & <",
    "SQL": "sao hỏa'; DROP TABLE ratings; --",
    "templates": "{{ 7 * 7 }} {% for x in y %} ${7*7} sao hỏa",
    "format": "%s %n {0} {x} sao hỏa",
    "a path": "../../etc/passwd sao hỏa",
}
FORGED = (
    "x",
    "1c:khai-sinh",
    "0c:khai-sinh:00000001",
    "1c:khong-co:00000001",
    "1s:khai-sinh:nonsense:00000001",
    "1f:khai-sinh:noi-sinh:tren-trang:00000001",
    "1r:AAAAAAAA:up:",
    "1y:AAAAAAAA:other:",
    "1r:' OR 1=1 --:up:",
    "1p:../../etc/passwd",
    "::::",
    "🙂",
)


async def test_what_holds_no_words_is_answered_kindly(door: Door) -> None:
    an = door.person("An")
    await an.opens()
    for what, typed in UNREADABLE_TEXTS.items():
        await an.says(typed)
        assert an.text.startswith(UNREADABLE), what
        an.sees_buttons(Speech("vi").label("browse"), Speech("vi").label("person"))


async def test_a_question_is_found_under_whatever_surrounds_it(door: Door) -> None:
    an = door.person("An")
    await an.opens()
    for typed in FOUND_ALL_THE_SAME.values():
        await an.says("cảm ơn")
        an.does_not_see("15:00")
        await an.says(typed)
        an.sees("Đăng ký khai sinh", "15:00")


async def test_what_looks_like_code_is_only_text(door: Door, house: House) -> None:
    an = door.person("An")
    await an.opens()
    await an.says("làm thẻ lên sao hỏa")
    for typed in STRANGE.values():
        await an.says(typed)
        an.sees(f"«{typed}»")
        assert "49" not in an.text.replace(typed, "")
    kept = {text for (text,) in house.rows("SELECT text FROM asked_texts")}
    assert kept == {"làm thẻ lên sao hỏa", *STRANGE.values()}
    assert house.rows("SELECT count(*) FROM ratings") == [(0,)]


async def test_ten_thousand_characters_are_answered(door: Door) -> None:
    an = door.person("An")
    await an.opens()
    for typed in LONG:
        await an.says(typed)
        assert 0 < len(an.text) < 2_000, typed[:20]
        an.does_not_see(FAULT)


@pytest.mark.parametrize("channel", ["terminal"], indirect=True)
async def test_of_a_long_question_only_the_beginning_is_to_be_read_out(door: Door) -> None:
    an = door.person("An")
    await an.says("xin cấp phép bay cho khinh khí cầu " * 280)
    await an.says("/goi")
    an.sees("xin cấp phép bay cho khinh khí cầu xin cấp")
    assert len(an.text) < MAX_VISIBLE


@pytest.mark.parametrize("channel", ["web", "telegram"], indirect=True)
async def test_a_button_that_is_old_foreign_or_forged_says_so(door: Door, house: House) -> None:
    an = door.person("An")
    assert isinstance(an, WebActor | TelegramActor)
    await an.opens()
    for wire in FORGED:
        await an.forges(wire)
        an.sees_notice(EXPIRED)
    await an.forges("1n:AAAAAAAA")
    an.sees_buttons(Speech("vi").label("browse"))
    assert house.rows("SELECT 1 FROM ratings UNION ALL SELECT 1 FROM asked_texts") == []


@pytest.mark.parametrize("channel", ["terminal"], indirect=True)
async def test_a_number_without_a_button_says_so(plays: Plays) -> None:
    await plays("""
        opens
        says   #9
        toast  =expired
        says   #0
        toast  =expired
        says   #1
        offers Sinh con
    """)


async def test_buttons_of_last_month_still_work(plays: Plays) -> None:
    await plays("""
        opens
        says   khai sinh
        waits  43200
        taps   @section_place
        sees   Đăng ký khai sinh
        taps   @helpful
        toast  =thanks
    """)


SENT = {
    "photo": Content(photo=(PhotoSize(file_id="1", file_unique_id="1", width=9, height=9),), caption="khai sinh"),
    "voice": Content(voice=Voice(file_id="1", file_unique_id="1", duration=3)),
    "video": Content(video=Video(file_id="1", file_unique_id="1", width=9, height=9, duration=3)),
    "sticker": Content(
        sticker=Sticker(file_id="1", file_unique_id="1", width=9, height=9, is_animated=False, is_video=False)
    ),
    "file": Content(document=Document(file_id="1", file_unique_id="1", file_name="giấy.pdf")),
    "contact": Content(contact=Contact(phone_number="0905123456", first_name="An")),
}


@pytest.mark.parametrize("content", SENT.values(), ids=SENT.keys())
async def test_what_is_no_text_gets_one_kind_sentence(telegram: TelegramDoor, house: House, content: Content) -> None:
    an = telegram.person("An")
    await an.opens()
    await an.sends(content)
    an.sees(plain(Speech("vi").say("sent")))
    assert not telegram.server.calls_of("getFile")
    assert b"0905123456" not in house.written()
