"""The digest of a week is there on Monday at 7:30 and read once, whatever becomes of us."""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.conversation.actions import write
from bot.conversation.replies import Button, Say
from bot.conversation.turn import VIETNAM
from bot.outbox.outcomes import Delivered, Gone, Later, Outcome, Unsure
from bot.outbox.weekly import digest_due
from bot.records import (
    Address,
    Database,
    DigestStopped,
    Erased,
    InvitationAccepted,
    QuestionAsked,
    Records,
    Subscribers,
)
from bot.records.people import KeptInvitation
from tests.actors.house import Clock, knowledge
from tests.outbox.subscribing import AT_HALF_PAST_SEVEN, MONDAY, Letters, rate, subscribe, weekly
from tests.records.people import AN, BINH, SECRETS, rows


@pytest.fixture
def clock() -> Clock:
    return Clock(AT_HALF_PAST_SEVEN)


@pytest.fixture
def stop() -> asyncio.Event:
    return asyncio.Event()


@pytest.fixture
def phones() -> Letters:
    return Letters()


@pytest.mark.parametrize(
    ("day", "hour", "minute", "due"),
    [
        (22, 20, 59, False),
        (23, 7, 0, False),
        (23, 7, 29, False),
        (23, 7, 30, True),
        (23, 20, 59, True),
        (24, 7, 0, True),
        (24, 20, 59, True),
        (25, 7, 30, False),
        (29, 7, 30, False),
    ],
)
def test_it_is_due_from_monday_half_past_seven_to_tuesday_evening(day: int, hour: int, minute: int, due: bool) -> None:
    assert digest_due(datetime(2026, 11, day, hour, minute, tzinfo=VIETNAM)) == (MONDAY if due else None)


@pytest.mark.parametrize("month", [1, 7])
def test_in_summer_and_winter_it_is_the_same_moment_of_the_world(month: int) -> None:
    moment = datetime(2026, month, 5 if month == 1 else 6, 0, 30, tzinfo=UTC)
    assert digest_due(moment) == moment.date()
    assert digest_due(moment - timedelta(minutes=1)) is None


async def test_each_official_reads_the_week_once_however_often_we_start_anew(
    records: Records, database: Database, clock: Clock, phones: Letters, stop: asyncio.Event
) -> None:
    await subscribe(records)
    await rate(database, date(2026, 11, 16), 30, 10)
    clock.now = AT_HALF_PAST_SEVEN - timedelta(minutes=1)
    await weekly(database, clock, phones).carry(stop)
    assert phones.read == []
    for _ in range(3):
        clock.passes(minutes=1)
        await weekly(database, clock, phones).carry(stop)
    (letter,) = phones.read_by("1001")
    assert "Tuần 16/11–22/11/2026" in letter
    assert "<b>30/40</b> lượt bấm (75 %" in letter
    assert "Không còn câu nào chờ trả lời" in letter
    clock.now = AT_HALF_PAST_SEVEN + timedelta(weeks=1)
    await weekly(database, clock, phones).carry(stop)
    await weekly(database, clock, phones).carry(stop)
    assert len(phones.read) == 2
    assert "Tuần 23/11–29/11/2026: không có câu hỏi hay phản hồi nào." in phones.read[1][1]
    assert "\n\n" not in phones.read[1][1], "of a week without a word one sentence"


async def test_what_waits_is_told_with_its_age_and_the_letter_leads_there(
    records: Records, database: Database, clock: Clock, stop: asyncio.Event
) -> None:
    await subscribe(records)
    await rate(database, date(2026, 11, 16), 5, 6, reason="differs")
    for number, day in enumerate((date(2026, 11, 3), date(2026, 11, 20), date(2026, 11, 23))):
        words = ("làm thẻ lên sao hỏa", "xin phép nuôi rồng", "thuê phi thuyền")[number]
        asked = QuestionAsked(f"unheard{number}", day, "web", "vi", "not_found", None, None, words)
        await records.store("chat", AN, None, [asked])
    said: list[Say] = []

    async def deliver(_: Address, message: Say) -> Outcome:
        said.append(message)
        return Delivered()

    carrying = weekly(database, clock, Letters())
    carrying.channels = {"telegram": deliver}
    await carrying.carry(stop)
    (letter,) = said
    assert "Câu chưa trả lời được: <b>3</b>, trong đó 1 mới trong tuần; câu cũ nhất đã 20 ngày" in letter.text
    assert "Mục bị báo sai: <b>1</b>, nhiều nhất là Đăng ký khai sinh (lệ phí)" in letter.text
    wires = [write(each.action) for row in letter.buttons for each in row if isinstance(each, Button)]
    assert wires == ["1Ja:2026-11-16", "1B:", "1Jb", "1Je"]


@pytest.mark.parametrize(
    ("moment", "read"),
    [
        (datetime(2026, 11, 23, 20, 59, tzinfo=VIETNAM), 1),
        (datetime(2026, 11, 23, 21, 0, tzinfo=VIETNAM), 0),
        (datetime(2026, 11, 24, 6, 59, tzinfo=VIETNAM), 0),
        (datetime(2026, 11, 24, 7, 0, tzinfo=VIETNAM), 1),
        (datetime(2026, 11, 25, 9, 0, tzinfo=VIETNAM), 0),
    ],
)
async def test_who_was_not_there_on_monday_morning_sends_it_later_but_not_at_night_nor_on_wednesday(
    records: Records,
    database: Database,
    clock: Clock,
    phones: Letters,
    stop: asyncio.Event,
    moment: datetime,
    read: int,
) -> None:
    await subscribe(records)
    clock.now = moment
    await weekly(database, clock, phones).carry(stop)
    assert len(phones.read) == read


async def test_two_processes_send_each_digest_once(
    url: str, records: Records, database: Database, clock: Clock, stop: asyncio.Event
) -> None:
    people = [str(2000 + number) for number in range(12)]
    for person in people:
        await subscribe(records, f"key of {person}", person)
    first, second = Letters(), Letters()
    async with Database(url) as other:
        both = (weekly(database, clock, first), weekly(other, clock, second))
        await asyncio.gather(*(each.carry(stop) for each in both))
    assert Counter(chat for chat, _ in first.read + second.read) == Counter(people)


async def test_who_agrees_in_a_week_has_read_what_was_before(
    records: Records, database: Database, clock: Clock, phones: Letters, stop: asyncio.Event
) -> None:
    await subscribe(records, week=MONDAY + timedelta(weeks=1))
    await weekly(database, clock, phones).carry(stop)
    assert phones.read == []


async def test_whoever_blocked_the_bot_is_forgotten_and_keeps_nobody_waiting(
    records: Records, database: Database, clock: Clock, phones: Letters, stop: asyncio.Event
) -> None:
    await subscribe(records)
    await subscribe(records, BINH, "1002")
    phones.outcomes = [Gone()]
    await weekly(database, clock, phones).carry(stop)
    assert len(phones.read) == 1
    assert len(await rows(database, "contacts")) == len(await rows(database, "subscribers")) == 1


async def loses_the_role(records: Records) -> None:
    await records.keep_invitation(KeptInvitation("another", "helper", MONDAY))
    await records.store("chat", AN, None, [InvitationAccepted(AN, "another", MONDAY - timedelta(days=1))])


async def erases(records: Records) -> None:
    await records.store("chat", AN, None, [Erased(AN)])


async def stops(records: Records) -> None:
    await records.store("chat", AN, None, [DigestStopped(AN)])


@pytest.mark.parametrize("leaves", [loses_the_role, erases, stops])
async def test_who_may_not_or_does_not_want_to_read_it_is_not_written_to_and_forgotten(
    records: Records,
    database: Database,
    clock: Clock,
    phones: Letters,
    stop: asyncio.Event,
    leaves: Callable[[Records], Awaitable[None]],
) -> None:
    await subscribe(records)
    await leaves(records)
    await weekly(database, clock, phones).carry(stop)
    assert phones.tried == 0
    assert await rows(database, "contacts") == await rows(database, "subscribers") == []


async def test_what_is_not_taken_is_tried_again_and_arrives_once(
    records: Records, database: Database, clock: Clock, phones: Letters, stop: asyncio.Event
) -> None:
    await subscribe(records)
    await subscribe(records, BINH, "1002")
    phones.outcomes = [Later(timedelta(seconds=30))]
    await weekly(database, clock, phones).carry(stop)
    assert phones.tried == 1, "while the channel asks to wait nobody is written to"
    clock.passes(minutes=10)
    await weekly(database, clock, phones).carry(stop)
    await weekly(database, clock, phones).carry(stop)
    assert Counter(chat for chat, _ in phones.read) == Counter(["1001", "1002"])


async def test_of_which_nobody_learns_whether_it_arrived_is_sent_twice_at_most(
    records: Records, database: Database, clock: Clock, phones: Letters, stop: asyncio.Event
) -> None:
    await subscribe(records)
    phones.outcomes = [Unsure(), RuntimeError("the line broke"), Delivered()]
    for minutes in (0, 9, 1, 30, 30):
        clock.passes(minutes=minutes)
        await weekly(database, clock, phones).carry(stop)
    assert phones.tried == 2


async def test_who_dies_while_sending_is_taken_over_after_ten_minutes(
    records: Records, database: Database, clock: Clock, phones: Letters, stop: asyncio.Event
) -> None:
    await subscribe(records)
    assert await Subscribers(database, SECRETS, clock).claim("digest", MONDAY)
    for minutes, read in ((9, 0), (1, 1), (30, 1)):
        clock.passes(minutes=minutes)
        await weekly(database, clock, phones).carry(stop)
        assert len(phones.read) == read


async def test_what_cannot_be_put_into_words_stops_nothing_else(
    records: Records,
    database: Database,
    clock: Clock,
    phones: Letters,
    stop: asyncio.Event,
    caplog: pytest.LogCaptureFixture,
) -> None:
    await subscribe(records)
    carrying = weekly(database, clock, phones)
    carrying.knowledge = lambda: None  # type: ignore[assignment,return-value]  # what breaks
    await carrying.carry(stop)
    assert phones.tried == 0
    assert len(caplog.records) == 1
    carrying.knowledge = knowledge
    await carrying.carry(stop)
    assert phones.tried == 0, "it is not tried twice a minute"
    clock.passes(hours=1)
    await carrying.carry(stop)
    assert len(phones.read) == 1
