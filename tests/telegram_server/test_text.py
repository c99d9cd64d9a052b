"""What Telegram takes as the text of a message, and what it makes of it."""

import pytest
from telegram import MessageEntity
from telegram.error import BadRequest

from tests.telegram_server import TelegramServer
from tests.telegram_server.conftest import Bot
from tests.telegram_server.errors import ApiError
from tests.telegram_server.formatting import entities_written
from tests.telegram_server.html_text import parse_html

EMOJI = "🏟"
"""Two UTF-16 code units, four bytes of UTF-8."""


@pytest.fixture
def chat(server: TelegramServer) -> int:
    an = server.person("An")
    an.presses_start()
    return an.user.id


async def test_html_becomes_text_with_entities(bot: Bot, chat: int) -> None:
    message = await bot.send_message(
        chat, f'{EMOJI} <b>Giấy <i>khai sinh</i></b> &lt;1&gt; <a href="https://vi.example">xem</a>', parse_mode="HTML"
    )
    assert message.text == f"{EMOJI} Giấy khai sinh <1> xem"
    assert [(e.type, e.offset, e.length, e.url) for e in message.entities] == [
        ("bold", 3, 14, None),
        ("italic", 8, 9, None),
        ("text_link", 22, 3, "https://vi.example/"),
    ]


async def test_white_space_around_a_text_is_cut_and_entities_move_with_it(bot: Bot, chat: int) -> None:
    message = await bot.send_message(chat, "\n\n <b> Nơi nộp </b>\n", parse_mode="HTML")
    assert (message.text, message.parse_entities()) == (
        "Nơi nộp",
        {MessageEntity("bold", 0, 7): "Nơi nộp"},
    )


@pytest.mark.parametrize(
    ("text", "description"),
    [
        ("<b>đậm", 'Can\'t find end tag corresponding to start tag "b"'),
        ("lệ phí <10", "Unclosed start tag at byte offset 10"),
        ("lệ phí <10 000", 'Unsupported start tag "10" at byte offset 10'),
        ("<br>", 'Unsupported start tag "br" at byte offset 0'),
        ("<b>a</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
        ("a</b>", "Unexpected end tag at byte offset 1"),
        (f"{EMOJI} {EMOJI}&lt;<abac aba>", 'Unsupported start tag "abac" at byte offset 13'),
        (f"{EMOJI} {EMOJI}&lt;<i   =aba>", 'Empty attribute name in the tag "i" at byte offset 13'),
        (
            "<i    aba>",
            'Expected equal sign in declaration of an attribute of the tag "i" at byte offset 0',
        ),
        ("<i    aba  =  ", 'Unclosed start tag "i" at byte offset 0'),
        ("<i    aba  =  190azAz-.,", "Unexpected end of name token at byte offset 14"),
        ('<i    aba  =  "&lt;&gt;&quot;>', "Unclosed start tag at byte offset 0"),
        ("<i>a</i   ", "Unclosed end tag at byte offset 4"),
        ('<span class="red">a</span>', 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        (
            "&#57311;",
            "Text contains invalid Unicode characters after decoding HTML entities,"
            " check for unmatched surrogate code units",
        ),
    ],
)
def test_html_that_is_not_well_formed_is_refused_in_telegrams_words(text: str, description: str) -> None:
    with pytest.raises(ApiError) as refusal:
        parse_html(text)
    assert refusal.value.description == f"Bad Request: can't parse entities: {description}"


@pytest.mark.parametrize(
    ("html", "text", "entities"),
    [
        ("&lt;&gt;&amp;&quot;&laquo;&nbsp;&#12345678;", '<>&"&laquo;&nbsp;&#12345678;', []),
        ("&#272;&#x111;", "Đđ", []),
        (f"{EMOJI} {EMOJI}<i>{EMOJI} &lt{EMOJI}</i>", f"{EMOJI} {EMOJI}{EMOJI} <{EMOJI}", [("italic", 5, 6)]),
        (f"{EMOJI}<i>a</    >", f"{EMOJI}a", [("italic", 2, 1)]),
        ("<b></b>trống", "trống", []),
        ('<a href="khai-sinh">link hỏng</a>', "link hỏng", []),
        ("<i><b> </b> <code> </code></i>", "   ", [("italic", 0, 3), ("bold", 0, 1), ("code", 2, 1)]),
        ("<blockquote expandable>căn cứ</blockquote>", "căn cứ", [("expandable_blockquote", 0, 6)]),
    ],
)
def test_html_is_read_as_telegram_reads_it(html: str, text: str, entities: list[tuple[str, int, int]]) -> None:
    plain, found = parse_html(html)
    assert (plain, [(entity.type, entity.offset, entity.length) for entity in found]) == (text, entities)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("/start khai-sinh", [("bot_command", 0, 6)]),
        (f"{EMOJI} /hoi@motcua_test_bot", [("bot_command", 3, 20)]),
        ("@motcua_test_bot ơi", [("mention", 0, 16)]),
        ("cha/mẹ 1/7/2025 /a/b mail@motcua.example", []),
    ],
)
def test_commands_and_mentions_are_found_in_what_people_write(text: str, found: list[tuple[str, int, int]]) -> None:
    assert [(entity.type, entity.offset, entity.length) for entity in entities_written(text)] == found


async def test_broken_html_reaches_the_bot_as_a_bad_request(bot: Bot, chat: int) -> None:
    with pytest.raises(BadRequest, match=r"(?i)can't find end tag corresponding to start tag "):
        await bot.send_message(chat, "<b>Lệ phí", parse_mode="HTML")


async def test_a_message_holds_4096_utf16_units_after_parsing(bot: Bot, chat: int) -> None:
    sent = await bot.send_message(chat, "<b>" + EMOJI * 2048 + "</b>", parse_mode="HTML")
    assert sent.text == EMOJI * 2048
    with pytest.raises(BadRequest, match=r"(?i)message is too long"):
        await bot.send_message(chat, EMOJI * 2048 + "a")


@pytest.mark.parametrize(("text", "description"), [("", "essage text is empty"), (" \n", "ext must be non-empty")])
async def test_a_message_needs_text(bot: Bot, chat: int, text: str, description: str) -> None:
    with pytest.raises(BadRequest, match=description):
        await bot.send_message(chat, text)


async def test_an_entity_outside_the_text_is_refused(bot: Bot, chat: int) -> None:
    with pytest.raises(BadRequest, match=r"(?i)ends after the end of the text at UTF-16 offset 9"):
        await bot.send_message(chat, "Xin chào", entities=[MessageEntity("bold", 0, 9)])


async def test_an_unknown_parse_mode_is_refused(bot: Bot, chat: int) -> None:
    with pytest.raises(BadRequest, match="nsupported parse_mode"):
        await bot.send_message(chat, "a", parse_mode="BBCode")


async def test_a_reply_needs_the_message_it_replies_to(bot: Bot, chat: int) -> None:
    first = await bot.send_message(chat, "một")
    second = await bot.send_message(chat, "hai", reply_to_message_id=first.message_id)
    assert second.reply_to_message
    assert second.reply_to_message.text == "một"
    with pytest.raises(BadRequest, match="essage to be replied not found"):
        await bot.send_message(chat, "ba", reply_to_message_id=999)
