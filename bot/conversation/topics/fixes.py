"""What people and reviewers call wrong in the catalog, with the file and the line where it stands."""

from typing import Final

from bot.conversation.fitting import visible_length
from bot.conversation.official_actions import ReviewFact
from bot.conversation.replies import MAX_LABEL, MAX_VISIBLE, Button, Say
from bot.conversation.rows import in_pairs, numbered_label
from bot.conversation.topics import official, shown
from bot.conversation.turn import Outcome, Turn
from bot.desk.reviews import challenged

MOST_LISTED: Final = 6


def fixes(turn: Turn) -> Outcome:
    """The command: the facts most people call wrong; a button shows what is said of each."""
    return official.done(turn, "review_fact", lambda _: _listed(turn))


def _listed(turn: Turn) -> Outcome:
    book = turn.book
    if book is None:
        return official.unread(turn)
    found = challenged(turn.knowledge.catalog, book, turn.today)
    for most in range(MOST_LISTED, -1, -1):
        rows = [
            (procedure, at, turn.knowledge.line_of(procedure, at.fact), _first_said(at.said))
            for procedure, at in found[:most]
        ]
        text = turn.speech.say("fixes", rows=rows, more=len(found) - len(rows))
        if visible_length(text) <= MAX_VISIBLE:
            break
    ways = [
        Button(numbered_label(turn.speech, number, procedure, MAX_LABEL), ReviewFact(procedure.id, at.fact))
        for number, (procedure, at, _, _) in enumerate(rows, 1)
    ]
    return Outcome((Say(text, in_pairs(ways)),), shown.seen(turn))


def _first_said(said: tuple[str, ...]) -> str | None:
    return said[0] if said else None
