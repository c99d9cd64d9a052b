"""The server against an independent model of the Bot API, generated from its documentation (aiogram).

Its own models let unknown fields pass; here every field that it does not know is a failure.
"""

from collections.abc import Iterator

from aiogram import methods
from aiogram.methods.base import TelegramMethod
from pydantic import BaseModel, TypeAdapter
from pydantic_core import to_jsonable_python
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, MenuButtonCommands

from tests.telegram_server import TelegramServer
from tests.telegram_server.calls import Call
from tests.telegram_server.conftest import Bot
from tests.telegram_server.files import Upload

DOCUMENTED: dict[str, type[TelegramMethod[object]]] = {
    method.__api_method__: method
    for method in vars(methods).values()
    if isinstance(method, type) and issubclass(method, TelegramMethod) and method is not TelegramMethod
}


async def test_every_call_and_every_answer_is_as_documented(server: TelegramServer, bot: Bot) -> None:
    await exercise(server, bot)
    assert {call.method for call in server.calls} == set(server.methods)
    problems = [problem for call in server.calls for problem in undocumented(call)]
    assert problems == []


async def exercise(server: TelegramServer, bot: Bot) -> None:
    """Call every method that the server offers, each so that it succeeds."""
    an = server.person("An")
    an.presses_start("khai-sinh")
    chat = an.user.id
    buttons = InlineKeyboardMarkup([[InlineKeyboardButton("Lệ phí", callback_data="fee")]])
    sent = await bot.send_message(chat, "<b>a</b>", "HTML", reply_markup=buttons, reply_to_message_id=1)
    query = server.callbacks.tapped(an.user, an.room.messages[sent.message_id], "fee")
    server.updates.push_query(query)
    await bot.edit_message_text("b", chat, sent.message_id)
    await bot.answer_callback_query(query.id, "Cảm ơn bạn")
    await bot.send_document(chat, b"abc", caption="<i>mẫu</i>", parse_mode="HTML", filename="mau.txt")
    await bot.send_chat_action(chat, "typing")
    await bot.set_my_commands([("hoi", "Hỏi")], language_code="vi")
    await bot.get_my_commands(language_code="vi")
    await bot.delete_my_commands(language_code="vi")
    await bot.set_my_description("Hỏi về thủ tục", "vi")
    await bot.get_my_description("vi")
    await bot.set_my_short_description("Thủ tục", "vi")
    await bot.get_my_short_description("vi")
    await bot.set_chat_menu_button(chat, MenuButtonCommands())
    await bot.get_chat_menu_button(chat)
    an.blocks_bot()
    await bot.get_updates(allowed_updates=["message"])
    await bot.get_webhook_info()
    await bot.delete_webhook()


def undocumented(call: Call) -> Iterator[str]:
    """What this call or its answer holds that the documentation does not know; raises where it lacks some."""
    model = DOCUMENTED[call.method]
    sent = {name: value.name if isinstance(value, Upload) else read(value) for name, value in call.parameters.items()}
    yield from unknown_fields(model.model_validate(sent), f"{call.method} parameters")
    answered = to_jsonable_python(call.result, by_alias=True, exclude_none=True)
    result: object = TypeAdapter(model.__returning__).validate_python(answered)
    yield from unknown_fields(result, f"{call.method} result")


def read(value: str) -> object:
    """A parameter as an object, where it is one on the wire."""
    return TypeAdapter(dict[str, object] | list[object]).validate_json(value) if value[:1] in "[{" else value


def unknown_fields(value: object, place: str) -> Iterator[str]:
    if isinstance(value, BaseModel):
        yield from (f"{place}.{name}" for name in value.model_extra or {})
        for name, field in value:
            yield from unknown_fields(field, f"{place}.{name}")
    elif isinstance(value, list | tuple):
        for index, item in enumerate(value):
            yield from unknown_fields(item, f"{place}[{index}]")
