"""Somebody whose question was not answered may be told when it is: only if they agree, and only by a private chat."""

from dataclasses import replace
from datetime import timedelta
from typing import Final

from bot.conversation.actions import ShowPage
from bot.conversation.queue_actions import WantNote
from bot.conversation.replies import Button, Notice, Replace, Say
from bot.conversation.topics import shown
from bot.conversation.topics.pages import expired
from bot.conversation.turn import Outcome, Turn
from bot.desk.learning import digest
from bot.desk.unanswered import holding
from bot.records.entries import NoteWanted

CONSENT: Final = 1
"""Of the words in `ask_note.html`: another number once they promise something else."""

KEPT_DAYS: Final = 90
"""How long somebody can be told: as long as their question is kept."""


def note(turn: Turn) -> Outcome:
    """What would be kept, and for how long; nothing is before they agree."""
    question = turn.conversation.question
    if question is None or turn.event.where.address is None or turn.knowledge.service.keeps_text == "never":
        return expired(turn)
    agree = Button(turn.speech.label("agree_note"), WantNote(digest(question)))
    home = Button(turn.speech.label("home"), ShowPage("home"))
    text = turn.speech.say("ask_note", question=question, days=KEPT_DAYS)
    return Outcome((Say(text, ((agree,), (home,))),), shown.seen(turn))


def want_note(turn: Turn, action: WantNote) -> Outcome:
    """They agree: the contact is kept for the item, until it is applied."""
    question, address = turn.conversation.question, turn.event.where.address
    if question is None or address is None or digest(question) != action.digest:
        return expired(turn)
    if turn.queue is None:
        return Outcome((Notice(turn.speech.say("unsaved")),), shown.seen(turn))
    item = holding(turn.queue, question, turn.knowledge.key)
    if item is None:
        return expired(turn)
    until = turn.today + timedelta(days=KEPT_DAYS)
    where, who = turn.event.where, turn.event.who
    wanted = NoteWanted(who.key, where.channel, address, item.id, turn.language, CONSENT, until)
    return replace(
        Outcome((Replace(turn.speech.say("note_kept", until=until)),), shown.seen(turn), (wanted,)),
        unsaved=(Notice(turn.speech.say("unsaved")),),
        unknown=(Notice(turn.speech.say("expired")),),
    )
