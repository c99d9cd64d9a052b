"""A survey of a visit is kept once a person, a procedure and a day, and leads to nobody but by their own name."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.records import Database, EntryRefused, Rated, Records, Retention, SurveyOffered, VisitSurveyed
from tests.records.people import AN, AN_CHAT, BINH, DAY, NAMES, answered, kept, rated, rows

VISIT = VisitSurveyed(
    AN, DAY, "telegram", "vi", "khai-sinh", "mot-cua", 4, 5, 3, None, 2, True, False, None, 2, "chờ lâu", invited=True
)


async def _send(records: Records, *visits: VisitSurveyed) -> None:
    for visit in visits:
        await records.store("", visit.person, None, [visit])


async def test_what_was_skipped_stays_unsaid(records: Records, database: Database) -> None:
    await _send(records, VISIT)
    (row,) = await rows(database, "surveys")
    told = {name: row[name] for name in ("access", "formalities", "staff", "result", "feedback", "trips", "comment")}
    assert list(told.values()) == [4, 5, 3, None, 2, 2, "chờ lâu"]
    assert (bool(row["on_time"]), bool(row["asked_for_more"]), row["paid_extra"]) == (True, False, None)
    assert (bool(row["invited"]), bool(row["assisted"])) == (True, False)


async def test_a_later_survey_of_the_same_procedure_and_day_counts_in_place_of_the_first(
    records: Records, database: Database
) -> None:
    await _send(records, VISIT, replace(VISIT, access=1, office="another"))
    assert await kept(database, "surveys", "access") == [1]


@pytest.mark.parametrize(
    "other",
    [
        replace(VISIT, person=BINH),
        replace(VISIT, day=DAY + timedelta(days=1)),
        replace(VISIT, procedure="ket-hon"),
        replace(VISIT, procedure=None),
    ],
)
async def test_another_person_day_or_procedure_counts_beside_it(
    records: Records, database: Database, other: VisitSurveyed
) -> None:
    await _send(records, VISIT, other)
    assert len(set(await kept(database, "surveys", "once"))) == 2


async def test_where_no_procedure_is_named_the_office_tells_visits_apart(records: Records, database: Database) -> None:
    unnamed = replace(VISIT, procedure=None)
    await _send(records, unnamed, replace(unnamed, office="another"), replace(unnamed, access=1))
    assert sorted(await kept(database, "surveys", "access")) == [1, 4]


async def test_a_person_sees_their_surveys_and_can_have_them_gone(records: Records, database: Database) -> None:
    await _send(records, VISIT, replace(VISIT, person=BINH, comment="của Bình"))
    held = await records.held_about(AN)
    assert held["surveys"] == [
        {
            "day": "2026-07-20",
            "channel": "telegram",
            "language": "vi",
            "procedure": "khai-sinh",
            "office": "mot-cua",
            "access": 4,
            "formalities": 5,
            "staff": 3,
            "result": None,
            "feedback": 2,
            "on_time": True,
            "asked_for_more": False,
            "paid_extra": None,
            "trips": 2,
            "comment": "chờ lâu",
            "assisted": False,
            "invited": True,
        }
    ]
    assert await records.erase(AN) == 1
    assert await kept(database, "surveys", "comment") == ["của Bình"]


async def test_no_value_of_a_survey_stands_in_any_other_row(records: Records, database: Database) -> None:
    await records.store(AN_CHAT, AN, "{}", [answered(), rated("down"), VISIT])
    (survey,) = await rows(database, "surveys")
    others = [*await rows(database, "ratings"), *await rows(database, "conversations")]
    assert survey["once"] not in {value for row in others for value in row.values()}
    assert AN not in survey.values()


async def test_surveys_go_with_ratings_and_their_sentences_with_comments(records: Records, database: Database) -> None:
    old = replace(VISIT, person=BINH, day=DAY - timedelta(days=91))
    older = replace(VISIT, person=NAMES.person("web", "3"), day=DAY.replace(year=2024) - timedelta(days=1))
    await _send(records, VISIT, old, older)
    await records.store("", AN, None, [SurveyOffered(older.day, "web", "vi"), SurveyOffered(DAY, "web", "vi")])
    counts = await records.purge(DAY, Retention(), lambda state: state)
    assert (counts["survey_comments"], counts["surveys"], counts["survey_offers"]) == (2, 1, 1)
    assert await kept(database, "surveys", "comment") == [None, "chờ lâu"]


@pytest.mark.parametrize("wrong", [{"access": 6}, {"staff": 0}, {"trips": 0}, {"trips": 21}, {"comment": "x" * 301}])
async def test_what_no_survey_says_is_refused(records: Records, database: Database, wrong: dict[str, int]) -> None:
    with pytest.raises(EntryRefused):
        await _send(records, replace(VISIT, **wrong))  # type: ignore[arg-type]  # wrong on purpose
    assert await rows(database, "surveys") == []


async def test_invitations_are_counted_and_nothing_else_is_known_of_them(records: Records, database: Database) -> None:
    offer = SurveyOffered(DAY, "web", "vi")
    await records.store("", AN, None, [offer, offer, replace(offer, language="en")])
    assert sorted((row["language"], row["offered"]) for row in await rows(database, "survey_offers")) == [
        ("en", 1),
        ("vi", 2),
    ]


async def test_only_the_last_rating_of_a_procedure_and_a_day_counts_and_nothing_joins_them(
    records: Records, database: Database
) -> None:
    entries = [replace(answered(f"a{number}"), procedure="khai-sinh", kind="procedure") for number in range(3)]
    await records.store("", AN, None, [*entries, rated("up", AN, "a0"), rated("down", AN, "a1")])
    await records.store("", AN, None, [Rated("a2", AN, "up", DAY + timedelta(days=1)), rated("up", BINH, "a0")])
    found = {(row["answer"], row["verdict"]): row["once"] for row in await rows(database, "ratings")}
    assert len(found) == 3  # of Bình's and An's ratings of a0 the dictionary keeps one
    assert found["a1", "down"] is not None
    assert found["a2", "up"] is not None
    ratings = await rows(database, "ratings")
    assert [row["answer"] for row in ratings if row["once"] is None] == ["a0"]
    known = [row["once"] for row in ratings if row["once"]]
    assert len(set(known)) == len(known) == 3


async def test_who_changes_their_mind_back_is_counted_by_what_they_said_last(
    records: Records, database: Database
) -> None:
    entries = [replace(answered(name), procedure="khai-sinh", kind="procedure") for name in ("a0", "a1")]
    await records.store("", AN, None, [*entries, rated("up", AN, "a0"), rated("up", AN, "a1"), rated("down", AN, "a0")])
    counting = [row["answer"] for row in await rows(database, "ratings") if row["once"]]
    assert counting == ["a0"]
