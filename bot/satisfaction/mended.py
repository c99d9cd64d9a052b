"""What was done about facts that were called wrong: how many are settled, how long it took, what still waits."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil

from bot.records.book import Fact
from bot.records.counts import Period
from bot.records.mending import FactEvent


@dataclass(frozen=True)
class Matter:
    """A fact that was called wrong on `opened`, until a reviewer called it true (`closed`, None: still open).

    `mended`: something else stands there now; None where nobody noted what stood there before.
    """

    procedure: str
    fact: Fact
    opened: date
    closed: date | None = None
    mended: bool | None = None

    def days(self, until: date) -> int:
        """How long it waited, or has waited by `until`."""
        return ((self.closed or until) - self.opened).days


@dataclass(frozen=True)
class Quantile:
    """So many days; `at_least`: of the matters up to it one is still open, and will have taken longer."""

    days: int
    at_least: bool


@dataclass(frozen=True)
class Mended:
    """What was settled in a period and what was open at its end, and how long both took or have taken."""

    settled: int
    mended: int
    open: int
    median: Quantile | None
    ninetieth: Quantile | None


def matters(events: Iterable[FactEvent]) -> tuple[Matter, ...]:
    """The matters that the events of facts, in the order of days, come to; what is said anew opens another one."""
    by_fact: dict[tuple[str, Fact], list[FactEvent]] = defaultdict(list)
    for event in events:
        by_fact[event.procedure, event.fact].append(event)
    return tuple(matter for (name, fact), said in by_fact.items() for matter in _of_fact(name, fact, said))


def mended(given: Iterable[Matter], period: Period) -> Mended:
    """What was done by the last day of a period; what was settled before it began is left out."""
    known = [each for each in given if each.opened <= period.last]
    done = [each for each in known if each.closed and period.first <= each.closed <= period.last]
    waiting = [each for each in known if each.closed is None or each.closed > period.last]
    still = [Matter(each.procedure, each.fact, each.opened) for each in waiting]
    all_of_them = sorted((each.days(period.last), each.closed is None) for each in (*done, *still))
    return Mended(
        settled=len(done),
        mended=sum(each.mended is True for each in done),
        open=len(still),
        median=_quantile(all_of_them, 0.5),
        ninetieth=_quantile(all_of_them, 0.9),
    )


def _of_fact(procedure: str, fact: Fact, events: Sequence[FactEvent]) -> Iterable[Matter]:
    opened: date | None = None
    stood: str | None = None
    for event in sorted(events, key=lambda each: (each.day, each.said == "assured")):
        if event.said != "assured":
            opened = opened or event.day
            stood = event.digest or stood
            continue
        if opened:
            yield Matter(procedure, fact, opened, event.day, None if stood is None else stood != event.digest)
        opened, stood = None, event.digest
    if opened:
        yield Matter(procedure, fact, opened)


def _quantile(days: Sequence[tuple[int, bool]], share: float) -> Quantile | None:
    """The smallest number of days within which at least this share of the matters lies (nearest rank)."""
    within = days[: max(ceil(share * len(days)), 1)]
    return Quantile(within[-1][0], any(waiting for _, waiting in within)) if within else None
