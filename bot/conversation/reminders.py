"""When somebody is reminded, and what they are told then."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Final

from bot.catalog.catalog import Catalog
from bot.catalog.model import Ended, Procedure
from bot.catalog.offices import Office
from bot.conversation.reminder_actions import OpenCard, StopReminder
from bot.conversation.replies import Button, Say
from bot.conversation.speech import Speech
from bot.conversation.turn import VIETNAM
from bot.records.diary import Reminder, Subject

CONSENT: Final = 1
"""The version of what people read before they agree (`templates/<language>/reminder_offer.html`)."""

DAYS_BEFORE: Final[Mapping[Subject, Sequence[int]]] = {"result": (1, 0), "deadline": (7, 1)}
"""How many days before the day it is about somebody is reminded."""

AT: Final = time(8)
"""In Vietnam: offices are open, or about to be, so that people can act at once."""

FARTHEST: Final = timedelta(days=400)
"""No longer is anybody's contact kept."""


def moments(subject: Subject, day: date, now: datetime) -> tuple[datetime, ...]:
    """When one is reminded of a day: the moments still to come, none for a day that is past or too far away."""
    if not timedelta() <= day - now.astimezone(VIETNAM).date() <= FARTHEST:
        return ()
    planned = (datetime.combine(day - timedelta(days=before), AT, VIETNAM) for before in DAYS_BEFORE[subject])
    return tuple(moment for moment in planned if moment > now)


def said(reminder: Reminder, catalog: Catalog, today: date, *, again: bool = False) -> Say | None:
    """What somebody is reminded of on `today`; None where it is too late, or nobody knows the procedure any more.

    `again`: they may have been told before, and nobody knows.
    """
    procedure = catalog.procedure(reminder.procedure)
    if procedure is None or today > reminder.day:
        return None
    speech = Speech(reminder.language)
    current = procedure.on(today)
    text = speech.say(
        "reminder",
        p=procedure if isinstance(current, Ended) else current,
        subject=reminder.subject,
        day=reminder.day,
        days=(reminder.day - today).days,
        offices=offices(procedure, catalog, today),
        again=again,
    )
    see = Button(speech.label("see_card"), OpenCard(procedure.id))
    return Say(text, ((see, Button(speech.label("stop_reminding"), StopReminder(reminder.id))),))


def offices(procedure: Procedure, catalog: Catalog, today: date) -> Sequence[Office]:
    """Where the result is fetched, as far as the catalog says."""
    current = procedure.on(today)
    named = () if isinstance(current, Ended) else current.result_at
    return tuple(office for each in named if (office := catalog.office(each)))
