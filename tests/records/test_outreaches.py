"""Events in the field: who may help at them, and that every tap of a helper counts once. All people are invented."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from bot.records import Database, InvitationUnknown, NotInForce, Official, Records, Retention
from bot.records.decisions import FrailCounting, OutreachCancelled, OutreachPlanned, OutreachRelinked
from bot.records.diary import Address
from bot.records.entries import QuestionAsked
from bot.records.outreach import (
    FrailCounted,
    FrailUndone,
    Gathering,
    Helped,
    HelpUndone,
    Outreach,
    OutreachJoined,
    PersonHelped,
)
from tests.records.people import AN, AN_CHAT, BINH, BINH_CHAT, DAY, rows

SATURDAY = date(2026, 7, 25)
EVENT = Outreach(
    "event-01", "Nhà văn hóa thôn 2", "tam-ky", SATURDAY, time(7, 30), time(11, 0), "joined", "led", counts_frail=True
)
LATER = replace(EVENT, id="event-02", day=SATURDAY + timedelta(days=7), joined_by="j2", coordinated_by="l2")
ADMIN = Official(BINH, "admin", DAY)
MORNING = datetime(2026, 7, 25, 1, 0, tzinfo=UTC)
HELPED = PersonHelped("visit-01", EVENT.id, 8, "telegram", "vi", "filed_online", "khai-sinh")


async def plan(records: Records, *events: Outreach) -> None:
    await records.store(BINH_CHAT, BINH, None, [OutreachPlanned(each, ADMIN) for each in events])


async def join(records: Records, person: str = AN, digest: str = "joined", moment: datetime = MORNING) -> None:
    await records.store(AN_CHAT, person, None, [OutreachJoined(person, digest, moment)])


async def test_who_opens_the_link_helps_at_that_event_and_at_no_other(records: Records) -> None:
    await plan(records, EVENT, LATER)
    await join(records)
    await join(records)

    (serving,) = await records.serving(AN, SATURDAY, LATER.day)

    assert (serving.outreach, serving.part) == (EVENT, "helper")
    assert await records.serving(BINH, SATURDAY, LATER.day) == ()
    assert (await records.outreach_counts(EVENT.id)).helpers == 1


async def test_one_person_coordinates_and_stays_so_when_they_open_the_helpers_link(records: Records) -> None:
    await plan(records, EVENT)
    address = Address("telegram", "1001")
    await records.store(AN_CHAT, AN, None, [OutreachJoined(AN, "led", MORNING, address)])
    await join(records)

    (serving,) = await records.serving(AN, SATURDAY, SATURDAY)

    assert serving.part == "coordinator"
    with pytest.raises(InvitationUnknown):
        await join(records, BINH, "led")


@pytest.mark.parametrize("moment", [EVENT.end, EVENT.end + timedelta(days=1)])
async def test_nobody_joins_an_event_that_is_over(records: Records, moment: datetime) -> None:
    await plan(records, EVENT)

    with pytest.raises(InvitationUnknown):
        await join(records, moment=moment)


async def test_nobody_joins_a_cancelled_event_and_it_is_cancelled_once(records: Records) -> None:
    await plan(records, EVENT)
    await records.store(BINH_CHAT, BINH, None, [OutreachCancelled(EVENT.id, ADMIN)])

    with pytest.raises(InvitationUnknown):
        await join(records)
    with pytest.raises(NotInForce):
        await records.store(BINH_CHAT, BINH, None, [OutreachCancelled(EVENT.id, ADMIN)])
    assert [each.cancelled for each in await records.outreaches(SATURDAY, SATURDAY)] == [True]


async def test_a_tap_that_comes_twice_counts_once_and_its_correction_replaces_it(records: Records) -> None:
    await plan(records, EVENT)
    lacking = replace(HELPED, outcome="papers_missing", lacked=("giay-chung-sinh", "can-cuoc"), verdict="up")
    other = replace(HELPED, id="visit-02", hour=9, procedure=None, outcome="not_found")
    await records.store(AN_CHAT, AN, None, [HELPED, HELPED])
    await records.store(AN_CHAT, AN, None, [replace(lacking, hour=9), other, lacking])

    counts = await records.outreach_counts(EVENT.id)

    assert counts.helped == (Helped(8, "khai-sinh", "papers_missing", 1), Helped(9, None, "not_found", 1))
    assert counts.people == 2
    assert counts.lacked == {("khai-sinh", "giay-chung-sinh"): 1, ("khai-sinh", "can-cuoc"): 1}
    assert counts.verdicts == {"up": 1}


async def test_a_mistake_is_undone_as_often_as_somebody_taps(records: Records) -> None:
    await plan(records, EVENT)
    await records.store(
        AN_CHAT, AN, None, [HELPED, FrailCounted("frail-01", EVENT.id), FrailCounted("frail-01", EVENT.id)]
    )
    assert (await records.outreach_counts(EVENT.id)).frail == 1

    await records.store(AN_CHAT, AN, None, [HelpUndone(HELPED.id), HelpUndone(HELPED.id), FrailUndone("frail-01")])

    counts = await records.outreach_counts(EVENT.id)
    assert (counts.people, counts.frail) == (0, 0)


async def test_the_event_knows_what_was_asked_in_vain_and_nobody_who_asked(
    records: Records, database: Database
) -> None:
    await plan(records, EVENT)
    texts = ["xin giấy gì đây", "xin giấy gì đây", "đổi tên đường"]
    asked = [
        QuestionAsked(f"q{at}", SATURDAY, "telegram", "vi", "not_found", None, None, text, True, None, EVENT.id)
        for at, text in enumerate(texts)
    ]
    await records.store(AN_CHAT, AN, None, [*asked, HELPED])

    counts = await records.outreach_counts(EVENT.id)

    assert counts.unanswered == (("xin giấy gì đây", 2), ("đổi tên đường", 1))
    written = str([await rows(database, table) for table in ("helped", "asked_texts", "outreaches")])
    assert AN not in written


async def test_helpers_are_forgotten_after_the_day_and_the_coordinator_after_a_month(records: Records) -> None:
    await plan(records, EVENT)
    await records.store(AN_CHAT, AN, None, [OutreachJoined(AN, "led", MORNING)])
    await join(records, BINH)
    await records.store(AN_CHAT, AN, None, [HELPED])

    await records.purge(SATURDAY + timedelta(days=1), Retention(), lambda text: text)
    assert await records.serving(BINH, SATURDAY, SATURDAY) == ()
    assert len(await records.serving(AN, SATURDAY, SATURDAY)) == 1
    await records.purge(SATURDAY + timedelta(days=31), Retention(), lambda text: text)

    assert await records.serving(AN, SATURDAY, SATURDAY) == ()
    assert (await records.outreach_counts(EVENT.id)).people == 1


async def test_who_wants_all_deleted_belongs_to_no_event_any_more_and_the_numbers_stay(records: Records) -> None:
    await plan(records, EVENT)
    await join(records)
    await records.store(AN_CHAT, AN, None, [HELPED])
    held = await records.held_about(AN)
    assert held["events"] == [{"place": EVENT.place, "day": "2026-07-25", "part": "helper"}]

    await records.erase(AN)

    assert (await records.held_about(AN))["events"] == []
    assert (await records.outreach_counts(EVENT.id)).people == 1


async def test_nothing_is_counted_of_an_event_that_is_not_there(records: Records) -> None:
    with pytest.raises(NotInForce):
        await records.outreach_counts("event-99")


async def test_each_event_tells_who_belongs_to_it(records: Records) -> None:
    await plan(records, EVENT, LATER)
    await join(records)
    await join(records, BINH)
    await records.store(AN_CHAT, AN, None, [OutreachJoined(AN, "l2", MORNING)])

    gatherings = await records.gatherings(SATURDAY, LATER.day)

    led = replace(LATER, coordinated_by=None)
    assert gatherings == (Gathering(EVENT, 2, False), Gathering(led, 0, True))


async def test_new_links_end_the_old_ones_and_leave_who_joined(records: Records) -> None:
    await plan(records, EVENT)
    await join(records)
    await records.store(BINH_CHAT, BINH, None, [OutreachRelinked(EVENT.id, "new", "new lead", ADMIN)])

    with pytest.raises(InvitationUnknown):
        await join(records, BINH)
    with pytest.raises(InvitationUnknown):
        await join(records, BINH, "led")
    await join(records, BINH, "new")

    assert (await records.outreach_counts(EVENT.id)).helpers == 2


async def test_whoever_co_ordinates_next_takes_the_place_of_the_one_before(
    records: Records, database: Database
) -> None:
    await plan(records, EVENT)
    await records.store(AN_CHAT, AN, None, [OutreachJoined(AN, "led", MORNING, Address("telegram", "1001"))])
    await records.store(BINH_CHAT, BINH, None, [OutreachRelinked(EVENT.id, "new", "new lead", ADMIN)])
    await records.store(BINH_CHAT, BINH, None, [OutreachJoined(BINH, "new lead", MORNING, Address("telegram", "1002"))])

    (before,) = await records.serving(AN, SATURDAY, SATURDAY)
    (now,) = await records.serving(BINH, SATURDAY, SATURDAY)

    assert (before.part, now.part) == ("helper", "coordinator")
    assert len(await rows(database, "contacts")) == 1


async def test_what_is_counted_is_changed_while_the_event_is_planned_and_noted(
    records: Records, database: Database
) -> None:
    await plan(records, EVENT)
    await records.store(BINH_CHAT, BINH, None, [FrailCounting(EVENT.id, False, ADMIN)])
    assert not (await records.outreaches(SATURDAY, SATURDAY))[0].counts_frail

    await records.store(BINH_CHAT, BINH, None, [OutreachCancelled(EVENT.id, ADMIN)])

    for late in (FrailCounting(EVENT.id, True, ADMIN), OutreachRelinked(EVENT.id, "new", "new lead", ADMIN)):
        with pytest.raises(NotInForce):
            await records.store(BINH_CHAT, BINH, None, [late])
    said = sorted((row["deed"], row["said"]) for row in await rows(database, "audit"))
    assert said == [("cancel", ""), ("plan", "2026-07-25 tam-ky"), ("plan", "does not count frail")]


async def test_with_what_most_people_were_helped_is_told_the_most_first(records: Records) -> None:
    await plan(records, EVENT, LATER)
    named = ["ket-hon", "khai-sinh", "khai-sinh", "khai-tu", None]
    helped = [replace(HELPED, id=f"visit-{at}", procedure=name) for at, name in enumerate(named)]
    await records.store(AN_CHAT, AN, None, [*helped, replace(HELPED, id="visit-99", outreach=LATER.id)])

    assert await records.most_helped(EVENT.id, 2) == ("khai-sinh", "ket-hon")
    assert await records.most_helped("event-99", 2) == ()
