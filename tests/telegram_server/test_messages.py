"""Edits, documents, chat actions, and whom the bot may write to."""

from datetime import timedelta
from pathlib import Path

import pytest
from telegram import Bot as PlainBot
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, InputFile
from telegram.error import BadRequest, Forbidden, InvalidToken, NetworkError, RetryAfter
from telegram.request import HTTPXRequest

from tests.telegram_server import Acted, InProcessRequest, TelegramServer
from tests.telegram_server.conftest import Bot
from tests.telegram_server.people import Person

BUTTONS = InlineKeyboardMarkup([[InlineKeyboardButton("Lệ phí", callback_data="fee")]])


@pytest.fixture
def an(server: TelegramServer) -> Person:
    person = server.person("An")
    person.presses_start()
    return person


async def test_an_edit_replaces_text_and_keyboard_in_place(bot: Bot, an: Person) -> None:
    sent = await bot.send_message(an.user.id, "<b>Khai sinh</b>", parse_mode="HTML", reply_markup=BUTTONS)
    edited = await bot.edit_message_text("Lệ phí: không", an.user.id, sent.message_id)
    assert isinstance(edited, type(sent))
    assert (edited.text, edited.entities, edited.reply_markup) == ("Lệ phí: không", (), None)
    assert edited.edit_date
    assert [message.text for message in an.screen] == ["/start", "Lệ phí: không"]


async def test_an_edit_that_changes_nothing_is_refused(bot: Bot, an: Person) -> None:
    sent = await bot.send_message(an.user.id, "<b>Một</b>", parse_mode="HTML", reply_markup=BUTTONS)
    with pytest.raises(BadRequest, match="essage is not modified: specified new message content"):
        await bot.edit_message_text(
            "<strong>Một</strong>\n", an.user.id, sent.message_id, parse_mode="HTML", reply_markup=BUTTONS
        )
    assert await bot.edit_message_text("Một", an.user.id, sent.message_id, reply_markup=BUTTONS)


async def test_only_text_messages_of_the_bot_that_exist_can_be_edited(bot: Bot, an: Person) -> None:
    theirs = an.writes("xin chào")
    document = await bot.send_document(an.user.id, b"x", filename="mau.txt")
    for message_id, description in (
        (999, "essage to edit not found"),
        (theirs.message_id, "essage can't be edited"),
        (document.message_id, "here is no text in the message to edit"),
    ):
        with pytest.raises(BadRequest, match=description):
            await bot.edit_message_text("mới", an.user.id, message_id)


async def test_a_document_arrives_whole_and_can_be_sent_again_by_its_id(
    server: TelegramServer, bot: Bot, an: Person
) -> None:
    content = "Tờ khai".encode() * 1000
    sent = await bot.send_document(an.user.id, content, filename="tờ khai.txt", caption="<b>Mẫu</b>", parse_mode="HTML")
    assert sent.document
    again = await bot.send_document(an.user.id, sent.document)
    received = [message.document for message in an.screen if message.document]
    assert [(file.file_name, file.mime_type) for file in received] == [("tờ khai.txt", "text/plain")] * 2
    assert server.files.content(received[0].file_id) == content
    assert (sent.caption, again.caption) == ("Mẫu", None)
    assert again.document == sent.document


async def test_a_file_can_be_sent_without_being_read_into_memory_first(
    server: TelegramServer, bot: Bot, an: Person, tmp_path: Path
) -> None:
    path = tmp_path / "mau.pdf"
    path.write_bytes(b"%PDF-1.7")
    with path.open("rb") as handle:
        sent = await bot.send_document(an.user.id, InputFile(handle, "mau.pdf", read_file_handle=False))
    assert sent.document
    assert (sent.document.mime_type, sent.document.file_size) == ("application/pdf", 8)
    assert server.files.content(sent.document.file_id) == b"%PDF-1.7"


async def test_an_empty_file_an_unknown_file_and_a_long_caption_are_refused(bot: Bot, an: Person) -> None:
    with pytest.raises(BadRequest, match="ile must be non-empty"):
        await bot.send_document(an.user.id, b"", filename="mau.txt")
    with pytest.raises(BadRequest, match="rong file identifier"):
        await bot.send_document(an.user.id, "AgACAgUAAxkBAAI")
    with pytest.raises(BadRequest, match="essage caption is too long"):
        await bot.send_document(an.user.id, b"x", caption="a" * 1025)
    assert (await bot.send_document(an.user.id, b"x", caption="a" * 1024)).caption == "a" * 1024


async def test_a_file_over_50_megabytes_is_refused(server: TelegramServer, an: Person) -> None:
    async with PlainBot(server.token, request=InProcessRequest(server)) as bot:
        with pytest.raises(NetworkError, match="Request Entity Too Large"):
            await bot.send_document(an.user.id, bytes(50 * 1024 * 1024 + 1))


async def test_a_chat_action_is_seen_and_a_made_up_one_refused(server: TelegramServer, bot: Bot, an: Person) -> None:
    await bot.send_chat_action(an.user.id, "typing")
    with pytest.raises(BadRequest, match="rong parameter action"):
        await bot.send_chat_action(an.user.id, "thinking")
    assert server.journal.since(0) == [Acted(an.user.id, "typing")]


async def test_nobody_is_written_to_who_has_not_written_first(server: TelegramServer, bot: Bot) -> None:
    binh = server.person("Bình")
    for chat_id in (binh.user.id, 424242, "@khong_ai"):
        with pytest.raises(BadRequest, match="hat not found"):
            await bot.send_message(chat_id, "Chào bạn")
    binh.presses_start()
    assert await bot.send_message(binh.user.id, "Chào bạn")


async def test_who_blocked_the_bot_gets_nothing_until_they_unblock_it(bot: Bot, an: Person) -> None:
    an.blocks_bot()
    with pytest.raises(Forbidden, match="bot was blocked by the user"):
        await bot.send_message(an.user.id, "Nhắc bạn")
    an.unblocks_bot()
    assert await bot.send_message(an.user.id, "Nhắc bạn")


async def test_a_group_that_threw_the_bot_out_gets_nothing(server: TelegramServer, bot: Bot, an: Person) -> None:
    (member,) = server.group("Tổ dân phố 3", an)
    assert (await bot.send_message(member.room.chat.id, "Chào")).chat.title == "Tổ dân phố 3"
    member.blocks_bot()
    with pytest.raises(Forbidden, match="bot was kicked from the group chat"):
        await bot.send_message(member.room.chat.id, "Chào")


async def test_faults_strike_the_next_call_once_in_order(
    server: TelegramServer, bot: Bot, an: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Without it python-telegram-bot warns that the type of `retry_after` will change.
    monkeypatch.setenv("PTB_TIMEDELTA", "true")
    server.fail_next("sendMessage", 429, "Too Many Requests: retry after 7", retry_after=7)
    server.fail_next("sendMessage", 502, "Bad Gateway")
    with pytest.raises(RetryAfter) as slow_down:
        await bot.send_message(an.user.id, "một")
    assert slow_down.value.retry_after == timedelta(seconds=7)
    with pytest.raises(NetworkError, match="Bad Gateway"):
        await bot.send_message(an.user.id, "một")
    assert (await bot.send_message(an.user.id, "một")).text == "một"
    assert [call.code for call in server.calls_of("sendMessage")] == [429, 502, 200]


async def test_a_fault_that_nobody_met_fails_the_test(server: TelegramServer) -> None:
    server.fail_next("sendMessage", 500, "Internal Server Error")
    assert server.problems() == ["the fault of sendMessage was never met"]
    server.faults.clear()


async def test_what_the_server_does_not_model_fails_the_test(server: TelegramServer, bot: Bot, an: Person) -> None:
    with pytest.raises(NetworkError, match="unmodelled sendDice"):
        await bot.send_dice(an.user.id)
    with pytest.raises(NetworkError, match="unmodelled"):
        await bot.send_message(an.user.id, "a", message_effect_id="5")
    styled = InlineKeyboardButton("a", callback_data="a", api_kwargs={"style": "danger"})
    with pytest.raises(NetworkError, match="unmodelled"):
        await bot.send_message(an.user.id, "a", reply_markup=InlineKeyboardMarkup([[styled]]))
    assert server.problems() == [
        "sendDice",
        "sendMessage(message_effect_id)",
        "sendMessage(reply_markup.inline_keyboard.inline_keyboard.0.0.style)",
    ]
    server.unmodelled.clear()


async def test_a_wrong_token_is_turned_away(server: TelegramServer) -> None:
    for token, code in (("123456:other", 401), ("nonsense", 404)):
        assert (await server.call(token, "getMe", {})).code == code
    with pytest.raises(InvalidToken):
        await PlainBot("123456:other", request=InProcessRequest(server)).get_me()


async def test_the_http_client_is_the_real_one(bot: Bot, request: pytest.FixtureRequest) -> None:
    expected = HTTPXRequest if "http" in request.node.callspec.id else InProcessRequest
    assert isinstance(bot.request, expected)
