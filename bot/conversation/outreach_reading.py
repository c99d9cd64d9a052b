"""An event as an official types it, in any order: "28/11 7:30-11:00 phường Tam Kỳ; Nhà văn hóa khối phố 2".

Hours are read first, for "7-11" may be a day as well (`bot.conversation.outreach_hours`); then the day, then the
commune of today or of before. What is left is the place. What may mean several things is not guessed: a weekday must
fit its date, of communes all that may be meant are given back.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Final

from bot.catalog.calendar import Calendar
from bot.catalog.surroundings import Place
from bot.conversation.days import WEEKDAY_WORDS, WHICH_WEEK, remembered, understood
from bot.conversation.outreach_hours import Hours, hours_in
from bot.desk.refusals import CommuneUnknown, EventDayUnclear, EventIncomplete, EventPast
from bot.matching.mistyped import SURE_LENGTH, resembling
from bot.matching.places import Gazetteer
from bot.matching.syllables import fold
from bot.matching.text import clean, folded, visible

JUST_PAST: Final = timedelta(days=65)
"""Who writes a date without its year that was so lately made a slip, and does not mean the next year."""

_ISO: Final = re.compile(r"\b(\d{4})-(\d\d)-(\d\d)\b")
_DATE: Final = re.compile(r"(?<![\d/.-])\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{2,4})?(?![\d/])")
_WEEKDAY: Final = re.compile(rf"\b(?:{WEEKDAY_WORDS})(?: (?:{WHICH_WEEK}))?\b")
_APART: Final = re.compile(r"[;\n]+")
_BESIDE: Final = frozenset(
    clean("""
    sáng trưa chiều tối buổi ngày vào lúc từ tại ở và on at in from the
    sang trua chieu buoi ngay vao luc tu tai va
    """)
)
"""Words beside hours, days and places that are part of none."""


@dataclass(frozen=True)
class Called:
    """The communes of today that a name may mean; not `sure` where it is hardly one of theirs."""

    communes: tuple[Place, ...] = ()
    sure: bool = True

    @property
    def plain(self) -> Place | None:
        """The one that is meant; None where somebody has to be asked."""
        return self.communes[0] if self.sure and len(self.communes) == 1 else None


@dataclass(frozen=True)
class Typed:
    """What was understood."""

    place: str
    called: Called
    day: date
    begins: time
    ends: time


def read(typed: str, today: date, calendar: Calendar, gazetteer: Gazetteer) -> Typed:
    """The event that was typed. Raises `Refused`."""
    text = unicodedata.normalize("NFC", visible(typed)).replace("–", "-").replace("—", "-")
    hours, lines = _hours(_lines(_ISO.sub(r"\3/\2/\1", text)), today, calendar)
    day, parts = _day(lines, today, calendar)
    called, place = _commune(parts, gazetteer)
    if hours and day and len(parts) > 1 and not called.communes:
        raise CommuneUnknown(parts[0])
    found = {"day": day, "hours": hours, "commune": called.communes, "place": place}
    if not (hours and day and called.communes and place):
        raise EventIncomplete(" ".join(name for name, value in found.items() if not value))
    return Typed(place, called, day, *hours)


def communes_called(said: str, gazetteer: Gazetteer) -> Called:
    """The communes of today that a name alone may mean: old names and mistyped ones, too."""
    exact = _called(said, gazetteer)
    name = folded(clean(said))
    near = resembling(gazetteer, name) if not exact.communes and len("".join(name)) >= SURE_LENGTH else None
    if near is None:
        return exact
    if near.sure:
        return Called(tuple(each.place for each in gazetteer.meanings(near.said)))
    return Called(near.places, sure=False)


def _called(said: str, gazetteer: Gazetteer) -> Called:
    spotted = gazetteer.spot(said)
    return Called(spotted.places if spotted and not spotted.rest else ())


def _hours(parts: Sequence[str], today: date, calendar: Calendar) -> tuple[Hours | None, tuple[str, ...]]:
    """The hours, and the parts without them, the one that held them first."""
    for sure in (True, False):
        for part in parts:
            found = hours_in(part, sure=sure)
            others = [each for each in parts if each is not part]
            # "7-11" alone may be the seventh of November.
            if found and (sure or any(_spoken(each, today, calendar) for each in (found.around, *others))):
                return found.hours, _lines("\n".join((found.around, *others)))
    return None, tuple(parts)


def _day(parts: Sequence[str], today: date, calendar: Calendar) -> tuple[date | None, tuple[str, ...]]:
    """The day, looked for first where the hours stood, and the parts without it. Raises `EventRefused`."""
    for part in parts:
        spoken = _spoken(part, today, calendar)
        if spoken:
            day, left = spoken
            _ensure_not_past(part, day, today, calendar)
            left = _without_weekday(left, day, today, calendar)
            return day, _parts("\n".join((left, *(each for each in parts if each is not part))))
    written = next((found[0] for each in parts if (found := _DATE.search(each))), None)
    if written:
        raise EventDayUnclear(written)
    return None, _parts("\n".join(parts))


def _spoken(part: str, today: date, calendar: Calendar) -> tuple[date, str] | None:
    """The day that is said in a part, and the words around it as they were written."""
    spaced = re.sub(r"([,()])", r" \1 ", part)
    spoken = understood(spaced, today, calendar)
    if spoken is None:
        return None
    words = [each for each in spaced.split() if _is_word(each)]
    kept = [each for each in spoken.around.split() if _is_word(each)]
    before = next(
        (at for at, (word, same) in enumerate(zip(words, kept, strict=False)) if fold(word.lower()) != fold(same)),
        len(kept),
    )
    return spoken.day, " ".join((*words[:before], *words[len(words) - len(kept) + before :]))


def _is_word(text: str) -> bool:
    return text == "," or any(each.isalnum() for each in text)


def _ensure_not_past(part: str, day: date, today: date, calendar: Calendar) -> None:
    """Raises `EventPast` for a date without its year that has just been."""
    before = remembered(part, today, calendar)
    if before and before.day < today <= before.day + JUST_PAST and day - today > JUST_PAST:
        raise EventPast(f"{before.day:%d/%m/%Y}")


def _without_weekday(part: str, day: date, today: date, calendar: Calendar) -> str:
    """What stands beside a date without the weekday that was written along; raises `EventDayUnclear` where it is
    another one."""
    found = _WEEKDAY.search(fold(part.lower()))
    meant = understood(found[0], today, calendar) if found else None
    if found is None or meant is None:
        return part
    if meant.day.weekday() != day.weekday():
        raise EventDayUnclear(f"{part[slice(*found.span())]} {day:%d/%m/%Y}")
    return f"{part[: found.start()]} {part[found.end() :]}"


def _commune(parts: Sequence[str], gazetteer: Gazetteer) -> tuple[Called, str]:
    """The communes that may be meant, and the place: what else was written."""
    by_commas = tuple(piece for part in parts for piece in _parts(part.replace(",", "\n")))
    for pieces in (parts, by_commas):
        for piece in pieces:
            called = _called(piece, gazetteer)
            if called.communes:
                return called, _others(pieces, piece)
    for part in parts:
        for name, rest in _ends(part):
            called = _called(name, gazetteer)
            if called.communes:
                return called, ", ".join((rest, *filter(None, [_others(parts, part)])))
    likely = [
        (called, _others(by_commas, each))
        for each in by_commas
        if (called := communes_called(each, gazetteer)).communes
    ]
    none = (Called(), ", ".join(parts))
    return (
        next((each for each in likely if each[0].sure), likely[0] if likely else none) if len(by_commas) > 1 else none
    )


def _others(pieces: Sequence[str], one: str) -> str:
    return ", ".join(each for each in pieces if each is not one)


def _ends(part: str) -> Iterator[tuple[str, str]]:
    """The first and the last words of a part, each with what is left; more words first."""
    words = part.split()
    for count in range(len(words) - 1, 0, -1):
        yield " ".join(words[:count]), " ".join(words[count:])
        yield " ".join(words[-count:]), " ".join(words[:-count])


def _lines(text: str) -> tuple[str, ...]:
    return tuple(filter(None, map(str.strip, _APART.split(text))))


def _parts(text: str) -> tuple[str, ...]:
    """What stands between semicolons and lines, without marks and small words at the ends."""
    return tuple(filter(None, map(_trimmed, _APART.split(text))))


def _trimmed(text: str) -> str:
    words = " ".join(text.split()).strip(" ,.:-").split()
    while words and (words[0].lower() in _BESIDE or not _is_word(words[0]) or words[0] == ","):
        del words[0]
    while words and (words[-1].lower() in _BESIDE or not _is_word(words[-1]) or words[-1] == ","):
        del words[-1]
    return re.sub(r" ,", ",", " ".join(words)).strip(" ,.:-")
