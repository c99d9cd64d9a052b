"""A person taps through a procedure: the card, its sections, one of several that were offered."""

from dataclasses import replace

from bot.catalog.model import Procedure
from bot.conversation.actions import Choose, ShowCard, ShowSection
from bot.conversation.cards import SECTION_OF
from bot.conversation.replies import Replace
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
    reply = Replace(card.section(section), card.buttons(section, shown.share(turn, procedure)))
    return Outcome((reply,), shown.seen(turn, procedure))


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
