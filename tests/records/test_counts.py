"""What the database counts is what one gets by counting its rows oneself, in plain Python."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.catalog import load
from bot.catalog.catalog import Catalog
from bot.records import Database, Entry, QuestionAsked, Records
from bot.records.counts import Counts, Period, counts
from bot.records.entries import FACTORS
from bot.records.stocking import Stock
from bot.satisfaction.history import History, Scale
from tests.records.people import AN, DAY, NAMES, answered, explained, rated, rows

LAST = date(2026, 11, 22)
PERIOD = Period(LAST - timedelta(days=20), LAST - timedelta(days=3))
SMALL = Scale(days=30, questions=400, ratings=200, surveys=120)

Row = Mapping[str, Any]


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return load(Path(__file__).parents[2] / "catalog")


@pytest.fixture
async def counted(database: Database, catalog: Catalog) -> Counts:
    stock = Stock(NAMES)
    stock.take(History(catalog, LAST, SMALL).entries())
    async with database.write() as connection:
        await stock.keep(connection)
    async with database.read() as connection:
        return await counts(connection, PERIOD)


async def _within(database: Database, table: str) -> list[Row]:
    found = await rows(database, table)
    return [row for row in found if str(PERIOD.first) <= str(row["day"]) <= str(PERIOD.last)]


async def test_questions_are_counted_by_what_they_have_in_common(counted: Counts, database: Database) -> None:
    by_hand = Counter(
        (row["channel"], row["language"], bool(row["assisted"]), row["procedure"], row["field"], row["kind"])
        for row in await _within(database, "questions")
    )
    assert len(by_hand) > 20
    assert by_hand == {
        (
            each.labels.channel,
            each.labels.language,
            each.labels.assisted,
            each.labels.procedure,
            each.labels.field,
            each.kind,
        ): each.count
        for each in counted.asked
    }


async def test_ratings_are_counted_once_a_person_a_procedure_and_a_day(counted: Counts, database: Database) -> None:
    answers = {row["id"]: row for row in await rows(database, "answers")}
    questions = {row["id"]: row for row in await rows(database, "questions")}
    by_hand: Counter[tuple[object, ...]] = Counter()
    for row in await _within(database, "ratings"):
        answer = answers[row["answer"]]
        procedure = answer["procedure"] or (answer["chosen"] if answer["chosen"] != "none" else None)
        meant = row["reason"] != "wrong" and answer["chosen"] != "none"
        field = questions[answer["question"]]["field"]
        by_hand[procedure, field, answer["kind"], row["verdict"], row["reason"], row["detail"], meant] += 1
    by_program: Counter[tuple[object, ...]] = Counter()
    for each in counted.voiced:
        key = (each.labels.procedure, each.labels.field, each.kind, each.verdict, each.reason, each.detail, each.meant)
        by_program[key] += each.count
    assert by_program == by_hand
    assert sum(by_hand.values()) > 40


async def test_lists_that_were_decided_but_not_rated_are_counted(counted: Counts, database: Database) -> None:
    rated_answers = {row["answer"] for row in await rows(database, "ratings")}
    decided = [
        row
        for row in await _within(database, "answers")
        if row["kind"] == "choice" and row["chosen"] and row["id"] not in rated_answers
    ]
    by_hand = Counter((None if row["chosen"] == "none" else row["chosen"], row["chosen"] != "none") for row in decided)
    by_program: Counter[tuple[object, ...]] = Counter()
    for each in counted.chosen:
        by_program[each.labels.procedure, each.meant] += each.count
    assert by_program == by_hand
    assert None in {name for name, _ in by_hand}


async def test_surveys_are_counted_level_by_level(counted: Counts, database: Database) -> None:
    surveys = await _within(database, "surveys")
    for factor in FACTORS:
        by_hand = [sum(row[factor] == level for row in surveys) for level in range(1, 6)]
        assert by_hand == [sum(each.levels[factor][at] for each in counted.surveyed) for at in range(5)]
    for fact in ("on_time", "asked_for_more", "paid_extra"):
        told = [sum(row[fact] is not None and bool(row[fact]) is answer for row in surveys) for answer in (True, False)]
        assert told == [sum(each.facts[fact][at] for each in counted.surveyed) for at in (0, 1)]
    trips = Counter(min(row["trips"], 4) for row in surveys)
    assert [trips[number] for number in (1, 2, 3, 4)] == [
        sum(each.trips[at] for each in counted.surveyed) for at in range(4)
    ]
    assert sum(each.count for each in counted.surveyed) == len(surveys) > 40
    assert sum(each.invited for each in counted.surveyed) == sum(bool(row["invited"]) for row in surveys)


async def test_days_and_invitations_are_counted(counted: Counts, database: Database) -> None:
    questions = await _within(database, "questions")
    by_hand = Counter(str(row["day"]) for row in questions)
    assert by_hand == {str(each.day): sum(each.kinds.values()) for each in counted.daily}
    assert counted.offered == sum(row["offered"] for row in await _within(database, "survey_offers"))
    assert counted.answered == len(await _within(database, "answers"))


async def test_a_rating_that_was_replaced_is_told_apart(records: Records, database: Database) -> None:
    await records.store("", AN, None, [answered("a"), answered("b"), rated("up", AN, "a"), rated("down", AN, "b")])
    async with database.read() as connection:
        found = await counts(connection, Period(DAY, DAY))
    assert [(each.verdict, each.count) for each in found.voiced] == [("down", 1)]
    assert found.replaced == 1


async def test_a_reason_given_the_next_day_makes_no_second_voice_of_that_day(
    records: Records, database: Database
) -> None:
    """Who explains a rating says it anew: with another of the same procedure that day it is one voice, not two."""
    await records.store("", AN, None, [answered("a"), rated("down", AN, "a")])
    next_day = DAY + timedelta(days=1)
    later: list[Entry] = [answered("b", day=next_day), rated("up", AN, "b", day=next_day)]
    await records.store("", AN, None, [*later, replace(explained("unclear", None, AN, "a"), day=next_day)])
    async with database.read() as connection:
        found = await counts(connection, Period(next_day, next_day))
    assert [(each.verdict, each.reason, each.count) for each in found.voiced] == [("down", "unclear", 1)]
    assert found.replaced == 1


async def test_what_explains_a_rating_that_was_replaced_does_not_make_it_count_again(
    records: Records, database: Database
) -> None:
    both: list[Entry] = [answered("a"), answered("b"), rated("down", AN, "a"), rated("up", AN, "b")]
    await records.store("", AN, None, [*both, explained("unclear", None, AN, "a")])
    async with database.read() as connection:
        found = await counts(connection, Period(DAY, DAY))
    assert [(each.verdict, each.count) for each in found.voiced] == [("up", 1)]


async def test_many_entries_at_once_are_kept_as_one_by_one(
    records: Records, database: Database, catalog: Catalog
) -> None:
    entries = list(History(catalog, LAST, Scale(days=5, questions=30, ratings=25, surveys=15)).entries())
    helped = QuestionAsked(
        "helped", DAY, "web", "vi", "not_found", None, None, "hỏi hộ", assisted=True, field="ho-tich"
    )
    again: list[Entry] = [rated("down"), explained("unclear"), rated("down")]
    entries += [helped, answered("answer-1", "helped"), *again]
    for entry in entries:
        await records.store("", "", None, [entry])
    one_by_one = await _everything(database)
    for table in ("ratings", "answers", "questions", "asked_texts", "surveys", "survey_offers"):
        async with database.write() as connection:
            await connection.exec_driver_sql(f"DELETE FROM {table}")
    stock = Stock(NAMES)
    stock.take(entries)
    async with database.write() as connection:
        await stock.keep(connection)
    assert await _everything(database) == one_by_one


async def _everything(database: Database) -> Mapping[str, list[Row]]:
    tables: dict[str, list[Row]] = {}
    for table in ("questions", "answers", "ratings", "surveys", "survey_offers", "asked_texts"):
        without = {"id"} if table == "asked_texts" else set()
        found: list[Row] = [
            {name: value for name, value in row.items() if name not in without} for row in await rows(database, table)
        ]
        tables[table] = sorted(found, key=str)
    return tables


def test_a_period_begins_before_it_ends() -> None:
    with pytest.raises(ValueError, match="turn them round"):
        Period(DAY, DAY - timedelta(days=1))


def test_the_period_before_is_as_long() -> None:
    week = Period(date(2026, 11, 16), date(2026, 11, 22))
    assert (week.before, week.days) == (Period(date(2026, 11, 9), date(2026, 11, 15)), 7)
