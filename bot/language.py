"""The two languages Một Cửa speaks."""

from typing import Literal, get_args

Language = Literal["vi", "en"]
LANGUAGES: tuple[Language, ...] = get_args(Language)


def spoken(code: str | None) -> Language | None:
    """The language of a channel's code (`vi`, `en-GB`, IETF BCP 47), or None where we do not speak it."""
    prefix = (code or "").split("-")[0].lower()
    return next((language for language in LANGUAGES if language == prefix), None)
