"""The feedback of a period made into a report: what is weakest and whose it is, then the tables.

Its name is "Phản hồi của người dùng bot": it is neither SIPAS nor the index of QĐ 766/QĐ-TTg nor a sample, and it never
judges a named official.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from bot.catalog.catalog import Catalog
from bot.records.book import Fact
from bot.records.counts import Period
from bot.records.mending import FactEvent
from bot.records.told import Told
from bot.satisfaction.breakdown import golden_table, slice_tables, time_tables, whole_tables
from bot.satisfaction.disclosure import ENOUGH, shown
from bot.satisfaction.mended import Matter, Mended, matters, mended
from bot.satisfaction.metrics import Counted
from bot.satisfaction.origins import poster_table
from bot.satisfaction.sayings import sentence_table
from bot.satisfaction.tables import Table, table
from bot.satisfaction.voices import Criterion, Voices, asked_by, by, total, voices
from bot.satisfaction.weakest import Weakness, lowest, weaknesses
from bot.satisfaction.words import Names, criterion_name, words

MOST_REASONS: Final = 3

Source = Callable[[str, Fact, str | None], str | None]
"""Where a procedure's fact, or one paper of it, stands in the catalog: "file:line", or None."""


@dataclass(frozen=True)
class Challenged:
    """A fact of the catalog that was called wrong `count` times in the period; `source` is "file:line"."""

    procedure: str
    fact: Fact
    paper: str | None
    count: int
    source: str | None
    settled: bool


@dataclass(frozen=True)
class Weak:
    """A weakness with all that an official needs to act on it.

    `where` and `inside` are names: of what stands out, and of what weighs most in it. `unit` can mend it; None: whoever
    keeps the catalog. `reasons` are counted; `done` is what became of its facts, None of an office.
    """

    weakness: Weakness
    where: str
    inside: str | None
    unit: str | None
    reasons: Sequence[tuple[str, int]]
    challenged: Sequence[Challenged]
    done: Mended | None


@dataclass(frozen=True)
class Report:
    """What a report says, in the order in which it is read.

    `asked` is without questions that a helper asked. `catalog` is the one that it was made with.
    """

    period: Period
    asked: int
    totals: Mapping[Criterion, Counted]
    before: Mapping[Criterion, Counted]
    weak: Sequence[Weak]
    lowest: tuple[Criterion, Counted] | None
    done: Mended
    weeks: Sequence[tuple[str, int]]
    tables: Sequence[Table]
    catalog: Catalog

    @property
    def empty(self) -> bool:
        """Whether nobody asked or said anything."""
        return not self.asked and not any(each.whole for each in self.totals.values())

    def table(self, name: str) -> Table:
        """The table with this id."""
        return next(each for each in self.tables if each.id == name)


def _no_source(_: str, __: Fact, ___: str | None) -> None:
    return None


def compiled(told: Told, catalog: Catalog, source: Source = _no_source, golden: Counted | None = None) -> Report:
    """The report on what was told; it depends on nothing else. `golden` is None where no question was tried."""
    names = Names(catalog)
    now, before = voices(told.now, catalog), voices(told.before, catalog)
    totals, totals_before = total(now), total(before)
    called_wrong = _challenged(told, names, source)
    known = matters(told.events)
    weak = tuple(_detailed(each, now, told, catalog, called_wrong, known) for each in weaknesses(now))
    done = mended(known, told.period)
    times = time_tables(told.now)
    tables = (
        _weakest_table(weak),
        *whole_tables(told, totals, totals_before),
        golden_table(golden),
        _challenged_table(called_wrong, names),
        _mended_table(done),
        *times,
        poster_table(told.posters, names),
        *slice_tables(now, asked_by(told.now, catalog), names),
        sentence_table(told, names),
    )
    return Report(
        told.period,
        asked=sum(each.count for each in told.now.asked if not each.labels.assisted),
        totals=totals,
        before=totals_before,
        weak=weak,
        lowest=lowest(totals),
        done=done,
        weeks=[(f"{day:%d/%m}", asked) for day, asked, *_ in times[0].rows if isinstance(asked, int)],
        tables=tables,
        catalog=catalog,
    )


def _challenged(told: Told, names: Names, source: Source) -> tuple[Challenged, ...]:
    counted: Counter[tuple[str, Fact, str | None]] = Counter()
    last_assured: dict[tuple[str, Fact], FactEvent] = {}
    said: dict[tuple[str, Fact], FactEvent] = {}
    for event in told.events:
        about = (event.procedure, event.fact)
        if event.said == "assured":
            last_assured[about] = event
        else:
            said[about] = event
            if event.day >= told.period.first:
                counted[*about, event.paper] += event.count
    found = []
    for (procedure, fact, paper), count in counted.items():
        about = (procedure, fact)
        settled = about in last_assured and last_assured[about].day >= said[about].day
        name = names.paper(procedure, paper)
        found.append(Challenged(procedure, fact, name, count, source(procedure, fact, paper), settled))
    return tuple(sorted(found, key=lambda each: (-each.count, each.procedure, each.fact, each.paper or "")))


def _detailed(
    weakness: Weakness,
    given: Sequence[Voices],
    told: Told,
    catalog: Catalog,
    called_wrong: Sequence[Challenged],
    known: Sequence[Matter],
) -> Weak:
    names = Names(catalog)
    own = [each for each in given if each.names[weakness.dimension] == weakness.name and not each.assisted]
    procedures = {each.names["procedure"] for each in own}
    about_facts = weakness.criterion == "helpful"
    return Weak(
        weakness,
        where=names.of(weakness.dimension, weakness.name),
        inside=_inside(weakness, own, catalog),
        unit=None if weakness.criterion == "found" else names.responsible(weakness.dimension, weakness.name),
        reasons=_reasons(weakness, told, catalog) if weakness.criterion in ("helpful", "right") else (),
        challenged=[each for each in called_wrong if about_facts and each.procedure in procedures][:MOST_REASONS],
        done=None
        if weakness.dimension == "office"
        else mended([each for each in known if each.procedure in procedures], told.period),
    )


def _inside(weakness: Weakness, own: Sequence[Voices], catalog: Catalog) -> str | None:
    """Of an office or a field the procedure most spoke against, of a procedure the office where it is filed."""
    names = Names(catalog)
    if weakness.dimension == "procedure":
        found = catalog.procedure(weakness.name)
        return "; ".join(map(names.office, found.file_at)) or None if found else None
    criterion = [each for each in own if each.criterion == weakness.criterion and each.names["procedure"]]
    against = {
        name: counted[weakness.criterion].whole - counted[weakness.criterion].part
        for name, counted in by(criterion, "procedure").items()
        if counted[weakness.criterion].whole >= ENOUGH
    }
    worst = min((name for name in against if against[name]), key=lambda name: (-against[name], name), default=None)
    return names.procedure(worst) if worst else None


def _reasons(weakness: Weakness, told: Told, catalog: Catalog) -> Sequence[tuple[str, int]]:
    counted: Counter[str] = Counter()
    for each in told.now.voiced:
        procedure = catalog.procedure(each.labels.procedure or "")
        name = each.labels.procedure if weakness.dimension == "procedure" else procedure and procedure.field
        if each.verdict == "down" and each.reason and name == weakness.name and not each.labels.assisted:
            counted[each.reason] += each.count
    return sorted(counted.items(), key=lambda each: (-each[1], each[0]))[:MOST_REASONS]


def _weakest_table(weak: Sequence[Weak]) -> Table:
    return table(
        "weakest",
        ("criterion", "where", "now", "rest", "unit", "reasons"),
        [
            (
                criterion_name(each.weakness.criterion),
                each.where,
                shown(each.weakness.counted),
                shown(each.weakness.rest),
                each.unit,
                # How many gave each would be told by two dimensions at once.
                "; ".join(str(words()["reasons"].get(reason, reason)) for reason, _ in each.reasons) or None,
            )
            for each in weak
        ],
        keys=[f"{held.criterion} {held.dimension} {held.name}" for held in (each.weakness for each in weak)],
        text=True,
    )


def _challenged_table(called_wrong: Sequence[Challenged], names: Names) -> Table:
    rows = [
        (names.procedure(each.procedure), words()["facts"][each.fact], each.paper, each.count, each.source)
        for each in called_wrong
    ]
    return table("challenged", ("procedure", "fact", "paper", "reported", "source"), rows, text=True)


def _mended_table(done: Mended) -> Table:
    row = (done.settled, done.mended, done.open, done.median, done.ninetieth)
    return table("mended", ("settled", "mended", "open", "median", "ninetieth"), [row])
