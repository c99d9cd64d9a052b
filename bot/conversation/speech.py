"""Everything Một Cửa says, in one language: Jinja2 templates and button labels under `templates/<language>/`."""

import os
import re
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, time
from functools import cache
from hashlib import sha256
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Final

import jinja2
import yaml
from babel import Locale
from babel.dates import format_date
from babel.numbers import format_decimal
from jinja2 import ChoiceLoader, Environment, FileSystemBytecodeCache, PackageLoader, StrictUndefined
from jinja2.bccache import Bucket

from bot.catalog.keeping import Copies
from bot.catalog.model import Words
from bot.catalog.offices import WEEKDAYS
from bot.conversation.cases import Papers
from bot.language import LANGUAGES, Language


@dataclass(frozen=True)
class Speech:
    """The words of one language."""

    language: Language

    def say(self, template: str, **values: object) -> str:
        """The text of a template; what comes from outside is escaped, empty lines are folded."""
        text = _environment(self.language).get_template(f"{template}.html").render(values)
        return _tidy(text)

    def page(self, template: str, **values: object) -> str:
        """A template that is a whole document; its layout stays as it is written."""
        return _environment(self.language).get_template(f"{template}.html").render(values)

    def label(self, name: str) -> str:
        """A short word for a button or a line (`templates/<language>/labels.yaml`)."""
        return _labels(self.language)[name]

    def weekday(self, day: date, today: date) -> str:
        """A day by its weekday ("thứ Sáu 27/11"), with the year where it is not this one."""
        return _weekday(day, today, self.language)

    def text(self, words: Words) -> str:
        """A catalog text in this language."""
        return words.said_in(self.language)

    def day(self, day: date) -> str:
        """A day as this language writes it."""
        return _day(day, self.language)


def _tidy(text: str) -> str:
    """One empty line at most, none at the ends, no blanks around a line; a sum is not torn from its đồng."""
    lines = [line.strip(" ") for line in _BLANKS.sub(" ", text.strip()).split("\n")]
    return "\n".join(line for at, line in enumerate(lines) if line or lines[at - 1])


_WORDLESS = "shared"
"""The folder of what both languages show and neither says: style, script, layout."""

_WEEKDAYS = [f"weekday_{each}" for each in WEEKDAYS]

_LOCALES: Final[Mapping[Language, Locale]] = {each: Locale(each) for each in LANGUAGES}
"""Read once: from a name, Babel works its locale out anew for every number and every day."""

_BLANKS = re.compile(r"[ \t]{2,}|\t")


@cache
def _labels(language: Language) -> Mapping[str, str]:
    labels: Mapping[str, str] = yaml.load(_labels_file(language).read_text(encoding="utf-8"), yaml.CSafeLoader)
    return labels


def _labels_file(language: Language) -> Traversable:
    return files("bot.conversation").joinpath("templates", language, "labels.yaml")


class _Compiled(FileSystemBytecodeCache):
    """Templates as Jinja compiled them, in a folder of this account alone; the first card took 60 ms without."""

    def get_source_checksum(self, source: str) -> str:
        """What a compiled template depends on: its text, Jinja, the labels, and how this module asks for it."""
        return super().get_source_checksum(f"{jinja2.__version__}\n{_compiled_with()}\n{source}")

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keeps a template; where that cannot be done it is compiled again the next time."""
        with suppress(OSError):
            super().dump_bytecode(bucket)


@cache
def _compiled_with() -> str:
    """A digest of this module and of all labels, which Jinja writes into the templates that name them."""
    labels = (_labels_file(language).read_text(encoding="utf-8") for language in LANGUAGES)
    return sha256("\n".join([Path(__file__).read_text(encoding="utf-8"), *labels]).encode()).hexdigest()


@cache
def _environment(language: Language) -> Environment:
    folder = Copies.of(os.environ).own_folder()
    environment = Environment(
        loader=ChoiceLoader([PackageLoader("bot.conversation", f"templates/{name}") for name in (language, _WORDLESS)]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        bytecode_cache=_Compiled(str(folder), "template-%s") if folder else None,
    )
    filters: dict[str, Callable[..., object]] = {
        "said": lambda words: words.said_in(language) if words else "",
        "day": lambda day: _day(day, language),
        "weekday": lambda day, today=None: _weekday(day, today, language),
        "short_day": lambda day: _short_day(day, language),
        "weekday_name": lambda day: _labels(language)[f"weekday_{WEEKDAYS[day.weekday()]}"],
        "clock": _clock,
        "money": lambda amount: _money(amount, language),
        "count": lambda number: _grouped(number, language),
        "label": lambda name: _labels(language)[name],
        "lower_first": _lower_first,
        "upper_first": _upper_first,
        "unstopped": lambda text: text.rstrip("."),
        "papers": _papers,
    }
    environment.filters.update(filters)
    return environment


def _day(day: date, language: Language) -> str:
    return format_date(day, "dd/MM/yyyy" if language == "vi" else "d MMM yyyy", locale=_LOCALES[language])


def _weekday(day: date, today: date | None, language: Language) -> str:
    name = _labels(language)[f"weekday_{WEEKDAYS[day.weekday()]}"]
    year = f" {day.year}" if language == "en" else f"/{day.year}"
    return f"{name} {_short_day(day, language)}{year if today and day.year != today.year else ''}"


def _short_day(day: date, language: Language) -> str:
    """A day of which the year is plain: 25/11; 25 Nov."""
    return format_date(day, "dd/MM" if language == "vi" else "d MMM", locale=_LOCALES[language])


def _upper_first(text: str) -> str:
    """`text` as the beginning of a sentence; markup stays markup."""
    first = _after_markup(text)
    return text[:first] + text[first : first + 1].upper() + text[first + 1 :]


def _lower_first(text: str) -> str:
    """`text` as the continuation of a sentence; a name in capitals (VNeID) stays a name."""
    first = _after_markup(text)
    if text[first + 1 : first + 2].isupper():
        return text
    return text[:first] + text[first : first + 1].lower() + text[first + 1 :]


def _after_markup(text: str) -> int:
    return len("<b>") if text.startswith("<b>") else 0


def _papers(groups: Iterable[Papers]) -> int:
    """How many papers to bring: of a group of alternatives, one."""
    return sum(1 if group.one_of else len(group.papers) for group in groups)


def _clock(moment: time) -> str:
    return moment.strftime("%H:%M")


def _money(amount: int, language: Language) -> str:
    """A sum in đồng, grouped as the language groups (22.000 đ; VND 22,000), never broken over a line."""
    grouped = _grouped(amount, language)
    return f"{grouped}\u00a0đ" if language == "vi" else f"VND\u00a0{grouped}"


def _grouped(number: int, language: Language) -> str:
    return format_decimal(number, locale=_LOCALES[language])


def template_names(language: Language) -> frozenset[str]:
    """The templates a language has; a test holds the languages against each other."""
    return frozenset(_environment(language).list_templates())


def label_names(language: Language) -> frozenset[str]:
    """The labels a language has."""
    return frozenset(_labels(language))
