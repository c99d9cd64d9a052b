"""Where the pages of the web are, as paths: the same for whoever serves them and for whoever leads to them."""

from urllib.parse import urlencode

from bot.language import Language

_BEFORE: dict[Language, str] = {"vi": "", "en": "/en"}
_BETWEEN = "__"
"""Stands between a procedure and the origin of a poster in what a link carries; no id holds it."""

MOST_CARRIED = 64
"""Characters that a link into Telegram may carry (`?start=`)."""


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


def carried(procedure: str, origin: str) -> str:
    """What a link into a chat carries: the procedure, or none, and the poster somebody comes from, if one."""
    return f"{procedure}{_BETWEEN}{origin}" if origin else procedure


def telegram_address(username: str, procedure: str = "", origin: str = "") -> str:
    """The bot on Telegram, opened at a procedure or at its start; an origin that does not fit is left out."""
    whole = carried(procedure, origin)
    payload = whole if len(whole) <= MOST_CARRIED else procedure
    return f"https://t.me/{username}?start={payload}" if payload else f"https://t.me/{username}"
