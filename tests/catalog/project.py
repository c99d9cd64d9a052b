"""The project's own catalog, read once for all tests that hold every file of it to the same rules."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields, is_dataclass
from functools import cache
from pathlib import Path
from typing import Final

import pytest

from bot.catalog import Procedure, read_catalog
from bot.catalog.general import Elsewhere, GeneralAnswer
from bot.catalog.loading import LEVELS, Reading
from bot.catalog.model import Words
from bot.catalog.offices import Office
from bot.catalog.surroundings import Authority, Topic
from bot.matching import Matcher
from tests.telegram_server.errors import ApiError
from tests.telegram_server.html_text import parse_html

PROJECT = Path(__file__).resolve().parents[2]
FOLDER = PROJECT / "catalog"
FILES = sorted(path for level in LEVELS for path in (FOLDER / level).glob("**/*.yaml"))
SMALL_HTML: Final = {"b", "i", "u", "s", "a", "code", "pre", "blockquote"}
"""The markup that every channel can show."""


@cache
def reading() -> Reading:
    """The catalog with its findings."""
    return read_catalog(FOLDER)


@cache
def matcher() -> Matcher:
    """The matcher that serves the catalog."""
    return Matcher(reading().catalog)


Named = Authority | Office | Topic | Procedure | GeneralAnswer | Elsewhere
"""What has an id in the catalog."""


def ids(*lists: Sequence[Named]) -> list[str]:
    """The ids of several lists, one after the other."""
    return [each.id for entries in lists for each in entries]


def without_accents(text: str) -> str:
    """`text` as typed without Vietnamese letters."""
    decomposed = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def texts(value: object, trail: str = "") -> Iterator[tuple[str, Words]]:
    """Every text inside a value of the catalog, with the way to it."""
    if isinstance(value, Words):
        yield trail, value
    elif isinstance(value, tuple):
        for position, each in enumerate(value):
            yield from texts(each, f"{trail}[{position}]")
    elif is_dataclass(value):
        for field in fields(value):
            yield from texts(getattr(value, field.name), f"{trail}.{field.name}")


def markup_flaws(text: str) -> Iterator[str]:
    """What Telegram, or another channel, would not show of a text."""
    try:
        parse_html(text)
    except ApiError as error:
        yield str(error)
    yield from (f"<{tag}>" for tag in sorted(set(re.findall(r"</?([\w-]+)", text)) - SMALL_HTML))


def no_flaws(flaws: Iterable[object]) -> None:
    """Fails with every flaw in full, one a line."""
    found = [str(each) for each in flaws]
    if found:
        pytest.fail(f"{len(found)} of them:\n" + "\n".join(found), pytrace=False)
