"""The tables that split one whole: by week and month, and by each dimension alone, never by two at once."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Final

from bot.records.counts import FACTS, MANY_TRIPS, Counts, Daily, Surveyed
from bot.records.entries import FACTORS
from bot.records.told import Told
from bot.satisfaction.change import change
from bot.satisfaction.disclosure import shown
from bot.satisfaction.metrics import Counted, added_up
from bot.satisfaction.tables import Cell, Table, table
from bot.satisfaction.voices import (
    CRITERIA,
    DIMENSIONS,
    FOUND,
    MISSED,
    OF_THE_BOT,
    OF_THE_OFFICE,
    Criterion,
    Dimension,
    Voices,
    by,
    median_level,
)
from bot.satisfaction.words import Names, criterion_name, words

LEVELS: Final = 5


def whole_tables(
    told: Told, totals: Mapping[Criterion, Counted], before: Mapping[Criterion, Counted]
) -> tuple[Table, ...]:
    """The tables of the whole period: what is measured, how questions were answered, who answered us."""
    return (
        _measures(totals, before),
        _kinds(told),
        _reasons(told.now),
        _levels(told.now.surveyed),
        _facts(told.now.surveyed),
        _trips(told.now.surveyed),
        _responses(told.now),
    )


def golden_table(golden: Counted | None) -> Table:
    """How the program does on questions with a known answer; no row where none was tried."""
    rows = [] if golden is None else [(words()["golden"], shown(golden))]
    return table("golden", ("criterion", "first_right"), rows)


def time_tables(counts: Counts) -> tuple[Table, Table]:
    """By week, from Monday on, and by month."""
    return (
        _over_time("weeks", "week", counts.daily, lambda day: day - timedelta(days=day.weekday())),
        _over_time("months", "month", counts.daily, lambda day: day.replace(day=1)),
    )


def slice_tables(
    given: Sequence[Voices], asked: Mapping[Dimension, Mapping[str, int]], names: Names
) -> tuple[Table, ...]:
    """What the bot answered, and what was met at offices, by each dimension that it has."""
    found = []
    for dimension in DIMENSIONS:
        # With a helper people are kinder, so those are told apart: nothing else is split by them.
        own = given if dimension == "assisted" else [each for each in given if not each.assisted]
        if dimension != "office":
            found.append(_answers_by(dimension, own, asked[dimension], names))
        found.append(_visits_by(dimension, own, names))
    return tuple(found)


def _answers_by(dimension: Dimension, given: Sequence[Voices], asked: Mapping[str, int], names: Names) -> Table:
    # A question that was not answered names no procedure, so there is no share of those found.
    criteria = [each for each in OF_THE_BOT if each != "found" or dimension not in ("procedure", "level")]
    counted = by([each for each in given if each.criterion in criteria], dimension)
    called = sorted((names.of(dimension, name), name) for name in counted.keys() | asked.keys())
    rows = [(label, asked.get(name, 0), *_cells(counted.get(name, {}), criteria)) for label, name in called]
    columns = (dimension, "questions", *criteria)
    keys = [name for _, name in called]
    return table(f"answers_by_{dimension}", columns, rows, title=_title("answers_by", dimension), keys=keys)


def _visits_by(dimension: Dimension, given: Sequence[Voices], names: Names) -> Table:
    counted = by([each for each in given if each.criterion in OF_THE_OFFICE], dimension)
    called = sorted((names.of(dimension, name), name) for name in counted)
    rows = [(label, *_cells(counted[name], OF_THE_OFFICE)) for label, name in called]
    columns = (dimension, *OF_THE_OFFICE)
    keys = [name for _, name in called]
    return table(f"visits_by_{dimension}", columns, rows, title=_title("visits_by", dimension), keys=keys)


def _cells(counted: Mapping[Criterion, Counted], criteria: Iterable[Criterion]) -> Iterable[Cell]:
    return (shown(counted.get(each, Counted())) for each in criteria)


def _title(kind: str, dimension: Dimension) -> str:
    said = words()
    return str(said["tables"][kind].format(dimension=said["dimensions"][dimension].lower()))


def _measures(totals: Mapping[Criterion, Counted], before: Mapping[Criterion, Counted]) -> Table:
    rows = [
        (criterion_name(each), shown(totals[each]), shown(before[each]), change(totals[each], before[each]))
        for each in CRITERIA
    ]
    return table("measures", ("criterion", "now", "before", "change"), rows, keys=CRITERIA)


def _kinds(told: Told) -> Table:
    sums: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for at, counts in enumerate((told.now, told.before)):
        for each in counts.asked:
            if not each.labels.assisted:
                sums[each.kind][at] += each.count
    called = words()["kinds"]
    kinds = [kind for kind in [*called, *sorted(sums.keys() - called)] if kind in sums]
    rows = [(called.get(kind, kind), *sums[kind]) for kind in kinds]
    return table("kinds", ("kind", "count", "count_before"), rows, keys=kinds)


def _reasons(counts: Counts) -> Table:
    sums: dict[str, int] = defaultdict(int)
    for each in counts.voiced:
        if each.verdict == "down" and not each.labels.assisted:
            sums[each.reason or "none"] += each.count
    called = words()["reasons"]
    ordered = sorted(sums, key=lambda reason: (-sums[reason], reason))
    return table("reasons", ("reason", "count"), [(called.get(each, each), sums[each]) for each in ordered])


def _levels(surveys: Iterable[Surveyed]) -> Table:
    sums = {factor: [0] * LEVELS for factor in FACTORS}
    for survey in surveys:
        if not survey.labels.assisted:
            for factor in FACTORS:
                sums[factor] = [one + other for one, other in zip(sums[factor], survey.levels[factor], strict=True)]
    rows = [(criterion_name(each), *sums[each], median_level(sums[each])) for each in FACTORS]
    columns = ("criterion", *(f"level_{number}" for number in range(1, LEVELS + 1)), "middle")
    said = words()
    headings = [said["columns"]["criterion"], *said["levels"], said["columns"]["middle"]]
    return table("levels", columns, rows, headings=headings, keys=FACTORS)


def _facts(surveys: Sequence[Surveyed]) -> Table:
    asked = words()["asked_facts"]
    rows = [
        (asked[fact], *(sum(each.facts[fact][at] for each in surveys if not each.labels.assisted) for at in (0, 1)))
        for fact in FACTS
    ]
    return table("facts", ("criterion", "yes", "no"), rows, keys=FACTS)


def _trips(surveys: Sequence[Surveyed]) -> Table:
    sums = [sum(each.trips[at] for each in surveys if not each.labels.assisted) for at in range(MANY_TRIPS)]
    called = [*map(str, range(1, MANY_TRIPS)), f"{MANY_TRIPS}+"]
    return table("trips", ("trips", "count"), list(zip(called, sums, strict=True)))


def _responses(counts: Counts) -> Table:
    said = words()["responses"]
    thumbs = sum(each.count for each in counts.voiced if not each.labels.assisted)
    own = [each for each in counts.surveyed if not each.labels.assisted]
    invited = sum(each.invited for each in own)
    keys = ("thumb", "survey", "unasked", "replaced")
    rows = [
        (said["thumb"], thumbs, counts.answered, _rate(thumbs, counts.answered)),
        (said["survey"], invited, counts.offered, _rate(invited, counts.offered)),
        (said["unasked"], sum(each.count for each in own) - invited, None, None),
        (said["replaced"], counts.replaced, None, None),
    ]
    return table("responses", ("criterion", "answers", "asked", "rate"), rows, keys=keys)


def _rate(answers: int, asked: int) -> Cell:
    """None where more answered than were asked in the period: who was asked before may answer in it."""
    return shown(Counted(answers, asked)) if answers <= asked else None


def _over_time(name: str, column: str, given: Iterable[Daily], start: Callable[[date], date]) -> Table:
    days = [(start(each.day), each) for each in given]
    asked: dict[date, int] = defaultdict(int)
    for day, each in days:
        asked[day] += sum(each.kinds.values())
    found = added_up((day, _found(each)) for day, each in days)
    helpful = added_up((day, Counted(each.up, each.up + each.down)) for day, each in days)
    rows = [(day, asked[day], shown(found[day]), shown(helpful[day])) for day in sorted(asked)]
    return table(name, (column, "questions", "found", "helpful"), rows)


def _found(day: Daily) -> Counted:
    answered = sum(day.kinds.get(kind, 0) for kind in FOUND)
    return Counted(answered, answered + sum(day.kinds.get(kind, 0) for kind in MISSED))
