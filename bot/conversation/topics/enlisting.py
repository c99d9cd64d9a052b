"""Somebody comes to help at an event, or to co-ordinate it, by its link; a helper gets what they carry.

Opening the link only asks, as with every invitation. What is kept is a code for this event alone, and of a
co-ordinator, who agrees to it, where they can be written to.
"""

from datetime import date, timedelta
from typing import Final

from bot.conversation import group_board
from bot.conversation.actions import ShowPage
from bot.conversation.handbook import EXPIRES_AFTER
from bot.conversation.outreach_actions import FetchHandouts, JoinOutreach
from bot.conversation.outreach_report_actions import ShowOutreachReport
from bot.conversation.replies import Attach, Button, Link, Notice, Replace, Row, Say
from bot.conversation.rows import ways_on
from bot.conversation.topics import shown
from bot.conversation.topics.asides import with_asides
from bot.conversation.turn import Outcome, Turn
from bot.desk.outreach import Pass
from bot.records.diary import Address
from bot.records.outreach import Gathering, Outreach, OutreachJoined, Part, Serving

FORGOTTEN_AFTER: Final = timedelta(days=2)
"""When a co-ordinator's contact is deleted, from the day of the event on."""


def offered(turn: Turn, given: Pass) -> Outcome:
    """What is offered, and a button to accept it; never where others read along."""
    if not turn.event.where.private:
        return Outcome((Say(turn.speech.say("pass_private")),), shown.seen(turn))
    if turn.gatherings is None:
        return Outcome((Say(turn.speech.say("pass_unread")),), shown.seen(turn))
    found, serving = _of_pass(turn, given), _serving(turn, given)
    if serving and _goes_ahead(turn, serving.outreach):
        reply = Say(*_accepted(turn, serving.outreach, serving.part, handed=False, again=True))
    elif found and _goes_ahead(turn, found.outreach):
        reply = Say(_offer(turn, given.part, found), ((_accepting(turn, given),),))
    else:
        reply = Say(*_refusal(turn, found))
    return with_asides(Outcome((reply,), shown.seen(turn)), turn)


def accept(turn: Turn, action: JoinOutreach) -> Outcome:
    """They help at the event, or co-ordinate it; who does already is told so, and is not sent the files again."""
    if not turn.event.where.private:
        return Outcome((Notice(turn.speech.say("pass_private")),), shown.seen(turn))
    if turn.gatherings is None:
        return Outcome((Notice(turn.speech.say("unsaved")),), shown.seen(turn))
    given = Pass(action.part, action.token)
    found, serving = _of_pass(turn, given), _serving(turn, given)
    if serving and _goes_ahead(turn, serving.outreach):
        again = Replace(*_accepted(turn, serving.outreach, serving.part, handed=False, again=True))
        return Outcome((again,), shown.seen(turn))
    if found is None or not _goes_ahead(turn, found.outreach):
        return Outcome((Replace(*_refusal(turn, found)),), shown.seen(turn))
    hands = action.part == "helper" and _early(turn, found.outreach) is None
    reply = Replace(*_accepted(turn, found.outreach, action.part, handed=hands, again=hands))
    where = turn.event.where
    address = Address(where.channel, where.address) if where.address and action.part == "coordinator" else None
    return Outcome(
        (reply, *(_handouts(turn) if hands else ())),
        shown.seen(turn),
        (OutreachJoined(turn.event.who.key, given.digest, turn.now, address),),
        unsaved=(Notice(turn.speech.say("unsaved")),),
        unknown=(Replace(*_refusal(turn, None)),),
    )


def fetch(turn: Turn, action: FetchHandouts) -> Outcome:
    """The handbook and the lists of papers of today, for whoever helps at an event."""
    if not turn.event.where.private:
        return Outcome((Notice(turn.speech.say("pass_private")),), shown.seen(turn))
    if turn.serving is None:
        return Outcome((Notice(turn.speech.say("unsaved")),), shown.seen(turn))
    serving = next((each for each in turn.serving if each.outreach.id == action.outreach), None)
    if serving is None or not _goes_ahead(turn, serving.outreach):
        return Outcome((Notice(turn.speech.say("handouts_refused")),), shown.seen(turn))
    return Outcome((Notice(turn.speech.say("handouts_below")), *_handouts(turn)), shown.seen(turn))


def _of_pass(turn: Turn, given: Pass) -> Gathering | None:
    """The event to which a pass leads."""
    return next((each for each in turn.gatherings or () if given.digest in _digests(each.outreach, given.part)), None)


def _digests(outreach: Outreach, part: Part) -> tuple[str | None, ...]:
    return (outreach.joined_by if part == "helper" else outreach.coordinated_by,)


def _serving(turn: Turn, given: Pass) -> Serving | None:
    """What the person already is at the event of a pass.

    Of a co-ordinator's pass that was used nobody knows any more to which event it led: whoever co-ordinates one event
    only has tapped twice.
    """
    own, found = turn.serving or (), _of_pass(turn, given)
    if found:
        at = (each for each in own if each.outreach.id == found.outreach.id)
        return next((each for each in at if given.part == "helper" or each.part == "coordinator"), None)
    led = [each for each in own if each.part == "coordinator" and _goes_ahead(turn, each.outreach)]
    return led[0] if given.part == "coordinator" and len(led) == 1 else None


def _offer(turn: Turn, part: Part, found: Gathering) -> str:
    return turn.speech.say(
        "pass_offered",
        part=part,
        outreach=found.outreach,
        commune=_commune(turn, found.outreach),
        coordinated=found.coordinated,
        reachable=turn.event.where.address is not None,
        telegram=turn.knowledge.service.telegram_username,
        forgotten=found.outreach.day + FORGOTTEN_AFTER,
    )


def _accepting(turn: Turn, given: Pass) -> Button:
    label = "join_event" if given.part == "helper" else "accept_coordinating"
    return Button(turn.speech.label(label), JoinOutreach(given.part, given.token))


def _accepted(turn: Turn, outreach: Outreach, part: Part, *, handed: bool, again: bool) -> tuple[str, tuple[Row, ...]]:
    """When, where, and what to do there; `handed`: the files come along, `again`: they were sent before."""
    early = _early(turn, outreach)
    fetching = "fetch_handouts_again" if again and part == "helper" and not early else "fetch_handouts"
    text = turn.speech.say(
        "pass_accepted",
        part=part,
        outreach=outreach,
        commune=_commune(turn, outreach),
        reachable=turn.event.where.address is not None,
        early=early,
        handed=handed,
        fetch=fetching,
    )
    begin = Button(turn.speech.label("begin_shift"), ShowPage("shift"))
    rows: tuple[Row, ...] = ((begin, Button(turn.speech.label(fetching), FetchHandouts(outreach.id))),)
    if part == "coordinator":
        rows += (
            (
                Button(turn.speech.label("outreach_report"), ShowOutreachReport(outreach.id)),
                *_for_group(turn, outreach),
            ),
        )
    return text, rows


def _for_group(turn: Turn, outreach: Outreach) -> tuple[Link, ...]:
    """The way to bring the event's numbers into the helpers' group, which is on Telegram."""
    username = turn.knowledge.service.telegram_username
    if turn.event.where.channel != "telegram" or username is None:
        return ()
    return (Link(turn.speech.label("board_in_group"), group_board.link(username, outreach.id)),)


def _refusal(turn: Turn, found: Gathering | None) -> tuple[str, tuple[Row, ...]]:
    return turn.speech.say("pass_refused", outreach=found.outreach if found else None), (tuple(ways_on(turn.speech)),)


def _handouts(turn: Turn) -> tuple[Attach, ...]:
    expires = turn.today + EXPIRES_AFTER
    captions = (turn.speech.say(f"{name}_caption", expires=expires) for name in ("handbook", "ticksheet"))
    made = turn.knowledge.handouts.of(turn.today, turn.language)
    return tuple(Attach(each.name, each.content, caption) for each, caption in zip(made, captions, strict=True))


def _early(turn: Turn, outreach: Outreach) -> date | None:
    """The day from which a handbook still holds at the event; None where today's does."""
    first = outreach.day - EXPIRES_AFTER
    return first if first > turn.today else None


def _goes_ahead(turn: Turn, outreach: Outreach) -> bool:
    return not outreach.cancelled and outreach.end > turn.now


def _commune(turn: Turn, outreach: Outreach) -> str:
    place = turn.knowledge.catalog.place(outreach.commune)
    return place.name if place else outreach.commune
