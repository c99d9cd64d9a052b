"""The project's own catalog, read once for all tests that hold every file of it to the same rules."""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import fields, is_dataclass
from functools import cache
from pathlib import Path

import pytest

from bot.catalog import Procedure, read_catalog
from bot.catalog.general import Elsewhere, GeneralAnswer
from bot.catalog.loading import LEVELS, Reading
from bot.catalog.model import Words
from bot.catalog.surroundings import Authority, Office, Topic
from bot.matching import Matcher

PROJECT = Path(__file__).resolve().parents[2]
FOLDER = PROJECT / "catalog"
FILES = sorted(path for level in LEVELS for path in (FOLDER / level).glob("**/*.yaml"))


@cache
def reading() -> Reading:
    """The catalog with its findings."""
    return read_catalog(FOLDER)


@cache
def matcher() -> Matcher:
    """The matcher that serves the catalog."""
    return Matcher(reading().catalog)


def procedure_of(path: Path) -> Procedure:
    """The procedure of a file; the test fails where it cannot be read."""
    for procedure, source in reading().placed:
        if source.path == path:
            return procedure
    pytest.fail("\n".join(str(each) for each in reading().findings if each.path == path) or f"{path} was not read")


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
