"""What a report is made of: the counts of two periods, what became of challenged facts, and the sentences."""

from dataclasses import replace
from datetime import date, timedelta

from bot.records import Assurance, Doubt, FactAssured, FactDoubted, Official, Records, VisitSurveyed
from bot.records.counts import Period
from bot.records.mending import FactEvent
from bot.records.sentences import Sentence
from tests.records.people import AN, BINH, DAY, answered, asked, commented, explained, rated

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
