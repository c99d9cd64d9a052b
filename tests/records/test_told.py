"""What a report is made of: the counts of two periods, what became of challenged facts, and the sentences."""

from dataclasses import replace
from datetime import date, timedelta

from bot.records import (
    AnswerGiven,
    Assurance,
    Database,
    Doubt,
    FactAssured,
    FactDoubted,
    Official,
    QuestionAsked,
    Records,
    VisitSurveyed,
)
from bot.records.counts import Period, counts
from bot.records.mending import FactEvent
from bot.records.sentences import Sentence
from bot.records.told import told
from tests.records.people import AN, BINH, DAY, answered, asked, chose, commented, explained, rated

WEEK = Period(DAY - timedelta(days=3), DAY + timedelta(days=3))
BEFORE = DAY - timedelta(days=7)


def _by(day: date) -> Official:
    return Official("somebody", "reviewer", day)


async def test_events_of_facts_come_in_the_order_of_days_from_citizens_and_reviewers(records: Records) -> None:
    answer = replace(answered(), kind="procedure", procedure="khai-sinh")
    await records.store("", AN, None, [answer, rated("down"), explained("missing", "chung-sinh")])
    await records.store("", BINH, None, [rated("down", BINH), explained("differs", "cost", BINH)])
    doubt = Doubt("doubt001", "khai-sinh", "cost", "old", BEFORE)
    assurance = Assurance("khai-sinh", "cost", "new", DAY + timedelta(days=1))
    late = Assurance("khai-sinh", "documents", "new", DAY + timedelta(days=9))
    for decision in (
        FactDoubted(doubt, _by(BEFORE)),
        FactAssured(assurance, _by(assurance.day)),
        FactAssured(late, _by(late.day)),
    ):
        await records.store("", "", None, [decision])
    assert (await records.told(WEEK)).events == (
        FactEvent("khai-sinh", "cost", BEFORE, "doubted", 1, "old"),
        FactEvent("khai-sinh", "cost", DAY, "reported", 1),
        FactEvent("khai-sinh", "documents", DAY, "reported", 1, paper="chung-sinh"),
        FactEvent("khai-sinh", "cost", assurance.day, "assured", 1, "new"),
    )


async def test_sentences_are_those_of_the_period_without_a_day(records: Records) -> None:
    answer = replace(answered(), kind="choice", procedure=None)
    visit = VisitSurveyed(AN, DAY, "web", "vi", None, "quay-xa", comment="chờ lâu")
    await records.store("", AN, None, [answer, rated("down"), commented("khó hiểu"), visit])
    await records.store("", BINH, None, [replace(visit, person=BINH, day=BEFORE, comment="tuần trước")])
    assert (await records.told(WEEK)).sentences == (
        Sentence(None, None, "khó hiểu"),
        Sentence(None, "quay-xa", "chờ lâu"),
    )


async def test_the_period_before_is_counted_beside_it(records: Records) -> None:
    await records.store("", AN, None, [asked("now"), asked("then", day=BEFORE)])
    given = await records.told(WEEK)
    assert [sum(each.count for each in counts.asked) for counts in (given.now, given.before)] == [1, 1]


async def test_a_list_from_which_nothing_was_meant_is_a_fact_of_nothing(records: Records) -> None:
    answer = replace(answered(), kind="choice", procedure=None)
    await records.store("", AN, None, [answer, chose(None), rated("down"), explained("missing", "to-khai")])
    assert (await records.told(WEEK)).events == ()


async def test_numbers_of_a_report_agree_whatever_is_written_while_it_is_read(
    records: Records, database: Database
) -> None:
    await records.store("", AN, None, [asked("before")])
    async with database.read() as connection:
        first = (await told(connection, WEEK)).now.asked
        await records.store("", AN, None, [asked("meanwhile")])
        later = (await counts(connection, WEEK)).asked
    assert sum(each.count for each in first) == sum(each.count for each in later) == 1


async def test_what_a_helper_asked_is_in_no_number_but_those_of_helpers(records: Records) -> None:
    helped = QuestionAsked("q", DAY, "web", "vi", "procedure", None, "khai-sinh", None, assisted=True, field="ho-tich")
    answer = AnswerGiven("answer-1", "q", DAY, "web", "vi", "procedure", "khai-sinh")
    visit = VisitSurveyed(BINH, DAY, "web", "vi", "khai-sinh", None, access=5, assisted=True, invited=True)
    await records.store("", AN, None, [helped, answer, rated("down"), visit])
    now = (await records.told(WEEK)).now
    assert (now.answered, now.daily) == (0, ())
    assert [each.labels.assisted for each in now.asked] == [True]
    assert [(each.labels.assisted, each.labels.field) for each in now.voiced] == [(True, "ho-tich")]
    assert [each.labels.assisted for each in now.surveyed] == [True]
