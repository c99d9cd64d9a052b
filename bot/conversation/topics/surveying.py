"""A person tells of their visit to an office: a tap a question, everything changeable until it is sent."""

from dataclasses import replace
from typing import Final, Literal

from bot.catalog.model import Procedure
from bot.catalog.offices import Office, counter_of
from bot.conversation.actions import ShowPage
from bot.conversation.destinations import Destinations
from bot.conversation.events import Tapped
from bot.conversation.replies import Button, Notice, Replace, Reply, Say
from bot.conversation.state import Conversation, Telling
from bot.conversation.survey_actions import (
    AskVisit,
    BeginSurvey,
    DropSurvey,
    NameOffice,
    NameVisited,
    SendSurvey,
    TellVisit,
    TypeVisited,
)
from bot.conversation.survey_screens import Screen, SurveyScreens
from bot.conversation.topics import shown
from bot.conversation.topics.asides import with_asides
from bot.conversation.topics.ask import ask
from bot.conversation.topics.missed import NOT_FAR_FETCHED, nearest
from bot.conversation.topics.pages import expired
from bot.conversation.turn import Outcome, Turn
from bot.conversation.visits import Step, Visit, choices
from bot.records.entries import MAX_COMMENT
from bot.redaction import Redacted, redact

Typed = Literal["procedure", "comment"]
"""What is answered in words, by the next message."""

AnyOfAVisit = AskVisit | TellVisit | NameVisited | NameOffice | TypeVisited | SendSurvey | DropSurvey

MOST_RECENT: Final = 3
"""Procedures that are offered as what the visit was for."""


def survey(turn: Turn) -> Outcome:
    """The command `/danhgia`."""
    return begin(turn, BeginSurvey(""))


def begin(turn: Turn, action: BeginSurvey) -> Outcome:
    """The first question, as a message of its own: what it is tapped under stays. What was begun goes on."""
    if not turn.event.where.private:
        return Outcome((Say(turn.speech.say("survey_private")),), shown.seen(turn))
    begun = turn.conversation.visit
    if begun and action.procedure in ("", begun.said.get("procedure")):
        return _asked(turn, begun, begun.next_step, anew=True)
    visit = Visit(turn.answer, turn.now)
    procedure = turn.knowledge.catalog.procedure(action.procedure)
    if procedure:
        visit = _named(turn, visit, procedure)
    return _asked(turn, visit, visit.next_step, anew=True, begins=True)


def ask_visit(turn: Turn, action: AskVisit) -> Outcome:
    """One question (again); or everything, and what is still open is skipped."""
    visit = _open(turn, action)
    if visit is None:
        return _gone(turn)
    if action.step == "review":
        return _asked(turn, visit.closing(), None)
    return _asked(turn, visit, action.step)


def tell(turn: Turn, action: TellVisit) -> Outcome:
    """One thing is answered or skipped; the next is asked."""
    visit = _open(turn, action)
    if visit is None:
        return _gone(turn)
    if action.said not in ("", *choices(action.step)):
        return expired(turn)
    return _after(turn, visit.telling(action.step, action.said))


def name_visited(turn: Turn, action: NameVisited) -> Outcome:
    """It is said for which procedure the person went."""
    visit, procedure = _open(turn, action), turn.knowledge.catalog.procedure(action.procedure)
    if visit is None:
        return _gone(turn)
    return _after(turn, _named(turn, visit, procedure)) if procedure else expired(turn)


def name_office(turn: Turn, action: NameOffice) -> Outcome:
    """It is said to which office the person went."""
    visit = _open(turn, action)
    if visit is None:
        return _gone(turn)
    known = turn.knowledge.catalog.office(action.office)
    return _after(turn, visit.telling("office", _counter(turn, known))) if known else expired(turn)


def type_visited(turn: Turn, action: TypeVisited) -> Outcome:
    """The next message names the procedure."""
    visit = _open(turn, action)
    return _typing(turn, _screens(turn, visit).typing(), visit) if visit else _gone(turn)


def typed(turn: Turn, telling: Telling, text: str) -> Outcome:
    """The procedure of the visit in the person's words, or the sentence about it."""
    visit, redacted = turn.conversation.visit, redact(text)
    if visit is None:
        return ask(replace(turn, conversation=replace(turn.conversation, dialogue=None)), text)
    said = _procedure_typed if telling.step == "procedure" else _comment_typed
    return with_asides(said(turn, visit, redacted), turn, redacted)


def send(turn: Turn, action: SendSurvey) -> Outcome:
    """What was told is kept; where nothing was, nothing is."""
    visit = _open(turn, action)
    if visit is None:
        return _gone(turn)
    closed = replace(shown.seen(turn), visit=None, dialogue=None)
    if visit.is_empty:
        return Outcome((Replace(turn.speech.say("survey_empty")),), closed)
    where, inviting = turn.event.where, turn.conversation.inviting
    invited = inviting.comes_of_it(turn.today)
    entry = visit.entry(turn.event.who.key, turn.today, where.channel, turn.language, invited=invited)
    service, grievance = turn.knowledge.service, visit.is_grievance
    text = turn.speech.say("survey_sent", grievance=grievance, operator=service.operator, months=service.rating_months)
    rows = ((Button(turn.speech.label("person"), ShowPage("person")),),) if grievance else ()
    return Outcome(
        (Replace(text, rows),),
        replace(closed, inviting=inviting.telling()),
        (entry,),
        unsaved=_unsaved(turn),
    )


def drop(turn: Turn, action: DropSurvey) -> Outcome:
    """Nothing is sent, and what was told is forgotten."""
    if _open(turn, action) is None:
        return _gone(turn)
    conversation = replace(shown.seen(turn), visit=None, dialogue=None)
    return Outcome((Replace(turn.speech.say("survey_dropped")),), conversation)


def _procedure_typed(turn: Turn, visit: Visit, redacted: Redacted) -> Outcome:
    match = turn.knowledge.matcher.match(redacted.bare)
    if match.outcome == "answer":
        return _after(turn, _named(turn, visit, match.candidates[0].procedure))
    return _typing(turn, _screens(turn, visit).typing(nearest(match, NOT_FAR_FETCHED)), visit)


def _comment_typed(turn: Turn, visit: Visit, redacted: Redacted) -> Outcome:
    said = " ".join(redacted.text.split())
    if not 0 < len(said) <= MAX_COMMENT:
        _, rows = _screens(turn, visit).screen("comment")
        again = turn.speech.say("survey_too_long", length=len(said), most=MAX_COMMENT)
        return Outcome((Say(again, rows),), _keeping(turn, visit, "comment"), unsaved=_unsaved(turn))
    return _after(turn, visit.telling("comment", said))


def _named(turn: Turn, visit: Visit, procedure: Procedure) -> Visit:
    """The visit for a procedure; where it can only be filed at one office, that is where the person went."""
    named = visit.telling("procedure", procedure.id)
    likely = _destinations(turn).likely(procedure)
    only = _counter(turn, likely[0]) if len(likely) == 1 else None
    return named.telling("office", only) if only and "office" not in named.said else named


def _counter(turn: Turn, office: Office) -> str:
    """The office, of the place where the person lives where each place has one."""
    return counter_of(office, turn.knowledge.catalog.place(turn.conversation.commune))


def _after(turn: Turn, visit: Visit) -> Outcome:
    return _asked(turn, visit, visit.next_step)


def _asked(turn: Turn, visit: Visit, step: Step | None, *, anew: bool = False, begins: bool = False) -> Outcome:
    """A question in place of the one that was tapped, or as a message of its own; without a step, everything."""
    screens = _screens(turn, visit, begins=begins)
    text, rows = screens.screen(step) if step else screens.review()
    reply = (Replace if isinstance(turn.event, Tapped) and not anew else Say)(text, rows)
    types: Typed | None = "comment" if step == "comment" else None
    if step == "procedure" and not screens.recent:
        types = "procedure"
    return Outcome((reply,), _keeping(turn, visit, types), unsaved=_unsaved(turn))


def _typing(turn: Turn, screen: Screen, visit: Visit) -> Outcome:
    reply = (Replace if isinstance(turn.event, Tapped) else Say)(*screen)
    return Outcome((reply,), _keeping(turn, visit, "procedure"), unsaved=_unsaved(turn))


def _keeping(turn: Turn, visit: Visit, types: Typed | None = None) -> Conversation:
    """The conversation with the visit as far as it was told, and whether the next message belongs to it."""
    return replace(shown.seen(turn), visit=visit, dialogue=Telling(types, turn.now) if types else None)


def _screens(turn: Turn, visit: Visit, *, begins: bool = False) -> SurveyScreens:
    days = turn.knowledge.service.text_days
    shared = (visit, turn.knowledge.catalog, _destinations(turn), turn.speech)
    return SurveyScreens(*shared, recent=_recent(turn), days=days, begins=begins)


def _recent(turn: Turn) -> tuple[Procedure, ...]:
    """What the visit was likely for: the procedure seen last, and those of which the person keeps a list."""
    names = dict.fromkeys([turn.conversation.procedure or "", *turn.conversation.checklists])
    found = (turn.knowledge.catalog.procedure(name) for name in names)
    return tuple(each for each in found if each)[:MOST_RECENT]


def _destinations(turn: Turn) -> Destinations:
    catalog = turn.knowledge.catalog
    return Destinations(catalog, catalog.place(turn.conversation.commune), turn.today)


def _open(turn: Turn, action: AnyOfAVisit) -> Visit | None:
    """The visit that a button belongs to, while it is told of and not sent."""
    visit = turn.conversation.visit
    return visit if visit and visit.id == action.visit else None


def _gone(turn: Turn) -> Outcome:
    return Outcome((Notice(turn.speech.say("survey_gone")),), shown.seen(turn))


def _unsaved(turn: Turn) -> tuple[Reply, ...]:
    return (Notice(turn.speech.say("unsaved")),)
