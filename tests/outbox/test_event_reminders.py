"""Who wants to be reminded of an event is, as it stands then: held, on another day, or not at all."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime

from bot.conversation.turn import VIETNAM
from bot.outbox.sending import Outbox
from bot.records import Outgoing
from bot.telegram.writing_first import writing_first
from tests.actors import House, TelegramActor, TelegramDoor
from tests.actors.house import SECRETS, knowledge
from tests.outbox.events import EVENT, LABEL, cancel, plan
from tests.telegram_server import InProcessRequest

EVE, MORNING = (datetime(2026, 11, day, hour, 0, tzinfo=VIETNAM) for day, hour in ((27, 8), (28, 7)))


@asynccontextmanager
async def carrying(house: House, telegram: TelegramDoor) -> AsyncIterator[Outbox]:
    due = Outgoing(house.database, SECRETS, house.clock)
    async with writing_first(telegram.server.token, request=InProcessRequest(telegram.server)) as deliver:
        channels = {"telegram": deliver}
        yield Outbox(due, lambda: knowledge().catalog, channels, house.clock, outreach=house.records.outreach)


async def reminded(telegram: TelegramDoor) -> TelegramActor:
    """Somebody who agreed to be reminded of the event."""
    an = telegram.person("An")
    for words in ("/noio", "phường tam kỳ", "/thubay"):
        await an.says(words)
    await an.taps(LABEL("remind_outreach"))
    await an.taps(LABEL("agree_reminder"))
    return an


async def read_at(house: House, telegram: TelegramDoor, an: TelegramActor, moment: datetime) -> list[str]:
    """What comes to somebody's phone at a moment."""
    before = len(an.person.screen)
    house.clock.now = moment
    async with carrying(house, telegram) as outbox:
        await outbox.look(asyncio.Event())
        await outbox.look(asyncio.Event())
    return [message.words for message in an.person.screen[before:]]


async def test_the_day_before_and_on_the_morning_one_reads_when_and_where(house: House, telegram: TelegramDoor) -> None:
    await plan(house, EVENT)
    an = await reminded(telegram)
    (eve,) = await read_at(house, telegram, an, EVE)
    assert eve.startswith("Ngày mai, thứ Bảy 28/11, 07:30–11:00: buổi hỗ trợ ở Nhà văn hóa thôn 2, phường Tam Kỳ.")
    (morning,) = await read_at(house, telegram, an, MORNING)
    assert morning.startswith("Hôm nay, thứ Bảy 28/11")
    assert house.rows("SELECT * FROM reminders") == house.rows("SELECT * FROM contacts") == []


async def test_of_a_cancelled_event_one_is_told_so_once_and_not_reminded_again(
    house: House, telegram: TelegramDoor
) -> None:
    await plan(house, EVENT)
    an = await reminded(telegram)
    await cancel(house)
    (eve,) = await read_at(house, telegram, an, EVE)
    assert eve.startswith("Buổi hỗ trợ thứ Bảy 28/11 ở Nhà văn hóa thôn 2, phường Tam Kỳ không diễn ra nữa")
    assert await read_at(house, telegram, an, MORNING) == []
    assert house.rows("SELECT * FROM reminders") == house.rows("SELECT * FROM contacts") == []


async def test_an_event_that_is_cancelled_overnight_is_not_told_as_held_in_the_morning(
    house: House, telegram: TelegramDoor
) -> None:
    await plan(house, EVENT)
    an = await reminded(telegram)
    await read_at(house, telegram, an, EVE)
    await cancel(house)
    (morning,) = await read_at(house, telegram, an, MORNING)
    assert "không diễn ra nữa" in morning


async def test_after_its_end_nobody_is_reminded(house: House, telegram: TelegramDoor) -> None:
    await plan(house, EVENT)
    an = await reminded(telegram)
    assert await read_at(house, telegram, an, EVENT.end) == []
    assert house.rows("SELECT * FROM contacts") == []
