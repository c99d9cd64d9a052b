"""A person wants to be reminded: of the day a result is expected, or of a deadline of their own."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from html import unescape
from typing import Final

from bot.catalog.model import CitizenDeadline, Procedure
from bot.conversation.actions import ShowPage, ShowSection, StopWriting
from bot.conversation.calendar_file import calendar_file
from bot.conversation.days import remembered, understood
from bot.conversation.events import Tapped
from bot.conversation.expecting import last_day, own_deadline
from bot.conversation.reminder_actions import (
    AgreeReminder,
    AskReminder,
    OfProcedure,
    OpenCard,
    SaveToCalendar,
    StopReminder,
)
from bot.conversation.reminders import CONSENT, FARTHEST, moments, offices
from bot.conversation.replies import Attach, Button, Notice, Replace, Row, Say
from bot.conversation.rows import in_pairs, ways_on
from bot.conversation.state import Dating
from bot.conversation.topics import shown
from bot.conversation.topics.ask import ask
from bot.conversation.topics.pages import expired
from bot.conversation.turn import Outcome, Turn
from bot.records.diary import Address, Reminder
from bot.records.entries import ReminderStopped, ReminderWanted
from bot.redaction import redact

MOST: Final = 8
"""What one person may want to be reminded of at a time: as much as a message lists."""


def ask_reminder(turn: Turn, action: AskReminder) -> Outcome:
    """What would be kept and until when, for a day; without one, the question from which day the deadline counts."""
    procedure = turn.knowledge.catalog.procedure(action.procedure)
    if procedure is None or not turn.event.where.private:
        return expired(turn)
    if action.day:
        back = Button(turn.speech.label("back"), ShowSection(procedure.id, "time", action.answer))
        text, rows = _offer(turn, procedure, "result", date.fromisoformat(action.day), back)
        return Outcome((Replace(text, rows),), shown.seen(turn, procedure))
    deadline = own_deadline(procedure, turn.today)
    if deadline is None:
        return expired(turn)
    dating = Dating(procedure.id, action.answer, turn.now)
    asking = Replace(turn.speech.say("ask_event", p=procedure, deadline=deadline), (_stop(turn),))
    return Outcome((asking,), replace(shown.seen(turn, procedure), dialogue=dating))


def dated(turn: Turn, dating: Dating, text: str) -> Outcome:
    """The day of the event was said; another question is answered, and what is neither is asked for again."""
    procedure = turn.knowledge.catalog.procedure(dating.procedure)
    deadline = own_deadline(procedure, turn.today) if procedure else None
    closed = replace(turn, conversation=replace(turn.conversation, dialogue=None))
    if procedure is None or deadline is None:
        return ask(closed, text)
    event = _meant(text, turn)
    if event is None:
        if _is_another_question(turn, text):
            return ask(closed, text)
        again = turn.speech.say("day_not_understood", today=turn.today)
        return Outcome((Say(again, (_stop(turn),)),), shown.seen(turn))
    day = last_day(deadline, event, turn.knowledge.catalog.calendar)
    back = Button(turn.speech.label("back"), ShowSection(procedure.id, "time", dating.shown))
    offer, rows = _offer(turn, procedure, "deadline", day, back, event=event, deadline=deadline)
    return Outcome((Say(offer, rows),), shown.seen(closed, procedure))


def agree(turn: Turn, action: AgreeReminder) -> Outcome:
    """The person agreed: they will be written to."""
    procedure, day = turn.knowledge.catalog.procedure(action.procedure), date.fromisoformat(action.day)
    where, planned = turn.event.where, moments(action.subject, day, turn.now)
    if procedure is None or not where.private or where.address is None or not planned:
        return expired(turn)
    if turn.reminders is not None and len(turn.reminders) >= MOST:
        return Outcome((Replace(*listed(turn, turn.reminders, full=True)),), shown.seen(turn))
    address = Address(where.channel, where.address)
    wanted = ReminderWanted(
        turn.event.who.key, address, procedure.id, action.subject, day, planned, turn.language, CONSENT
    )
    text = turn.speech.say("reminder_kept", p=procedure, subject=action.subject, day=day, moments=planned)
    rows = (
        (_calendar(turn, procedure, action.subject, day), _mine(turn)),
        (Button(turn.speech.label("see_card"), OpenCard(procedure.id)),),
    )
    unsaved = (Notice(turn.speech.say("unsaved")),)
    return Outcome((Replace(text, rows),), shown.seen(turn, procedure), (wanted,), unsaved=unsaved)


def save_to_calendar(turn: Turn, action: SaveToCalendar) -> Outcome:
    """A file for the person's own calendar; nothing is kept."""
    procedure, day = turn.knowledge.catalog.procedure(action.procedure), date.fromisoformat(action.day)
    if procedure is None or day < turn.today:
        return expired(turn)
    say = turn.speech.say
    values = {"p": procedure, "subject": action.subject, "offices": offices(procedure, turn.knowledge.catalog, day)}
    words = unescape(say("calendar_title", **values)), unescape(say("calendar_note", **values))
    content = calendar_file(procedure.id, action.subject, day, words, shown.address(turn, procedure), turn.now)
    file = Attach(f"{procedure.id}-{action.day}.ics", content, say("calendar_saved", day=day))
    return Outcome((file,), shown.seen(turn, procedure))


def reminders(turn: Turn) -> Outcome:
    """What the person is still to be reminded of; never where others read along."""
    reply = Replace if isinstance(turn.event, Tapped) else Say
    if not turn.event.where.private:
        return Outcome((reply(turn.speech.say("data_private")),), shown.seen(turn))
    if turn.reminders is None:
        return Outcome((reply(turn.speech.say("data_missing")),), shown.seen(turn))
    return Outcome((reply(*listed(turn, turn.reminders)),), shown.seen(turn))


def stop(turn: Turn, action: StopReminder) -> Outcome:
    """The person does not want to be reminded of one thing, or of anything, any more."""
    say = turn.speech.say
    if not turn.event.where.private:
        return expired(turn)
    kept = turn.reminders or ()
    stopped = [each for each in kept if action.reminder in (each.id, "")]
    gone, unsaved = (Notice(say("reminder_gone")),), (Notice(say("unsaved")),)
    if not stopped:
        return Outcome(gone if turn.reminders is not None else unsaved, shown.seen(turn))
    left = [each for each in kept if each not in stopped]
    rows = ((_mine(turn),),) if left else ()
    text = say("reminder_stopped", rows=_named(turn, stopped), left=len(left))
    entry = ReminderStopped(turn.event.who.key, action.reminder)
    return Outcome((Replace(text, rows),), shown.seen(turn), (entry,), unsaved=unsaved, unknown=gone)


def _offer(
    turn: Turn,
    procedure: Procedure,
    subject: OfProcedure,
    day: date,
    back: Button,
    *,
    event: date | None = None,
    deadline: CitizenDeadline | None = None,
) -> tuple[str, tuple[Row, ...]]:
    """What is said before anybody agrees, and the choices there are here."""
    planned = moments(subject, day, turn.now)
    reachable = turn.event.where.address is not None
    far = day - turn.today > FARTHEST
    values = {"subject": subject, "day": day, "today": turn.today, "far": far, "event": event, "deadline": deadline}
    text = turn.speech.say("reminder_offer", p=procedure, moments=planned, reachable=reachable, **values)
    if not planned:
        return text, ((back,),)
    agreeing = Button(turn.speech.label("agree_reminder"), AgreeReminder(procedure.id, subject, day.isoformat()))
    choices = [agreeing] if reachable else []
    return text, (*in_pairs([*choices, _calendar(turn, procedure, subject, day)]), (back,))


def listed(turn: Turn, kept: Sequence[Reminder], *, full: bool = False) -> tuple[str, tuple[Row, ...]]:
    """What a person is reminded of, with a way to stop each; `full`: they want one more than there may be."""
    text = turn.speech.say("reminders", rows=_named(turn, kept), full=full, reachable=turn.event.where.address)
    if not kept:
        return text, in_pairs(ways_on(turn.speech))
    label = turn.speech.label("stop_reminding")
    ways = [Button(f"{label} {number}", StopReminder(each.id)) for number, each in enumerate(kept, 1)]
    everything = Button(turn.speech.label("stop_all_reminders"), StopReminder(""))
    return text, (*in_pairs(ways), *([(everything,)] if len(kept) > 1 else []))


def _named(turn: Turn, kept: Sequence[Reminder]) -> Sequence[tuple[str, Reminder]]:
    """Reminders with the names of what they are about: of procedures the short one, of events their place."""
    return [(_event(turn, each) if each.subject == "outreach" else _procedure(turn, each), each) for each in kept]


def _procedure(turn: Turn, reminder: Reminder) -> str:
    procedure = turn.knowledge.catalog.procedure(reminder.procedure)
    return turn.speech.text(procedure.short_name or procedure.name) if procedure else reminder.procedure


def _event(turn: Turn, reminder: Reminder) -> str:
    held = (each.outreach for each in turn.gatherings or () if each.outreach.id == reminder.procedure)
    place = next((each.place for each in held), None)
    name = turn.speech.label("outreach")
    return f"{name}, {place}" if place else name


def _is_another_question(turn: Turn, text: str) -> bool:
    """Whether somebody asks for something rather than tells a day in words that are not understood."""
    match = turn.knowledge.matcher.match(redact(text).bare)
    return match.outcome == "answer" or match.aspect is not None or match.talk is not None


def _meant(text: str, turn: Turn) -> date | None:
    """The day of an event: of the days that may be meant the nearest, for most events lie a few days back."""
    calendar = turn.knowledge.catalog.calendar
    spoken = (read(text, turn.today, calendar) for read in (remembered, understood))
    days = [each.day for each in spoken if each]
    return min(days, key=lambda day: abs(day - turn.today), default=None)


def _calendar(turn: Turn, procedure: Procedure, subject: OfProcedure, day: date) -> Button:
    return Button(turn.speech.label("save_to_calendar"), SaveToCalendar(procedure.id, subject, day.isoformat()))


def _mine(turn: Turn) -> Button:
    return Button(turn.speech.label("my_reminders"), ShowPage("reminders"))


def _stop(turn: Turn) -> Row:
    return (Button(turn.speech.label("stop_writing"), StopWriting()),)
