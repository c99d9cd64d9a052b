"""Officials are told once when people find the answers on a procedure less helpful than before."""

import asyncio
from collections import Counter
from datetime import timedelta

import pytest

from bot.outbox.outcomes import Later
from bot.records import (
    Database,
    Records,
)
from tests.actors.house import Clock
from tests.outbox.subscribing import AT_HALF_PAST_SEVEN, Letters, fall, subscribe, weekly
from tests.records.people import AN, BINH, rows


@pytest.fixture
def clock() -> Clock:
    return Clock(AT_HALF_PAST_SEVEN)


@pytest.fixture
def stop() -> asyncio.Event:
    return asyncio.Event()


@pytest.fixture
def phones() -> Letters:
    return Letters()


WEDNESDAY = AT_HALF_PAST_SEVEN + timedelta(days=2)


async def test_a_fall_is_told_once_with_all_that_is_needed_and_not_again_for_four_weeks(
    records: Records, database: Database, clock: Clock, phones: Letters, stop: asyncio.Event
) -> None:
    await subscribe(records)
    await fall(database, "khai-sinh", (20, 20))
    clock.now = WEDNESDAY
    for _ in range(2):
        await weekly(database, clock, phones).carry(stop)
    (letter,) = phones.read_by("1001")
    assert "4 tuần 28/10–24/11" in letter
    assert "1. <b>Khai sinh</b>" in letter
    assert "Giúp được <b>20/40</b> lượt (50 %, khoảng 35–65 %), trước đó <b>54/60</b> (90 %, khoảng 80–95 %)" in letter
    assert "Lý do nhiều nhất: khác thực tế (20)" in letter
    assert "Nơi quyết định: " in letter
    assert "không phải SIPAS" in letter
    for _ in range(30):
        clock.passes(days=1)
        await weekly(database, clock, phones).carry(stop)
    alerts = [text for text in phones.read_by("1001") if "ít hơn hẳn trước" in text]
    assert len(alerts) == 1
    assert {row["procedure"] for row in await rows(database, "alerts")} == {"", "khai-sinh"}


async def test_of_four_falls_the_three_largest_are_told_and_the_fourth_a_week_later(
    records: Records, database: Database, clock: Clock, phones: Letters, stop: asyncio.Event
) -> None:
    await subscribe(records)
    names = ("khai-sinh", "ket-hon", "khai-tu", "nhan-cha-me-con")
    for up, procedure in zip((22, 16, 10, 4), names, strict=True):
        await fall(database, procedure, (up, 40 - up))
    clock.now = WEDNESDAY
    await weekly(database, clock, phones).carry(stop)
    clock.passes(days=1)
    await weekly(database, clock, phones).carry(stop)
    (letter,) = phones.read_by("1001")
    told = {row["procedure"] for row in await rows(database, "alerts")} - {""}
    assert told == set(names[1:])
    assert "<b>22/40</b>" not in letter
    assert letter.index("<b>4/40</b>") < letter.index("<b>10/40</b>") < letter.index("<b>16/40</b>")
    clock.now = WEDNESDAY + timedelta(days=7)
    await weekly(database, clock, phones).carry(stop)
    assert "<b>22/40</b>" in phones.read_by("1001")[-1]


@pytest.mark.parametrize(("days", "read"), [(1, 1), (2, 0)])
async def test_an_alert_that_could_not_be_sent_is_sent_the_next_day_and_later_not_at_all(
    records: Records,
    database: Database,
    clock: Clock,
    phones: Letters,
    stop: asyncio.Event,
    days: int,
    read: int,
) -> None:
    await subscribe(records)
    await fall(database, "khai-sinh", (20, 20))
    phones.outcomes = [Later()]
    clock.now = WEDNESDAY.replace(hour=20, minute=55)
    await weekly(database, clock, phones).carry(stop)
    assert phones.tried == 1
    clock.passes(hours=1)
    await weekly(database, clock, phones).carry(stop)
    assert phones.tried == 1, "at night nobody is written to"
    clock.now = WEDNESDAY + timedelta(days=days)
    await weekly(database, clock, phones).carry(stop)
    assert len(phones.read) == read


async def test_two_processes_alert_once(
    url: str, records: Records, database: Database, clock: Clock, stop: asyncio.Event
) -> None:
    for person, chat in ((AN, "1001"), (BINH, "1002")):
        await subscribe(records, person, chat)
    await fall(database, "khai-sinh", (20, 20))
    clock.now = WEDNESDAY
    first, second = Letters(), Letters()
    async with Database(url) as other:
        both = (weekly(database, clock, first), weekly(other, clock, second))
        await asyncio.gather(*(each.carry(stop) for each in both))
        await asyncio.gather(*(each.carry(stop) for each in both))
    assert Counter(chat for chat, _ in first.read + second.read) == Counter(["1001", "1002"])
    assert len(await rows(database, "alerts")) == 2


async def test_where_nobody_wants_to_know_nothing_is_looked_for(
    records: Records, database: Database, clock: Clock, phones: Letters, stop: asyncio.Event
) -> None:
    await fall(database, "khai-sinh", (20, 20))
    clock.now = WEDNESDAY
    await weekly(database, clock, phones).carry(stop)
    assert await rows(database, "alerts") == []
