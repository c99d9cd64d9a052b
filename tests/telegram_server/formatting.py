"""The text of a message: what the bot sends, checked against Telegram's limits, and what people write."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from tests.telegram_server.errors import UnmodelledError, bad_request
from tests.telegram_server.html_text import parse_html, utf16_length
from tests.telegram_server.objects import MessageEntity

MAX_TEXT: Final = 4096
"""UTF-16 code units of a message, after parsing."""
MAX_CAPTION: Final = 1024
"""UTF-16 code units of a caption, after parsing."""

_WRITTEN: Final[tuple[tuple[Literal["bot_command", "mention"], re.Pattern[str]], ...]] = (
    ("bot_command", re.compile(r"(?<![\w/<>@])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![\w/<>@])")),
    ("mention", re.compile(r"(?<![\w/@.])@[A-Za-z0-9_]{3,32}(?!\w)")),
)


@dataclass(frozen=True)
class Formatted:
    """Plain text with its entities, as Telegram keeps and returns it."""

    text: str
    entities: tuple[MessageEntity, ...]


def message_text(text: str, parse_mode: str | None, entities: Sequence[MessageEntity] | None) -> Formatted:
    """The text of a message; raises `ApiError` where it is empty, too long or not well formed."""
    if not text:
        raise bad_request("message text is empty")
    formatted = _formatted(text, parse_mode, entities)
    if not formatted.text:
        raise bad_request("text must be non-empty")
    if utf16_length(formatted.text) > MAX_TEXT:
        raise bad_request("message is too long")
    return formatted


def caption_text(text: str, parse_mode: str | None, entities: Sequence[MessageEntity] | None) -> Formatted:
    """The caption under a file, which may be empty; raises `ApiError` where it is too long or ill formed."""
    formatted = _formatted(text, parse_mode, entities)
    if utf16_length(formatted.text) > MAX_CAPTION:
        raise bad_request("message caption is too long")
    return formatted


def entities_written(text: str) -> tuple[MessageEntity, ...]:
    """The commands and mentions that Telegram itself finds in what a person writes."""
    found = [
        MessageEntity(type=kind, offset=utf16_length(text[: match.start()]), length=utf16_length(match.group()))
        for kind, pattern in _WRITTEN
        for match in pattern.finditer(text)
    ]
    return tuple(sorted(found, key=lambda entity: entity.offset))


def _formatted(text: str, parse_mode: str | None, entities: Sequence[MessageEntity] | None) -> Formatted:
    match (parse_mode or "").lower():
        case "":
            return _trimmed(text, _within(text, entities or ()))
        case "html":
            return _trimmed(*parse_html(text))
        case "markdown" | "markdownv2":
            raise UnmodelledError(f"parse_mode {parse_mode}")
        case _:
            raise bad_request("unsupported parse_mode")


def _within(text: str, entities: Sequence[MessageEntity]) -> Sequence[MessageEntity]:
    size = utf16_length(text)
    for entity in entities:
        if entity.offset < 0:
            raise bad_request(f"receive an entity with incorrect offset {entity.offset}")
        if entity.offset >= size:
            raise bad_request(f"entity begins after the end of the text at UTF-16 offset {entity.offset}")
        if entity.offset + entity.length > size:
            raise bad_request(
                f"entity beginning at UTF-16 offset {entity.offset} ends after the end of the text"
                f" at UTF-16 offset {entity.offset + entity.length}"
            )
    return entities


def _trimmed(text: str, entities: Sequence[MessageEntity]) -> Formatted:
    """Telegram cuts white space at both ends; entities move and shrink with it."""
    kept = text.strip()
    cut = utf16_length(text[: len(text) - len(text.lstrip())])
    size = utf16_length(kept)
    moved = []
    for entity in entities:
        begin = max(0, entity.offset - cut)
        end = min(size, entity.offset + entity.length - cut)
        if begin < end:
            moved.append(entity.model_copy(update={"offset": begin, "length": end - begin}))
    return Formatted(kept, tuple(moved))
