"""What people see of the bot before they write."""

from collections.abc import AsyncIterator

import pytest
from telegram import Bot

from bot.catalog.model import Words
from bot.conversation.commands import COMMANDS, SHOWN
from bot.conversation.speech import Speech
from bot.language import Language
from bot.telegram.menu import description, publish
from tests.actors import TelegramDoor
from tests.telegram_server import InProcessRequest, TelegramServer

AGENCY = Words("Trung tâm Phục vụ hành chính công", "Public service centre")
CHANGES = ("setMyCommands", "setMyDescription", "setMyShortDescription", "setChatMenuButton")


@pytest.fixture
def server() -> TelegramServer:
    return TelegramServer()


@pytest.fixture
async def bot(server: TelegramServer) -> AsyncIterator[Bot]:
    async with Bot(server.token, request=InProcessRequest(server), get_updates_request=InProcessRequest(server)) as bot:
        yield bot


@pytest.mark.parametrize(("code", "language"), [("vi", "vi"), ("en", "en"), ("fr", "vi"), (None, "vi")])
async def test_everybody_sees_the_commands_in_their_language(
    server: TelegramServer, bot: Bot, code: str | None, language: str
) -> None:
    await publish(bot, None)
    an = server.person("An", code)
    assert tuple(command.command for command in an.commands) == SHOWN[language]
    assert all(4 < len(command.description) <= 60 for command in an.commands)
    (inside,) = server.group("Tổ dân phố 3", an)
    in_group = [COMMANDS[command.command] for command in inside.commands]
    assert in_group == ["browse", "person", "help"]


async def test_the_description_says_who_speaks(bot: Bot) -> None:
    await publish(bot, None)
    assert "không phải kênh chính thức" in (await bot.get_my_description("vi")).description
    assert "not an official channel" in (await bot.get_my_description("en")).description
    await publish(bot, AGENCY)
    for code, name in (("", AGENCY.vi), ("vi", AGENCY.vi), ("en", AGENCY.en)):
        description = (await bot.get_my_description(code)).description
        assert str(name) in description
        assert "official" not in description
        assert "chính thức" not in description
    assert (await bot.get_my_short_description("en")).short_description
    assert (await bot.get_chat_menu_button()).type == "commands"


async def test_what_is_as_it_should_be_is_left_alone(server: TelegramServer, bot: Bot) -> None:
    await publish(bot, AGENCY)
    first = {method: len(server.calls_of(method)) for method in CHANGES}
    assert min(first.values()) > 0
    await publish(bot, AGENCY)
    assert {method: len(server.calls_of(method)) for method in CHANGES} == first


@pytest.mark.parametrize(("language", "hello"), [("vi", "mình là Một Cửa"), ("en", "I am Một Cửa")])
async def test_who_comes_for_the_first_time_finds_everything_in_their_language(
    telegram: TelegramDoor, language: Language, hello: str
) -> None:
    an, bot = telegram.person("An", language), telegram.application.bot
    await an.opens()
    an.sees(hello)
    assert tuple(command.command for command in an.person.commands) == SHOWN[language]
    assert (await bot.get_my_description(language)).description == description(language, None)
    assert (await bot.get_my_short_description(language)).short_description == Speech(language).label(
        "bot_short_description"
    )
    assert (await bot.get_chat_menu_button()).type == "commands"
