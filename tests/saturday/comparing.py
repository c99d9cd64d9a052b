"""What was counted, and what is told of it, beside the script."""

import io
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final, TypeVar

from openpyxl import load_workbook

from bot.catalog.catalog import Catalog
from bot.records.outreach import OutreachCounts
from bot.satisfaction.words import Names, words
from tests.saturday.script import Recount

SMALL: Final = 5
"""Fewer people than this are never told apart."""

Key = TypeVar("Key")
Sheets = Mapping[str, Sequence[tuple[Any, ...]]]
"""The rows of each table of a report, by its name in `words.yaml`."""


def compare(counted: OutreachCounts, expected: Recount, helpers: int) -> None:
    """The records hold what the script says, and nothing else."""
    same({(each.hour, each.procedure, each.outcome): each.count for each in counted.helped}, expected.helped)
    same(counted.lacked, expected.lacked)
    same(counted.verdicts, expected.verdicts)
    same(dict(counted.unanswered), expected.unanswered)
    sums = {"frail": counted.frail, "helpers": counted.helpers, "people": counted.people}
    same(sums, {"frail": expected.frail, "helpers": helpers, "people": expected.helped.total()})


def same(counted: Mapping[Any, int], expected: Mapping[Any, int]) -> None:
    """Fails with every count that is another one than the script's."""
    keys = counted.keys() | expected.keys()
    wrong = {key: (counted.get(key, 0), expected.get(key, 0)) for key in keys}
    wrong = {key: pair for key, pair in wrong.items() if pair[0] != pair[1]}
    assert not wrong, f"counted, but in the script: {wrong}"


def sheets(workbook: bytes) -> Sheets:
    """The tables of a report's workbook."""
    book = load_workbook(io.BytesIO(workbook))
    titles: Mapping[str, str] = words()["outreach"]["tables"]
    return {name: list(book[title].values)[1:] for name, title in titles.items() if title in book}


def compare_text(said: str, expected: Recount) -> None:
    """What stands in the report's message is what the script says."""
    assert f"Buổi hỗ trợ giúp {expected.helped.total()} người" in said, said
    assert f"Người cao tuổi, người khuyết tật: {expected.frail}." in said, said


def compare_sheets(sheets: Sheets, expected: Recount, catalog: Catalog) -> None:
    """The workbook tells the script's numbers; fewer than five people only together with others."""
    ours, names = words()["outreach"], Names(catalog)
    told_apart(sheets["outcomes"], by(expected, 2), lambda outcome: ours["outcomes"][outcome])
    told_apart(
        sheets["procedures"],
        by(expected, 1),
        lambda procedure: names.procedure(procedure) if procedure else ours["without_procedure"],
    )
    assert sum(people for _, people in sheets["hours"]) == expected.helped.total()
    of_hour = by(expected, 0)
    for hours, people in sheets["hours"]:
        first, last = (int(each) for each in re.findall(r"(\d+):00", hours))
        assert sum(of_hour[hour] for hour in range(first, last)) == people, hours
    missing = {(procedure, paper): people for procedure, paper, people in sheets["papers"]}
    wanted = {
        (names.procedure(procedure or ""), names.paper(procedure or "", paper)): count
        for (procedure, paper), count in expected.lacked.items()
        if count >= SMALL
    }
    same(missing, wanted)
    assert {text for (text,) in sheets["unanswered"]} == set(expected.unanswered)


def told_apart(rows: Sequence[tuple[Any, ...]], expected: Counter[Key], named: Callable[[Key], str]) -> None:
    """What is told by its name is told rightly, all the rest together: the small, and the next that hide them."""
    told = dict(rows)
    assert sum(told.values()) == expected.total(), rows
    apart = {key: told[named(key)] for key in expected if named(key) in told}
    same(apart, {key: expected[key] for key in apart})
    together = sorted(expected[key] for key in expected if key not in apart)
    assert len(told) - len(apart) == bool(together), rows
    assert len({count for count in together if count >= SMALL}) <= 1, together


def by(expected: Recount, place: int) -> Counter[Any]:
    """How many people there were in each hour (0), with each procedure (1) or outcome (2)."""
    sums: Counter[Any] = Counter()
    for key, count in expected.helped.items():
        sums[key[place]] += count
    return sums
