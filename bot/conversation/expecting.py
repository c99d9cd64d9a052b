"""The days a reminder can be about: when a result is expected, and until when a citizen must act."""

from datetime import date, datetime, time
from typing import Final

from bot.catalog.calendar import Calendar
from bot.catalog.model import CitizenDeadline, Ended, Procedure
from bot.conversation.cards import Card
from bot.conversation.reminder_actions import AskReminder
from bot.conversation.reminders import moments
from bot.conversation.replies import Button, Row
from bot.conversation.turn import VIETNAM, Turn
from bot.worktime import Period, due

_NOON: Final = time(12)
_FROM: Final = "từ "
"""How the words of a deadline begin that counts from an event on; others end with it ("trước ngày khai mạc")."""


def expected_day(card: Card) -> date | None:
    """The day on which the result is expected of what is filed next, as the card tells it; None where it tells none,
    where only somebody's memory gives the time, or where nobody has published the days off up to then."""
    if not card.expected:
        return None
    first = card.expected[0]
    return first.expected.day if first.expected.published and not first.unverified else None


def own_deadline(procedure: Procedure, today: date) -> CitizenDeadline | None:
    """The deadline of the citizen, where it counts in days from an event on; None where there is no such one."""
    current = procedure.on(today)
    deadline = None if isinstance(current, Ended) else current.citizen_deadline
    if deadline is None or deadline.unit in ("hour", "same_day") or not deadline.starts.vi.startswith(_FROM):
        return None
    return deadline


def last_day(deadline: CitizenDeadline, event: date, calendar: Calendar) -> date:
    """The last day on which a citizen may act, counted from the day of an event (Bộ luật Dân sự 2015, Điều 147–148).

    Where the days off up to then are not published, the real one may be later, which does no harm here.
    """
    period = Period(deadline.unit, deadline.value)
    return due(datetime.combine(event, _NOON, VIETNAM), period, calendar).day


def ways_to_a_reminder(turn: Turn, card: Card) -> tuple[Row, ...]:
    """The buttons under a procedure's times that lead to a reminder; none where there is nothing to remind of."""
    procedure, answer = card.procedure, card.answer
    if not turn.event.where.private or turn.board.pause_of(procedure.id):
        return ()
    label, found = turn.speech.label, []
    day = expected_day(card)
    if day and moments("result", day, turn.now):
        found.append(Button(label("remind_me"), AskReminder(procedure.id, day.isoformat(), answer)))
    if own_deadline(procedure, turn.today):
        found.append(Button(label("remind_deadline"), AskReminder(procedure.id, "", answer)))
    return (tuple(found),) if found else ()
