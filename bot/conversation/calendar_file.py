"""A day as a file that any calendar opens (iCalendar, RFC 5545), for who would rather be reminded by their own."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Final

from bot.conversation.reminders import DAYS_BEFORE, hour
from bot.records.diary import Subject

if TYPE_CHECKING:
    from icalendar import Alarm

PRODUCT: Final = "-//Một Cửa//motcua//VI"


def calendar_file(
    procedure: str, subject: Subject, day: date, words: tuple[str, str], address: str | None, now: datetime
) -> bytes:
    """One entry for a whole day with its alarms; `words` are its title and what else to know.

    Its UID tells what it is about and not who took it, so that taking it twice puts one entry into the calendar.
    """
    # Imported here: nearly nobody takes a file, and importing takes longer than answering.
    from icalendar import Calendar, Event

    entry = Event()
    entry.add("uid", f"{procedure}-{subject}-{day.isoformat()}@motcua")
    entry.add("dtstamp", now)
    entry.add("dtstart", day)
    entry.add("summary", words[0])
    entry.add("description", words[1])
    entry.add("transp", "TRANSPARENT")
    if address:
        entry.add("url", address)
    for alarm in _alarms(subject, words[0]):
        entry.add_component(alarm)
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", PRODUCT)
    calendar.add("method", "PUBLISH")
    calendar.add_component(entry)
    content: bytes = calendar.to_ical()
    return content


def _alarms(subject: Subject, title: str) -> Sequence[Alarm]:
    """At the same hours at which we would write: counted from the midnight on which the day begins."""
    from icalendar import Alarm, vDuration

    alarms = []
    for before in DAYS_BEFORE[subject]:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", title)
        alarm.add("trigger", vDuration(timedelta(hours=hour(subject, before).hour) - timedelta(days=before)))
        alarms.append(alarm)
    return alarms
