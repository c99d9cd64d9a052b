"""What a report on an event is made of: its own numbers, the events before it, and what people ask for most."""

from dataclasses import replace
from datetime import date, time, timedelta

from bot.records import AnswerGiven, Database, Records
from bot.records.counts import Period
from bot.records.decisions import OutreachCancelled
from bot.records.most_asked import most_asked
from bot.records.outreach import EarlierOutreach
from tests.records.people import AN, AN_CHAT, BINH, BINH_CHAT, DAY, answered, asked, chose
from tests.records.test_outreaches import ADMIN, EVENT, HELPED, SATURDAY, plan


async def test_the_last_four_events_before_stand_beside_it_the_last_one_first(records: Records) -> None:
    weeks = [
        replace(EVENT, id=f"event-{at:02}", day=SATURDAY - timedelta(weeks=at), joined_by=f"j{at}", coordinated_by=None)
        for at in range(2, 8)
    ]
    earlier_that_day = replace(EVENT, id="morning", begins=time(6), ends=time(7), joined_by="jm", coordinated_by=None)
    later = replace(EVENT, id="later", day=SATURDAY + timedelta(days=1), joined_by="jl", coordinated_by=None)
    await plan(records, EVENT, earlier_that_day, later, *weeks)
    await records.store(BINH_CHAT, BINH, None, [OutreachCancelled(weeks[1].id, ADMIN)])
    theirs = [replace(HELPED, id=f"helped-{at}", outreach=weeks[0].id) for at in range(3)]
    missing = replace(HELPED, id="helped-9", outreach=weeks[0].id, outcome="papers_missing")
    await records.store(AN_CHAT, AN, None, [HELPED, *theirs, missing, replace(HELPED, id="l", outreach=later.id)])

    told = await records.outreach_told(EVENT.id)

    assert told
    assert told.counts == await records.outreach_counts(EVENT.id)
    assert told.earlier == (
        EarlierOutreach(earlier_that_day),
        EarlierOutreach(weeks[0], {"filed_online": 3, "papers_missing": 1}),
        EarlierOutreach(weeks[2]),
        EarlierOutreach(weeks[3]),
    )


async def test_of_an_event_that_is_not_there_nothing_is_told(records: Records) -> None:
    assert await records.outreach_told("event-99") is None


async def test_what_is_asked_most_comes_first_also_where_it_was_chosen_from_a_list(
    records: Records, database: Database
) -> None:
    async def answer(at: int, procedure: str | None, day: date = DAY, question: bool = True) -> None:
        key = f"question-{at}"
        given = answered(f"answer-{at}", key if question else None, "procedure" if procedure else "choice", day)
        entries = [asked(key, "procedure", None, day)] if question else []
        kept: list[AnswerGiven] = [replace(given, procedure=procedure)]
        await records.store(AN_CHAT, AN, None, [*entries, *kept])

    for at, name in enumerate(["khai-sinh", "ket-hon", "khai-sinh", "tam-tru"]):
        await answer(at, name)
    await answer(10, None)
    await answer(11, None)
    await answer(12, "ho-chieu", DAY - timedelta(days=90))
    await answer(13, "tam-tru", question=False)
    await records.store(AN_CHAT, AN, None, [chose("ket-hon", "answer-10", None), chose(None, "answer-11", None)])
    quarter = Period(DAY - timedelta(days=89), DAY)

    async with database.read() as connection:
        assert await most_asked(connection, quarter, 1) == ("ket-hon", "khai-sinh", "tam-tru")
        assert await most_asked(connection, quarter, 2) == ("ket-hon", "khai-sinh")
        assert await most_asked(connection, quarter, 3) == ()
