"""Inline mode: offers, their limits, and messages that people send through the bot."""

from typing import Any

import pytest
from telegram import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQueryResultArticle,
    InlineQueryResultsButton,
    InputTextMessageContent,
    Update,
)
from telegram.error import BadRequest
from telegram.ext import CallbackQueryHandler, InlineQueryHandler

from tests.telegram_server import Person, TelegramServer
from tests.telegram_server.conftest import Bot, Running

BUTTONS = InlineKeyboardMarkup([[InlineKeyboardButton("Lệ phí", callback_data="fee")]])


def article(result_id: str = "1", title: str = "Khai sinh", text: str = "<b>Khai sinh</b>") -> InlineQueryResultArticle:
    return InlineQueryResultArticle(result_id, title, InputTextMessageContent(text, "HTML"), reply_markup=BUTTONS)


@pytest.fixture
def offering(application: Running) -> Running:
    """A small bot that offers what was typed, page by page, and edits what was sent when its button is tapped."""

    async def offer(update: Update, context: Any) -> None:
        query = update.inline_query
        assert query
        page = int(query.offset or 0)
        await query.answer([article(str(page), query.query)], next_offset=str(page + 1), is_personal=True)

    async def tapped(update: Update, context: Any) -> None:
        query = update.callback_query
        assert query
        assert query.message is None
        await query.edit_message_text("Không mất phí")
        await query.answer()

    application.add_handler(InlineQueryHandler(offer))
    application.add_handler(CallbackQueryHandler(tapped))
    return application


async def test_a_person_picks_an_offer_and_taps_on_what_they_sent(server: TelegramServer, offering: Running) -> None:
    (an,) = server.group("Tổ dân phố 3", server.person("An"))
    offered = await an.asks_inline("khai sinh")
    assert ([result.title for result in offered.results], offered.next_offset) == (["khai sinh"], "1")
    assert (offered.is_personal, offered.cache_seconds) == (True, 300)
    assert (await an.asks_inline("khai sinh", offered.next_offset)).results[0].id == "1"
    sent = an.picks(offered.results[0])
    assert (sent.text, sent.labels, sent.from_, sent.via_bot) == ("Khai sinh", ("Lệ phí",), an.user, server.bot)
    assert (await an.taps("Lệ phí")).text == "Không mất phí"
    assert [message.text for message in an.screen] == ["Không mất phí"]


async def test_a_bot_is_told_of_what_was_sent_through_it(server: TelegramServer, bot: Bot) -> None:
    an = server.person("An")
    (member,) = server.group("Tổ dân phố 3", an)
    for place, kind in ((an, "sender"), (member, "group")):
        query = server.inline_queries.asked(place.user, place.room.chat, "khai", "")
        assert query.chat_type == kind
        await bot.answer_inline_query(query.id, [article()])
    for result in server_offers(server, an):
        member.picks(result)
    (update, _) = await bot.get_updates()
    assert update.message
    assert update.message.via_bot == bot.bot


def server_offers(server: TelegramServer, person: Person) -> Any:
    return [result for offered in server.journal.since(0) for result in getattr(offered, "results", ())]


async def test_only_a_message_sent_through_the_bot_has_an_inline_id(server: TelegramServer, bot: Bot) -> None:
    an = server.person("An")
    own = an.writes("khai sinh")
    for inline_id in (f"{an.user.id}.{own.message_id}", f"{an.user.id}.999", "4242.1", "vớ vẩn"):
        with pytest.raises(BadRequest, match=r"(?i)message_id_invalid"):
            await bot.edit_message_text("mới", inline_message_id=inline_id)


@pytest.mark.parametrize(
    ("results", "more", "description"),
    [
        ([article(str(number)) for number in range(51)], {}, "results_too_much"),
        ([article("1"), article("1")], {}, "result_id_duplicate"),
        ([article("a" * 65)], {}, "result_id_invalid"),
        ([article("")], {}, "result_id_invalid"),
        ([article(title=" ")], {}, "article_title_empty"),
        ([article(text="<b>a")], {}, "can't parse entities"),
        ([article(text="a" * 4097)], {}, "message is too long"),
        ([], {"next_offset": "a" * 65}, "next_offset_invalid"),
        ([], {"button": InlineQueryResultsButton("Hỏi", start_parameter="hỏi")}, "start_param_invalid"),
    ],
)
async def test_an_offer_beyond_the_limits_is_refused(
    server: TelegramServer, bot: Bot, results: list[InlineQueryResultArticle], more: dict[str, Any], description: str
) -> None:
    an = server.person("An")
    query = server.inline_queries.asked(an.user, an.room.chat, "khai sinh", "")
    with pytest.raises(BadRequest, match=f"(?i){description}"):
        await bot.answer_inline_query(query.id, results, **more)
    assert await bot.answer_inline_query(query.id, [article(str(number)) for number in range(50)])


async def test_an_inline_query_is_answered_once_and_while_it_is_young(server: TelegramServer, bot: Bot) -> None:
    an = server.person("An")
    first, second = (server.inline_queries.asked(an.user, an.room.chat, "a" * 300, "") for _ in range(2))
    assert first.query == "a" * 256
    assert await bot.answer_inline_query(first.id, [])
    server.inline_queries.grow_old()
    for query in (first, second):
        with pytest.raises(BadRequest, match="uery is too old"):
            await bot.answer_inline_query(query.id, [])
