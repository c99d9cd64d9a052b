"""The numbers of an event in its helpers' group: one message that follows them, and never too often."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise

import pytest

from bot.conversation.group_board import link, payload
from bot.conversation.turn import VIETNAM
from bot.outbox.boards import EVERY, Boards
from bot.records.outreach import FrailCounted, Outreach, OutreachJoined, PersonHelped
from bot.records.outreach_outgoing import BoardsDue
from bot.telegram.group_board import writing_in_groups
from tests.actors import House, TelegramActor, TelegramDoor
from tests.actors.house import SECRETS, knowledge
from tests.outbox.events import EVENT, LATER, cancel, leads, plan
from tests.telegram_server import InProcessRequest, Person, Trouble

BEGINNING = datetime(2026, 11, 28, 7, 30, tzinfo=VIETNAM)
HELPED = PersonHelped("helped-1", EVENT.id, 8, "telegram", "vi", "filed_online", "khai-sinh")


@asynccontextmanager
async def carrying(house: House, telegram: TelegramDoor) -> AsyncIterator[Boards]:
    """One process that keeps boards up to date."""
    due = BoardsDue(house.database, SECRETS, house.clock)
    async with writing_in_groups(telegram.server.token, request=InProcessRequest(telegram.server)) as group:
        yield Boards(due, lambda: knowledge().catalog, group, house.clock)


async def carried(house: House, telegram: TelegramDoor) -> None:
    async with carrying(house, telegram) as boards:
        await boards.carry(asyncio.Event())


async def pinned(telegram: TelegramDoor, house: House, event: Outreach = EVENT) -> TelegramActor:
    """The co-ordinator of an event, as they act in the group that shows its numbers, on the morning of the event."""
    await plan(house, event)
    sau = await leads(telegram, house, event)
    house.clock.now = BEGINNING
    (inside,) = telegram.group("Nhóm hỗ trợ", sau)
    await inside.says(f"/start@motcua_test_bot {payload(event.id)}")
    inside.sees("Số liệu buổi hỗ trợ thứ Bảy 28/11 ở Nhà văn hóa thôn 2 sẽ hiện trong nhóm này")
    return inside


async def helped(house: House, number: int, outcome: str = "filed_online") -> None:
    entry = replace(HELPED, id=f"helped{number:02}", outcome=outcome)  # type: ignore[arg-type]  # one of the outcomes
    await house.records.store("chat", "helper", None, [entry])


def board(person: Person) -> str:
    """The newest message with numbers that somebody in the group sees."""
    return next((each.words for each in reversed(person.screen) if "Buổi hỗ trợ" in each.words), "")


def posts(telegram: TelegramDoor) -> int:
    return sum("đã giúp" in str(call.parameters.get("text")) for call in telegram.server.calls_of("sendMessage"))


def edits(telegram: TelegramDoor) -> int:
    return len(telegram.server.calls_of("editMessageText"))


async def test_the_group_reads_what_was_counted_and_of_whom_nothing(house: House, telegram: TelegramDoor) -> None:
    inside = await pinned(telegram, house)
    await carried(house, telegram)
    assert board(inside.person).startswith("Buổi hỗ trợ: đã giúp 0 người.")
    for number in range(3):
        await helped(house, number)
    await helped(house, 3, "papers_missing")
    frail = [FrailCounted(f"frail-{number}", EVENT.id) for number in range(4)]
    await house.records.store("chat", "helper", None, frail)
    house.clock.passes(seconds=20)
    await carried(house, telegram)
    assert board(inside.person) == (
        "Buổi hỗ trợ: đã giúp 4 người.\n"
        "Thứ Bảy 28/11, 07:30–11:00, Nhà văn hóa thôn 2, phường Tam Kỳ\n\n"
        "– Nộp trực tuyến xong: 3\n– Còn thiếu giấy: 1\n\n"
        "Hỏi nhiều nhất: Khai sinh (4).\nTheo giờ: 8 giờ (4).\n"
        "Người cao tuổi, người khuyết tật: chưa đủ 5."
    )
    await house.records.store("chat", "helper", None, [FrailCounted("frail-4", EVENT.id)])
    house.clock.passes(seconds=20)
    await carried(house, telegram)
    assert board(inside.person).endswith("khuyết tật: 5.")
    assert (posts(telegram), edits(telegram)) == (1, 2)
    assert telegram.server.problems() == []


async def test_of_sixty_changes_one_edit_is_made_in_twenty_seconds_and_none_is_lost(
    house: House, telegram: TelegramDoor
) -> None:
    inside = await pinned(telegram, house)
    moments = []
    async with carrying(house, telegram) as boards:
        await boards.carry(asyncio.Event())
        for number in range(60):
            await helped(house, number)
            house.clock.passes(seconds=3)
            before = edits(telegram)
            await boards.carry(asyncio.Event())
            if edits(telegram) > before:
                moments.append(house.clock())
        house.clock.passes(seconds=20)
        await boards.carry(asyncio.Event())
        house.clock.passes(minutes=5)
        await boards.carry(asyncio.Event())
    assert "đã giúp 60 người" in board(inside.person)
    assert min(after - before for before, after in pairwise(moments)) >= EVERY
    assert posts(telegram) == 1
    assert len(moments) > 5


async def test_while_nothing_changes_telegram_is_left_alone(house: House, telegram: TelegramDoor) -> None:
    await pinned(telegram, house)
    for _ in range(5):
        await carried(house, telegram)
        house.clock.passes(minutes=1)
    assert (posts(telegram), edits(telegram)) == (1, 0)


async def test_two_processes_and_a_restart_make_no_more_edits_than_one(house: House, telegram: TelegramDoor) -> None:
    inside = await pinned(telegram, house)
    async with carrying(house, telegram) as one, carrying(house, telegram) as other:
        await asyncio.gather(one.carry(asyncio.Event()), other.carry(asyncio.Event()))
        await helped(house, 1)
        house.clock.passes(seconds=20)
        await asyncio.gather(one.carry(asyncio.Event()), other.carry(asyncio.Event()))
        await helped(house, 2)
    await carried(house, telegram)
    assert (posts(telegram), edits(telegram)) == (1, 1)
    house.clock.passes(seconds=20)
    await carried(house, telegram)
    assert (posts(telegram), edits(telegram)) == (1, 2)
    assert "đã giúp 2 người" in board(inside.person)


async def test_a_process_that_died_in_the_call_leaves_an_edit_to_the_next_one(
    house: House, telegram: TelegramDoor
) -> None:
    inside = await pinned(telegram, house)
    await carried(house, telegram)
    await helped(house, 1)
    for trouble in (telegram.server.lose_next, telegram.server.lose_next_answer):
        trouble("editMessageText", Trouble.CUT)
        house.clock.passes(seconds=20)
        await carried(house, telegram)
    house.clock.passes(seconds=20)
    await carried(house, telegram)
    assert "đã giúp 1 người" in board(inside.person)
    assert posts(telegram) == 1
    assert house.complaints == []


async def test_a_message_that_somebody_deleted_is_written_anew_once(house: House, telegram: TelegramDoor) -> None:
    inside = await pinned(telegram, house)
    for number in range(4):
        await helped(house, number)
        await carried(house, telegram)
        shown = [each for each in inside.person.screen if "đã giúp" in each.words]
        for each in shown:
            del inside.person.room.messages[each.message_id]
        house.clock.passes(seconds=20)
    assert posts(telegram) == 2
    assert house.rows("SELECT * FROM boards") == []


async def test_who_throws_the_bot_out_is_not_written_to_again(house: House, telegram: TelegramDoor) -> None:
    inside = await pinned(telegram, house)
    await carried(house, telegram)
    inside.person.removes_bot()
    await helped(house, 1)
    house.clock.passes(seconds=20)
    await carried(house, telegram)
    assert house.rows("SELECT * FROM boards") == []


async def test_telegram_asks_to_wait_and_is_waited_for(house: House, telegram: TelegramDoor) -> None:
    inside = await pinned(telegram, house)
    await carried(house, telegram)
    await helped(house, 1)
    house.clock.passes(seconds=20)
    telegram.server.fail_next("editMessageText", 429, "Too Many Requests: retry after 45", retry_after=45)
    await carried(house, telegram)
    house.clock.passes(seconds=44)
    await carried(house, telegram)
    assert edits(telegram) == 1
    house.clock.passes(seconds=1)
    await carried(house, telegram)
    assert "đã giúp 1 người" in board(inside.person)


async def test_a_group_that_became_a_supergroup_reads_on(house: House, telegram: TelegramDoor) -> None:
    inside = await pinned(telegram, house)
    await carried(house, telegram)
    inside.person.upgrades_group()
    await helped(house, 1)
    for _ in range(2):
        house.clock.passes(seconds=20)
        await carried(house, telegram)
    successor = inside.person.room.successor or inside.person.room
    assert any("đã giúp 1 người" in message.words for message in successor.messages.values())


async def test_the_last_edit_says_that_it_is_over_and_the_group_is_forgotten(
    house: House, telegram: TelegramDoor
) -> None:
    inside = await pinned(telegram, house)
    await carried(house, telegram)
    await helped(house, 1)
    house.clock.now = EVENT.end
    await carried(house, telegram)
    assert board(inside.person).startswith("Buổi hỗ trợ đã kết thúc, đã giúp 1 người.")
    assert house.rows("SELECT * FROM boards") == []
    await helped(house, 2)
    house.clock.passes(minutes=5)
    await carried(house, telegram)
    assert (posts(telegram), edits(telegram)) == (1, 1)


async def test_the_last_edit_is_made_also_where_the_line_broke_at_the_end(house: House, telegram: TelegramDoor) -> None:
    inside = await pinned(telegram, house)
    await carried(house, telegram)
    house.clock.now = EVENT.end
    telegram.server.fail_next("editMessageText", 502, "Bad Gateway")
    await carried(house, telegram)
    house.clock.passes(seconds=20)
    await carried(house, telegram)
    assert "đã kết thúc" in board(inside.person)


async def test_a_cancelled_event_is_told_as_such(house: House, telegram: TelegramDoor) -> None:
    inside = await pinned(telegram, house)
    await carried(house, telegram)
    await cancel(house)
    house.clock.passes(seconds=20)
    await carried(house, telegram)
    assert "không diễn ra nữa" in board(inside.person)
    assert house.rows("SELECT * FROM boards") == []


async def test_only_its_coordinator_shows_the_numbers_and_only_in_a_group(house: House, telegram: TelegramDoor) -> None:
    await plan(house, EVENT, LATER)
    await leads(telegram, house)
    other = await leads(telegram, house, LATER, "Anh Tư")
    (inside,) = telegram.group("Nhóm khác", other)
    await inside.says(f"/start@motcua_test_bot {payload(EVENT.id)}")
    inside.sees("Chỉ người phụ trách buổi hỗ trợ")
    number = str(other.person.user.id)
    person = house.pseudonyms.person("telegram", number)
    await house.records.store("chat", person, None, [OutreachJoined(person, EVENT.joined_by, house.clock())])
    await inside.says(f"/start@motcua_test_bot {payload(EVENT.id)}")
    inside.sees("Chỉ người phụ trách buổi hỗ trợ")
    await other.opens(payload(LATER.id))
    other.sees("mở trong nhóm")
    assert house.rows("SELECT * FROM boards") == []


async def test_opened_again_in_the_same_group_there_is_still_one_message(house: House, telegram: TelegramDoor) -> None:
    inside = await pinned(telegram, house)
    await carried(house, telegram)
    await inside.says(f"/start@motcua_test_bot {payload(EVENT.id)}")
    house.clock.passes(seconds=20)
    await carried(house, telegram)
    assert posts(telegram) == 1


async def test_the_number_of_the_group_is_sealed(house: House, telegram: TelegramDoor) -> None:
    inside = await pinned(telegram, house)
    await carried(house, telegram)
    number = str(inside.person.room.chat.id)
    assert number.encode() not in house.written()
    assert inside.person.user.first_name.encode() not in house.written()


@pytest.mark.parametrize("outreach", ["event-01", "-_-_-_-_", "AAAAAAAA"])
def test_the_link_is_one_that_telegram_opens(outreach: str) -> None:
    carried = link("motcua_test_bot", outreach).removeprefix("https://t.me/motcua_test_bot?startgroup=")
    assert len(carried) <= 64
    assert carried.replace("-", "").replace("_", "").isalnum()


def test_the_numbers_are_edited_as_seldom_as_promised() -> None:
    assert timedelta(seconds=20) == EVERY
