"""Of the invented half-year a report finds the three weaknesses that were planted, and nothing else."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from bot.catalog import load
from bot.catalog.catalog import Catalog
from bot.records import CommentGiven, Database, QuestionAsked, Records, VisitSurveyed
from bot.records.counts import Period
from bot.records.stocking import Stock
from bot.satisfaction.history import MARK, History, Scale
from bot.satisfaction.report import Report, compiled
from tests.records.people import NAMES, SECRETS

LAST = date(2026, 11, 22)
HALF_A_YEAR = Period(LAST - timedelta(days=181), LAST)


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return load(Path(__file__).parents[2] / "catalog")


async def _report(catalog: Catalog, folder: Path, history: History) -> Report:
    async with Database(f"sqlite+aiosqlite:///{folder}/records.db") as database:
        stock = Stock(NAMES)
        stock.take(history.entries())
        async with database.write() as connection:
            await stock.keep(connection)
        records = Records(database, SECRETS)
        for decision in history.decisions():
            await records.store("", "", None, [decision])
        return compiled(await records.told(HALF_A_YEAR), catalog)


async def test_the_three_planted_weaknesses_come_out_on_top_and_nothing_else(catalog: Catalog, tmp_path: Path) -> None:
    history = History(catalog, LAST, Scale(questions=6_000, ratings=2_000, surveys=1_000))
    report = await _report(catalog, tmp_path, history)
    planted = history.planted
    assert {(each.weakness.criterion, each.weakness.dimension, each.weakness.name) for each in report.weak} == {
        ("helpful", "procedure", planted.procedure),
        ("on_time", "office", planted.office),
        ("found", "field", planted.field),
    }
    weak = {each.weakness.criterion: each for each in report.weak}
    assert weak["helpful"].reasons[0][0] == "missing"
    assert weak["helpful"].challenged[0].paper
    assert weak["on_time"].unit == planted.office
    assert (report.done.mended, report.done.settled) == (4, 5)


def test_it_is_the_same_for_the_same_seed_and_another_for_another(catalog: Catalog) -> None:
    few = Scale(days=20, questions=50, ratings=30, surveys=20)
    one, same, other = (list(History(catalog, LAST, few, seed).entries()) for seed in (1, 1, 2))
    assert one == same
    assert one != other


def test_every_sentence_in_it_is_marked_as_invented(catalog: Catalog) -> None:
    said = []
    for entry in History(catalog, LAST, Scale(questions=2_000, ratings=900, surveys=400)).entries():
        match entry:
            case QuestionAsked(text=text) if text:
                said.append(text)
            case CommentGiven(comment=comment):
                said.append(comment)
            case VisitSurveyed(comment=comment, office=office):
                said += [each for each in (comment, office) if each]
    assert len(said) > 500
    assert all(text.startswith(MARK) for text in said)


def test_without_procedures_nothing_can_be_invented() -> None:
    with pytest.raises(ValueError, match="no procedure"):
        History(Catalog(()), LAST)
