"""A note on its way to a phone: what was missing can be found now, said once, by day, and then forgotten."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta

from bot.conversation.replies import Say
from bot.conversation.speech import Speech
from bot.conversation.turn import VIETNAM
from bot.outbox.delivering import FIRST_WAIT, LONGEST_WAIT
from bot.outbox.notes import Notes
from bot.outbox.outcomes import Delivered, Outcome
from bot.outbox.sending import Outbox
from bot.records import Address, Outgoing
from bot.telegram.writing_first import writing_first
from tests.actors import House, TelegramActor, TelegramDoor
from tests.actors.house import SECRETS, knowledge
from tests.dialogues.officials import official
from tests.telegram_server import InProcessRequest, Trouble

LABEL = Speech("vi").label
ADDED = "Bạn đã hỏi, chúng tôi đã bổ sung"
NIGHT = datetime(2026, 11, 23, 21, 30, tzinfo=VIETNAM)


@asynccontextmanager
async def carrying(
    house: House, telegram: TelegramDoor, request: InProcessRequest | None = None
) -> AsyncIterator[Outbox]:
    due = Outgoing(house.database, SECRETS, house.clock)
    request = request or InProcessRequest(telegram.server)
    async with writing_first(telegram.server.token, request=request) as deliver:
        channels = {"telegram": deliver}
        notes = Notes(house.records, lambda: knowledge().catalog, channels, house.clock)
        yield Outbox(due, lambda: knowledge().catalog, channels, house.clock, notes)


async def waits(telegram: TelegramDoor, name: str = "An") -> TelegramActor:
    """Somebody whose question was not answered and who agreed to be told."""
    person = telegram.person(name)
    await person.says("làm thẻ lên sao hỏa")
    await person.taps(LABEL("note_me"))
    await person.taps(LABEL("agree_note"))
    return person


async def taught(telegram: TelegramDoor, house: House) -> None:
    """A reviewer says which procedure was meant."""
    chi_hoa = await official(telegram, house, "reviewer")
    await chi_hoa.says("/ton")
    await chi_hoa.taps(LABEL("take_item"))
    await chi_hoa.taps(LABEL("name_procedure"))
    await chi_hoa.says("khai-sinh")
    await chi_hoa.taps(LABEL("teach"))


def told(person: TelegramActor) -> int:
    """How often somebody reads that it was added."""
    return sum(ADDED in message.words for message in person.person.screen)


async def test_who_agreed_is_told_once_and_opens_the_card_from_there(house: House, telegram: TelegramDoor) -> None:
    an, stop = await waits(telegram), asyncio.Event()
    async with carrying(house, telegram) as outbox:
        await outbox.look(stop)
        assert told(an) == 0
        await taught(telegram, house)
        await outbox.look(stop)
        await outbox.look(stop)
    assert told(an) == 1
    assert house.rows("SELECT * FROM contacts") == house.rows("SELECT * FROM awaited") == []
    place = telegram.begin()
    await an.person.taps(LABEL("see_card"))
    await telegram.reaction(place, an.person)
    assert "Đăng ký khai sinh" in an.person.screen[-1].words
    assert telegram.server.problems() == []


async def test_nobody_is_told_at_night(house: House, telegram: TelegramDoor) -> None:
    an, stop = await waits(telegram), asyncio.Event()
    await taught(telegram, house)
    async with carrying(house, telegram) as outbox:
        house.clock.now = NIGHT
        await outbox.look(stop)
        assert told(an) == 0
        house.clock.now = NIGHT + timedelta(hours=9, minutes=29)
        await outbox.look(stop)
        assert told(an) == 0
        house.clock.passes(minutes=1)
        await outbox.look(stop)
    assert told(an) == 1


async def test_whoever_blocked_the_bot_since_is_forgotten_and_keeps_nobody_waiting(
    house: House, telegram: TelegramDoor
) -> None:
    people = [await waits(telegram), await waits(telegram, "Bình")]
    await taught(telegram, house)
    telegram.server.fail_next("sendMessage", 403, "Forbidden: bot was blocked by the user")
    async with carrying(house, telegram) as outbox:
        await outbox.look(asyncio.Event())
    assert sorted(map(told, people)) == [0, 1]
    assert house.rows("SELECT * FROM contacts") == house.rows("SELECT * FROM awaited") == []


async def test_without_a_connection_it_is_sent_later(house: House, telegram: TelegramDoor) -> None:
    an, stop = await waits(telegram), asyncio.Event()
    await taught(telegram, house)
    request = InProcessRequest(telegram.server)
    request.unreachable["sendMessage"] = 1
    async with carrying(house, telegram, request) as outbox:
        await outbox.look(stop)
        await outbox.look(stop)
        assert told(an) == 0
        house.clock.passes(seconds=FIRST_WAIT.total_seconds())
        await outbox.look(stop)
    assert told(an) == 1


async def test_while_telegram_asks_to_wait_nobody_is_written_to(house: House, telegram: TelegramDoor) -> None:
    people, stop = [await waits(telegram), await waits(telegram, "Bình")], asyncio.Event()
    await taught(telegram, house)
    telegram.server.fail_next("sendMessage", 429, "Too Many Requests: retry after 7", retry_after=7)
    async with carrying(house, telegram) as outbox:
        await outbox.look(stop)
        assert sum(map(told, people)) == 0
        house.clock.passes(seconds=FIRST_WAIT.total_seconds())
        await outbox.look(stop)
    assert list(map(told, people)) == [1, 1]


async def test_a_note_of_which_nobody_learns_whether_it_arrived_is_sent_twice_at_most(
    house: House, telegram: TelegramDoor
) -> None:
    an, stop = await waits(telegram), asyncio.Event()
    await taught(telegram, house)
    async with carrying(house, telegram) as outbox:
        for _ in range(2):
            telegram.server.lose_next_answer("sendMessage", Trouble.CUT)
            await outbox.look(stop)
            house.clock.passes(seconds=LONGEST_WAIT.total_seconds())
        await outbox.look(stop)
    assert told(an) == 2
    assert house.rows("SELECT * FROM contacts") == []


async def test_whoever_erased_their_data_a_moment_ago_is_not_written_to(house: House, telegram: TelegramDoor) -> None:
    people = [await waits(telegram), await waits(telegram, "Bình")]
    await taught(telegram, house)

    async def deliver(address: Address, message: Say) -> Outcome:
        for person in people:
            await house.records.erase(house.pseudonyms.person("telegram", str(person.person.user.id)))
        reached.append(address.chat)
        return Delivered()

    reached: list[str] = []
    notes = Notes(house.records, lambda: knowledge().catalog, {"telegram": deliver}, house.clock)
    await notes.carry(asyncio.Event())
    assert len(reached) == 1


async def test_a_note_that_cannot_be_put_into_words_keeps_nobody_else_waiting(
    house: House, telegram: TelegramDoor
) -> None:
    people, stop = [await waits(telegram), await waits(telegram, "Bình")], asyncio.Event()
    await taught(telegram, house)
    catalogs = iter([None, *[knowledge().catalog] * 2])
    request = InProcessRequest(telegram.server)
    async with writing_first(telegram.server.token, request=request) as deliver:
        broken = Notes(house.records, lambda: next(catalogs), {"telegram": deliver}, house.clock)  # type: ignore[arg-type,return-value]
        await broken.carry(stop)
        assert sum(map(told, people)) == 1
        assert len(house.complaints) == 1
        house.complaints.clear()
        house.clock.passes(seconds=LONGEST_WAIT.total_seconds())
        await broken.carry(stop)
    assert list(map(told, people)) == [1, 1]
