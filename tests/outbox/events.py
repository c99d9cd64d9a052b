"""An event, who co-ordinates it and who asks it to send somebody home, for the tests of what is carried then.

All people and places of events are invented.
"""

from dataclasses import replace
from datetime import date, time
from typing import Final

from bot.conversation.speech import Speech
from bot.records import Official
from bot.records.decisions import OutreachCancelled, OutreachPlanned
from bot.records.diary import Address
from bot.records.outreach import Outreach, OutreachJoined
from tests.actors import House, TelegramActor, TelegramDoor

LABEL: Final = Speech("vi").label
SATURDAY: Final = date(2026, 11, 28)
EVENT: Final = Outreach(
    "event-01", "Nhà văn hóa thôn 2", "tam-ky", SATURDAY, time(7, 30), time(11, 0), "joined-1", "led-1", True
)
LATER: Final = replace(EVENT, id="event-02", day=date(2026, 12, 5), joined_by="joined-2", coordinated_by="led-2")
WRITTEN: Final = "Nhà ông Bảy, thôn 2, sau chợ. Gọi 0905 000 123"


async def plan(house: House, *events: Outreach) -> None:
    by = Official("somebody", "admin", house.clock().date())
    await house.records.store("chat", "somebody", None, [OutreachPlanned(each, by) for each in events])


async def cancel(house: House, event: Outreach = EVENT) -> None:
    by = Official("somebody", "admin", house.clock().date())
    await house.records.store("chat", "somebody", None, [OutreachCancelled(event.id, by)])


async def leads(telegram: TelegramDoor, house: House, event: Outreach = EVENT, name: str = "Chị Sáu") -> TelegramActor:
    """Somebody who co-ordinates an event and may be written to."""
    sau = telegram.person(name)
    await sau.opens()
    number = str(sau.person.user.id)
    person, chat = house.pseudonyms.person("telegram", number), house.pseudonyms.chat("telegram", number, number)
    assert event.coordinated_by
    joined = OutreachJoined(person, event.coordinated_by, house.clock(), Address("telegram", number))
    await house.records.store(chat, person, None, [joined])
    return sau


async def asks(telegram: TelegramDoor, words: str = WRITTEN, name: str = "An") -> TelegramActor:
    """Somebody who has asked for a visit at home."""
    an = telegram.person(name)
    await an.says("/noio")
    await an.says("phường tam kỳ")
    await an.says("/thubay")
    await an.taps(LABEL("home_visit"))
    await an.says(words)
    await an.taps(LABEL("send_visit"))
    return an
