"""Procedures of which people say, surely, less often than before that the answer helped: worth a word at once.

Four weeks are compared with the four before: in one week hardly a procedure is rated thirty times. A fall that was told
is not told again before those weeks are over, for it would be the same one.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, TypeVar

from bot.catalog.catalog import Catalog
from bot.records.book import Fact
from bot.records.counts import Counts, Period
from bot.records.mending import fact_meant
from bot.satisfaction.change import Z_99, Change, change
from bot.satisfaction.metrics import Counted
from bot.satisfaction.report import MOST_REASONS, Source
from bot.satisfaction.voices import UNKNOWN, by, voices
from bot.satisfaction.words import Names

COMPARED: Final = timedelta(days=28)
"""How long each of the two periods is; also how long a procedure that was told rests."""

MOST_A_WEEK: Final = 3
WEEK: Final = timedelta(days=7)

Name = TypeVar("Name", bound=str)


@dataclass(frozen=True)
class Fall:
    """A procedure whose helpful share fell; `change` has its interval of 99 %."""

    procedure: str
    now: Counted
    before: Counted
    change: Change


@dataclass(frozen=True)
class Alert:
    """A fall with what an official needs to act on it.

    `reasons` are counted, the most frequent first; `fact` is what most people call wrong, `source` where it stands
    ("file:line"), `unit` who decides on the procedure.
    """

    fall: Fall
    reasons: Sequence[tuple[str, int]]
    fact: Fact | None
    source: str | None
    unit: str | None


def compared(today: date) -> Period:
    """The days until yesterday that are looked at; `Period.before` is what they are compared with."""
    return Period(today - COMPARED, today - timedelta(days=1))


def falls(now: Counts, before: Counts, catalog: Catalog) -> tuple[Fall, ...]:
    """The procedures whose share surely fell, with 99 % certainty and 30 voices in both periods; the largest first."""
    known = _helpful(before, catalog)
    found = []
    for procedure, counted in _helpful(now, catalog).items():
        moved = change(counted, known.get(procedure, Counted()), Z_99)
        if moved and moved.high < 0:
            found.append(Fall(procedure, counted, known[procedure], moved))
    return tuple(sorted(found, key=lambda each: (each.change.difference, each.procedure)))


def to_tell(found: Iterable[Fall], told: Collection[tuple[str, date]], today: date) -> tuple[Fall, ...]:
    """The falls to tell today, where `told` are the procedures that were told before, each with its day.

    At most three within any seven days, and none of a procedure that rests.
    """
    resting = {procedure for procedure, day in told if day > today - COMPARED}
    room = MOST_A_WEEK - sum(day > today - WEEK for _, day in told)
    return tuple(each for each in found if each.procedure not in resting)[: max(room, 0)]


def alert(fall: Fall, now: Counts, catalog: Catalog, source: Source) -> Alert:
    """A fall with its reasons, the fact that is called wrong most often, and who decides."""
    reasons: Counter[str] = Counter()
    wrong: Counter[Fact] = Counter()
    for each in now.voiced:
        if each.labels.procedure != fall.procedure or each.labels.assisted or each.verdict == "up":
            continue
        if each.reason:
            reasons[each.reason] += each.count
        fact = fact_meant(each.reason, each.detail) if each.reason else None
        if fact:
            wrong[fact] += each.count
    first = next(iter(_most(wrong)), None)
    return Alert(
        fall,
        _most(reasons)[:MOST_REASONS],
        first[0] if first else None,
        source(fall.procedure, first[0], None) if first else None,
        Names(catalog).responsible("procedure", fall.procedure),
    )


def _helpful(counts: Counts, catalog: Catalog) -> Mapping[str, Counted]:
    """Who was helped, by procedure, of those who asked for themselves."""
    own = [each for each in voices(counts, catalog) if each.criterion == "helpful" and not each.assisted]
    return {name: counted["helpful"] for name, counted in by(own, "procedure").items() if name != UNKNOWN}


def _most(counted: Counter[Name]) -> list[tuple[Name, int]]:
    return sorted(counted.items(), key=lambda each: (-each[1], each[0]))
