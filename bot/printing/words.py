"""The words on paper that nobody brings along, from `words.yaml`."""

from datetime import date
from functools import cache
from importlib.resources import files

import yaml
from babel.dates import format_date
from pydantic import ConfigDict, TypeAdapter
from pydantic.dataclasses import dataclass

from bot.language import Language


@dataclass(frozen=True, config=ConfigDict(extra="forbid", str_min_length=1))
class PaperWords:
    """What posters and lists say in one language."""

    service: str
    kicker: str
    question: str
    short_question: str
    whole: str
    scan: str
    papers: str
    time: str
    fee: str
    place: str
    open: str
    step_scan: str
    step_tap: str
    no_app: str
    typed: str
    unofficial: str
    printed: str
    other_language: str
    short_scan: str
    short_open: str
    short_unofficial: str
    missing: str
    nothing_missing: str
    your_case: str
    left_out: str
    again: str
    event: str
    contents: str
    page: str
    bring: str
    usually_bring: str
    bring_nothing: str
    papers_unknown: str
    perhaps: str
    remedies_left_out: str
    papers_left_out: str
    fact_left_out: str
    scan_for_all: str
    expires: str


@cache
def words_in(language: Language) -> PaperWords:
    """The words; raises `pydantic.ValidationError`, naming each that is missing or unknown."""
    source = files("bot.printing") / "words.yaml"
    return TypeAdapter(dict[Language, PaperWords]).validate_python(yaml.safe_load(source.read_text(encoding="utf-8")))[
        language
    ]


def day_in(day: date, language: Language) -> str:
    """A day as it is written: 23/11/2026, 23 Nov 2026."""
    return format_date(day, "dd/MM/yyyy" if language == "vi" else "d MMM yyyy", locale=language)
