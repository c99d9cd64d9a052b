"""Replies arrive as people on Telegram expect them: changed in place, toasted, attached, and never twice."""

import json
import logging
from struct import pack

import pytest
from telegram import Update
from telegram.constants import (
    BotCommandLimit,
    BotDescriptionLimit,
    CallbackQueryLimit,
    InlineKeyboardButtonLimit,
    MessageLimit,
)

from bot.conversation.actions import MAX_BYTES, ShowPage
from bot.conversation.events import Event, Said, Tapped
from bot.conversation.replies import (
    MAX_NOTICE,
    MAX_VISIBLE,
    AskLocation,
    Attach,
    Button,
    Link,
    Notice,
    Replace,
    Reply,
    Say,
)
from bot.conversation.speech import Speech, label_names
from bot.language import LANGUAGES, Language
from bot.telegram.sending import keyboard
from tests.telegram.scripted import Scripted, always, speaking

HELP = Button("Cách dùng", ShowPage("help"))
ROWS = ((HELP, Link("Cổng", "https://dichvucong.example")),)
CARD = Say("<b>Khai sinh</b>", ROWS)


def to_taps(*replies: Reply) -> Scripted:
    """A card to whatever is written, and `replies` to every tap."""

    async def respond(event: Event) -> tuple[Reply, ...]:
        return replies if isinstance(event, Tapped) else (CARD,)

    return Scripted(respond)


def errors(caplog: pytest.LogCaptureFixture) -> str:
    return "\n".join(record.getMessage() for record in caplog.records if record.levelno >= logging.ERROR)


async def test_a_card_has_its_formatting_its_buttons_and_no_preview() -> None:
    async with speaking(always(CARD)) as door:
        an = door.person("An")
        await an.says("khai sinh")
        message = an.person.screen[-1]
        assert message.text == "Khai sinh"
        assert [entity.type for entity in message.entities or ()] == ["bold"]
        assert [(button.text, button.callback_data, button.url) for button in message.buttons] == [
            ("Cách dùng", "1p:help", None),
            ("Cổng", None, "https://dichvucong.example"),
        ]
        assert json.loads(str(door.server.calls_of("sendMessage")[-1].parameters["link_preview_options"])) == {
            "is_disabled": True
        }


async def test_a_tapped_message_is_changed_in_place_and_the_tap_answered() -> None:
    async with speaking(to_taps(Replace("<i>Lệ phí</i>"), Notice("Đã xem"))) as door:
        an = door.person("An")
        await an.says("khai sinh")
        await an.taps("Cách dùng")
        an.sees("Lệ phí")
        assert an.notice == "Đã xem"
        assert [message.text for message in an.person.screen] == ["khai sinh", "Lệ phí"]
        assert an.buttons == ()


async def test_what_is_shown_already_is_not_shown_again() -> None:
    async with speaking(to_taps(Replace(CARD.text, CARD.buttons))) as door:
        an = door.person("An")
        await an.says("khai sinh")
        await an.taps("Cách dùng")
        assert (an.text, an.notice) == ("", "")
        assert len(an.person.screen) == 2


@pytest.mark.parametrize("refusal", ["message can't be edited", "message to edit not found", "MESSAGE_ID_INVALID"])
async def test_what_cannot_be_changed_is_said_anew(refusal: str) -> None:
    async with speaking(to_taps(Replace("Lệ phí", ROWS))) as door:
        an = door.person("An")
        await an.says("khai sinh")
        door.server.fail_next("editMessageText", 400, f"Bad Request: {refusal}")
        await an.taps("Cách dùng")
        assert [message.text for message in an.person.screen] == ["khai sinh", "Khai sinh", "Lệ phí"]
        an.sees_buttons("Cách dùng")


@pytest.mark.parametrize("refused", [False, True])
async def test_a_tap_is_answered_even_if_there_is_nothing_to_say(
    refused: bool, caplog: pytest.LogCaptureFixture
) -> None:
    async with speaking(to_taps(*((Replace("Lệ phí"),) if refused else ()))) as door:
        an = door.person("An")
        await an.says("khai sinh")
        if refused:
            for method in ("editMessageText", "sendMessage"):
                door.server.fail_next(method, 400, "Bad Request: CHAT_RESTRICTED")
        await an.taps("Cách dùng")
        assert door.server.callbacks.unanswered == frozenset()
    assert ("BadRequest" in errors(caplog)) is refused


async def test_a_tap_from_no_chat_is_answered_with_silence() -> None:
    guide = to_taps(Replace("Lệ phí"))
    async with speaking(guide) as door:
        an = door.person("An")
        await an.says("khai sinh")
        query = door.server.callbacks.tapped(an.person.user, an.person.screen[-1], "1p:help")
        shared = {"id": query.id, "from": {"id": 1, "is_bot": False, "first_name": "An"}, "chat_instance": "1"}
        tapped = Update.de_json(
            {"update_id": 1, "callback_query": {**shared, "inline_message_id": "1", "data": "1p:help"}},
            door.application.bot,
        )
        await door.application.process_update(tapped)
        assert door.server.callbacks.unanswered == frozenset()
        assert not any(isinstance(event, Tapped) for event in guide.events)


async def test_a_guide_that_fails_gives_a_sentence_and_a_log_without_the_question(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async def respond(event: Event) -> tuple[Reply, ...]:
        if isinstance(event, Said) and "hỏng" not in event.text:
            return (CARD,)
        raise RuntimeError("they wrote: tôi tên là Nguyễn Thử")

    async with speaking(Scripted(respond)) as door:
        an = door.person("An")
        for do, what in ((an.says, "khai sinh"), (an.taps, "Cách dùng"), (an.says, "hỏng")):
            await do(what)
            if what != "khai sinh":
                an.sees(Speech("vi").say("fault"))
    assert "Tapped could not be answered: RuntimeError at " in errors(caplog)
    assert "Nguyễn Thử" not in caplog.text


async def test_a_toast_that_comes_too_late_or_to_no_tap_is_said() -> None:
    async def respond(event: Event) -> tuple[Reply, ...]:
        if isinstance(event, Tapped):
            door.server.callbacks.grow_old()
            return (Notice("Cảm ơn bạn"),)
        return (CARD,) if isinstance(event, Said) and event.text == "khai sinh" else (Notice("Nút này đã cũ"),)

    async with speaking(Scripted(respond)) as door:
        an = door.person("An")
        await an.says("khai sinh")
        place = door.begin()
        door.server.updates.push_query(door.server.callbacks.tapped(an.person.user, an.person.screen[-1], "1p:help"))
        assert [message.text for message in await door.reaction(place, an.person)] == ["Cảm ơn bạn"]
        await an.says("#9")
        an.sees("Nút này đã cũ")


async def test_a_file_arrives_with_its_name_and_caption() -> None:
    async with speaking(always(Say("Đây"), Attach("motcua.json", b"{}", "<b>Dữ liệu</b> của bạn"))) as door:
        an = door.person("An")
        await an.says("/dulieu")
        an.sees("Đây", "Dữ liệu của bạn")
        assert an.files == {"motcua.json": b"{}"}


async def test_a_picture_is_seen_at_once_with_its_caption() -> None:
    picture = tiny_png()
    async with speaking(always(Say("Đây"), Attach("tuan.png", picture, "<b>Biểu đồ</b> tuần"))) as door:
        an = door.person("An")
        await an.says("/thongke")
        an.sees("Đây", "Biểu đồ tuần")
        assert an.person.screen[-1].photo
        assert an.files == {"photo": picture}


def tiny_png() -> bytes:
    """The head of a picture of 40 by 30 pixels, which is all that is looked at."""
    return b"\x89PNG\r\n\x1a\n" + pack(">I4sII", 13, b"IHDR", 40, 30)


async def test_a_place_is_asked_for_with_a_button_where_telegram_has_one() -> None:
    async with speaking(always(AskLocation("Bạn đang ở đâu?"))) as door:
        emily, an = door.person("Emily", "en"), door.person("An")
        emily.person.writes("gần đây")
        asked = await emily.person.receives_keyboard()
        assert asked is not None
        assert "Send my location" in asked.model_dump_json()
        assert '"request_location":true' in asked.model_dump_json()
        (inside,) = door.group("Tổ dân phố 3", an)
        inside.person.writes("/gan")
        assert await inside.person.receives_keyboard() is None


async def test_who_blocked_the_bot_meanwhile_is_no_error(caplog: pytest.LogCaptureFixture) -> None:
    async def respond(event: Event) -> tuple[Reply, ...]:
        if isinstance(event, Said):
            an.person.blocks_bot()
        return (CARD,)

    caplog.set_level(logging.DEBUG, "bot.telegram")
    async with speaking(Scripted(respond)) as door:
        an = door.person("An")
        await an.says("khai sinh")
        assert an.text == ""
        await door.person("Bình").opens()
    assert errors(caplog) == ""
    assert "Nobody is there to read" in caplog.text


async def test_telegram_is_asked_again_when_it_asked_to_wait() -> None:
    async with speaking(always(CARD)) as door:
        an = door.person("An")
        door.server.fail_next("sendMessage", 429, "Too Many Requests: retry after 1", retry_after=1)
        await an.says("khai sinh")
        an.sees("Khai sinh")
        assert len(door.server.calls_of("sendMessage")) == 2


@pytest.mark.parametrize(("code", "refusal"), [(400, "Bad Request: not enough rights"), (502, "Bad Gateway")])
async def test_nothing_else_is_sent_twice(code: int, refusal: str, caplog: pytest.LogCaptureFixture) -> None:
    async with speaking(always(CARD)) as door:
        an = door.person("An")
        door.server.fail_next("sendMessage", code, refusal)
        await an.says("tôi tên là Nguyễn Thử")
        assert an.text == ""
        assert len(door.server.calls_of("sendMessage")) == 1
        await an.says("khai sinh")
        an.sees("Khai sinh")
    assert "An update was not dealt with" in errors(caplog)
    assert "Nguyễn Thử" not in caplog.text


def test_a_message_without_buttons_has_no_empty_keyboard() -> None:
    assert keyboard(()) is None


def test_what_the_conversation_allows_itself_telegram_allows() -> None:
    assert MAX_NOTICE <= CallbackQueryLimit.ANSWER_CALLBACK_QUERY_TEXT_LENGTH
    assert MAX_BYTES <= InlineKeyboardButtonLimit.MAX_CALLBACK_DATA
    assert MAX_VISIBLE <= MessageLimit.MAX_TEXT_LENGTH


@pytest.mark.parametrize("language", LANGUAGES)
def test_commands_and_descriptions_are_short_enough(language: Language) -> None:
    label = Speech(language).label
    commands = [label(name) for name in label_names("vi") if name.startswith("command_")]
    assert max(map(len, commands)) <= min(60, BotCommandLimit.MAX_DESCRIPTION)
    assert len(label("bot_short_description")) <= BotDescriptionLimit.MAX_SHORT_DESCRIPTION_LENGTH
    assert len(label("bot_description")) + 200 <= BotDescriptionLimit.MAX_DESCRIPTION_LENGTH
