"""The limits of keyboards under a message."""

from typing import Final

from tests.telegram_server.errors import bad_request
from tests.telegram_server.html_text import utf16_length
from tests.telegram_server.links import LinkError, checked_link
from tests.telegram_server.objects import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    ReplyKeyboardMarkup,
    ReplyMarkup,
)

MAX_BUTTONS: Final = 100
MAX_CALLBACK_DATA: Final = 64
"""Bytes of UTF-8."""
MAX_COPIED_TEXT: Final = 256


def check_keyboard(markup: ReplyMarkup | None) -> None:
    """Raises `ApiError` in Telegram's words where a keyboard breaks a limit."""
    if isinstance(markup, InlineKeyboardMarkup):
        _check_count(markup.buttons)
        for button in markup.buttons:
            _check_button(button)
    elif isinstance(markup, ReplyKeyboardMarkup):
        _check_count(tuple(button for row in markup.keyboard for button in row))


def inline_part(markup: ReplyMarkup | None) -> InlineKeyboardMarkup | None:
    """The keyboard that stays with the message: an inline one that has buttons."""
    return markup if isinstance(markup, InlineKeyboardMarkup) and markup.buttons else None


def _check_count(buttons: tuple[InlineKeyboardButton, ...] | tuple[KeyboardButton, ...]) -> None:
    if len(buttons) > MAX_BUTTONS:
        raise bad_request("reply markup is too long")
    # Telegram leaves such a button out without a word; a test should hear of it.
    if not all(button.text.strip() for button in buttons):
        raise bad_request("keyboard button text must be non-empty")


def _check_button(button: InlineKeyboardButton) -> None:
    kinds = [value for name, value in button if name != "text" and value is not None]
    if not kinds or button.callback_data == "":
        raise bad_request("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
    if len(kinds) > 1:
        raise bad_request("can't parse inline keyboard button: exactly one kind of button must be given")
    if button.callback_data is not None and len(button.callback_data.encode()) > MAX_CALLBACK_DATA:
        raise bad_request("BUTTON_DATA_INVALID")
    if button.copy_text is not None and not 1 <= utf16_length(button.copy_text.text) <= MAX_COPIED_TEXT:
        raise bad_request("BUTTON_COPY_TEXT_INVALID")
    if button.url is not None:
        _check_url(button.url)


def _check_url(url: str) -> None:
    try:
        checked_link(url)
    except LinkError as error:
        raise bad_request(f"inline keyboard button URL '{url}' is invalid: {error}") from error
