"""A person taps through a procedure: the card, its sections, one of several that were offered."""

from dataclasses import replace

from bot.catalog.model import Procedure
from bot.conversation.actions import Choose, ShowCard, ShowSection
from bot.conversation.cards import SECTION_OF
from bot.conversation.expecting import ways_to_a_reminder
from bot.conversation.reminder_actions import OpenCard
from bot.conversation.replies import Replace, Say
from bot.conversation.topics import shown
from bot.conversation.topics.pages import expired
from bot.conversation.turn import Outcome, Turn
from bot.records.entries import CandidateChosen


def show_card(turn: Turn, action: ShowCard) -> Outcome:
    """The card in place of the message that was tapped."""
    procedure = turn.knowledge.catalog.procedure(action.procedure)
    return _card(turn, procedure, action.answer) if procedure else expired(turn)


def show_section(turn: Turn, action: ShowSection) -> Outcome:
    """One section in place of the message that was tapped."""
    procedure = turn.knowledge.catalog.procedure(action.procedure)
    if procedure is None:
        return expired(turn)
    card = shown.card(turn, procedure, action.answer)
    section = SECTION_OF.get(action.section, action.section)
    reminders = ways_to_a_reminder(turn, card) if section == "time" else ()
    reply = Replace(card.section(section), (*reminders, *card.buttons(section, shown.share(turn, procedure))))
    return Outcome((reply,), shown.seen(turn, procedure))


def open_card(turn: Turn, action: OpenCard) -> Outcome:
    """The card as an answer of its own, under what was tapped."""
    procedure = turn.knowledge.catalog.procedure(action.procedure)
    if procedure is None:
        return expired(turn)
    card = shown.card(turn, procedure, turn.answer)
    reply = Say(card.text(), card.buttons(share=shown.share(turn, procedure)))
    return Outcome((reply,), shown.seen(turn, procedure), (shown.given(turn, "procedure", procedure.id),))


def choose(turn: Turn, action: Choose) -> Outcome:
    """The card of the procedure that was meant, and the note that it was."""
    procedure = turn.knowledge.catalog.procedure(action.procedure)
    if procedure is None:
        return expired(turn)
    chosen = CandidateChosen(action.answer, procedure.id, None, turn.today, turn.language)
    outcome = _card(turn, procedure, action.answer)
    # Who chose from a list older than the records keep still gets the card.
    return replace(outcome, records=(chosen,), unknown=outcome.replies)


def _card(turn: Turn, procedure: Procedure, answer: str) -> Outcome:
    card = shown.card(turn, procedure, answer)
    reply = Replace(card.text(), card.buttons(share=shown.share(turn, procedure)))
    return Outcome((reply,), shown.seen(turn, procedure))
