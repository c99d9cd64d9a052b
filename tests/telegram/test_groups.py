"""In a group the bot speaks when it is spoken to, and to the one who spoke."""

from collections.abc import Callable

import pytest

from bot.conversation.actions import SetFact, ShowCase, write
from bot.conversation.speech import Speech
from tests.actors import House, TelegramActor, TelegramDoor
from tests.telegram_server import Content
from tests.telegram_server.objects import Message, MessageEntity

Inside = tuple[TelegramActor, TelegramActor]


@pytest.fixture
def inside(telegram: TelegramDoor) -> Inside:
    an, binh = telegram.group("Tổ dân phố 3", telegram.person("An"), telegram.person("Bình"))
    return an, binh


def told(telegram: TelegramDoor, actor: TelegramActor) -> Callable[[Content], Message]:
    """Writes as if the bot were allowed to read everything."""

    def write(content: Content) -> Message:
        message = telegram.server.chats.post(actor.person.room, actor.person.user, content)
        telegram.server.updates.push_message(message)
        return message

    return write


SMALL_TALK = {
    "no word to the bot": Content(text="mai họp làm khai sinh nhé"),
    "another bot's command": Content(
        text="/goi@other_test_bot", entities=(MessageEntity(type="bot_command", offset=0, length=19),)
    ),
    "somebody is mentioned": Content(
        text="@binh khai sinh", entities=(MessageEntity(type="mention", offset=0, length=5),)
    ),
    "an address like its name": Content(text="mail@motcua_test_bot.example khai sinh"),
    "a photo": Content(caption="khai sinh"),
}


@pytest.mark.parametrize("content", SMALL_TALK.values(), ids=SMALL_TALK.keys())
async def test_it_is_silent_otherwise_even_where_it_may_read_all(
    telegram: TelegramDoor, inside: Inside, house: House, content: Content
) -> None:
    an, _ = inside
    place = telegram.begin()
    told(telegram, an)(content)
    assert await telegram.reaction(place, an.person) == []
    assert house.rows("SELECT 1 FROM questions UNION ALL SELECT 1 FROM conversations") == []


@pytest.mark.parametrize("words", ["@motcua_test_bot {}", "{} @MotCua_Test_Bot", "👋 @motcua_test_bot: {}"])
async def test_it_answers_who_mentions_it_and_reads_its_name_as_no_word(
    inside: Inside, house: House, words: str
) -> None:
    an, _ = inside
    await an.says(words.format("khai sinh"))
    an.sees("Đăng ký khai sinh")
    answer = an.person.screen[-1]
    assert answer.reply_to_message
    assert answer.reply_to_message.text == words.format("khai sinh")
    await an.says(words.format("làm thẻ lên sao hỏa"))
    assert "motcua" not in str(house.rows("SELECT text FROM asked_texts")).lower()


async def test_it_answers_commands_and_replies(telegram: TelegramDoor, inside: Inside) -> None:
    an, binh = inside
    await an.says("/start@motcua_test_bot khai-sinh")
    an.sees("Đăng ký khai sinh")
    await binh.says("/goi")
    binh.sees("0235 000 0000")
    place = telegram.begin()
    an.person.writes("còn lệ phí thì sao?", reply_to=an.person.screen[1])
    (answer,) = await telegram.reaction(place, an.person)
    assert answer.words.startswith("💵 Đăng ký khai sinh")


async def test_each_member_has_a_case_of_their_own(inside: Inside) -> None:
    """A card in a group does not ask about a case; a button that somebody forged still serves its tapper alone."""
    an, binh = inside
    await an.says("/start khai-sinh")
    await an.forges(write(SetFact("khai-sinh", "noi-sinh", "bo-roi", "0" * 8)))
    an.sees("2/4")
    await binh.says("/start khai-sinh")
    await binh.forges(write(ShowCase("khai-sinh", "0" * 8)))
    binh.sees("1/4")


async def test_each_member_may_tap_and_rates_alone(inside: Inside, house: House) -> None:
    an, binh = inside
    await an.says("/start khai-sinh")
    await an.taps(Speech("vi").label("helpful"))
    await binh.taps(Speech("vi").label("section_time"))
    binh.sees("Ngày trên giấy hẹn mới là chính thức")
    await binh.taps(Speech("vi").label("helpful"))
    assert house.rows("SELECT verdict FROM ratings") == [("up",), ("up",)]


async def test_own_data_is_shown_to_nobody_else(inside: Inside) -> None:
    an, _ = inside
    await an.says("/start khai-sinh")
    await an.says("/dulieu")
    an.sees("nhắn riêng")
    assert an.files == {}


async def test_when_it_is_thrown_out_it_is_silent(telegram: TelegramDoor, inside: Inside) -> None:
    an, _ = inside
    place = telegram.begin()
    an.person.blocks_bot()
    assert await telegram.reaction(place, an.person) == []
