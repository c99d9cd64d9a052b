"""What the bot shows of itself: its name, commands, descriptions and the menu button."""

import re
from typing import Final

from pydantic import Json

from tests.telegram_server.calls import Handler
from tests.telegram_server.chats import Chats
from tests.telegram_server.errors import bad_request
from tests.telegram_server.html_text import utf16_length
from tests.telegram_server.links import LinkError, checked_link
from tests.telegram_server.objects import (
    BotCommand,
    BotCommandScope,
    BotDescription,
    BotShortDescription,
    Chat,
    MenuButton,
    User,
)

MAX_COMMANDS: Final = 100
MAX_COMMAND_DESCRIPTION: Final = 256
MAX_DESCRIPTION: Final = 512
MAX_SHORT_DESCRIPTION: Final = 120

_COMMAND: Final = re.compile(r"[a-z0-9_]{1,32}")
_LANGUAGE: Final = re.compile(r"([a-z]{2})?")
_CHAT_SCOPES: Final = ("chat", "chat_administrators", "chat_member")


class Profile:
    """Commands for each scope and language, descriptions for each language, a menu button for each chat."""

    def __init__(self, bot: User, chats: Chats) -> None:
        self._bot = bot
        self._chats = chats
        self._commands: dict[tuple[BotCommandScope, str], tuple[BotCommand, ...]] = {}
        self._descriptions: dict[str, str] = {}
        self._short_descriptions: dict[str, str] = {}
        self._menu_buttons: dict[str, MenuButton] = {}

    def offered(self) -> tuple[Handler, ...]:
        return (
            self.get_me,
            self.set_my_commands,
            self.get_my_commands,
            self.delete_my_commands,
            self.set_my_description,
            self.get_my_description,
            self.set_my_short_description,
            self.get_my_short_description,
            self.set_chat_menu_button,
            self.get_chat_menu_button,
        )

    def commands_shown(self, chat: Chat, person: User) -> tuple[BotCommand, ...]:
        """The commands this person sees there: the narrowest scope that has any, their language before none.

        Source: https://core.telegram.org/bots/api#determining-list-of-commands (nobody is an administrator).
        """
        scopes = [BotCommandScope(type="chat", chat_id=chat.id)]
        if chat.type == "private":
            scopes.append(BotCommandScope(type="all_private_chats"))
        else:
            member = BotCommandScope(type="chat_member", chat_id=chat.id, user_id=person.id)
            scopes = [member, *scopes, BotCommandScope(type="all_group_chats")]
        for scope in (*scopes, BotCommandScope()):
            for language in ((person.language_code or "")[:2], ""):
                if commands := self._commands.get((scope, language)):
                    return commands
        return ()

    async def get_me(self) -> User:
        return self._bot

    async def set_my_commands(
        self,
        *,
        commands: Json[tuple[BotCommand, ...]],
        scope: Json[BotCommandScope] | None = None,
        language_code: str = "",
    ) -> bool:
        shelf = self._shelf(scope, language_code)
        if len(commands) > MAX_COMMANDS:
            raise bad_request("BOT_COMMANDS_TOO_MUCH")
        for command in commands:
            _check_command(command)
        self._commands[shelf] = commands
        return True

    async def get_my_commands(
        self, *, scope: Json[BotCommandScope] | None = None, language_code: str = ""
    ) -> tuple[BotCommand, ...]:
        return self._commands.get(self._shelf(scope, language_code), ())

    async def delete_my_commands(self, *, scope: Json[BotCommandScope] | None = None, language_code: str = "") -> bool:
        self._commands.pop(self._shelf(scope, language_code), None)
        return True

    async def set_my_description(self, *, description: str = "", language_code: str = "") -> bool:
        _check_length("description", description, MAX_DESCRIPTION)
        self._descriptions[_checked_language(language_code)] = description
        return True

    async def get_my_description(self, *, language_code: str = "") -> BotDescription:
        return BotDescription(description=self._descriptions.get(_checked_language(language_code), ""))

    async def set_my_short_description(self, *, short_description: str = "", language_code: str = "") -> bool:
        _check_length("short description", short_description, MAX_SHORT_DESCRIPTION)
        self._short_descriptions[_checked_language(language_code)] = short_description
        return True

    async def get_my_short_description(self, *, language_code: str = "") -> BotShortDescription:
        language = _checked_language(language_code)
        return BotShortDescription(short_description=self._short_descriptions.get(language, ""))

    async def set_chat_menu_button(self, *, chat_id: str = "", menu_button: Json[MenuButton] | None = None) -> bool:
        button = menu_button or MenuButton(type="default")
        _check_menu_button(button)
        self._menu_buttons[self._private_chat(chat_id)] = button
        return True

    async def get_chat_menu_button(self, *, chat_id: str = "") -> MenuButton:
        everywhere = self._menu_buttons.get("", MenuButton(type="default"))
        return self._menu_buttons.get(self._private_chat(chat_id), everywhere)

    def _private_chat(self, chat_id: str) -> str:
        if chat_id and not self._chats.reachable(chat_id).private:
            raise bad_request("chat menu button can be changed only in private chats")
        return chat_id

    def _shelf(self, scope: BotCommandScope | None, language: str) -> tuple[BotCommandScope, str]:
        scope = scope or BotCommandScope()
        if scope.type in _CHAT_SCOPES:
            self._chats.reachable(str(scope.chat_id or ""))
        return scope, _checked_language(language)


def _checked_language(language: str) -> str:
    if not _LANGUAGE.fullmatch(language):
        raise bad_request("invalid language code specified")
    return language


def _check_command(command: BotCommand) -> None:
    if not _COMMAND.fullmatch(command.command):
        raise bad_request("BOT_COMMAND_INVALID")
    if not command.description.strip():
        raise bad_request("command description must be non-empty")
    _check_length("command description", command.description, MAX_COMMAND_DESCRIPTION)


def _check_length(what: str, text: str, limit: int) -> None:
    if utf16_length(text) > limit:
        raise bad_request(f"{what} length must not exceed {limit}")


def _check_menu_button(button: MenuButton) -> None:
    if button.type != "web_app":
        return
    if not button.text or button.web_app is None:
        raise bad_request("can't parse menu button: a web_app button needs text and web_app")
    try:
        address = checked_link(button.web_app.url)
    except LinkError as error:
        raise bad_request(f"menu button Web App URL '{button.web_app.url}' is invalid: {error}") from error
    if not address.startswith("https://"):
        raise bad_request(f"menu button Web App URL '{button.web_app.url}' is invalid: Only HTTPS links are allowed")
