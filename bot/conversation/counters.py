"""The counters of a place, in words: when they are open, how they stand at a moment, where they are on a map."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from urllib.parse import quote

from bot.catalog.calendar import Calendar
from bot.catalog.model import Words
from bot.catalog.offices import WEEKDAYS, Office, Weekday
from bot.catalog.surroundings import Place
from bot.conversation.speech import Speech
from bot.opening import Standing, standing

SHORTEST_RANGE = 3
"""Weekdays in a row that are said as from–to."""


@dataclass(frozen=True)
class Counter:
    """The counter of a place, as a card tells of it; `standing` where its hours and the moment are known."""

    office: Office
    speech: Speech
    standing: Standing | None = None

    @property
    def hours(self) -> tuple[tuple[str, str], ...]:
        """Weekdays, and when the counter is open on them; nothing where no source says."""
        week = self.office.week
        return tuple((self._said(days), ", ".join(map(str, openings))) for days, openings in week.items())

    @property
    def online_only(self) -> str:
        """The weekdays on which only online filings are taken, or nothing."""
        return self._said(self.office.online_only)

    @property
    def saturday(self) -> str:
        """When filings are taken on Saturdays that are no working days, or nothing."""
        return ", ".join(map(str, self.office.saturday_sessions))

    @property
    def rests(self) -> tuple[tuple[date, date, Words], ...]:
        """The days off until it opens: the first and the last that have one name, and the name."""
        days = self.standing.days_off if self.standing else ()
        runs = [list(run) for _, run in groupby(days, lambda each: each.name)]
        return tuple((run[0].day, run[-1].day, run[0].name) for run in runs)

    def _said(self, weekdays: Sequence[Weekday]) -> str:
        """The weekdays in order: "thứ Hai đến thứ Năm, thứ Bảy"."""
        runs: list[list[Weekday]] = []
        for at, weekday in enumerate(WEEKDAYS):
            if weekday in weekdays:
                follows = bool(runs) and runs[-1][-1] == WEEKDAYS[at - 1]
                runs[-1].append(weekday) if follows else runs.append([weekday])
        return ", ".join(self._run(run) for run in runs)

    def _run(self, run: Sequence[Weekday]) -> str:
        names = [self.speech.label(f"weekday_{each}") for each in run]
        if len(run) < SHORTEST_RANGE:
            return ", ".join(names)
        return f"{names[0]} {self.speech.label('until')} {names[-1]}"


def counters(
    offices: Sequence[Office], speech: Speech, calendar: Calendar, now: datetime | None
) -> tuple[Counter, ...]:
    """The offices as counters; without a moment, as on paper, nothing is said of how they stand."""
    return tuple(Counter(each, speech, standing(each, calendar, now) if now else None) for each in offices)


def map_address(office: Office, place: Place | None) -> str | None:
    """A map that shows an office: its own, or a search for its address; None where no two sources agree on that."""
    if office.map_url or office.agreed_address is None:
        return office.map_url
    return map_search([office.agreed_address.vi, *([place.name] if place else [])])


def map_search(names: Sequence[str]) -> str:
    """A search on a map of the province for what has these names, the nearest first.

    It is Google's, which opens in the app or in any browser, and knows house numbers in Vietnam.
    """
    return f"https://www.google.com/maps/search/?api=1&query={quote(', '.join([*names, 'Đà Nẵng']), safe='')}"
