"""Who types the bot's name in any chat is offered procedures and sends the card of one."""

import logging

import pytest

from bot.catalog.model import Words
from bot.conversation.fitting import visible_length, visible_text
from bot.conversation.replies import MAX_VISIBLE, Say
from bot.conversation.speech import Speech
from bot.conversation.suggesting import PAGE
from bot.language import LANGUAGES
from bot.records import Official, Pause, PauseGiven, Updates
from bot.records.board import WHOLE
from bot.telegram.inline import KEPT
from bot.telegram.manners import Manners
from tests.actors import Door, House, TelegramDoor
from tests.telegram.mannered import Stopwatch, polling
from tests.telegram.posting import posting
from tests.telegram.scripted import always
from tests.telegram_server import Person, TelegramServer
from tests.telegram_server.journal import Offered

CHANNELS = pytest.mark.parametrize("channel", ["telegram", "telegram-http", "telegram-webhook"])
ANSWER = always(Say("Thẻ"))


def labels(offered: Offered) -> list[str]:
    return [result.title for result in offered.results]


async def pause(house: House, subject: str, sentence: str) -> None:
    by = Official("an", "admin", house.clock().date())
    await house.guide.store.store("chat", "an", None, [PauseGiven(Pause(subject, Words(sentence)), by)])


@CHANNELS
async def test_half_a_word_offers_the_card_and_who_picks_it_sends_it(door: Door) -> None:
    assert isinstance(door, TelegramDoor)
    an, binh = door.server.person("An"), door.server.person("Bình")
    here, _ = door.server.group("Tổ dân phố 3", an, binh)
    offered = await here.asks_inline("khai si")
    assert labels(offered)[0] == "Đăng ký khai sinh"
    assert offered.results[0].description
    assert "3 giấy tờ" in offered.results[0].description
    sent = here.picks(offered.results[0])
    assert sent.text
    assert sent.text.startswith("Đăng ký khai sinh · cấp xã\n\n🗂 Thường mang 3 thứ:")
    assert sent.via_bot == door.server.bot
    (button,) = sent.buttons
    assert (button.text, button.url) == (
        Speech("vi").label("private_chat"),
        "https://t.me/motcua_test_bot?start=khai-sinh",
    )
    assert f"bấm «{button.text}»" in sent.text


async def test_a_page_follows_where_there_is_one(telegram: TelegramDoor) -> None:
    an = telegram.server.person("An")
    first = await an.asks_inline("đăng ký")
    second = await an.asks_inline("đăng ký", first.next_offset)
    assert len(first.results) == len(second.results) == PAGE
    assert not {each.id for each in first.results} & {each.id for each in second.results}
    offered = second
    for _ in range(10):
        if not offered.next_offset:
            break
        offered = await an.asks_inline("đăng ký", offered.next_offset)
    assert offered.next_offset == ""
    assert (await an.asks_inline("đăng ký", "vớ vẩn")).results == first.results


async def test_it_is_kept_for_this_person_alone_whose_language_it_speaks(telegram: TelegramDoor) -> None:
    an, binh = telegram.server.person("An"), telegram.server.person("Ben", "en")
    vietnamese, english = await an.asks_inline("ket hon"), await binh.asks_inline("ket hon")
    assert (vietnamese.cache_seconds, vietnamese.is_personal) == (KEPT, True)
    assert (labels(vietnamese)[0], labels(english)[0]) == ("Đăng ký kết hôn", "Register a marriage")


@CHANNELS
async def test_the_switch_opens_a_private_chat_that_asks_what_is_needed(door: Door) -> None:
    assert isinstance(door, TelegramDoor)
    an = door.server.person("An")
    offered = await an.asks_inline("xyz xyz")
    assert offered.results == ()
    assert offered.button
    assert offered.button.text == Speech("vi").label("suggest_nothing")
    place = door.begin()
    an.presses_start(offered.button.start_parameter or "")
    (answer,) = await door.reaction(place, an)
    assert answer.words.startswith("Chào bạn, mình là Một Cửa")


async def test_who_follows_a_card_sees_the_procedure(telegram: TelegramDoor) -> None:
    an = telegram.server.person("An")
    offered = await an.asks_inline("ho chieu")
    markup = offered.results[0].reply_markup
    assert markup
    place = telegram.begin()
    an.presses_start((markup.buttons[0].url or "").partition("?start=")[2])
    (answer,) = await telegram.reaction(place, an)
    assert answer.words.startswith(offered.results[0].title)


async def test_in_need_nobody_is_offered_a_procedure(telegram: TelegramDoor) -> None:
    offered = await telegram.server.person("An").asks_inline("cháy nhà rồi")
    assert offered.results == ()
    assert offered.button
    assert "114" in offered.button.text


async def test_a_procedure_that_is_paused_says_so_and_nothing_of_it_is_kept(
    telegram: TelegramDoor, house: House
) -> None:
    an = telegram.server.person("An")
    assert (await an.asks_inline("khai sinh")).cache_seconds == KEPT
    await pause(house, "khai-sinh", "Quầy đang sửa, mời bạn gọi trước.")
    offered = await an.asks_inline("khai sinh")
    assert offered.cache_seconds == 0
    assert offered.results[0].id == "khai-sinh"
    said = visible_text(offered.results[0].input_message_content.message_text)
    assert "Quầy đang sửa" in said
    assert "giấy tờ" not in said


async def test_while_everything_is_paused_nothing_is_offered(telegram: TelegramDoor, house: House) -> None:
    an = telegram.server.person("An")
    assert (await an.asks_inline("khai sinh")).results
    await pause(house, WHOLE, "Đang nâng cấp.")
    offered = await an.asks_inline("khai sinh")
    assert (offered.results, offered.cache_seconds) == ((), 0)
    assert offered.button
    assert offered.button.text == Speech("vi").label("suggest_paused")


async def test_nothing_of_what_was_typed_is_kept_or_logged(
    telegram: TelegramDoor, house: House, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, logger="bot")
    before = house.written()
    offered = await telegram.server.person("An").asks_inline("khai sinh 049085001234 gọi 0905 123 456")
    assert labels(offered)[0] == "Đăng ký khai sinh"
    assert house.written() == before
    assert "0490850" not in caplog.text
    assert "khai sinh" not in caplog.text


async def test_typing_takes_nothing_from_what_one_may_ask_and_has_an_end(house: House) -> None:
    server, clock, limited = TelegramServer(), Stopwatch(), [0]

    def count() -> None:
        limited[0] += 1

    manners = Manners(person=1, typing=3, clock=clock, limited=count)
    async with polling(ANSWER, manners, server, house.guide) as door:
        an, binh = server.person("An"), server.person("Bình")
        for typed in ("k", "kh", "kha"):
            await an.asks_inline(typed)
        door.begin()
        types(server, an, "khai")
        await door.all_done()
        assert (len(server.calls_of("answerInlineQuery")), limited) == (3, [1])
        await binh.asks_inline("k")
        assert (await an.says("khai sinh")).text == "Thẻ"
        clock.passes(20)
        await an.asks_inline("khai")


def types(server: TelegramServer, person: Person, text: str) -> None:
    """Sends a query whose answer nobody waits for."""
    server.updates.push_inline_query(server.inline_queries.asked(person.user, person.room.chat, text, ""))


async def test_of_what_was_typed_meanwhile_only_the_last_is_answered(house: House) -> None:
    server = TelegramServer()
    an, binh = server.person("An"), server.person("Bình")
    for length in range(1, 10):
        types(server, an, "khai sinh"[:length])
    types(server, binh, "ket hon")
    async with polling(ANSWER, Manners(), server, house.guide):
        offered = [each for each in server.journal.since(0) if isinstance(each, Offered)]
    assert sorted(labels(each)[0] for each in offered) == ["Đăng ký khai sinh", "Đăng ký kết hôn"]


async def test_a_query_that_is_too_old_is_nobodys_any_more(house: House, ledger: Updates) -> None:
    async with posting(ANSWER, ledger, suggests=house.guide) as post:
        types(post.server, post.server.person("An"), "khai sinh")
        (update,) = await post.server.pending()
        post.server.inline_queries.grow_old()
        assert await post.sends(update) == 200
        assert [call.code for call in post.server.calls_of("answerInlineQuery")] == [400]
    assert house.rows("SELECT 1 FROM updates") == []
    assert house.complaints == []


async def test_every_card_fits_and_every_way_leads_on(telegram: TelegramDoor) -> None:
    """The stand-in refuses what Telegram would: ids, markup, buttons."""
    an = telegram.server.person("An")
    for letter in "abcdeghiklmnopqrstuvxy":
        for each in (await an.asks_inline(letter)).results:
            assert 0 < visible_length(each.input_message_content.message_text) <= MAX_VISIBLE


@pytest.mark.parametrize("name", ["suggest_ask", "suggest_nothing", "suggest_call", "suggest_paused"])
def test_the_switch_is_short(name: str) -> None:
    assert all(len(Speech(language).label(name)) <= 64 for language in LANGUAGES)
