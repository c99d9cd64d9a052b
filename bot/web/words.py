"""The words that stand around what the conversation says: `web.yaml` and `pages.yaml` of each language's templates."""

from functools import cache
from importlib.resources import files
from typing import TypeVar

import yaml
from pydantic import ConfigDict, TypeAdapter
from pydantic.dataclasses import dataclass

from bot.language import Language


@dataclass(frozen=True, config=ConfigDict(extra="forbid", str_min_length=1))
class Words:
    """What the page itself says in one language."""

    title: str
    heading: str
    subtitle: str
    skip: str
    conversation: str
    you: str
    assistant: str
    question: str
    placeholder: str
    send: str
    waiting: str
    download: str
    locate: str
    no_location: str
    offline: str
    retry: str
    only_notice: str
    fault: str
    fault_heading: str
    too_large: str
    too_large_heading: str
    too_many: str
    too_many_heading: str
    refused: str
    refused_heading: str
    unreadable: str
    unreadable_heading: str
    not_found: str
    not_found_heading: str
    home: str


@dataclass(frozen=True, config=ConfigDict(extra="forbid", str_min_length=1))
class PageWords:
    """What the first page, the shelves and the pages of procedures say in one language."""

    skip: str
    settings: str
    other_language: str
    large_type: str
    usual_type: str
    search_label: str
    search: str
    search_explained: str
    ask_in_words: str
    ask_on: str
    procedures: str
    browse: str
    found: str
    likeliest: str
    others: str
    nearest: str
    ask_more: str
    telegram: str
    successors: str
    unofficial: str
    expected: str
    printed: str
    newest: str


@cache
def words_in(language: Language) -> Words:
    """The chat's words; raises `pydantic.ValidationError`, naming each word that is missing or unknown."""
    return _read(Words, language, "web.yaml")


@cache
def page_words_in(language: Language) -> PageWords:
    """The words of the public pages; raises as `words_in` does."""
    return _read(PageWords, language, "pages.yaml")


AnyWords = TypeVar("AnyWords", Words, PageWords)


def _read(kind: type[AnyWords], language: Language, name: str) -> AnyWords:
    source = files("bot.conversation") / "templates" / language / name
    return TypeAdapter(kind).validate_python(yaml.safe_load(source.read_text(encoding="utf-8")))
