"""A helper helps one person in a shift: which matter, which papers, what came of it, what the person thinks of it."""

from dataclasses import replace
from datetime import timedelta
from typing import Final

from bot.catalog.model import Procedure
from bot.conversation.actions import ShowCard, ShowCase, ShowPage
from bot.conversation.help_cards import HelpCard
from bot.conversation.replies import MAX_LABEL, Button, Replace
from bot.conversation.rows import in_pairs, numbered_label
from bot.conversation.shift_actions import (
    OUTCOMES,
    HelpPerson,
    HelpWith,
    TellLacking,
    TellOutcome,
    TellVerdict,
    UndoCounted,
)
from bot.conversation.state import Checklist
from bot.conversation.topics import resting, shown
from bot.conversation.topics.shift import home, kept, of_shift, recorded, voice
from bot.conversation.turn import VIETNAM, Outcome, Turn
from bot.desk.shifts import Counted, Shift
from bot.records.entries import CandidateChosen, Rated
from bot.records.outreach import PersonHelped

MOST_OFFERED: Final = 6
"""Procedures that are offered to pick: three rows of big buttons."""


def help_person(turn: Turn) -> Outcome:
    """Somebody new: what most people came for today, to pick; nothing is known of them yet."""
    helped = turn.answer

    def begun(running: Shift) -> Outcome:
        if not running.runs(turn.now):
            return home(turn, running)
        label, procedures = turn.speech.label, offered(turn)
        ways = [
            Button(numbered_label(turn.speech, number, each, MAX_LABEL), HelpWith(helped, each.id))
            for number, each in enumerate(procedures, 1)
        ]
        leave = (Button(label("tell_outcome"), HelpWith(helped)), Button(label("back"), ShowPage("shift")))
        text = turn.speech.say("shift_list", procedures=procedures)
        return Outcome((Replace(text, (*in_pairs(ways), leave)),), kept(turn, running.beginning(helped)))

    return of_shift(turn, begun)


def help_with(turn: Turn, action: HelpWith) -> Outcome:
    """The papers of this person's case, and a button for each outcome."""

    def shown_to(running: Shift) -> Outcome:
        told = running.found(action.helped)
        if told:
            return _asked_for_verdict(turn, running, told)
        if not running.may_tell_of(action.helped):
            return home(turn, running)
        procedure = turn.knowledge.catalog.procedure(action.procedure) if action.procedure else None
        if running.runs(turn.now) and action.helped in running.open:
            again = running.beginning(action.helped)
            return _person(replace(turn, conversation=kept(turn, again)), again, action.helped, procedure)
        return _person(turn, running, action.helped, procedure)

    return of_shift(turn, shown_to)


def tell_outcome(turn: Turn, action: TellOutcome) -> Outcome:
    """The person is counted with what came of it; where papers were missing, which."""

    def counted(running: Shift) -> Outcome:
        if not running.may_tell_of(action.helped):
            return home(turn, running)
        procedure = turn.knowledge.catalog.procedure(action.procedure) if action.procedure else None
        name = procedure.id if procedure else None
        case = _facts(turn, running, action.helped, name)
        after = running.told(action.helped, OUTCOMES[action.came], name, case, turn.answer)
        return _told(turn, after, action.helped, *_rejected(turn, running, action))

    return of_shift(turn, counted)


def tell_lacking(turn: Turn, action: TellLacking) -> Outcome:
    """A paper was missing, or was not after all."""

    def counted(running: Shift) -> Outcome:
        told = running.found(action.helped)
        card = _card(turn, told)
        if told is None or card is None:
            return home(turn, running)
        line = card.line_with(action.paper)
        lacks = action.lacks == "y"
        after = running.lacking(told.id, line.ids[0], lacks=lacks) if line else running
        return _told(turn, after, told.id)

    return of_shift(turn, counted)


def tell_verdict(turn: Turn, action: TellVerdict) -> Outcome:
    """The citizen's thumb, kept as one that was given with somebody's help; without one, they are asked for it."""

    def judged(running: Shift) -> Outcome:
        told = running.found(action.helped)
        if told is None:
            return home(turn, running)
        if action.verdict == "":
            return _asked_for_verdict(turn, running, told)
        after = running.judged(told.id, action.verdict)
        said = turn.speech.say("shift_thanks")
        rated = (Rated(told.answer, voice(told.id), action.verdict, turn.today),) if told.answer else ()
        return recorded(turn, home(turn, after, said), _entry(turn, after, told.id), *rated)

    return of_shift(turn, judged)


def offered(turn: Turn) -> tuple[Procedure, ...]:
    """What can be picked: with what most people were helped at this event, then what people most often want."""
    catalog = turn.knowledge.catalog
    helped = [found for name in turn.most_helped or () if (found := catalog.procedure(name))]
    held = {each.id: each for each in (*helped, *catalog.first) if isinstance(each.on(turn.today), Procedure)}
    return tuple(held.values())[:MOST_OFFERED]


def _person(turn: Turn, running: Shift, helped: str, procedure: Procedure | None) -> Outcome:
    """What one person needs; a procedure that they were not shown yet is an answer, which their thumb is about."""
    label, working = turn.speech.label, running.runs(turn.now)
    name = procedure.id if procedure else ""
    outcomes = [
        Button(label(f"outcome_{outcome}"), TellOutcome(helped, came, name)) for came, outcome in OUTCOMES.items()
    ]
    back = ((Button(label("back"), HelpPerson()),),) if working else ()
    conversation = shown.seen(turn, procedure) if working else shown.seen(turn)
    if procedure is None:
        return Outcome((Replace(turn.speech.say("shift_outcome"), (*in_pairs(outcomes), *back)),), conversation)
    known = running.helping.answer if running.helping.procedure == procedure.id else None
    answer = known or turn.answer
    card = shown.card(turn, procedure, answer)
    ways = [Button(label("see_card"), ShowCard(procedure.id, answer))]
    if procedure.case_facts and not card.ended:
        ways.insert(0, Button(label("ask_case"), ShowCase(procedure.id, answer)))
    text = _text(turn, procedure, answer, _facts(turn, running, helped, procedure.id))
    rows = (*in_pairs(ways if working else []), *in_pairs(outcomes), *back)
    outcome = Outcome((Replace(text, rows),), conversation)
    if known or not working or turn.board.whole or helped != running.helping.id:
        return outcome
    given = replace(shown.given(turn, "procedure", procedure.id), assisted=True)
    conversation = replace(conversation, shift=running.helping_with(procedure.id, answer))
    return replace(outcome, conversation=conversation, records=(given,))


def _text(turn: Turn, procedure: Procedure, answer: str, facts: dict[str, str]) -> str:
    """The papers of a procedure, or why there are none to show: it ended, or it is paused."""
    if turn.board.whole:
        return resting.sentence(turn, turn.board.whole)
    plain = shown.card(turn, procedure, answer)
    if plain.ended or turn.board.pause_of(procedure.id):
        return plain.text()
    return HelpCard.of(replace(plain, facts=facts), Checklist(turn.now)).person_text()


def _rejected(turn: Turn, running: Shift, action: TellOutcome) -> tuple[CandidateChosen, ...]:
    """Of procedures that were offered under a question, none was meant: officials read what was asked.

    What found nothing at all is kept with the question already.
    """
    asked, answer = turn.conversation.question, running.helping.answer
    now_helped = action.helped == running.helping.id and running.helping.procedure is None
    if OUTCOMES[action.came] != "not_found" or not now_helped or not asked or not answer:
        return ()
    if turn.conversation.just_missed(turn.now):
        return ()
    return (CandidateChosen(answer, None, asked, turn.today, turn.language, True, running.outreach),)


def _told(turn: Turn, after: Shift, helped: str, *also: CandidateChosen) -> Outcome:
    """The person is counted as `after` says."""
    told = after.found(helped)
    assert told is not None
    card = _card(turn, told) if told.outcome == "papers_missing" else None
    outcome = _asked_for_papers(turn, after, told, card) if card else _asked_for_verdict(turn, after, told)
    return recorded(turn, outcome, _entry(turn, after, helped), *also)


def _asked_for_papers(turn: Turn, running: Shift, told: Counted, card: HelpCard) -> Outcome:
    label = turn.speech.label
    leave = (Button(label("papers_told"), TellVerdict(told.id)), Button(label("undo"), UndoCounted(told.id)))
    rows = (*in_pairs(card.lacking_buttons(told.id, told.lacked)), leave)
    return Outcome((Replace(card.lacking_text(told.lacked), rows),), kept(turn, running))


def _asked_for_verdict(turn: Turn, running: Shift, told: Counted) -> Outcome:
    """What was counted, and two thumbs to hold out to the citizen; the next person is one tap away."""
    label, working = turn.speech.label, running.runs(turn.now)
    procedure = turn.knowledge.catalog.procedure(told.procedure) if told.procedure else None
    until = running.until.astimezone(VIETNAM).time()
    text = turn.speech.say("shift_told", counted=told, p=procedure, shift=running, until=until, working=working)
    thumbs = (
        Button(label("helpful"), TellVerdict(told.id, "up")),
        Button(label("not_helpful"), TellVerdict(told.id, "down")),
    )
    leave = (Button(label("skip"), ShowPage("shift")), Button(label("undo"), UndoCounted(told.id)))
    following = ((Button(label("new_person"), HelpPerson()),), leave) if working else ()
    return Outcome((Replace(text, (thumbs, *following)),), kept(turn, running))


def _card(turn: Turn, told: Counted | None) -> HelpCard | None:
    """The papers of the case of somebody who was counted; None where no paper is known, or may be named now."""
    procedure = turn.knowledge.catalog.procedure(told.procedure) if told and told.procedure else None
    if told is None or procedure is None or turn.board.whole or turn.board.pause_of(procedure.id):
        return None
    plain = replace(shown.card(turn, procedure, turn.answer), facts=told.case)
    card = HelpCard.of(plain, Checklist(turn.now))
    return card if not card.ended and card.lines else None


def _entry(turn: Turn, running: Shift, helped: str) -> PersonHelped:
    """What is kept of somebody who was helped: the hour, and nothing of who it was."""
    told = running.found(helped)
    assert told is not None
    assert told.outcome is not None
    moment = min(turn.now, running.until - timedelta(seconds=1)).astimezone(VIETNAM)
    channel = turn.event.where.channel
    return PersonHelped(
        *(told.id, running.outreach, moment.hour, channel, turn.language, told.outcome, told.procedure),
        lacked=told.lacked,
        verdict=told.verdict,
    )


def _facts(turn: Turn, running: Shift, helped: str, procedure: str | None) -> dict[str, str]:
    """What was told of this person's case: what is at hand is the next person's, and after the end the helper's own."""
    theirs = running.runs(turn.now) and helped == running.helping.id
    return dict(turn.facts.get(procedure or "", {})) if theirs else {}
