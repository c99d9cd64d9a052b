"""Somebody who comes back after having looked at a procedure is invited, now and then, to tell of their visit."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Final

from bot.conversation.events import Said
from bot.conversation.fitting import visible_length
from bot.conversation.replies import MAX_VISIBLE, Button, Link, Notice, Row, Say
from bot.conversation.state import Conversation, between
from bot.conversation.survey_actions import BeginSurvey, RefuseSurveys
from bot.conversation.topics import shown
from bot.conversation.turn import Outcome, Turn
from bot.records.entries import AnswerGiven, SurveyOffered

NOT_WITHIN: Final = timedelta(minutes=1)
"""Whoever has only just come wants to know something, and is not asked anything."""


def with_invitation(outcome: Outcome, turn: Turn) -> Outcome:
    """The outcome, with a line and two buttons under its answer where this is the moment for it.

    Only under a procedure that somebody asked for in words: it stays where it is, so that "do not ask again" can be
    found later, too. Where the invitation could not be noted, the answer goes without.
    """
    conversation = outcome.conversation
    if conversation is None or not (_is_the_moment(turn, conversation) and _answers(outcome)):
        return outcome
    (answer,) = outcome.replies
    assert isinstance(answer, Say)
    speech = turn.speech
    text = f"{answer.text}\n\n{speech.say('survey_invitation')}"
    if visible_length(text) > MAX_VISIBLE:
        return outcome
    ways = (
        Button(speech.label("tell_visit"), BeginSurvey("")),
        Button(speech.label("refuse_surveys"), RefuseSurveys()),
    )
    noted = SurveyOffered(turn.today, turn.event.where.channel, turn.language)
    return replace(
        outcome,
        replies=(Say(text, (*_others(answer.buttons), ways)),),
        conversation=replace(conversation, inviting=conversation.inviting.inviting(turn.today)),
        records=(*outcome.records, noted),
        unsaved=outcome.unsaved or outcome.replies,
    )


def refuse(turn: Turn, _: RefuseSurveys) -> Outcome:
    """Nobody asks this person again; the message with the answer stays as it is."""
    if not turn.event.where.private:
        return Outcome((Notice(turn.speech.say("survey_private")),), shown.seen(turn))
    conversation = shown.seen(turn)
    refused = replace(conversation, inviting=conversation.inviting.refusing())
    unsaved = (Notice(turn.speech.say("unsaved")),)
    return Outcome((Notice(turn.speech.say("survey_refused")),), refused, unsaved=unsaved)


def _others(rows: Sequence[Row]) -> tuple[Row, ...]:
    """The buttons but those that begin a survey, too: one is enough."""
    left = (tuple(each for each in row if not _begins(each)) for row in rows)
    return tuple(row for row in left if row)


def _begins(button: Button | Link) -> bool:
    return isinstance(button, Button) and isinstance(button.action, BeginSurvey)


def _is_the_moment(turn: Turn, conversation: Conversation) -> bool:
    came = conversation.came_at
    return (
        isinstance(turn.event, Said)
        and turn.event.where.private
        and came is not None
        and between(came, turn.now) >= NOT_WITHIN
        and conversation.dialogue is None
        and conversation.visit is None
        and conversation.inviting.may_invite(turn.today)
    )


def _answers(outcome: Outcome) -> bool:
    """Whether this is one message with a procedure that was asked for."""
    found = any(isinstance(entry, AnswerGiven) and entry.kind == "procedure" for entry in outcome.records)
    return found and len(outcome.replies) == 1 and isinstance(outcome.replies[0], Say)
