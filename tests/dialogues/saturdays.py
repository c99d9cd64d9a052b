"""Events of helpers, and somebody who looks for them. All people and places of events are invented."""

from dataclasses import replace
from datetime import date, time, timedelta

from bot.conversation.speech import Speech
from bot.records import Official
from bot.records.decisions import OutreachPlanned
from bot.records.diary import Address
from bot.records.outreach import Outreach, OutreachJoined
from tests.actors import Actor, Door, House

LABEL = Speech("vi").label
SATURDAY = date(2026, 11, 28)
HALL = Outreach(
    "event-01", "Nhà văn hóa thôn 2", "tam-ky", SATURDAY, time(7, 30), time(11, 0), "joined-1", "led-1", True
)
SCHOOL = replace(
    HALL, id="event-02", place="Trường Tiểu học số 1", commune="hoi-an", joined_by="j2", coordinated_by="l2"
)
MARKET = replace(
    HALL, id="event-03", place="Chợ Chiều", commune="tam-ky", day=SATURDAY + timedelta(days=7), joined_by="j3",
    coordinated_by="l3",
)  # fmt: skip
ADMIN = Official("somebody", "admin", SATURDAY)
WRITTEN = "Nhà ông Bảy, thôn 2, sau chợ. Gọi 0905 000 123, cần làm giấy khai sinh cho cháu"


async def plan(house: House, *events: Outreach) -> None:
    await house.records.store("chat", "somebody", None, [OutreachPlanned(each, ADMIN) for each in events])


async def lead(house: House, event: Outreach = HALL, chat: str = "4711") -> str:
    """Somebody co-ordinates an event who may be written to; gives who."""
    person = house.pseudonyms.person("telegram", chat)
    joined = OutreachJoined(person, event.coordinated_by or "", house.clock(), Address("telegram", chat))
    await house.records.store("chat-of-" + chat, person, None, [joined])
    return person


async def at_home(door: Door, commune: str = "phường tam kỳ") -> Actor:
    """Somebody of whom it is known where they live."""
    an = door.person("An")
    await an.says("/noio")
    await an.says(commune)
    return an


async def asks_home(door: Door, words: str = WRITTEN) -> Actor:
    """Somebody who asked for a visit and sent it."""
    an = await at_home(door)
    await an.says("/thubay")
    await an.taps(LABEL("home_visit"))
    await an.says(words)
    await an.taps(LABEL("send_visit"))
    return an
