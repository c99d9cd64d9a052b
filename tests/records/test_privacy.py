"""Three invented people ask, rate and comment; then somebody with nothing but the database looks for them.

The question is always the same: is there any way from a person (`conversations.person`, `ratings.rater`) to a text
that was asked? The people ask alike on the same day, so that only what the program adds could tell them apart.
"""

import itertools
import re
from collections import Counter
from collections.abc import Mapping
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from bot.catalog.model import Aspect, Words
from bot.records import (
    Address,
    Announcement,
    AnswerGiven,
    Database,
    DigestWanted,
    Entry,
    NoteWanted,
    NoticeGiven,
    Official,
    QuestionAsked,
    Records,
    VisitSurveyed,
)
from bot.records.mixing import COMPANIONS
from tests.records.people import DAY, NAMES, asked, chose, commented, explained, rated, rows

PEOPLE: Mapping[str, tuple[str, Aspect]] = {
    "Lan": ("telegram", "cost"),
    "Minh": ("web", "time"),
    "Oanh": ("terminal", "place"),
}
"""Each on a channel and with an aspect of their own, so that a column too many would tell."""

ROUNDS = 2
TABLES = (
    "conversations",
    "questions",
    "asked_texts",
    "answers",
    "ratings",
    "surveys",
    "contacts",
    "notices",
    "audit",
    "unanswered",
    "awaited",
    "subscribers",
)
KEYS = {table: "id" for table in TABLES if table != "ratings"} | {
    "conversations": "key",
    "awaited": "contact",
    "subscribers": "contact",
    "surveys": "once",
}

Row = Mapping[str, Any]
Tables = Mapping[str, list[Row]]


def _asked_by(name: str, number: int) -> str:
    return f"câu {number} mà {name} hỏi"


def _missed_by(name: str, number: int) -> str:
    return f"câu {number} mà {name} không thấy"


async def _talk(records: Records) -> None:
    for number, (name, (channel, aspect)) in itertools.product(range(ROUNDS), PEOPLE.items()):
        person, chat = NAMES.person(channel, name), NAMES.chat(channel, name, name)
        question, answer, choice = f"{name}-{number}", f"{name[0]}{number}answer", f"{name[0]}{number}choice"
        asked = QuestionAsked(question, DAY, channel, "vi", "not_found", aspect, None, _asked_by(name, number))
        answered = AnswerGiven(answer, question, DAY, channel, "vi", "not_found", None)
        await records.store(chat, person, f'{{"turn": {number}}}', [asked, answered])
        said: list[Entry] = [rated("down", person, answer), explained("unclear", None, person, answer)]
        await records.store(chat, person, "{}", [*said, commented("không rõ", person, answer)])
        offered = AnswerGiven(choice, None, DAY, channel, "vi", "choice", None)
        await records.store(chat, person, "{}", [offered, chose(None, choice, _missed_by(name, number))])
        visit = VisitSurveyed(person, DAY, channel, "vi", f"thu-tuc-{number}", "quay-xa", access=4, comment="chờ lâu")
        await records.store(chat, person, "{}", [visit])
        notice = Announcement(f"{name[0]}{number}notice", Words(f"lời nhắn {number} của {name}"), DAY, DAY)
        await records.store(chat, person, "{}", [NoticeGiven(notice, Official(person, "admin", DAY))])


async def _wait(records: Records) -> None:
    """Each wants to be told of what they asked, once it was grouped: every text is an item of its own."""
    ids = (f"item{number:04}" for number in itertools.count())
    queue = await records.queue(DAY, lambda texts, _: {each.id: next(ids) for each in texts})
    for name, (channel, _) in PEOPLE.items():
        person, chat = NAMES.person(channel, name), NAMES.chat(channel, name, name)
        item = next(each for each in queue.items if each.text == _asked_by(name, 0))
        digest = DigestWanted(person, Address(channel, name), "vi", 1, DAY, DAY)
        await records.store(chat, person, "{}", [NoteWanted(person, channel, name, item.id, "vi", 1, DAY), digest])


@pytest.fixture
async def after(records: Records, database: Database) -> Tables:
    await _talk(records)
    await _wait(records)
    return {table: await rows(database, table) for table in TABLES}


def _meanings(row: Mapping[str, Any]) -> set[str]:
    """Every value of a row, however it is typed, by which it could be joined to another."""
    return {
        value.decode("latin-1") if isinstance(value, bytes) else str(value)
        for value in row.values()
        if value is not None
    }


async def test_the_people_were_heard(after: Tables) -> None:
    assert len(after["conversations"]) == len(PEOPLE)
    assert len(after["ratings"]) == len(PEOPLE) * ROUNDS
    assert {row["text"] for row in after["asked_texts"]} == {
        said(name, number) for said in (_asked_by, _missed_by) for name in PEOPLE for number in range(ROUNDS)
    }


async def test_no_walk_over_equal_values_leads_from_a_person_to_an_asked_text(after: Tables) -> None:
    """Whatever the columns are called; values that rows of everybody have lead nowhere."""
    for row in after["conversations"]:
        assert _walk(after, row) == [row]
    for row in after["ratings"]:
        reached = _walk(after, row)
        assert any("aspect" in met for met in reached), "the walk does reach the question that was rated"
        assert not any("text" in met for met in reached)
        assert not any("sealed" in met for met in reached)


def _walk(tables: Tables, start: Row) -> list[Row]:
    """All rows to which one gets from `start` over values that tell rows apart."""
    common = {
        value
        for rows_of_table in tables.values()
        for value, times in Counter(itertools.chain.from_iterable(map(_values, rows_of_table))).items()
        if times >= len(PEOPLE) or value in PEOPLE_WORDS
    }
    everything = list(itertools.chain.from_iterable(tables.values()))
    reached: list[Row] = []
    known = _values(start) - common
    while True:
        met = [row for row in everything if row is start or known & _values(row)]
        if len(met) == len(reached):
            return met
        reached = met
        known = set[str]().union(*map(_values, met)) - common


PEOPLE_WORDS = {word for words in PEOPLE.values() for word in words}
"""A channel or an aspect is no way to a person: a town shares it."""


def _values(row: Row) -> set[str]:
    """Every value of a row by which it could be joined to another, however it is typed."""
    return {str(value) for value in row.values() if value is not None}


async def test_no_walk_leads_from_an_official_s_deed_to_who_did_it_or_to_an_asked_text(after: Tables) -> None:
    for row in after["audit"]:
        reached = _walk(after, row)
        assert any("last_day" in met for met in reached), "the walk does reach the notice"
        assert not any(met.keys() & {"person", "text", "rater"} for met in reached)
    assert len({row["sealed"] for row in after["audit"]}) == len(PEOPLE) * ROUNDS


async def test_no_walk_leads_from_what_somebody_said_of_a_visit_to_them_or_to_what_they_asked(after: Tables) -> None:
    assert len(after["surveys"]) == len(PEOPLE) * ROUNDS
    for row in after["surveys"]:
        assert not any(met.keys() & {"person", "text", "rater"} for met in _walk(after, row))


async def test_by_the_columns_they_share_every_text_may_be_anybodys(after: Tables) -> None:
    """By day, language, kind and procedure a text fits the questions of all three, or of none."""
    for text_row, table in itertools.product(after["asked_texts"], ("questions", "answers")):
        shared = (text_row.keys() & after[table][0].keys()) - {"id"}
        fitting = [row for row in after[table] if all(row[name] == text_row[name] for name in shared)]
        assert {str(row["id"])[0] for row in fitting} in ({name[0] for name in PEOPLE}, set())
        assert shared - {"assisted"} == {"day", "language", "kind", "procedure"}


async def test_who_waits_for_an_item_is_joined_to_a_text_by_no_value(after: Tables) -> None:
    """With the keys somebody is, and agreed to that; whoever has nothing but the database learns nothing."""
    assert len(after["awaited"]) == len(PEOPLE)
    items = [str(row["id"]) for row in after["unanswered"]]
    assert not any(item in str(row) for row in after["awaited"] for item in items)
    assert len(after["subscribers"]) == len(PEOPLE)
    for row in (*after["awaited"], *after["contacts"], *after["subscribers"]):
        assert not any(met.keys() & {"text", "person", "rater", "state"} for met in _walk(after, row))
    for row in after["asked_texts"]:
        reached = _walk(after, row)
        assert any("stepped_on" in met for met in reached), "the walk does reach the item"
        assert not any(met.keys() & {"person", "contact", "expires_on"} for met in reached)


async def test_a_person_rates_under_another_name_each_time(after: Tables) -> None:
    raters = [row["rater"] for row in after["ratings"]]

    assert len(set(raters)) == len(raters)
    assert not set(raters) & {row["person"] for row in after["conversations"]}


@pytest.mark.parametrize("backend", ["sqlite"])
async def test_rows_lie_in_the_order_of_their_random_keys(after: Tables) -> None:
    """Read as they lie, rows come in the order of their keys, not in that of the talk."""
    for table, key in KEYS.items():
        lying = [str(row[key]) for row in after[table]]
        assert lying == sorted(lying)


async def test_no_table_numbers_its_rows(database: Database, backend: str, after: Tables) -> None:
    names = ("rowid", "_rowid_", "oid") if backend == "sqlite" else ("oid",)
    for table, name in itertools.product(TABLES, names):
        async with database.read() as connection:
            with pytest.raises(DBAPIError, match=name):
                await connection.execute(text(f"SELECT {name} FROM {table}"))
    told = [(name, value) for row in after["asked_texts"] for name, value in row.items()]
    assert {name for name, value in told if isinstance(value, int)} <= {"assisted"}


async def test_no_row_tells_more_than_a_day(after: Tables) -> None:
    for row in itertools.chain.from_iterable(after.values()):
        for name, value in row.items():
            assert name != "day" or str(value) == str(DAY)
            assert not re.search(r"\d\d:\d\d", str(value))


@pytest.mark.postgres
@pytest.mark.parametrize("backend", ["postgres"])
async def test_the_hidden_columns_of_postgresql_tell_no_pair(records: Records, database: Database) -> None:
    """`xmin` tells which rows one transaction wrote, `ctid` in which order: here always all, by their random keys."""
    for heard, (name, (channel, _)) in enumerate(PEOPLE.items(), start=1):
        chat, person = NAMES.chat(channel, name, name), NAMES.person(channel, name)
        visit = VisitSurveyed(person, DAY, channel, "vi", "khai-sinh")
        await records.store(chat, person, "{}", [asked(name, asked_text=_asked_by(name, 0)), visit])
        for table in ("asked_texts", "conversations", "surveys"):
            hidden = await rows(database, table, f"{KEYS[table]} AS key, xmin::text AS written, ctid::text AS place")
            lying = [str(row["key"]) for row in sorted(hidden, key=lambda row: _place(row["place"]))]
            assert len(lying) == heard
            assert len({row["written"] for row in hidden}) == 1
            assert lying == sorted(lying)


@pytest.mark.postgres
@pytest.mark.parametrize("backend", ["postgres"])
async def test_among_many_a_new_text_hides_behind_eight_others(records: Records, database: Database) -> None:
    for number in range(3 * COMPANIONS):
        await records.store("chat", "person", None, [asked(str(number), asked_text=f"câu {number}")])
        written = {
            str(row["text"]): row["written"]
            for row in await rows(database, "asked_texts", "text, xmin::text AS written")
        }
        together = [text for text in written if written[text] == written[f"câu {number}"]]
        assert len(together) == min(number, COMPANIONS) + 1


@pytest.mark.postgres
@pytest.mark.parametrize("backend", ["postgres"])
async def test_a_text_that_is_put_into_an_item_hides_behind_eight_others(records: Records, database: Database) -> None:
    """Who taps at the same moment must not be joined to the text that was grouped for it."""
    ids = (f"item{number:04}" for number in itertools.count())
    for number in range(2 * COMPANIONS):
        await records.store("chat", "person", None, [asked(str(number), asked_text=f"câu {number}")])
        await records.queue(DAY, lambda texts, _: {each.id: next(ids) for each in texts})
    written = {
        str(row["text"]): row["written"] for row in await rows(database, "asked_texts", "text, xmin::text AS written")
    }
    newest = written[f"câu {2 * COMPANIONS - 1}"]
    assert sum(each == newest for each in written.values()) == COMPANIONS + 1


def _place(ctid: str) -> tuple[int, ...]:
    return tuple(int(number) for number in re.findall(r"\d+", ctid))
