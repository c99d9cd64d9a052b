"""Where the pages of the web are, as paths: the same for whoever serves them and for whoever leads to them."""

from urllib.parse import urlencode

from bot.language import Language

_BEFORE: dict[Language, str] = {"vi": "", "en": "/en"}


def home_path(language: Language) -> str:
    """The first page."""
    return _BEFORE[language] or "/"


def sheet_path(procedure: str, language: Language) -> str:
    """The page of the procedure with this id."""
    return f"{_BEFORE[language]}/t/{procedure}"


def life_event_path(item: str, language: Language) -> str:
    """What stands on the shelf of a life event."""
    return f"{_BEFORE[language]}/viec/{item}"


def field_path(item: str, language: Language) -> str:
    """What stands on the shelf of a field."""
    return f"{_BEFORE[language]}/linh-vuc/{item}"


def chat_path(payload: str = "", question: str = "") -> str:
    """The chat, opened at what a link carries, or with a question that waits to be sent."""
    given = {name: text for name, text in (("p", payload), ("q", question)) if text}
    return f"/chat?{urlencode(given)}" if given else "/chat"


def telegram_address(username: str, payload: str = "") -> str:
    """The bot on Telegram, opened at what a link carries, or at its start."""
    return f"https://t.me/{username}?start={payload}" if payload else f"https://t.me/{username}"
