"""What an official types, read as a notice or as a pause.

23/11 25/11 quầy trung-tam-hcc-xa        two days, whom it concerns; then the text, on lines of its own
Quầy đóng cửa vì bão.                    or behind a colon, where only one line can be typed
en: The counter is closed.               the English, if there is one
"""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final

from bot.catalog.catalog import Catalog
from bot.catalog.model import Words
from bot.catalog.offices import Office
from bot.catalog.surroundings import Topic
from bot.desk.refusals import DaysMissing, DayUnknown, ProcedureUnknown, ScopeUnknown, TextMissing
from bot.matching.text import clean, folded, visible
from bot.records.board import WHOLE, Announcement, Pause, Scope, ScopeKind

_HEAD: Final = re.compile(r"(\S+)\s+(\S+)[ \t]+([^\n:]+)(?:[\n:]|\Z)(.*)", re.DOTALL)
_DAY: Final = re.compile(r"(\d{1,2})[/.-](\d{1,2})(?:[/.-](\d{4}))?")
_ENGLISH: Final = re.compile(r"(?:^|\s)en:", re.IGNORECASE)
_EVERYBODY: Final = frozenset({("tat", "ca"), ("all",), ("everything",)})
_KINDS: Final[Mapping[tuple[str, ...], ScopeKind]] = {
    ("linh", "vuc"): "field",
    ("field",): "field",
    ("quay",): "office",
    ("office",): "office",
    ("xa",): "commune",
    ("phuong",): "commune",
    ("dac", "khu"): "commune",
    ("commune",): "commune",
    ("ward",): "commune",
}
_NEXT_LEAP_YEAR: Final = 8
"""Years within which 29 February comes again."""


def read_notice(typed: str, key: str, catalog: Catalog, today: date) -> Announcement:
    """The notice that was typed, with `key` for its id. Raises `Refused`."""
    head = _HEAD.fullmatch(typed.strip())
    if head is None:
        raise DaysMissing(typed.strip())
    first, last = (read_day(each, today) for each in head.groups()[:2])
    return Announcement(key, _read_text(head[4]), first, last, read_scope(head[3], catalog))


def read_pause(typed: str, catalog: Catalog) -> Pause:
    """The pause that was typed: a procedure's id (or its code, or everything) and the sentence. Raises `Refused`."""
    subject, sentence = _subject(typed)
    return Pause(_procedure(subject, catalog), _read_text(sentence))


def read_resumed(typed: str, catalog: Catalog) -> str:
    """What is to go on: a procedure's id as it stands in the catalog, as it was typed, or everything."""
    subject, _ = _subject(typed)
    try:
        return _procedure(subject, catalog)
    except ProcedureUnknown:
        return subject


def read_day(typed: str, today: date) -> date:
    """The day that was typed; without a year, the nearest that is not past. Raises `DayUnknown`."""
    found = _DAY.fullmatch(typed)
    if found is None:
        raise DayUnknown(typed)
    day, month, year = int(found[1]), int(found[2]), found[3]
    years = [int(year)] if year else range(today.year, today.year + _NEXT_LEAP_YEAR + 1)
    for each in years:
        try:
            read = date(each, month, day)
        except ValueError:
            continue
        if year or read >= today:
            return read
    raise DayUnknown(typed)


def read_scope(typed: str, catalog: Catalog) -> Scope:
    """Whom a notice concerns, by id or by name. Raises `ScopeUnknown`."""
    words = typed.split()
    plain = folded(clean(typed))
    if plain in _EVERYBODY:
        return Scope()
    for kind, meant in _KINDS.items():
        if plain[: len(kind)] != kind or len(words) <= len(kind):
            continue
        if meant == "commune":
            return Scope(meant, " ".join(words))
        shared = catalog.fields if meant == "field" else catalog.offices
        return Scope(meant, _named(" ".join(words[len(kind) :]), shared, typed))
    raise ScopeUnknown(typed)


def _named(name: str, shared: Iterable[Topic | Office], typed: str) -> str:
    """The id of what is called so; names are compared without accents and marks."""
    wanted = folded(clean(name))
    for each in shared:
        names = (each.id, each.name.vi, each.name.en or "")
        if wanted in map(folded, map(clean, names)):
            return each.id
    raise ScopeUnknown(typed)


def _subject(typed: str) -> tuple[str, str]:
    """What a pause is about, and the sentence."""
    for length in (2, 1):
        *first, rest = (*typed.split(maxsplit=length), "")[: length + 1]
        if folded(clean(" ".join(first))) in _EVERYBODY:
            return WHOLE, rest
    return first[0].rstrip(":"), rest


def _procedure(subject: str, catalog: Catalog) -> str:
    found = catalog.procedure(subject)
    if found is None and subject != WHOLE:
        raise ProcedureUnknown(subject)
    return found.id if found else WHOLE


def _read_text(typed: str) -> Words:
    vietnamese, *english = (_one_line(each) for each in _ENGLISH.split(typed, maxsplit=1))
    if not vietnamese:
        raise TextMissing()
    return Words(vietnamese, english[0] if english and english[0] else None)


def _one_line(text: str) -> str:
    """What can be seen of a text, in one paragraph."""
    return " ".join("".join(each if each.isprintable() else " " for each in visible(text)).split())
