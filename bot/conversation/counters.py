"""The hours of one counter, in words."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.catalog.offices import WEEKDAYS, Office, Weekday
from bot.conversation.speech import Speech

SHORTEST_RANGE = 3
"""Weekdays in a row that are said as from–to."""


@dataclass(frozen=True)
class Counter:
    """The counter of a place, as a card tells of it."""

    office: Office
    speech: Speech

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
