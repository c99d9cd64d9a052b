"""A day as people say it: "mai", "thứ hai tới", "3/12", "mùng 5 Tết", "tomorrow", "3 December".

Read with and without accents. What may mean several days is not understood: who is told a wrong day goes for nothing.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from bot.catalog.calendar import ONE_DAY, Calendar
from bot.matching.syllables import fold
from bot.matching.text import visible

WEEK: Final = timedelta(weeks=1)
CENTURY: Final = 2000
MOST_AHEAD: Final = 400
"""Days, or weeks, that are counted from today ("10 ngày nữa"); beyond that somebody means something else."""
_LEAP_YEARS: Final = 8
"""Years within which any day comes again, 29 February too."""


@dataclass(frozen=True)
class Spoken:
    """A day that was said, and the text around it."""

    day: date
    around: str


@dataclass(frozen=True)
class _Today:
    """What a day is reckoned from; `ahead`: a day without its year lies ahead, not behind."""

    day: date
    calendar: Calendar
    ahead: bool


_Meant = Callable[[re.Match[str], _Today], date | None]


def understood(text: str, today: date, calendar: Calendar) -> Spoken | None:
    """The day said in a text about what is to come; None where none is said, or it is not clear which."""
    return _spoken(text, _Today(today, calendar, ahead=True))


def remembered(text: str, today: date, calendar: Calendar) -> Spoken | None:
    """The day said in a text about what has been: without its year, the last such day."""
    return _spoken(text, _Today(today, calendar, ahead=False))


def _spoken(text: str, today: _Today) -> Spoken | None:
    plain = unicodedata.normalize("NFC", visible(text)).lower()
    # Accents tell "mốt" (the day after tomorrow) from "một" (one) and change no position.
    told = plain if len(fold(plain)) != len(plain) else fold(_MOT.sub("ngay kia", plain))
    for pattern, meant in _WAYS:
        found = pattern.search(told)
        if found:
            day = meant(found, today)
            return Spoken(day, f"{told[: found.start()]} {told[found.end() :]}") if day else None
    return None


def _shifted(days: int) -> _Meant:
    return lambda _, today: today.day + timedelta(days=days)


def _counted(found: re.Match[str], today: _Today) -> date | None:
    number = int(found["number"])
    if number > MOST_AHEAD:
        return None
    return today.day + number * (WEEK if found["unit"] in ("tuan", "week") else ONE_DAY)


def _weekday(found: re.Match[str], today: _Today) -> date:
    weekday = _WEEKDAYS[found["weekday"].replace(" ", "")]
    monday = today.day - timedelta(days=today.day.weekday())
    this_week = monday + timedelta(days=weekday)
    match found["which"]:
        case "tuan sau" | "tuan toi" | "next week":
            return this_week + WEEK
        case "tuan truoc" | "last week":
            return this_week - WEEK
        case "tuan nay" | "nay" | "this week":
            return this_week
    if today.ahead:
        return this_week if this_week > today.day else this_week + WEEK
    return this_week if this_week <= today.day else this_week - WEEK


def _next_week(_: re.Match[str], today: _Today) -> date:
    return today.day - timedelta(days=today.day.weekday()) + WEEK


def _dated(found: re.Match[str], today: _Today) -> date | None:
    month = found["month"]
    number = _MONTHS[month[:3]] if month.isalpha() else int(month)
    return _in_year(int(found["day"]), number, found["year"], today)


def _in_year(day: int, month: int, year: str | None, today: _Today) -> date | None:
    if year:
        return _date(int(year) + (CENTURY if len(year) == len("26") else 0), month, day)
    years = range(_LEAP_YEARS + 1)
    days = (_date(today.day.year + (step if today.ahead else -step), month, day) for step in years)
    return next((each for each in days if each and (each >= today.day if today.ahead else each <= today.day)), None)


def _of_this_month(found: re.Match[str], today: _Today) -> date | None:
    number, step = int(found["day"]), ONE_DAY if today.ahead else -ONE_DAY
    days = (today.day + step * count for count in range(2 * 31))
    return next((each for each in days if each.day == number), None)


def _of_new_year(found: re.Match[str], today: _Today) -> date | None:
    """A day of Tết, counted from the next first one the calendar knows."""
    days = (first + timedelta(days=int(found["day"]) - 1) for first in sorted(today.calendar.lunar_new_year))
    told = [each for each in days if (each >= today.day) == today.ahead]
    return (told[0] if today.ahead else told[-1]) if told else None


def _new_years_eve(_: re.Match[str], today: _Today) -> date | None:
    firsts = (each - ONE_DAY for each in sorted(today.calendar.lunar_new_year))
    return next((each for each in firsts if each >= today.day), None) if today.ahead else None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


_MONTHS: Final = {
    name: number
    for number, name in enumerate(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1
    )
}
_ENGLISH_MONTH: Final = r"(?P<month>(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*)\.?"
_WEEKDAYS: Final = {
    name: weekday
    for weekday, names in enumerate(
        (
            ("thuhai", "thu2", "t2", "monday"),
            ("thuba", "thu3", "t3", "tuesday"),
            ("thutu", "thu4", "t4", "wednesday"),
            ("thunam", "thu5", "t5", "thursday"),
            ("thusau", "thu6", "t6", "friday"),
            ("thubay", "thu7", "t7", "saturday"),
            ("chunhat", "cn", "sunday"),
        )
    )
    for name in names
}
WEEKDAY_WORDS: Final = (
    r"thu ?(?:hai|ba|tu|nam|sau|bay|[2-7])|chu nhat|cn|t[2-7]|(?:mon|tues|wednes|thurs|fri|satur|sun)day"
)
WHICH_WEEK: Final = r"tuan sau|tuan toi|tuan truoc|tuan nay|next week|last week|this week|toi|sau|nay"


_MOT: Final = re.compile(r"(?<!mai )(?:\b(?:ngày|bữa|sáng|chiều) )?\bmốt\b")


def _ways() -> Iterator[tuple[str, _Meant]]:
    """How days are said, the more exact first."""
    part = r"(?:sang|trua|chieu|ngay|bua|hom)"
    yield r"(?:mung|mong) ?(?P<day>[1-9]|10) (?:am )?tet", _of_new_year
    yield r"(?:30|ba muoi|dem giao thua|giao thua) tet|giao thua", _new_years_eve
    yield rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)? (?:of )?{_ENGLISH_MONTH}(?:,? (?P<year>\d{{4}}))?", _dated
    yield rf"{_ENGLISH_MONTH} (?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:,? (?P<year>\d{{4}}))?", _dated
    yield r"(?P<day>\d{1,2}) ?[/.-] ?(?P<month>\d{1,2})(?: ?[/.-] ?(?P<year>\d{4}|\d{2}))?(?!\d)", _dated
    yield r"(?:ngay )?(?P<day>\d{1,2}) thang (?P<month>\d{1,2})(?: (?:nam )?(?P<year>\d{4}))?(?!\d)", _dated
    yield rf"(?:next |this )?(?P<weekday>{WEEKDAY_WORDS})(?: (?P<which>{WHICH_WEEK}))?", _weekday
    yield r"(?P<number>\d{1,4}) (?P<unit>ngay|hom|bua|tuan) nua", _counted
    yield r"in (?P<number>\d{1,4}) (?P<unit>day|week)s?", _counted
    yield r"day after tomorrow", _shifted(2)
    yield r"tomorrow", _shifted(1)
    yield r"yesterday", _shifted(-1)
    yield r"today", _shifted(0)
    yield r"(?:dau )?tuan (?:sau|toi)|next week", _next_week
    yield r"(?:ngay|bua|sang|chieu) (?:mot|kia)", _shifted(2)
    yield r"(?:hom|bua) (?:kia|tru)", _shifted(-2)
    yield r"hom qua|bua qua|hom truoc", _shifted(-1)
    yield rf"{part} (?:nay|ni)|bay gio|bay chu", _shifted(0)
    yield r"mai (?:mot|kia|sau)", lambda *_: None  # some day
    yield rf"{part} mai|mai", _shifted(1)
    yield r"ngay (?P<day>\d{1,2})(?! ?\d| ?(?:nua|lam viec))", _of_this_month


_WAYS: Final = tuple((re.compile(rf"\b(?:{pattern})\b"), meant) for pattern, meant in _ways())
