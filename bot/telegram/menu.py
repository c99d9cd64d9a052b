"""What Telegram shows of the bot before anybody writes: commands, descriptions, the menu button."""

from collections.abc import Mapping
from typing import Final

from telegram import Bot, BotCommand, BotCommandScopeAllGroupChats, BotCommandScopeAllPrivateChats, MenuButtonCommands

from bot.catalog.model import Words
from bot.conversation.commands import COMMANDS, SHOWN, Command
from bot.conversation.speech import Speech
from bot.language import Language

IN_GROUPS: Final[frozenset[Command]] = frozenset({"browse", "person", "help"})
"""What helps a group; the other commands are about one person."""

_LANGUAGES: Final[Mapping[str, Language]] = {"": "vi", "vi": "vi", "en": "en"}
"""What people set in Telegram ("": anything else) → what they are shown."""


def commands(language: Language, shown: frozenset[Command] | None = None) -> tuple[BotCommand, ...]:
    """The commands of a menu, the likeliest first; all of them, or those that are `shown`."""
    label = Speech(language).label
    named = [(name, COMMANDS[name]) for name in SHOWN[language]]
    return tuple(
        BotCommand(name, label(f"command_{command}")) for name, command in named if shown is None or command in shown
    )


def description(language: Language, agency: Words | None) -> str:
    """What an empty chat says: what the bot does and who runs it."""
    speech = Speech(language)
    if agency is None:
        return f"{speech.label('bot_description')}\n{speech.label('bot_unofficial')}"
    return f"{speech.label('bot_description')}\n{speech.label('bot_agency')}: {speech.text(agency)}"


async def publish(bot: Bot, agency: Words | None) -> None:
    """Brings everything to what it should be; what is so already is left alone, for Telegram counts changes.

    Raises `telegram.error.TelegramError`.
    """
    for code, language in _LANGUAGES.items():
        await _publish_commands(bot, code, language)
        await _publish_descriptions(bot, code, language, agency)
    if not isinstance(await bot.get_chat_menu_button(), MenuButtonCommands):
        await bot.set_chat_menu_button(menu_button=MenuButtonCommands())


async def _publish_commands(bot: Bot, code: str, language: Language) -> None:
    for scope, wanted in (
        (BotCommandScopeAllPrivateChats(), commands(language)),
        (BotCommandScopeAllGroupChats(), commands(language, IN_GROUPS)),
    ):
        if await bot.get_my_commands(scope, code) != wanted:
            await bot.set_my_commands(wanted, scope, code)


async def _publish_descriptions(bot: Bot, code: str, language: Language, agency: Words | None) -> None:
    wanted = description(language, agency)
    if (await bot.get_my_description(code)).description != wanted:
        await bot.set_my_description(wanted, code)
    short = Speech(language).label("bot_short_description")
    if (await bot.get_my_short_description(code)).short_description != short:
        await bot.set_my_short_description(short, code)
