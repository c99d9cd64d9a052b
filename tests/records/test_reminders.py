"""Reminders are kept once, given to one sender at a time, and go with their person."""

import asyncio
import json
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

import pytest
from cryptography.fernet import Fernet

from bot.records import (
    Address,
    Claimed,
    Database,
    Departed,
    Erased,
    Outgoing,
    Records,
    ReminderStopped,
    ReminderUnknown,
    ReminderWanted,
    Retention,
    Secrets,
    Subject,
)
from tests.records.people import AN, AN_CHAT, BINH, SECRETS, kept, rows

DAY = date(2026, 7, 23)
EVE, MORNING = (datetime(2026, 7, day, 1, 0, tzinfo=UTC) for day in (22, 23))
"""Eight o'clock in Vietnam, the day before and on the day."""

BEFORE, LATER = EVE - timedelta(days=2), EVE + timedelta(days=30)


class Clock:
    """A clock that stands until it is moved."""

    def __init__(self, now: datetime = EVE) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def passes(self, **time: float) -> None:
        self.now += timedelta(**time)


def wanted(
    person: str = AN, procedure: str = "ket-hon", subject: Subject = "result", *moments: datetime, chat: str = "1001"
) -> ReminderWanted:
    address = Address("telegram", chat)
    return ReminderWanted(person, address, procedure, subject, DAY, moments or (EVE, MORNING), "vi", 1)


async def agree(records: Records, *all_of_them: ReminderWanted) -> None:
    for each in all_of_them:
        await records.store("chat", each.person, None, [each])


def senders(database: Database, clock: Clock, secrets: Secrets = SECRETS) -> Outgoing:
    return Outgoing(database, secrets, clock)


async def the_one(outgoing: Outgoing) -> Claimed:
    claimed = await outgoing.claim()
    assert claimed is not None
    return claimed


async def test_agreeing_twice_is_agreeing_once(records: Records, database: Database) -> None:
    await agree(records, wanted(), wanted())
    (reminder,) = await records.reminders_of(AN)
    assert (reminder.procedure, reminder.subject, reminder.day) == ("ket-hon", "result", DAY)
    assert reminder.moments == (EVE, MORNING)
    assert len(await kept(database, "contacts", "id")) == 1


async def test_everybody_has_their_own_the_next_day_first(records: Records) -> None:
    early = ReminderWanted(AN, Address("telegram", "1001"), "khai-tu", "deadline", DAY - timedelta(1), (EVE,), "en", 1)
    await agree(records, wanted(), early, wanted(BINH, chat="1002"))
    assert [each.procedure for each in await records.reminders_of(AN)] == ["khai-tu", "ket-hon"]
    assert [each.procedure for each in await records.reminders_of(BINH)] == ["ket-hon"]


async def test_one_is_stopped_or_all_of_them_and_nobody_stops_those_of_another(records: Records) -> None:
    await agree(records, wanted(), wanted(procedure="khai-tu"), wanted(procedure="khai-sinh"), wanted(BINH))
    mine = {each.procedure: each.id for each in await records.reminders_of(AN)}
    with pytest.raises(ReminderUnknown):
        await records.store("chat", BINH, None, [ReminderStopped(BINH, mine["ket-hon"])])
    await records.store("chat", AN, None, [ReminderStopped(AN, mine["khai-tu"])])
    assert {each.procedure for each in await records.reminders_of(AN)} == {"ket-hon", "khai-sinh"}
    await records.store("chat", AN, None, [ReminderStopped(AN, "")])
    assert await records.reminders_of(AN) == []
    assert len(await records.reminders_of(BINH)) == 1
    with pytest.raises(ReminderUnknown):
        await records.store("chat", AN, None, [ReminderStopped(AN, "")])


async def test_a_person_sees_their_reminders_in_their_data(records: Records) -> None:
    await agree(records, wanted(), wanted(BINH))
    held = json.loads(json.dumps(await records.held_about(AN)))
    moments = ["2026-07-22T01:00:00+00:00", "2026-07-23T01:00:00+00:00"]
    assert held["reminders"] == [{"procedure": "ket-hon", "subject": "result", "day": "2026-07-23", "moments": moments}]
    assert held["contacts"][0]["purpose"] == "reminder"
    assert held["contacts"][0]["expires_on"] == "2026-07-24"


@pytest.mark.parametrize("way", ["erased", "erased in a turn", "departed", "purged"])
async def test_whoever_goes_takes_their_reminders_along(records: Records, database: Database, way: str) -> None:
    await agree(records, wanted(), wanted(BINH, "khai-tu", "result", EVE, LATER))
    match way:
        case "erased":
            await records.erase(AN)
        case "erased in a turn":
            await records.store(AN_CHAT, AN, None, [Erased(AN)])
        case "departed":
            await records.store(AN_CHAT, AN, None, [Departed(AN_CHAT, AN)])
        case "purged":
            await records.purge(DAY + timedelta(days=1), Retention(), lambda state: state)
    gone = {"khai-tu"} if way != "purged" else set[str]()
    assert set(await kept(database, "reminders", "procedure")) == gone
    assert len(await kept(database, "contacts", "id")) == len(gone)


async def test_nothing_is_given_out_before_its_moment_nor_twice(records: Records, database: Database) -> None:
    await agree(records, wanted())
    clock = Clock(EVE - timedelta(seconds=1))
    outgoing = senders(database, clock)
    assert await outgoing.claim() is None
    clock.passes(seconds=1)
    claimed = await the_one(outgoing)
    assert (claimed.due, claimed.address.chat, claimed.person) == (EVE, "1001", AN)
    assert await outgoing.claim() is None
    assert await outgoing.begin(claimed)
    await outgoing.done(claimed, EVE + timedelta(hours=16))
    clock.passes(hours=23)
    assert await outgoing.claim() is None
    clock.passes(hours=1)
    assert (await the_one(outgoing)).due == MORNING


async def test_many_senders_at_once_get_each_reminder_once(url: str, records: Records, database: Database) -> None:
    people = [f"person-{number}" for number in range(24)]
    await agree(records, *(wanted(person, "ket-hon", "result", EVE, chat=person) for person in people))
    clock = Clock()

    async def takes_all(outgoing: Outgoing) -> Sequence[str]:
        taken = []
        while claimed := await outgoing.claim():
            taken.append(claimed.person)
            assert await outgoing.begin(claimed)
            await outgoing.done(claimed, clock.now + timedelta(seconds=1))
        return taken

    async with Database(url) as other:
        outgoings = [senders(each, clock) for each in (database, other, database, other)]
        taken = await asyncio.gather(*map(takes_all, outgoings))
    assert Counter(each for some in taken for each in some) == Counter(people)
    assert await kept(database, "contacts", "id") == []


async def test_who_died_before_sending_is_taken_over_after_a_minute(records: Records, database: Database) -> None:
    await agree(records, wanted())
    clock = Clock()
    died = await the_one(senders(database, clock))
    clock.passes(seconds=59)
    assert await senders(database, clock).claim() is None
    clock.passes(seconds=1)
    taken_over = await the_one(senders(database, clock))
    assert (taken_over.due, taken_over.unsure) == (EVE, 0), "nothing was sent, and the person need not be told"
    assert not await senders(database, clock).begin(died), "who only slept does not send any more"
    assert await senders(database, clock).begin(taken_over)


async def test_who_died_while_sending_leaves_a_doubt_and_ten_minutes(records: Records, database: Database) -> None:
    await agree(records, wanted())
    clock = Clock()
    died = await the_one(senders(database, clock))
    assert await senders(database, clock).begin(died)
    clock.passes(seconds=599)
    assert await senders(database, clock).claim() is None
    clock.passes(seconds=1)
    taken_over = await the_one(senders(database, clock))
    assert (taken_over.attempts, taken_over.unsure) == (1, 1)


async def test_what_was_not_sent_leaves_no_doubt_and_waits(records: Records, database: Database) -> None:
    await agree(records, wanted())
    clock = Clock()
    outgoing = senders(database, clock)
    claimed = await the_one(outgoing)
    await outgoing.begin(claimed)
    await outgoing.later(claimed, timedelta(minutes=2))
    clock.passes(seconds=119)
    assert await outgoing.claim() is None
    clock.passes(seconds=1)
    again = await the_one(outgoing)
    assert (again.attempts, again.unsure) == (1, 0)


async def test_what_was_cancelled_a_moment_ago_is_not_sent(records: Records, database: Database) -> None:
    await agree(records, wanted())
    outgoing = senders(database, Clock())
    claimed = await the_one(outgoing)
    await records.store("chat", AN, None, [ReminderStopped(AN, claimed.reminder.id)])
    assert not await outgoing.begin(claimed)


async def test_after_days_without_a_sender_only_the_last_is_said(records: Records, database: Database) -> None:
    await agree(records, wanted())
    outgoing = senders(database, Clock(MORNING))
    claimed = await the_one(outgoing)
    assert claimed.due == MORNING
    await outgoing.begin(claimed)
    assert await outgoing.claim() is None
    await outgoing.done(claimed, MORNING + timedelta(hours=16))
    assert await rows(database, "reminders") == await rows(database, "contacts") == []


async def test_who_blocked_the_bot_is_never_tried_again(records: Records, database: Database) -> None:
    await agree(records, wanted(), wanted(procedure="khai-tu"), wanted(BINH))
    outgoing = senders(database, Clock())
    claimed = await the_one(outgoing)
    while claimed.person != AN:
        claimed = await the_one(outgoing)
    await outgoing.gone(claimed)
    assert await records.reminders_of(AN) == []
    assert len(await records.reminders_of(BINH)) == 1
    assert len(await kept(database, "contacts", "id")) == 1


async def test_a_contact_that_no_key_opens_is_deleted_and_the_next_one_served(
    records: Records, database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    lost = Secrets(SECRETS.pseudonym, (Fernet.generate_key(),))
    await agree(Records(database, lost), wanted(BINH, "ket-hon", "result", EVE - timedelta(minutes=1)))
    await agree(records, wanted())
    assert (await the_one(senders(database, Clock()))).person == AN
    assert set(await kept(database, "reminders", "procedure")) == {"ket-hon"}
    assert len(await kept(database, "contacts", "id")) == 1
    assert "sealing key" in caplog.text


async def test_a_lost_key_keeps_nobody_from_being_forgotten(records: Records, database: Database) -> None:
    await agree(records, wanted(), wanted(BINH))
    keyless = Records(database, Secrets(SECRETS.pseudonym, (Fernet.generate_key(),)))
    assert [each.procedure for each in await keyless.reminders_of(AN)] == ["ket-hon"]
    assert await keyless.erase(AN) == 1
    assert len(await kept(database, "contacts", "id")) == len(await records.reminders_of(BINH)) == 1


async def test_the_tables_tell_neither_who_is_reminded_nor_when_they_asked(
    records: Records, database: Database
) -> None:
    await records.store(AN_CHAT, AN, "{}", [wanted(), wanted(procedure="khai-tu")])
    contacts, reminders = await rows(database, "contacts"), await rows(database, "reminders")
    visible = str([{**row, "sealed": b""} for row in contacts]) + str(reminders)
    assert not any(secret in visible for secret in (AN, AN_CHAT, "1001"))
    assert len({row["contact"] for row in reminders}) == 2, "nothing joins two reminders of one person"
    assert len({row["owner"] for row in contacts}) == len({row["sealed"] for row in contacts}) == 2
    assert {row["due"] for row in reminders} == {int(EVE.timestamp()), int(MORNING.timestamp())}
    assert "1001" not in repr(wanted())
    assert AN not in repr(wanted())
