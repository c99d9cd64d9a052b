"""A person says on which day they file, and is told on which day the result is expected."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from bot.catalog.model import Procedure
from bot.conversation.actions import StopWriting
from bot.conversation.cards import Card
from bot.conversation.dates import next_moments
from bot.conversation.days import Spoken, understood
from bot.conversation.expecting import ways_to_a_reminder
from bot.conversation.filing_actions import AskFilingDay, SetFilingDay
from bot.conversation.replies import Button, Replace, Row, Say
from bot.conversation.rows import in_pairs
from bot.conversation.state import Conversation, Planning
from bot.conversation.topics import shown
from bot.conversation.topics.missed import recorded
from bot.conversation.topics.pages import expired
from bot.conversation.turn import Outcome, Turn
from bot.matching.text import clean

DAYS_OFFERED: Final = 4
FURTHEST: Final = timedelta(days=366)
"""How far a day of filing may lie from today; the calendar tells no more, and nobody plans that long ahead."""

_OF_FILING: Final = frozenset(
    clean("""
    nop ho so giay di len toi ra lam de gui vao ngay hom luc buoi sang chieu trua neu ma thi sao the nao duoc khong
    khi bao gio co xong lay tra ket qua may cua em minh chi anh con a ah da vay rua hi nhe nha voi ok nhu con
    if i file it on hand in when will be ready what about how then and is the result do get
    """)
)
"""Words beside a day with which nothing else is asked, without accents."""


def ask_filing_day(turn: Turn, action: AskFilingDay) -> Outcome:
    """The question on which day, in place of the section; the next message may answer it."""
    procedure = turn.knowledge.catalog.procedure(action.procedure)
    if procedure is None or not turn.event.where.private:
        return expired(turn)
    text, rows = _question(turn, procedure, action.answer)
    return Outcome((Replace(text, rows),), _planning(turn, procedure))


def set_filing_day(turn: Turn, action: SetFilingDay) -> Outcome:
    """The section of times as it is for a day that was tapped."""
    procedure = turn.knowledge.catalog.procedure(action.procedure)
    if procedure is None or not turn.event.where.private or not _is_near(turn, action.day):
        return expired(turn)
    text, rows = _section(turn, procedure, action.day, action.answer)
    return Outcome((Replace(text, rows),), replace(shown.seen(turn, procedure), dialogue=None))


def said(turn: Turn, text: str) -> Outcome | None:
    """The section for the day that was said where one was asked for, or just after a procedure was shown.

    None where the message is something else.
    """
    planning = turn.conversation.writing(turn.now)
    asked = planning.procedure if isinstance(planning, Planning) else None
    name = asked or turn.conversation.recent_procedure(turn.now)
    procedure = turn.knowledge.catalog.procedure(name) if name and turn.event.where.private else None
    spoken = understood(text, turn.today, turn.knowledge.catalog.calendar)
    if procedure is None or spoken is None or not _says_only(spoken) or not _is_near(turn, spoken.day):
        return None
    card = _card(turn, procedure, spoken.day, turn.answer)
    if not card.expected and not asked:
        return None
    reply = Say(*_section(turn, procedure, spoken.day, turn.answer))
    outcome = recorded(turn, reply, "procedure", procedure, aspect="time")
    return replace(outcome, conversation=replace(shown.seen(turn, procedure), dialogue=None))


def unclear(turn: Turn, planning: Planning) -> Outcome:
    """The question once more, where the answer is no day that can be told."""
    procedure = turn.knowledge.catalog.procedure(planning.procedure)
    if procedure is None:
        return expired(turn)
    text, rows = _question(turn, procedure, turn.answer)
    given = (shown.asked(turn, "unreadable", aspect="time"), shown.given(turn, "procedure", procedure.id))
    return Outcome((Say(f"{turn.speech.say('day_unclear')}\n\n{text}", rows),), _planning(turn, procedure), given)


def _question(turn: Turn, procedure: Procedure, answer: str) -> tuple[str, tuple[Row, ...]]:
    calendar = turn.knowledge.catalog.calendar
    days = [next_moments(turn.local, calendar)[0].date()]
    while len(days) < DAYS_OFFERED:
        days.append(calendar.worked_from(days[-1] + timedelta(days=1)))
    ways = [Button(turn.speech.weekday(day, turn.today), SetFilingDay(procedure.id, day, answer)) for day in days]
    stop = Button(turn.speech.label("stop_writing"), StopWriting())
    return turn.speech.say("ask_day", p=procedure), (*in_pairs(ways), (stop,))


def _section(turn: Turn, procedure: Procedure, day: date, answer: str) -> tuple[str, tuple[Row, ...]]:
    card = _card(turn, procedure, day, answer)
    return card.section("time"), (*ways_to_a_reminder(turn, card), *card.buttons("time", shown.share(turn, procedure)))


def _card(turn: Turn, procedure: Procedure, day: date, answer: str) -> Card:
    return replace(shown.card(turn, procedure, answer), filing_on=day)


def _planning(turn: Turn, procedure: Procedure) -> Conversation:
    return replace(shown.seen(turn, procedure), dialogue=Planning(procedure.id, turn.now))


def _says_only(spoken: Spoken) -> bool:
    return _OF_FILING.issuperset(clean(spoken.around))


def _is_near(turn: Turn, day: date) -> bool:
    return abs(day - turn.today) <= FURTHEST
