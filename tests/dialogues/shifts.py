"""Helpers at work at an event, for dialogues about it. All people and places of events are invented."""

from datetime import time

from bot.conversation.speech import Speech
from bot.records import Official
from bot.records.decisions import OutreachPlanned
from bot.records.outreach import Outreach, OutreachCounts, OutreachJoined
from tests.actors import Actor, Door, House
from tests.actors.house import MORNING

LABEL = Speech("vi").label
NEW, UNDO, FRAIL, END = LABEL("new_person"), LABEL("undo"), LABEL("one_more_frail"), LABEL("end_shift")
FILED, MISSING, OTHER = (LABEL(f"outcome_{each}") for each in ("filed_online", "papers_missing", "other"))
TELL, SKIP, UP, DOWN = LABEL("tell_outcome"), LABEL("skip"), LABEL("helpful"), LABEL("not_helpful")
BIRTH, MARRIAGE = "1. Khai sinh", "2. Kết hôn"
EVENT = Outreach("event-01", "Nhà văn hóa thôn 2", "tam-ky", MORNING.date(), time(8, 30), time(11, 0), "joined")
ADMIN = Official("somebody", "admin", MORNING.date())


async def plans(house: House, *events: Outreach) -> None:
    await house.records.store("chat", "somebody", None, [OutreachPlanned(each, ADMIN) for each in events])


async def joins(house: House, door: Door, name: str, *events: Outreach) -> Actor:
    """Somebody new, who belongs to these events."""
    known = house.rows("SELECT person FROM conversations")
    person = door.person(name)
    await person.says("/noio")
    ((key,),) = set(house.rows("SELECT person FROM conversations")) - set(known)
    entries = [OutreachJoined(key, each.joined_by, MORNING) for each in events]
    await house.records.store("chat", key, None, entries)
    return person


async def at_work(house: House, door: Door, name: str = "An", event: Outreach = EVENT) -> Actor:
    """A helper whose shift has begun."""
    if not await house.records.outreaches(event.day, event.day):
        await plans(house, event)
    helper = await joins(house, door, name, event)
    await helper.says("/batdau")
    return helper


async def helps(helper: Actor, outcome: str = FILED, what: str = BIRTH) -> None:
    """One person in three taps."""
    for label in (NEW, what, outcome):
        await helper.taps(label)


async def twice(helper: Actor, label: str) -> None:
    """A double tap, or one whose answer was lost."""
    button = helper.keeps(label)
    await helper.taps(label)
    await helper.taps_kept(button)


async def counts(house: House, event: Outreach = EVENT) -> OutreachCounts:
    return await house.records.outreach_counts(event.id)
