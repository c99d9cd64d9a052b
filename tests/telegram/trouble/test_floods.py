"""Telegram counts what it takes: a crowd is answered whole, nobody twice, and within the time that its limits leave."""

import asyncio

from tests.actors import TelegramDoor
from tests.telegram.trouble.troubled import Log, after, echo, reached, read_by


def counted(door: TelegramDoor) -> None:
    """From now on Telegram counts by the loop's time."""
    door.server.limit_floods(asyncio.get_running_loop().time)


async def test_a_crowd_that_writes_at_once_is_answered_whole(way: str, log: Log) -> None:
    async with reached(way, echo()) as door:
        counted(door)
        people = [door.person(f"Người {number}") for number in range(45)]
        seconds = await after(door, *(lambda each=each: each.person.writes("khai sinh") for each in people))
        assert [read_by(each) for each in people] == [["khai sinh"]] * len(people)
        assert seconds < 10
    assert log.lines == []


async def test_one_person_who_writes_fast_is_answered_in_order_and_once(way: str, log: Log) -> None:
    async with reached(way, echo()) as door:
        counted(door)
        an, words = door.person("An"), [f"câu {number}" for number in range(6)]
        seconds = await after(door, *(lambda text=text: an.person.writes(text) for text in words))
        assert read_by(an) == words
        assert 5 <= seconds < 15
    assert log.lines == []


async def test_a_busy_group_holds_up_neither_another_group_nor_a_private_chat(way: str, log: Log) -> None:
    async with reached(way, echo()) as door:
        counted(door)
        an, binh = door.person("An"), door.person("Bình")
        (in_busy,) = door.group("Nhóm đông", an)
        (in_quiet,) = door.group("Nhóm vắng", binh)
        name = f"@{door.server.bot.username}"
        for number in range(12):
            in_busy.person.writes(f"{name} câu {number}")
        in_quiet.person.writes(f"{name} khai tử")
        binh.person.writes("khai sinh")
        await asyncio.gather(in_quiet.person.receives(), binh.person.receives())
        assert asyncio.get_running_loop().time() < 5
        await after(door)
        assert read_by(in_busy) == [f"câu {number}" for number in range(12)]
    assert log.lines == []
