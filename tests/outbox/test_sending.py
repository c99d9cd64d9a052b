"""What is due is sent at least once and read once, whatever becomes of the line, of the night and of our processes."""

import asyncio
import logging
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import text

from bot.conversation.replies import Say
from bot.conversation.turn import VIETNAM
from bot.outbox.delivering import back_off
from bot.outbox.outcomes import Delivered, Gone, Later, Outcome, Unsure
from bot.outbox.sending import Outbox
from bot.records import Address, Database, Outgoing, Records, ReminderStopped, ReminderWanted
from tests.actors.house import Clock, knowledge
from tests.records.people import AN, BINH, SECRETS, rows

DAY = date(2026, 11, 26)
EVE, MORNING = (datetime(2026, 11, day, 8, 0, tzinfo=VIETNAM) for day in (25, 26))
AGAIN = "Mình gửi lại vì không chắc"


@dataclass
class Phones:
    """What people read; of each sending comes what a test says, in the end that it is there."""

    outcomes: list[Outcome | Exception] = field(default_factory=list)
    read: list[tuple[str, str]] = field(default_factory=list)
    tried: int = 0

    async def deliver(self, address: Address, message: Say) -> Outcome:
        self.tried += 1
        outcome = self.outcomes.pop(0) if self.outcomes else Delivered()
        if isinstance(outcome, Exception):
            raise outcome
        if isinstance(outcome, Delivered | Unsure):
            self.read.append((address.chat, message.text))
        return outcome


def outbox(database: Database, clock: Clock, phones: Phones, channel: str = "telegram") -> Outbox:
    due = Outgoing(database, SECRETS, clock)
    return Outbox(due, lambda: knowledge().catalog, {channel: phones.deliver}, clock)


async def agree(
    records: Records, person: str = AN, chat: str = "1001", *, moments: Sequence[datetime] = (EVE, MORNING)
) -> None:
    address = Address("telegram", chat)
    wanted = ReminderWanted(person, address, "ket-hon", "result", DAY, tuple(moments), "vi", 1)
    await records.store("chat", person, None, [wanted])


@pytest.fixture
def clock() -> Clock:
    return Clock(EVE)


@pytest.fixture
def stop() -> asyncio.Event:
    return asyncio.Event()


@pytest.fixture
def phones() -> Phones:
    return Phones()


async def test_somebody_is_reminded_the_day_before_and_on_the_day_and_then_forgotten(
    records: Records, database: Database, clock: Clock, phones: Phones, stop: asyncio.Event
) -> None:
    await agree(records)
    clock.now = EVE - timedelta(seconds=1)
    for _ in range(4):
        await outbox(database, clock, phones).look(stop)
        clock.passes(seconds=1)
    clock.now = MORNING
    for _ in range(2):
        await outbox(database, clock, phones).look(stop)
    assert [text.partition(",")[0] for _, text in phones.read] == ["Ngày mai", "Hôm nay"]
    assert await rows(database, "reminders") == await rows(database, "contacts") == []


async def test_two_processes_send_each_reminder_once(
    url: str, records: Records, database: Database, clock: Clock, stop: asyncio.Event
) -> None:
    people = [str(2000 + number) for number in range(20)]
    for person in people:
        await agree(records, f"key of {person}", person)
    first, second = Phones(), Phones()
    async with Database(url) as other:
        outboxes = (outbox(database, clock, first), outbox(other, clock, second))
        await asyncio.gather(*(each.look(stop) for each in outboxes))
    assert Counter(chat for chat, _ in first.read + second.read) == Counter(people)


async def test_what_comes_due_at_night_waits_for_seven_o_clock(
    records: Records, database: Database, clock: Clock, phones: Phones, stop: asyncio.Event
) -> None:
    await agree(records, moments=(EVE.replace(hour=20, minute=59), MORNING))
    carrying = outbox(database, clock, phones)
    clock.now = EVE.replace(hour=21)
    while clock.now < MORNING.replace(hour=7):
        await carrying.look(stop)
        assert phones.tried == 0
        clock.passes(minutes=30)
    await carrying.look(stop)
    assert len(phones.read) == 1
    assert "Hôm nay" in phones.read[0][1], "it says what is true when it is read"
    clock.now = MORNING
    await carrying.look(stop)
    assert len(phones.read) == 1, "nobody is told the same again an hour later"


async def test_whoever_died_between_claim_and_sending_is_taken_over_without_a_word(
    records: Records, database: Database, clock: Clock, phones: Phones, stop: asyncio.Event
) -> None:
    await agree(records)
    assert await Outgoing(database, SECRETS, clock).claim()
    await outbox(database, clock, phones).look(stop)
    assert phones.read == []
    clock.passes(minutes=1)
    await outbox(database, clock, phones).look(stop)
    assert len(phones.read) == 1
    assert AGAIN not in phones.read[0][1]


async def test_whoever_died_while_sending_is_taken_over_and_the_person_told_so(
    records: Records, database: Database, clock: Clock, phones: Phones, stop: asyncio.Event
) -> None:
    await agree(records)
    await _dies_while_it_sends(database, clock)
    for minutes, read in ((9, 0), (1, 1), (11, 1)):
        clock.passes(minutes=minutes)
        await outbox(database, clock, phones).look(stop)
        assert len(phones.read) == read
    assert AGAIN in phones.read[0][1]


async def _dies_while_it_sends(database: Database, clock: Clock) -> None:
    sending = asyncio.Event()

    async def deliver(address: Address, message: Say) -> Outcome:
        sending.set()
        await asyncio.Event().wait()
        return Delivered()

    due = Outgoing(database, SECRETS, clock)
    dying = Outbox(due, lambda: knowledge().catalog, {"telegram": deliver}, clock)
    process = asyncio.create_task(dying.look(asyncio.Event()))
    await sending.wait()
    process.cancel()


async def test_of_what_nobody_learns_it_is_sent_twice_at_most(
    records: Records, database: Database, clock: Clock, phones: Phones, stop: asyncio.Event
) -> None:
    await agree(records)
    phones.outcomes = [Unsure(), RuntimeError("the line broke in a new way"), Unsure()]
    for _ in range(12):
        await outbox(database, clock, phones).look(stop)
        clock.passes(minutes=10)
    assert phones.tried == 2
    clock.now = MORNING
    await outbox(database, clock, phones).look(stop)
    assert phones.tried == 3, "the day itself is another reminder"


async def test_where_nothing_was_sent_it_is_tried_again_after_ever_longer_waits(
    records: Records, database: Database, clock: Clock, phones: Phones, stop: asyncio.Event
) -> None:
    await agree(records)
    phones.outcomes = [Later(), Later(), Later(timedelta(minutes=20))]
    tried = []
    for minute in range(60):
        before = phones.tried
        await outbox(database, clock, phones).look(stop)
        if phones.tried > before:
            tried.append(minute)
        clock.passes(minutes=1)
    assert tried == [0, 1, 3, 23]
    assert len(phones.read) == 1
    assert AGAIN not in phones.read[0][1], "nothing had been sent before"


def test_no_wait_is_longer_than_an_hour() -> None:
    assert [back_off(attempts) for attempts in (0, 1, 2)] == [timedelta(minutes=minutes) for minutes in (1, 2, 4)]
    assert back_off(1_000) == timedelta(hours=1)


async def test_a_channel_that_asks_to_wait_is_left_alone_until_the_next_look(
    records: Records, database: Database, clock: Clock, phones: Phones, stop: asyncio.Event
) -> None:
    await agree(records)
    await agree(records, BINH, "1002")
    phones.outcomes = [Later(timedelta(seconds=30))]
    await outbox(database, clock, phones).look(stop)
    assert phones.tried == 1
    await outbox(database, clock, phones).look(stop)
    assert len(phones.read) == 1, "somebody else is not kept waiting"
    clock.passes(minutes=1)
    await outbox(database, clock, phones).look(stop)
    assert sorted(chat for chat, _ in phones.read) == ["1001", "1002"]


async def test_who_is_not_there_any_more_is_forgotten(
    records: Records, database: Database, clock: Clock, phones: Phones, stop: asyncio.Event
) -> None:
    await agree(records)
    phones.outcomes = [Gone()]
    await outbox(database, clock, phones).look(stop)
    assert await rows(database, "reminders") == await rows(database, "contacts") == []


async def test_what_was_cancelled_is_not_sent(
    records: Records, database: Database, clock: Clock, phones: Phones, stop: asyncio.Event
) -> None:
    await agree(records)
    await records.store("chat", AN, None, [ReminderStopped(AN, "")])
    await outbox(database, clock, phones).look(stop)
    assert phones.tried == 0


async def test_after_the_day_nothing_wrong_is_said(
    records: Records, database: Database, clock: Clock, phones: Phones, stop: asyncio.Event
) -> None:
    await agree(records)
    clock.now = MORNING + timedelta(days=1)
    await outbox(database, clock, phones).look(stop)
    assert phones.tried == 0
    assert await rows(database, "reminders") == []


async def test_a_channel_that_is_not_served_keeps_its_reminders(
    records: Records, database: Database, clock: Clock, phones: Phones, stop: asyncio.Event
) -> None:
    await agree(records)
    await outbox(database, clock, phones, "pigeon").look(stop)
    clock.passes(hours=1)
    await outbox(database, clock, phones).look(stop)
    assert len(phones.read) == 1


async def test_one_that_cannot_be_put_into_words_waits_and_keeps_nobody_else_waiting(
    records: Records, database: Database, clock: Clock, phones: Phones, stop: asyncio.Event
) -> None:
    await agree(records, moments=(EVE - timedelta(minutes=1),))
    await agree(records, BINH, "1002")
    catalogs = iter([None, *[knowledge().catalog] * 9])
    due = Outgoing(database, SECRETS, clock)
    broken = Outbox(due, lambda: next(catalogs), {"telegram": phones.deliver}, clock)  # type: ignore[arg-type,return-value]
    await broken.look(stop)
    assert [chat for chat, _ in phones.read] == ["1002"]
    clock.passes(hours=1)
    await broken.look(stop)
    assert [chat for chat, _ in phones.read] == ["1002", "1001"]


async def test_a_database_in_trouble_is_told_once_and_tried_again(
    records: Records,
    database: Database,
    clock: Clock,
    phones: Phones,
    stop: asyncio.Event,
    caplog: pytest.LogCaptureFixture,
) -> None:
    await agree(records)
    carrying = outbox(database, clock, phones)
    async with database.write() as connection:
        await connection.execute(text("ALTER TABLE reminders RENAME TO elsewhere"))
    with caplog.at_level(logging.ERROR, "bot.outbox"):
        await carrying.look(stop)
        await carrying.look(stop)
    assert len(caplog.records) == 1
    async with database.write() as connection:
        await connection.execute(text("ALTER TABLE elsewhere RENAME TO reminders"))
    await carrying.look(stop)
    assert len(phones.read) == 1


async def test_it_ends_when_it_is_told_to_and_sends_nothing_more(
    records: Records, database: Database, clock: Clock, stop: asyncio.Event
) -> None:
    for number in range(3):
        await agree(records, f"key {number}", str(number))
    phones = Phones()

    async def deliver(address: Address, message: Say) -> Outcome:
        stop.set()
        return await phones.deliver(address, message)

    due = Outgoing(database, SECRETS, clock)
    carrying = Outbox(due, lambda: knowledge().catalog, {"telegram": deliver}, clock)
    async with asyncio.timeout(10):
        await carrying.run(stop)
    assert len(phones.read) == 1
    assert len({row["contact"] for row in await rows(database, "reminders")}) == 3
