"""A report as one page that needs nothing beside it: its sentence, then pictures, each with its table beside it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from bot.satisfaction import charts
from bot.satisfaction.disclosure import ENOUGH, ENOUGH_FOR_A_SHARE, ENOUGH_TO_COMPARE, Few
from bot.satisfaction.headline import NAME, NOTE, done, headline, when
from bot.satisfaction.report import Report
from bot.satisfaction.tables import Table
from bot.satisfaction.templating import environment
from bot.satisfaction.voices import OF_THE_BOT, OF_THE_OFFICE
from bot.satisfaction.words import words

FURTHER: Final = (
    "kinds",
    "reasons",
    "answers_by_field",
    "answers_by_procedure",
    "answers_by_channel",
    "visits_by_office",
    "facts",
    "trips",
    "responses",
    "answers_by_assisted",
    "visits_by_assisted",
)
"""The tables below the pictures; the others are for a workbook."""

SORTED: Final = ("challenged", "posters")
"""Tables that begin with what weighs most."""

LONG: Final = ("answers_by_procedure", *SORTED)
"""Tables of which a page shows what says something, and of that the first rows."""

ROWS: Final = 12


def page(report: Report) -> str:
    """The page in Vietnamese, for officials: it has sentences, and what is about few, so it is not to be published."""
    return (
        environment()
        .get_template("report.html")
        .render(
            report=report,
            name=NAME,
            note=NOTE,
            headline=headline(report),
            when=when(report.period),
            done=done(report),
            said=words(),
            measures_of_bot=_rows(report.table("measures"), slice(0, len(OF_THE_BOT))),
            measures_of_visits=_rows(report.table("measures"), slice(len(OF_THE_BOT), None)),
            bot=charts.of_measures(report, OF_THE_BOT),
            visits=charts.of_measures(report, OF_THE_OFFICE),
            weak=charts.of_weak(report),
            weeks=charts.columns(report.weeks),
            levels=charts.bars(_levels(report.table("levels"))),
            telling=_telling,
            rates=[(way, rate) for way, *_, rate in report.table("responses").rows if rate is not None],
            golden=report.table("golden"),
            posters=report.table("posters"),
            further=[report.table(name) for name in FURTHER],
            enough=(ENOUGH, ENOUGH_FOR_A_SHARE, ENOUGH_TO_COMPARE),
        )
    )


def _rows(table: Table, which: slice) -> Table:
    return replace(table, rows=table.rows[which])


def _levels(table: Table) -> Mapping[str, Sequence[int]]:
    return {str(row[0]): [each for each in row[1:-1] if isinstance(each, int)] for row in table.rows}


def _telling(table: Table) -> tuple[Table, int]:
    """The table with the rows that say something, and how many others there are."""
    if table.id not in LONG:
        return table, 0
    if table.id in SORTED:
        rows = table.rows[:ROWS]
    else:
        rows = [row for row in table.rows if any(isinstance(cell, Few) for cell in row)]
    return replace(table, rows=rows), len(table.rows) - len(rows)
