"""While a helper works a shift, what they ask and look at is for somebody beside them.

So it counts as asked by a helper, at their event; nothing is kept that is only somebody's own (a list of papers, a
thumb or a sentence of the helper's, a reminder); and each answer leads back to what came of it.
"""

from dataclasses import replace
from typing import Any, Final, get_args

from bot.conversation.actions import Rate, SetFact, ShowPage, WriteComment
from bot.conversation.cases import unanswered
from bot.conversation.events import Tapped
from bot.conversation.list_actions import GiveUpChecklist, PrintChecklist, ShowChecklist, TickPaper
from bot.conversation.queue_actions import WantNote
from bot.conversation.reminder_actions import AskReminder
from bot.conversation.replies import Button, Link, Replace, Reply, Row, Say
from bot.conversation.saturday_actions import AskHomeVisit, RemindOfOutreach
from bot.conversation.shift_actions import HelpWith, ShiftAction
from bot.conversation.survey_actions import BeginSurvey
from bot.conversation.topics import helping, pages
from bot.conversation.turn import Outcome, Turn
from bot.desk.shifts import Shift
from bot.records.entries import AnswerGiven, CandidateChosen, Entry, QuestionAsked, VisitSurveyed

NOT_OFFERED: Final = (
    Rate,
    WriteComment,
    ShowChecklist,
    AskReminder,
    WantNote,
    BeginSurvey,
    AskHomeVisit,
    RemindOfOutreach,
)
REFUSED: Final = (WriteComment, ShowChecklist, TickPaper, PrintChecklist, GiveUpChecklist)
"""What stands under messages from before the shift, and would keep of a citizen what is only the helper's to keep."""

OF_SHIFTS: Final[tuple[type[Any], ...]] = get_args(ShiftAction)


def assisted(outcome: Outcome, turn: Turn) -> Outcome:
    """The outcome as it is in a shift; as it was where there is none."""
    running, after = turn.conversation.at_work(turn.now), outcome.conversation
    if running is None or after is None or not turn.event.where.private or _is_of_shift(outcome):
        return outcome
    action = turn.event.action if isinstance(turn.event, Tapped) else None
    if isinstance(action, REFUSED):
        return pages.expired(turn)
    if isinstance(action, SetFact) and _told_whole(turn, outcome, action.procedure):
        told = replace(turn, conversation=after)
        return helping.help_with(told, HelpWith(running.helping.id, action.procedure))
    records = tuple(_marked(entry, running) for entry in outcome.records)
    running = _answered(running, outcome, turn)

    def leading_on(replies: tuple[Reply, ...] | None) -> tuple[Reply, ...] | None:
        return replies and tuple(_leading_on(reply, running, turn) for reply in replies)

    return replace(
        outcome,
        replies=leading_on(outcome.replies) or (),
        records=records,
        conversation=replace(after, shift=running),
        unsaved=leading_on(outcome.unsaved),
        unknown=leading_on(outcome.unknown),
    )


def _is_of_shift(outcome: Outcome) -> bool:
    """Whether it leads on in the shift already, or out of it."""
    shows = [reply for reply in outcome.replies if isinstance(reply, Say | Replace)]
    buttons = [button for reply in shows for row in reply.buttons for button in row if isinstance(button, Button)]
    return any(isinstance(each.action, OF_SHIFTS) or each.action == ShowPage("shift") for each in buttons)


def _told_whole(turn: Turn, outcome: Outcome, name: str) -> bool:
    procedure = turn.knowledge.catalog.procedure(name)
    facts = outcome.conversation.facts.get(name) if outcome.conversation else None
    return procedure is not None and facts is not None and unanswered(procedure, facts) is None


def _marked(entry: Entry, running: Shift) -> Entry:
    match entry:
        case QuestionAsked() | CandidateChosen():
            return replace(entry, assisted=True, outreach=running.outreach)
        case AnswerGiven():
            return replace(entry, assisted=True)
        case VisitSurveyed():
            # In the name of nobody but whom the helper is with: several people tell of visits on one phone.
            return replace(entry, person=running.helping.id, assisted=True)
    return entry


def _answered(running: Shift, outcome: Outcome, turn: Turn) -> Shift:
    """The shift after this turn's answer: what the person beside the helper was shown last."""
    after = outcome.conversation
    answer = next((entry.id for entry in outcome.records if isinstance(entry, AnswerGiven)), None)
    if after and after.procedure and after.shown_at == turn.now:
        return running.helping_with(after.procedure, answer)
    return running.helping_with(None, answer) if answer else running


def _leading_on(reply: Reply, running: Shift, turn: Turn) -> Reply:
    if not isinstance(reply, Say | Replace):
        return reply
    rows = (tuple(each for each in row if not _is_own(each)) for row in reply.buttons)
    way = Button(turn.speech.label("tell_outcome"), HelpWith(running.helping.id, running.helping.procedure or ""))
    kept: tuple[Row, ...] = tuple(row for row in rows if row)
    return replace(reply, buttons=(*kept, (way,)))


def _is_own(control: Button | Link) -> bool:
    """Whether a button is about what is only somebody's own."""
    if isinstance(control, Link):
        return False
    return isinstance(control.action, NOT_OFFERED) or control.action == ShowPage("note")
