"""Copies, deletions, keyboards changed alone, pins, and what a chat tells of itself."""

import pytest
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Message
from telegram.error import BadRequest, Forbidden

from tests.telegram_server import Content, Deleted, Person, TelegramServer
from tests.telegram_server.conftest import Bot
from tests.telegram_server.objects import Voice

BUTTONS = InlineKeyboardMarkup([[InlineKeyboardButton("Lệ phí", callback_data="fee")]])


@pytest.fixture
def an(server: TelegramServer) -> Person:
    person = server.person("An")
    person.presses_start()
    return person


async def test_a_copy_brings_the_words_but_neither_buttons_nor_author(
    server: TelegramServer, bot: Bot, an: Person
) -> None:
    binh = server.person("Bình")
    binh.presses_start()
    card = await bot.send_message(an.user.id, "<b>Khai sinh</b>", "HTML", reply_markup=BUTTONS)
    voice = an.sends(Content(voice=Voice(file_id="voice", file_unique_id="voice", duration=3)))
    for message_id in (card.message_id, voice.message_id):
        copied = await bot.copy_message(binh.user.id, an.user.id, message_id, caption="Gửi bạn")
        assert copied.message_id == binh.screen[-1].message_id
    text, spoken = binh.screen[-2:]
    assert (text.text, text.entities, text.buttons) == ("Khai sinh", card_entities(an), ())
    assert (spoken.voice, spoken.caption) == (voice.voice, "Gửi bạn")


def card_entities(an: Person) -> object:
    return next(message.entities for message in an.screen if message.text == "Khai sinh")


async def test_only_what_is_there_and_said_by_somebody_can_be_copied(
    server: TelegramServer, bot: Bot, an: Person
) -> None:
    (host,) = server.forum("Xã Tam Xuân", an)
    topic = host.opens_topic("Đất đai")
    assert topic.thread
    with pytest.raises(BadRequest, match="essage to copy not found"):
        await bot.copy_message(an.user.id, an.user.id, 999)
    with pytest.raises(BadRequest, match="essage can't be copied"):
        await bot.copy_message(an.user.id, host.room.chat.id, topic.thread)
    an.blocks_bot()
    with pytest.raises(Forbidden, match="blocked by the user"):
        await bot.copy_message(host.room.chat.id, an.user.id, 1)


async def test_a_keyboard_can_be_changed_and_taken_away_alone(bot: Bot, an: Person) -> None:
    sent = await bot.send_message(an.user.id, "<b>Khai sinh</b>", "HTML")
    changed = await bot.edit_message_reply_markup(an.user.id, sent.message_id, reply_markup=BUTTONS)
    assert isinstance(changed, Message)
    assert (changed.text, changed.entities, changed.reply_markup) == (sent.text, sent.entities, BUTTONS)
    with pytest.raises(BadRequest, match="essage is not modified"):
        await bot.edit_message_reply_markup(an.user.id, sent.message_id, reply_markup=BUTTONS)
    await bot.edit_message_reply_markup(an.user.id, sent.message_id)
    assert an.screen[-1].buttons == ()
    document = await bot.send_document(an.user.id, b"x", filename="mau.txt", reply_markup=BUTTONS)
    await bot.edit_message_reply_markup(an.user.id, document.message_id)
    assert (an.screen[-1].buttons, an.screen[-1].document is not None) == ((), True)


async def test_a_message_is_deleted_within_two_days(server: TelegramServer, bot: Bot, an: Person) -> None:
    sent = await bot.send_message(an.user.id, "Lỗi rồi")
    assert await bot.delete_message(an.user.id, sent.message_id)
    assert [message.text for message in an.screen] == ["/start"]
    assert [type(happening) for happening in server.journal.since(1)] == [Deleted]
    with pytest.raises(BadRequest, match="essage to delete not found"):
        await bot.delete_message(an.user.id, sent.message_id)
    old = await bot.send_message(an.user.id, "Cũ rồi")
    server.passes(48 * 3600 + 1)
    with pytest.raises(BadRequest, match="essage can't be deleted for everyone"):
        await bot.delete_message(an.user.id, old.message_id)


async def test_in_a_group_only_an_administrator_deletes_and_pins(server: TelegramServer, bot: Bot, an: Person) -> None:
    (member,) = server.group("Tổ dân phố 3", an)
    chat = member.room.chat.id
    theirs = member.writes("/hoi")
    ours = await bot.send_message(chat, "Hỏi gì?")
    with pytest.raises(BadRequest, match="essage can't be deleted"):
        await bot.delete_message(chat, theirs.message_id)
    with pytest.raises(BadRequest, match="ot enough rights to manage pinned messages"):
        await bot.pin_chat_message(chat, ours.message_id)
    member.promotes_bot()
    assert await bot.pin_chat_message(chat, ours.message_id)
    assert await bot.delete_message(chat, theirs.message_id)
    assert [message.text for message in member.screen] == ["Hỏi gì?"]


async def test_the_newest_pin_is_on_top(bot: Bot, an: Person) -> None:
    chat = an.user.id
    first, second, third = [(await bot.send_message(chat, text)).message_id for text in ("một", "hai", "ba")]
    for message_id in (first, second, third, first):
        await bot.pin_chat_message(chat, message_id)
    assert [message.text for message in an.pinned] == ["một", "ba", "hai"]
    details = await bot.get_chat(chat)
    assert details.pinned_message
    assert (details.first_name, details.pinned_message.text) == ("An", "một")
    await bot.unpin_chat_message(chat)
    await bot.unpin_chat_message(chat, second)
    await bot.delete_message(chat, first)
    assert [message.text for message in an.pinned] == ["ba"]
    await bot.unpin_all_chat_messages(chat)
    assert (await bot.get_chat(chat)).pinned_message is None
    with pytest.raises(BadRequest, match="essage to unpin not found"):
        await bot.unpin_chat_message(chat)
    with pytest.raises(BadRequest, match="essage to pin not found"):
        await bot.pin_chat_message(chat, 999)


async def test_a_chat_that_the_bot_does_not_know_tells_nothing(server: TelegramServer, bot: Bot) -> None:
    with pytest.raises(BadRequest, match="hat not found"):
        await bot.get_chat(server.person("Bình").user.id)
