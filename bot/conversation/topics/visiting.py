"""A citizen wants a helper to come home: what is kept is said first, what they write goes to the co-ordinator only.

No word of it becomes a question: it enters neither the texts that are asked nor what is read out on the phone.
"""

from dataclasses import replace
from typing import Final

from bot.conversation.actions import ShowPage, StopWriting
from bot.conversation.replies import Button, Notice, Replace, Row, Say
from bot.conversation.saturday_actions import AnswerHomeVisit, AskHomeVisit, SettleHomeVisit, ShowUpcoming
from bot.conversation.state import Visiting
from bot.conversation.topics import shown
from bot.conversation.topics.missed import person_page
from bot.conversation.topics.pages import expired
from bot.conversation.topics.saturday import found, not_held
from bot.conversation.turn import Outcome, Turn
from bot.records.outreach import VisitAnswered, VisitWanted, VisitWithdrawn
from bot.redaction import redact, writable

CONSENT: Final = 1
"""Of the words in `visit_ask.html`: another number once they promise something else."""

MOST: Final = 300
"""Characters in which somebody says where they live and how they are reached."""


def ask_visit(turn: Turn, action: AskHomeVisit) -> Outcome:
    """What is kept, and who reads it; nothing is before they wrote and sent it."""
    if not turn.event.where.private:
        return expired(turn)
    event = found(turn, action.outreach)
    if event is None:
        return not_held(turn)
    if not event.reachable:
        return _nobody(turn)
    operator, writes = turn.knowledge.service.operator, turn.event.where.address is not None
    text = turn.speech.say("visit_ask", event=event, today=turn.today, operator=operator, reachable=writes, most=MOST)
    conversation = replace(shown.seen(turn), dialogue=Visiting(event.outreach.id, turn.now))
    return Outcome((Replace(text, (_stop(turn),)),), conversation)


def described(turn: Turn, visiting: Visiting, text: str) -> Outcome:
    """What somebody wrote, to be looked at once more before it is sent; a number of an identity paper is refused."""
    said = " ".join(writable(text).split())
    refused = _refused(turn, said)
    opened = replace(visiting, since=turn.now, said=None if refused else said)
    conversation = replace(shown.seen(turn), dialogue=opened)
    if refused:
        return Outcome((Say(refused, (_stop(turn),)),), conversation)
    send = Button(turn.speech.label("send_visit"), SettleHomeVisit(visiting.outreach, "send"))
    reply = Say(turn.speech.say("visit_confirm", said=said), ((send, *_stop(turn)),))
    return Outcome((reply,), conversation)


def settle_visit(turn: Turn, action: SettleHomeVisit) -> Outcome:
    """It goes to the co-ordinator, or is taken back."""
    if not turn.event.where.private:
        return expired(turn)
    return _sent(turn, action) if action.step == "send" else _withdrawn(turn, action)


def answer_visit(turn: Turn, action: AnswerHomeVisit) -> Outcome:
    """The co-ordinator has called: what was said of the visit goes, also from this message."""
    if not turn.event.where.private:
        return expired(turn)
    return Outcome(
        (Replace(turn.speech.say("visit_answered")),),
        shown.seen(turn),
        (VisitAnswered(turn.event.who.key, action.wanted),),
        unsaved=(Notice(turn.speech.say("unsaved")),),
        unknown=(Replace(turn.speech.say("visit_gone")),),
    )


def _refused(turn: Turn, said: str) -> str | None:
    """Why something cannot be passed on as it was written, and what to write; None where it can."""
    if not said:
        return turn.speech.say("visit_empty")
    if redact(said).identity:
        return turn.speech.say("visit_identity")
    return turn.speech.say("visit_too_long", most=MOST, length=len(said)) if len(said) > MOST else None


def _sent(turn: Turn, action: SettleHomeVisit) -> Outcome:
    visiting, where, who = turn.conversation.writing(turn.now), turn.event.where, turn.event.who
    if not isinstance(visiting, Visiting) or visiting.outreach != action.outreach or visiting.said is None:
        return expired(turn)
    event = found(turn, action.outreach)
    if event is None:
        return not_held(turn)
    if not event.reachable:
        return _nobody(turn)
    held = event.outreach
    wanted = VisitWanted(
        who.key, held.id, visiting.said, where.channel, where.address, turn.language, CONSENT, held.day
    )
    operator, reachable = turn.knowledge.service.operator, where.address is not None
    text = turn.speech.say("visit_sent", event=event, today=turn.today, operator=operator, reachable=reachable)
    withdraw = Button(turn.speech.label("withdraw_visit"), SettleHomeVisit(held.id, "withdraw"))
    return Outcome(
        (Replace(text, ((withdraw,), (Button(turn.speech.label("back"), ShowUpcoming(held.id)),))),),
        replace(shown.seen(turn), dialogue=None),
        (wanted,),
        unsaved=(Notice(turn.speech.say("unsaved")),),
        unknown=(Notice(turn.speech.say("expired")),),
    )


def _withdrawn(turn: Turn, action: SettleHomeVisit) -> Outcome:
    return Outcome(
        (Replace(turn.speech.say("visit_withdrawn")),),
        shown.seen(turn),
        (VisitWithdrawn(turn.event.who.key, action.outreach),),
        unsaved=(Notice(turn.speech.say("unsaved")),),
        unknown=(Notice(turn.speech.say("visit_gone")),),
    )


def _nobody(turn: Turn) -> Outcome:
    """Nobody can be told of it now: whom to call instead."""
    text = f"{turn.speech.say('visit_nobody')}\n\n{person_page(turn, None)}"
    home = Button(turn.speech.label("home"), ShowPage("home"))
    return Outcome((Replace(text, ((home,),)),), shown.seen(turn))


def _stop(turn: Turn) -> Row:
    return (Button(turn.speech.label("stop_writing"), StopWriting()),)
