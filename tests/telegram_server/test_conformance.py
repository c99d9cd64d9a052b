"""The server against an independent model of the Bot API, generated from its documentation (aiogram).

Its own models let unknown fields pass; here every field that it does not know is a failure.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING

from pydantic import BaseModel, TypeAdapter
from pydantic_core import to_jsonable_python
from telegram import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQueryResultArticle,
    InlineQueryResultsButton,
    InputTextMessageContent,
    MenuButtonCommands,
)

from tests.telegram_server import Offered, Person, TelegramServer
from tests.telegram_server.calls import Call
from tests.telegram_server.chats import inline_message_id
from tests.telegram_server.conftest import Bot
from tests.telegram_server.files import Upload
from tests.telegram_server.test_photos import png

if TYPE_CHECKING:
    from aiogram.methods.base import TelegramMethod

BUTTONS = InlineKeyboardMarkup([[InlineKeyboardButton("Lệ phí", callback_data="fee")]])


async def test_every_call_and_every_answer_is_as_documented(server: TelegramServer, bot: Bot) -> None:
    await exercise(server, bot)
    assert {call.method for call in server.calls} == set(server.methods)
    problems = [problem for call in server.calls for problem in undocumented(call)]
    assert problems == []


async def exercise(server: TelegramServer, bot: Bot) -> None:
    """Call every method that the server offers, each so that it succeeds, with every kind of update on the way."""
    an = server.person("An")
    an.presses_start("khai-sinh")
    await messages_come_and_go(server, bot, an)
    await profile_is_shown(bot, an.user.id)
    await groups_change(server, bot, an)
    await offers_are_picked(server, bot, an)
    an.blocks_bot()
    kinds = {kind for update in await bot.get_updates() for kind in update.to_dict() if kind != "update_id"}
    assert kinds == {"message", "edited_message", "callback_query", "inline_query", "my_chat_member"}
    await bot.set_webhook("https://bot.example", secret_token="s", allowed_updates=["message"], max_connections=1)
    await bot.get_webhook_info()
    await bot.delete_webhook()


async def messages_come_and_go(server: TelegramServer, bot: Bot, an: Person) -> None:
    chat = an.user.id
    sent = await bot.send_message(chat, "<b>a</b>", "HTML", reply_markup=BUTTONS, reply_to_message_id=1)
    query = server.callbacks.tapped(an.user, an.room.messages[sent.message_id], "fee")
    server.updates.push_query(query)
    await bot.edit_message_text("b", chat, sent.message_id)
    await bot.edit_message_reply_markup(chat, sent.message_id, reply_markup=BUTTONS)
    await bot.answer_callback_query(query.id, "Cảm ơn bạn")
    await bot.send_document(chat, b"abc", caption="<i>mẫu</i>", parse_mode="HTML", filename="mau.txt")
    await bot.send_photo(chat, png(1600, 900), caption="<i>mẫu</i>", parse_mode="HTML")
    copy = await bot.copy_message(chat, chat, sent.message_id)
    await bot.pin_chat_message(chat, copy.message_id)
    await bot.get_chat(chat)
    await bot.unpin_chat_message(chat)
    await bot.unpin_all_chat_messages(chat)
    await bot.delete_message(chat, copy.message_id)
    await bot.send_chat_action(chat, "typing")
    an.edits(an.writes("khai sin"), "khai sinh")


async def profile_is_shown(bot: Bot, chat: int) -> None:
    await bot.set_my_commands([("hoi", "Hỏi")], language_code="vi")
    await bot.get_my_commands(language_code="vi")
    await bot.delete_my_commands(language_code="vi")
    await bot.set_my_description("Hỏi về thủ tục", "vi")
    await bot.get_my_description("vi")
    await bot.set_my_short_description("Thủ tục", "vi")
    await bot.get_my_short_description("vi")
    await bot.set_chat_menu_button(chat, MenuButtonCommands())
    await bot.get_chat_menu_button(chat)


async def groups_change(server: TelegramServer, bot: Bot, an: Person) -> None:
    (member,) = server.group_without_bot("Tổ dân phố 3", an)
    member.adds_bot()
    member.promotes_bot()
    member.upgrades_group()
    await bot.get_chat(member.room.chat.id)
    member.removes_bot()
    (host,) = server.forum("Xã Tam Xuân", an)
    topic = host.opens_topic("Đất đai")
    asked = topic.writes("/hoi sổ đỏ")
    await bot.send_message(
        host.room.chat.id, "Sổ đỏ", message_thread_id=topic.thread, reply_to_message_id=asked.message_id
    )
    topic.closes_topic()


async def offers_are_picked(server: TelegramServer, bot: Bot, an: Person) -> None:
    query = server.inline_queries.asked(an.user, an.room.chat, "khai sinh", "")
    server.updates.push_inline_query(query)
    content = InputTextMessageContent("<b>Khai sinh</b>", "HTML")
    article = InlineQueryResultArticle("1", "Khai sinh", content, reply_markup=BUTTONS, description="5 ngày")
    await bot.answer_inline_query(query.id, [article], button=InlineQueryResultsButton("Hỏi", start_parameter="hoi"))
    (offered,) = [happening for happening in server.journal.since(0) if isinstance(happening, Offered)]
    picked = an.picks(offered.results[0])
    server.updates.push_query(server.callbacks.tapped(an.user, picked, "fee"))
    await bot.edit_message_text("Không mất phí", inline_message_id=inline_message_id(picked))


@cache
def documented() -> "Mapping[str, type[TelegramMethod[object]]]":
    """The documented methods by their names; imported here, for it takes seconds, and every process collects tests."""
    from aiogram import methods
    from aiogram.methods.base import TelegramMethod

    return {
        method.__api_method__: method
        for method in vars(methods).values()
        if isinstance(method, type) and issubclass(method, TelegramMethod) and method is not TelegramMethod
    }


def undocumented(call: Call) -> Iterator[str]:
    """What this call or its answer holds that the documentation does not know; raises where it lacks some."""
    model = documented()[call.method]
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
