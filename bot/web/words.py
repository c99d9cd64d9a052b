"""The words that stand around the conversation, from `bot/conversation/templates/<language>/web.yaml`."""

from functools import cache
from importlib.resources import files

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


@cache
def words_in(language: Language) -> Words:
    """The page's words; raises `pydantic.ValidationError`, naming each word that is missing or unknown."""
    source = files("bot.conversation") / "templates" / language / "web.yaml"
    return TypeAdapter(Words).validate_python(yaml.safe_load(source.read_text(encoding="utf-8")))
