"""A week in the order in which an official reads it: four things that are measured, the weakest first."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from bot.records.counts import Period
from bot.satisfaction.change import Change, change
from bot.satisfaction.disclosure import Few, Share, Shown, shown
from bot.satisfaction.metrics import Counted
from bot.satisfaction.report import Report, Weak
from bot.satisfaction.voices import OF_THE_BOT, OF_THE_OFFICE, Criterion
from bot.satisfaction.weakest import lowest


@dataclass(frozen=True)
class Line:
    """A criterion of the week: what may be shown of it, by how much it surely changed, what in it is surely weak."""

    criterion: Criterion
    counted: Shown
    change: Change | None
    weak: Weak | None


def last_whole_week(today: date) -> date:
    """The Monday of the last week that is over: everybody reads the same numbers until the next one is."""
    return today - timedelta(days=today.weekday() + 7)


def week_from(monday: date) -> Period:
    """The seven days from a Monday on."""
    return Period(monday, monday + timedelta(days=6))


def lines(report: Report) -> tuple[Line, ...]:
    """What is measured of the bot, and one criterion of visits; what stands out most first, then the lowest share."""
    first = report.weak[0] if report.weak else None
    found = [_line(report, criterion) for criterion in (*OF_THE_BOT, _of_visits(report))]
    return tuple(sorted(found, key=lambda each: (first is None or each.weak is not first, _rank(each.counted))))


def _of_visits(report: Report) -> Criterion:
    """Of visits what stands out, else what is lowest, else what most people spoke of."""
    weak = [each.weakness.criterion for each in report.weak if each.weakness.criterion in OF_THE_OFFICE]
    if weak:
        return weak[0]
    totals: dict[Criterion, Counted] = {criterion: report.totals[criterion] for criterion in OF_THE_OFFICE}
    low = lowest(totals)
    return low[0] if low else max(totals, key=lambda criterion: totals[criterion].whole)


def _line(report: Report, criterion: Criterion) -> Line:
    totals, before = report.totals[criterion], report.before[criterion]
    moved = change(totals, before)
    return Line(
        criterion,
        shown(totals),
        moved if moved and moved.sure else None,
        _first(each for each in report.weak if each.weakness.criterion == criterion),
    )


def _first(weak: Iterable[Weak]) -> Weak | None:
    return next(iter(weak), None)


def _rank(counted: Shown) -> tuple[int, float]:
    """Shares from the lowest on; what has none cannot be compared and comes last, the more voices first."""
    if isinstance(counted, Share):
        return 0, counted.value
    return (1 if isinstance(counted, Few) else 2), -counted.whole
