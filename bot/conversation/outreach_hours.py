"""The hours of an event as people write them: "7:30-11:00", "7h30 đến 11h", "chiều 1h30-5h", "8h sáng - 5h chiều"."""

import re
from dataclasses import dataclass
from datetime import time
from typing import Final

from bot.desk.refusals import HoursUnclear

Hours = tuple[time, time]

NIGHT_ENDS: Final = 5
"""Hours before this one are those of the afternoon, if that is said; else nobody knows."""

LATEST_AFTERNOON: Final = 7
"""From this hour on "chiều" does not fit."""

NOON: Final = 12

_MARK: Final = r"(?: ?(?:giờ|gio|[:hg.]) ?)"
_LATER: Final = ("trưa", "trua", "chiều", "chieu", "tối", "pm")
_HALF: Final = rf"sáng|sang|am|{'|'.join(_LATER)}"
_TO: Final = r" ?(?:-+>?|~|đến|den|tới|toi|to) ?"
_SHARP: Final = rf"\d{{1,2}}{_MARK}(?:[0-5]\d|rưỡi|ruoi)?"


def _way(first: str, second: str) -> re.Pattern[str]:
    return re.compile(
        r"(?<![\w/.:-])(?:(?:từ|tu|from) )?"
        rf"(?:(?P<before>{_HALF}) )?(?P<begins>{first})(?: ?(?P<after>{_HALF}))?"
        rf"{_TO}"
        rf"(?:(?P<between>{_HALF}) )?(?P<ends>{second})(?: ?(?P<last>{_HALF}))?(?![\w/]|[:.-]\d)"
    )


_PLAIN: Final = r"\d{1,2}"
_SURE: Final = (_way(_SHARP, _SHARP), _way(_SHARP, _PLAIN), _way(_PLAIN, _SHARP))
_UNSURE: Final = _way(_PLAIN, _PLAIN)
_CLOCK: Final = re.compile(r"(\d{1,2})\D*?(\d\d|rưỡi|ruoi)?")
_AFTERNOON: Final = re.compile(r"\b(?:chiều|chieu|pm)\b")
_MORNING: Final = re.compile(r"\b(?:sáng|sang|am)\b")


@dataclass(frozen=True)
class FoundHours:
    """Hours, and the text around them."""

    hours: Hours
    around: str


def hours_in(text: str, *, sure: bool) -> FoundHours | None:
    """The hours in a line; without `sure` those that may as well be a day ("7-11"). Raises `HoursUnclear`."""
    lowered = text.lower()
    found = _surely(lowered) if sure else _perhaps(lowered)
    if found is None:
        return None
    around = f"{text[: found.start()]} {text[found.end() :]}"
    return FoundHours(_read(found, lowered), around)


def _surely(line: str) -> re.Match[str] | None:
    return next((found for way in _SURE if (found := way.search(line))), None)


def _perhaps(line: str) -> re.Match[str] | None:
    """The two numbers that can be hours of a day; raises `HoursUnclear` where more than two can."""
    likely = []
    for each in _UNSURE.finditer(line):
        begins, ends = _clock(each["begins"]), _clock(each["ends"])
        if begins and ends and begins < ends:
            likely.append(each)
    if len(likely) > 1:
        raise HoursUnclear(" ".join(each[0].strip() for each in likely))
    return likely[0] if likely else None


def _read(found: re.Match[str], line: str) -> Hours:
    begins, ends = _clock(found["begins"]), _clock(found["ends"])
    if begins is None or ends is None:
        raise HoursUnclear(found[0].strip())
    first, last = found["before"] or found["after"], found["between"] or found["last"]
    if not first and not last and _AFTERNOON.search(line) and not _MORNING.search(line):
        first = last = "chiều"
    # "2h-5h chiều" is an afternoon, "8h-5h chiều" a whole day.
    if last in _LATER and not first and begins < ends:
        first = last
    # "chiều 1h30-5h"
    if first in _LATER and not last:
        last = first
    at_night = not first and begins.hour < NIGHT_ENDS
    too_early = first in ("chiều", "chieu") and LATEST_AFTERNOON <= begins.hour < NOON
    if at_night or too_early:
        raise HoursUnclear(found[0].strip())
    return _in_half(begins, first), _in_half(ends, last)


def _clock(written: str) -> time | None:
    found = _CLOCK.fullmatch(written.strip())
    if found is None:
        return None
    hour, minutes = int(found[1]), found[2] or "0"
    return time(hour, int(minutes) if minutes.isdigit() else 30) if hour < 24 else None


def _in_half(clock: time, half: str | None) -> time:
    """The hour of the day: half past one in the afternoon is 13:30."""
    return clock.replace(hour=clock.hour + NOON) if half in _LATER and clock.hour < NOON else clock
