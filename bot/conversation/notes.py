"""The note to somebody who asked for something that was missing: it can be found now.

Their question is not quoted: whoever looks over their shoulder need not read it.
"""

from bot.catalog.catalog import Catalog
from bot.conversation.reminder_actions import OpenCard
from bot.conversation.replies import Button, Say
from bot.conversation.speech import Speech
from bot.records.awaited import NoteDue


def added(note: NoteDue, catalog: Catalog) -> Say | None:
    """What to write; None where the catalog does not hold the procedure (any more)."""
    procedure = catalog.procedure(note.procedure)
    if procedure is None:
        return None
    speech = Speech(note.language)
    return Say(speech.say("note_added", p=procedure), ((Button(speech.label("see_card"), OpenCard(procedure.id)),),))
