"""What the bot shows of itself."""

import pytest
from telegram import (
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
    MenuButtonCommands,
    MenuButtonDefault,
    MenuButtonWebApp,
    WebAppInfo,
)
from telegram.error import BadRequest

from tests.telegram_server import TelegramServer
from tests.telegram_server.conftest import Bot


async def test_the_bot_learns_who_it_is(server: TelegramServer, bot: Bot) -> None:
    me = await bot.get_me()
    assert (me.id, me.username, me.can_read_all_group_messages) == (123456, "motcua_test_bot", False)


async def test_each_person_sees_the_commands_of_their_chat_and_language(server: TelegramServer, bot: Bot) -> None:
    an, emily = server.person("An", "vi"), server.person("Emily", "en-GB")
    (an_in_group,) = server.group("Tổ dân phố 3", an)
    private = BotCommandScopeAllPrivateChats()
    await bot.set_my_commands([("hoi", "Hỏi")])
    await bot.set_my_commands([("trogiup", "Trợ giúp")], scope=private)
    await bot.set_my_commands([("help", "Help")], scope=private, language_code="en")
    await bot.set_my_commands([("thutuc", "Thủ tục")], scope=BotCommandScopeAllGroupChats())
    assert [command.command for command in an.commands] == ["trogiup"]
    assert [command.command for command in emily.commands] == ["help"]
    assert [command.command for command in an_in_group.commands] == ["thutuc"]
    assert [command.description for command in await bot.get_my_commands(private, "en")] == ["Help"]
    await bot.delete_my_commands(private, "en")
    await bot.delete_my_commands(private)
    assert await bot.get_my_commands(private) == ()
    assert [command.command for command in emily.commands] == ["hoi"]


@pytest.mark.parametrize(
    ("command", "description", "wrong"),
    [
        ("Hỏi", "Hỏi", "BOT_COMMAND_INVALID"),
        ("a" * 33, "Hỏi", "BOT_COMMAND_INVALID"),
        ("hoi", "", "description must be non-empty"),
        ("hoi", "a" * 257, "must not exceed 256"),
    ],
)
async def test_a_bad_command_is_refused(bot: Bot, command: str, description: str, wrong: str) -> None:
    with pytest.raises(BadRequest, match=f"(?i){wrong}"):
        await bot.set_my_commands([(command, description)])


async def test_at_most_a_hundred_commands_for_a_chat_that_exists_in_a_language_that_exists(bot: Bot) -> None:
    with pytest.raises(BadRequest, match=r"(?i)BOT_COMMANDS_TOO_MUCH"):
        await bot.set_my_commands([(f"c{number}", "x") for number in range(101)])
    with pytest.raises(BadRequest, match="hat not found"):
        await bot.set_my_commands([("hoi", "Hỏi")], scope=BotCommandScopeChat(4242))
    with pytest.raises(BadRequest, match="nvalid language code"):
        await bot.set_my_commands([("hoi", "Hỏi")], language_code="vie")


async def test_descriptions_are_kept_for_each_language(bot: Bot) -> None:
    await bot.set_my_description("Hỏi về thủ tục")
    await bot.set_my_description("Ask about procedures", language_code="en")
    await bot.set_my_short_description("Thủ tục", language_code="vi")
    assert (await bot.get_my_description()).description == "Hỏi về thủ tục"
    assert (await bot.get_my_description("en")).description == "Ask about procedures"
    assert (await bot.get_my_short_description("vi")).short_description == "Thủ tục"
    assert (await bot.get_my_short_description("en")).short_description == ""
    with pytest.raises(BadRequest, match="must not exceed 512"):
        await bot.set_my_description("a" * 513)
    with pytest.raises(BadRequest, match="must not exceed 120"):
        await bot.set_my_short_description("a" * 121)


async def test_the_menu_button_is_set_for_all_or_for_one_chat(server: TelegramServer, bot: Bot) -> None:
    an = server.person("An")
    an.presses_start()
    await bot.set_chat_menu_button(menu_button=MenuButtonCommands())
    assert await bot.get_chat_menu_button(an.user.id) == MenuButtonCommands()
    await bot.set_chat_menu_button(an.user.id, MenuButtonDefault())
    assert await bot.get_chat_menu_button(an.user.id) == MenuButtonDefault()
    assert await bot.get_chat_menu_button() == MenuButtonCommands()
    with pytest.raises(BadRequest, match=r"(?i)only HTTPS links are allowed"):
        await bot.set_chat_menu_button(menu_button=MenuButtonWebApp("Mở", WebAppInfo("http://motcua.example")))
