"""People and the bot, through python-telegram-bot's own dispatching."""

import asyncio
from html import escape
from typing import Any

import pytest
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.constants import ChatType
from telegram.error import BadRequest
from telegram.ext import CallbackQueryHandler, ChatMemberHandler, CommandHandler, MessageHandler, filters

from tests.telegram_server import TelegramServer, reading
from tests.telegram_server.conftest import Bot, Running

CARD = InlineKeyboardMarkup(
    [
        [
            InlineKeyboardButton("Lệ phí", callback_data="fee"),
            InlineKeyboardButton("👍", callback_data="up"),
        ],
        [InlineKeyboardButton("Cổng", url="https://dichvucong.example")],
    ]
)


@pytest.fixture
def guide(application: Running) -> Running:
    """A small bot: a card for every text, an edit for "Lệ phí", a toast for "👍"."""

    async def start(update: Update, context: Any) -> None:
        assert update.effective_message
        assert update.effective_user
        await update.effective_message.reply_text(f"{update.effective_user.language_code} {context.args}")

    async def answer(update: Update, context: Any) -> None:
        message = update.effective_message
        assert message
        kind = next(iter(name for name in ("photo", "voice", "location", "document") if getattr(message, name)), "")
        await message.reply_html(f"<b>{escape(message.text or kind)}</b>", reply_markup=CARD)

    async def tapped(update: Update, context: Any) -> None:
        query = update.callback_query
        assert query
        if query.data == "fee":
            await query.edit_message_text("Không mất phí", reply_markup=CARD)
            await query.answer()
        else:
            await query.answer("Cảm ơn bạn" if query.data == "up" else "Nút này đã cũ", show_alert=query.data != "up")

    application.add_handler(CommandHandler("start", start))
    application.add_handler(CallbackQueryHandler(tapped))
    application.add_handler(MessageHandler(filters.ALL, answer))
    return application


async def test_a_person_asks_and_taps(server: TelegramServer, guide: Running) -> None:
    an = server.person("An")
    card = await an.says("khai sinh <b>")
    assert (card.text, card.labels) == ("khai sinh <b>", ("Lệ phí", "👍", "Cổng"))
    changed = await an.taps("Lệ phí")
    assert (changed.message_id, changed.text) == (card.message_id, "Không mất phí")
    notice = await an.taps_for_notice("👍")
    assert (notice.text, notice.alert) == ("Cảm ơn bạn", False)
    assert [message.text for message in an.screen] == ["khai sinh <b>", "Không mất phí"]
    assert server.callbacks.unanswered == frozenset()


async def test_a_link_brings_its_payload_and_the_language_of_the_app(server: TelegramServer, guide: Running) -> None:
    emily = server.person("Emily", "en")
    assert (await emily.opens()).text == "en []"
    assert (await emily.opens("khai-sinh")).text == "en ['khai-sinh']"
    assert (await emily.follows("https://t.me/motcua_test_bot?start=ho-chieu")).text == "en ['ho-chieu']"
    with pytest.raises(AssertionError, match="does not lead to"):
        await emily.follows("https://t.me/other_bot?start=ho-chieu")
    with pytest.raises(AssertionError, match="opens no link with the payload"):
        await emily.opens("khai sinh")


async def test_a_person_sends_more_than_text(server: TelegramServer, guide: Running) -> None:
    an = server.person("An")
    assert (await an.sends_photo()).text == "photo"
    assert (await an.sends_voice()).text == "voice"
    assert (await an.sends_file("giấy.pdf")).text == "document"
    assert (await an.shares_location(15.57, 108.47)).text == "location"


async def test_a_forged_tap_reaches_the_bot(server: TelegramServer, guide: Running) -> None:
    an = server.person("An")
    card = await an.says("khai sinh")
    assert (await an.forges("' OR 1=1 --", on=card)).alert is True


async def test_two_people_keep_to_their_own_chats(server: TelegramServer, guide: Running) -> None:
    an, binh = server.person("An"), server.person("Bình")
    an.writes("một")
    assert (await binh.says("hai")).text == "hai"
    assert (await an.receives()).text == "một"


async def test_each_person_reads_the_answer_to_their_own_tap(server: TelegramServer, guide: Running) -> None:
    an, binh = server.person("An"), server.person("Bình")
    await an.says("khai sinh")
    card = await binh.says("khai tử")
    forged, thanks = await asyncio.gather(binh.forges("cũ", on=card), an.taps_for_notice("👍"))
    assert (forged.text, thanks.text) == ("Nút này đã cũ", "Cảm ơn bạn")


async def test_messages_are_read_one_after_the_other(server: TelegramServer, bot: Bot) -> None:
    an = server.person("An")
    an.presses_start()
    for text in ("một", "hai"):
        await bot.send_message(an.user.id, text)
    assert [(await an.receives()).text, (await an.receives()).text] == ["một", "hai"]


async def test_in_a_group_the_bot_hears_only_what_is_meant_for_it(server: TelegramServer, guide: Running) -> None:
    an, binh = server.group("Tổ dân phố 3", server.person("An"), server.person("Bình"))
    an.writes("mai họp tổ nhé")
    an.writes("/hoi@other_bot khai sinh")
    binh.writes("viết cho mail@motcua_test_bot.example")
    card = await binh.says("@motcua_test_bot khai sinh")
    assert (card.text, card.chat.type) == ("@motcua_test_bot khai sinh", ChatType.GROUP)
    reply = an.writes("còn lệ phí?", reply_to=card)
    assert (await an.receives()).text == reply.text
    assert (await an.says("/hoi khai tử")).text == "/hoi khai tử"
    assert (await an.says("🙂 /hoi@MotCua_test_bot kết hôn")).text == "🙂 /hoi@MotCua_test_bot kết hôn"
    assert len([message for message in an.screen if message.from_.is_bot]) == 4


async def test_a_block_is_told_to_the_bot(server: TelegramServer, application: Running) -> None:
    told: list[str] = []

    async def note(update: Update, context: Any) -> None:
        assert update.my_chat_member
        told.append(update.my_chat_member.new_chat_member.status)
        if told[-1] == "member":
            await context.bot.send_message(update.my_chat_member.chat.id, "Chào bạn trở lại")

    application.add_handler(ChatMemberHandler(note))
    an = server.person("An")
    an.presses_start()
    an.blocks_bot()
    an.unblocks_bot()
    assert (await an.receives()).text == "Chào bạn trở lại"
    assert told == ["kicked", "member"]


async def test_who_waits_in_vain_is_told_what_happened(
    server: TelegramServer, application: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "PATIENCE", 0.02)
    with pytest.raises(AssertionError, match=r"An waited 0.02 s for a message; the bot did \[\]"):
        await server.person("An").says("khai sinh")


async def test_a_button_that_is_not_there_cannot_be_tapped(server: TelegramServer, guide: Running) -> None:
    an = server.person("An")
    await an.says("khai sinh")
    with pytest.raises(AssertionError, match=r"no button 'Hồ sơ'; the buttons are .*Lệ phí"):
        await an.taps("Hồ sơ")
    with pytest.raises(AssertionError, match="does not call the bot"):
        await an.taps("Cổng")


async def test_a_query_is_answered_once_and_while_it_is_young(server: TelegramServer, bot: Bot) -> None:
    an = server.person("An")
    an.presses_start()
    message = (await bot.send_message(an.user.id, "Chọn", reply_markup=CARD)).message_id
    first, second, third = (
        server.callbacks.tapped(an.user, an.room.messages[message], data) for data in ("1", "2", "3")
    )
    with pytest.raises(BadRequest, match=r"(?i)MESSAGE_TOO_LONG"):
        await bot.answer_callback_query(first.id, "a" * 201)
    assert await bot.answer_callback_query(first.id, "a" * 200)
    assert await bot.answer_callback_query(second.id)
    server.callbacks.grow_old()
    for query_id in (first.id, third.id, "no-such-query"):
        with pytest.raises(BadRequest, match="uery is too old and response timeout expired or query id is invalid"):
            await bot.answer_callback_query(query_id)
