"""Keyboards under a message: what Telegram refuses, what stays."""

import pytest
from telegram import (
    CopyTextButton,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    ReplyKeyboardMarkup,
)
from telegram.error import BadRequest

from tests.telegram_server import TelegramServer
from tests.telegram_server.conftest import Bot


@pytest.fixture
def chat(server: TelegramServer) -> int:
    an = server.person("An")
    an.presses_start()
    return an.user.id


def keyboard(*buttons: InlineKeyboardButton) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup([[button] for button in buttons])


async def test_every_kind_of_button_stays_with_the_message(bot: Bot, chat: int) -> None:
    markup = keyboard(
        InlineKeyboardButton("Lệ phí", callback_data="a" * 64),
        InlineKeyboardButton("Cổng", url="https://dichvucong.example/ho-so"),
        InlineKeyboardButton("Chép mã", copy_text=CopyTextButton("1.001193")),
        InlineKeyboardButton("Chia sẻ", switch_inline_query="khai-sinh"),
    )
    assert (await bot.send_message(chat, "Chọn", reply_markup=markup)).reply_markup == markup


@pytest.mark.parametrize(
    ("button", "description"),
    [
        (InlineKeyboardButton("a", callback_data="đ" * 32 + "a"), "[Bb]utton_data_invalid"),
        (InlineKeyboardButton("a"), "Text buttons are unallowed in the inline keyboard"),
        (InlineKeyboardButton("", callback_data="a"), "button text must be non-empty"),
        (InlineKeyboardButton("a", url="khai-sinh"), "URL 'khai-sinh' is invalid: Wrong HTTP URL"),
        (InlineKeyboardButton("a", url="ftp://a.example"), "Unsupported URL protocol"),
        (InlineKeyboardButton("a", copy_text=CopyTextButton("1" * 257)), "[Bb]utton_copy_text_invalid"),
        (InlineKeyboardButton("a", url="https://a.example", callback_data="a"), "exactly one kind"),
    ],
)
async def test_a_bad_button_is_refused(bot: Bot, chat: int, button: InlineKeyboardButton, description: str) -> None:
    with pytest.raises(BadRequest, match=f"(?i){description}"):
        await bot.send_message(chat, "Chọn", reply_markup=keyboard(button))


async def test_an_edit_cannot_bring_a_bad_button_either(bot: Bot, chat: int) -> None:
    sent = await bot.send_message(chat, "Chọn")
    bad = keyboard(InlineKeyboardButton("a", callback_data="a" * 65))
    with pytest.raises(BadRequest, match=r"(?i)button_data_invalid"):
        await bot.edit_message_text("Chọn lại", chat, sent.message_id, reply_markup=bad)
    assert await bot.edit_message_text("Chọn lại", chat, sent.message_id)


async def test_a_keyboard_has_at_most_a_hundred_buttons(bot: Bot, chat: int) -> None:
    buttons = [InlineKeyboardButton(str(number), callback_data=str(number)) for number in range(101)]
    assert await bot.send_message(chat, "Trăm", reply_markup=keyboard(*buttons[:100]))
    with pytest.raises(BadRequest, match="eply markup is too long"):
        await bot.send_message(chat, "Hơn trăm", reply_markup=keyboard(*buttons))


async def test_a_refused_keyboard_leaves_no_message(server: TelegramServer, bot: Bot, chat: int) -> None:
    with pytest.raises(BadRequest):
        await bot.send_message(chat, "Chọn", reply_markup=keyboard(InlineKeyboardButton("a")))
    assert len(server.journal) == 0


async def test_a_person_is_asked_for_their_location_by_a_keyboard_of_their_own(
    server: TelegramServer, bot: Bot
) -> None:
    binh = server.person("Bình")
    binh.presses_start()
    asks = ReplyKeyboardMarkup([[KeyboardButton("Gửi vị trí", request_location=True)]], resize_keyboard=True)
    message = await bot.send_message(binh.user.id, "Bạn ở đâu?", reply_markup=asks)
    assert message.reply_markup is None
    shown = await binh.receives_keyboard()
    assert shown is not None
    assert shown.model_dump(exclude_none=True) == {
        "keyboard": (({"text": "Gửi vị trí", "request_location": True},),),
        "resize_keyboard": True,
    }
