"""Who wants a helper to come home is heard by the co-ordinator of the event, and by nobody else, whatever happens."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta

from bot.conversation.turn import VIETNAM
from bot.outbox.delivering import FIRST_WAIT, LONGEST_WAIT
from bot.outbox.home_visits import Visits
from bot.records import Retention
from bot.records.outreach import OutreachJoined
from bot.records.outreach_outgoing import VisitsDue
from bot.telegram.writing_first import writing_first
from tests.actors import House, TelegramActor, TelegramDoor
from tests.actors.house import PERSON_TO_CALL, SECRETS, knowledge
from tests.outbox.events import EVENT, LABEL, SATURDAY, WRITTEN, asks, cancel, leads, plan
from tests.telegram_server import InProcessRequest, Trouble

NIGHT = datetime(2026, 11, 23, 21, 30, tzinfo=VIETNAM)


@asynccontextmanager
async def carrying(house: House, telegram: TelegramDoor) -> AsyncIterator[Visits]:
    """One process that carries visits."""
    wanted = VisitsDue(house.database, SECRETS)
    async with writing_first(telegram.server.token, request=InProcessRequest(telegram.server)) as deliver:
        channels = {"telegram": deliver}
        yield Visits(wanted, lambda: knowledge().catalog, lambda: PERSON_TO_CALL, channels, house.clock)


async def carried(house: House, telegram: TelegramDoor) -> None:
    async with carrying(house, telegram) as visits:
        await visits.carry(asyncio.Event())


def read(person: TelegramActor, words: str) -> int:
    """In how many messages somebody reads these words."""
    return sum(words in message.words for message in person.person.screen)


async def taps(telegram: TelegramDoor, person: TelegramActor, label: str) -> str:
    """What the message says then whose button somebody taps."""
    place = telegram.begin()
    await person.person.taps_for_notice(label)
    return "".join(message.words for message in await telegram.reaction(place, person.person))


async def test_the_coordinator_reads_it_once_and_after_their_tap_it_is_nowhere(
    house: House, telegram: TelegramDoor
) -> None:
    await plan(house, EVENT)
    sau = await leads(telegram, house)
    an = await asks(telegram)
    await carried(house, telegram)
    await carried(house, telegram)
    assert read(sau, f"«{WRITTEN}»") == 1
    assert read(sau, "đến tận nhà, buổi thứ Bảy 28/11, 07:30–11:00, Nhà văn hóa thôn 2, phường Tam Kỳ") == 1
    assert "Lời nhờ này đã xóa." in await taps(telegram, sau, LABEL("visit_answered"))
    assert read(sau, "ông Bảy") == 0
    assert house.rows("SELECT * FROM home_visits") == []
    assert house.rows("SELECT purpose FROM contacts") == [("coordinator",)]
    await an.taps(LABEL("withdraw_visit"))
    an.sees_notice("Lời nhờ này không còn nữa.")
    assert telegram.server.problems() == []


async def test_nobody_but_the_coordinator_ends_it(house: House, telegram: TelegramDoor) -> None:
    await plan(house, EVENT)
    sau = await leads(telegram, house)
    await asks(telegram)
    await carried(house, telegram)
    wire = next(b.callback_data for b in sau.person.screen[-1].buttons if b.text == LABEL("visit_answered"))
    binh = telegram.person("Bình")
    await binh.opens()
    number = str(binh.person.user.id)
    person = house.pseudonyms.person("telegram", number)
    await house.records.store("chat", person, None, [OutreachJoined(person, EVENT.joined_by, house.clock())])
    assert wire
    await binh.forges(wire)
    binh.sees("Lời nhờ này không còn nữa.")
    assert house.rows("SELECT count(*) FROM home_visits") == [(1,)]


async def test_the_coordinator_is_told_of_the_second_request_and_the_first_button_ends_nothing(
    house: House, telegram: TelegramDoor
) -> None:
    await plan(house, EVENT)
    sau = await leads(telegram, house)
    an = await asks(telegram)
    await carried(house, telegram)
    await an.says("/thubay")
    await an.taps(LABEL("home_visit"))
    await an.says("Dọn sang nhà con gái, thôn 5. Gọi 0905 000 456")
    await an.taps(LABEL("send_visit"))
    first = sau.person.screen[-1]
    await carried(house, telegram)
    assert read(sau, "nhà con gái, thôn 5") == 1
    await sau.forges(next(str(b.callback_data) for b in first.buttons))
    assert house.rows("SELECT count(*) FROM home_visits") == [(1,)]


async def test_what_is_taken_back_the_coordinator_learns_once_if_they_had_it(
    house: House, telegram: TelegramDoor
) -> None:
    await plan(house, EVENT)
    sau = await leads(telegram, house)
    an = await asks(telegram)
    await carried(house, telegram)
    await an.taps(LABEL("withdraw_visit"))
    await carried(house, telegram)
    await carried(house, telegram)
    assert read(sau, "không cần đến nhà nữa") == 1
    assert house.rows("SELECT * FROM home_visits") == []
    assert house.rows("SELECT purpose FROM contacts") == [("coordinator",)]


async def test_what_is_taken_back_before_anybody_had_it_nobody_learns(house: House, telegram: TelegramDoor) -> None:
    await plan(house, EVENT)
    sau = await leads(telegram, house)
    an = await asks(telegram)
    await an.taps(LABEL("withdraw_visit"))
    await carried(house, telegram)
    assert read(sau, "ông Bảy") == 0


async def test_while_nobody_can_be_told_it_waits_and_who_asked_is_told_once_whom_to_call(
    house: House, telegram: TelegramDoor
) -> None:
    await plan(house, EVENT)
    sau = await leads(telegram, house)
    an = await asks(telegram)
    telegram.server.fail_next("sendMessage", 403, "Forbidden: bot was blocked by the user")
    for _ in range(3):
        await carried(house, telegram)
    assert read(sau, "ông Bảy") == 0
    assert read(an, "chưa chuyển được lời bạn nhờ đến nhà") == 1
    assert read(an, "Bạn đừng chờ, gọi Chị Hoa, số 0235 000 0000.") == 1
    assert house.rows("SELECT told FROM home_visits") == [(0,)]
    assert house.rows("SELECT purpose FROM contacts") == [("home_visit",)]


async def test_of_a_cancelled_event_who_asked_is_told_that_nobody_comes(house: House, telegram: TelegramDoor) -> None:
    await plan(house, EVENT)
    sau = await leads(telegram, house)
    an = await asks(telegram)
    await carried(house, telegram)
    await cancel(house)
    await carried(house, telegram)
    await carried(house, telegram)
    assert read(an, "nên không có ai đến nhà bạn") == 1
    assert read(sau, "ông Bảy") == 1
    assert house.rows("SELECT * FROM home_visits") == []


async def test_nobody_is_told_at_night(house: House, telegram: TelegramDoor) -> None:
    await plan(house, EVENT)
    sau = await leads(telegram, house)
    await asks(telegram)
    house.clock.now = NIGHT
    await carried(house, telegram)
    assert read(sau, "ông Bảy") == 0
    house.clock.now = NIGHT + timedelta(hours=9, minutes=30)
    await carried(house, telegram)
    assert read(sau, "ông Bảy") == 1


async def test_without_a_connection_it_is_told_later_and_of_doubt_twice_at_most(
    house: House, telegram: TelegramDoor
) -> None:
    await plan(house, EVENT)
    sau = await leads(telegram, house)
    await asks(telegram)
    async with carrying(house, telegram) as visits:
        telegram.server.fail_next("sendMessage", 429, "Too Many Requests: retry after 7", retry_after=7)
        await visits.carry(asyncio.Event())
        await visits.carry(asyncio.Event())
        assert read(sau, "ông Bảy") == 0
        for _ in range(2):
            house.clock.passes(seconds=FIRST_WAIT.total_seconds() + LONGEST_WAIT.total_seconds())
            telegram.server.lose_next_answer("sendMessage", Trouble.CUT)
            await visits.carry(asyncio.Event())
        house.clock.passes(hours=3)
        await visits.carry(asyncio.Event())
    assert read(sau, "ông Bảy") == 2
    assert house.rows("SELECT told FROM home_visits") == [(1,)]


async def test_a_process_that_died_before_it_noted_loses_nothing(house: House, telegram: TelegramDoor) -> None:
    await plan(house, EVENT)
    sau = await leads(telegram, house)
    await asks(telegram)
    telegram.server.lose_next("sendMessage", Trouble.CUT)
    await carried(house, telegram)
    assert read(sau, "ông Bảy") == 0
    await carried(house, telegram)
    assert read(sau, "ông Bảy") == 1


async def test_after_the_day_of_the_event_it_is_gone_whether_or_not_anybody_called(
    house: House, telegram: TelegramDoor
) -> None:
    await plan(house, EVENT)
    await leads(telegram, house)
    await asks(telegram)
    await house.records.purge(SATURDAY, Retention(), lambda text: text)
    assert house.rows("SELECT count(*) FROM home_visits") == [(1,)]
    await house.records.purge(SATURDAY + timedelta(days=1), Retention(), lambda text: text)
    assert house.rows("SELECT * FROM home_visits") == []
    assert house.rows("SELECT purpose FROM contacts") == [("coordinator",)]
