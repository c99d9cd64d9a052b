"""When somebody is reminded, and what they are told then."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Final

from bot.catalog.catalog import Catalog
from bot.catalog.model import Ended, Procedure
from bot.catalog.offices import Office
from bot.conversation.reminder_actions import OpenCard, StopReminder
from bot.conversation.replies import Button, Link, Say
from bot.conversation.saturday_actions import ShowUpcoming
from bot.conversation.saturdays import told
from bot.conversation.speech import Speech
from bot.conversation.turn import VIETNAM
from bot.records.diary import Reminder, Subject
from bot.records.outreach import Outreach

CONSENT: Final = 1
"""The version of what people read before they agree (`templates/<language>/reminder_offer.html`)."""

DAYS_BEFORE: Final[Mapping[Subject, Sequence[int]]] = {"result": (1, 0), "deadline": (7, 1), "outreach": (1, 0)}
"""How many days before the day it is about somebody is reminded."""

AT: Final = time(8)
"""In Vietnam: offices are open, or about to be, so that people can act at once."""

ON_THE_DAY_OF_AN_EVENT: Final = time(7)
"""In Vietnam: helpers often begin at half past seven, and nobody is written to before."""

FARTHEST: Final = timedelta(days=400)
"""No longer is anybody's contact kept."""


def moments(subject: Subject, day: date, now: datetime) -> tuple[datetime, ...]:
    """When one is reminded of a day: the moments still to come, none for a day that is past or too far away."""
    if not timedelta() <= day - now.astimezone(VIETNAM).date() <= FARTHEST:
        return ()
    planned = (
        datetime.combine(day - timedelta(days=before), hour(subject, before), VIETNAM)
        for before in DAYS_BEFORE[subject]
    )
    return tuple(moment for moment in planned if moment > now)


def hour(subject: Subject, before: int) -> time:
    """The hour, in Vietnam, at which somebody is reminded so many days before."""
    return ON_THE_DAY_OF_AN_EVENT if subject == "outreach" and before == 0 else AT


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


def said_of_event(
    reminder: Reminder, outreach: Outreach | None, catalog: Catalog, now: datetime, *, again: bool = False
) -> Say | None:
    """What somebody is reminded of an event; that it is not held, or on another day, where that is so.

    None where it is over, or nobody knows of it any more. `again`: they may have been told before, and nobody knows.
    """
    if outreach is None or now >= outreach.end:
        return None
    speech = Speech(reminder.language)
    event = told(outreach, catalog)
    moved = outreach.day != reminder.day
    today = now.astimezone(VIETNAM).date()
    text = speech.say("saturday_reminded", event=event, today=today, moved=moved, again=again)
    if outreach.cancelled:
        return Say(text, ((Button(speech.label("other_events"), ShowUpcoming()),),))
    stop = Button(speech.label("stop_reminding"), StopReminder(reminder.id))
    return Say(text, ((Link(speech.label("map"), event.map), stop),))


def offices(procedure: Procedure, catalog: Catalog, today: date) -> Sequence[Office]:
    """Where the result is fetched, as far as the catalog says."""
    current = procedure.on(today)
    named = () if isinstance(current, Ended) else current.result_at
    return tuple(office for each in named if (office := catalog.office(each)))
