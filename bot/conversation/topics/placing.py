"""A person chooses their commune once: is asked, answers in a mistyped name or by where they are, has it forgotten."""

from collections.abc import Sequence
from dataclasses import replace

from bot.catalog.surroundings import Place
from bot.conversation.actions import AskPlace, SetPlace, ShowCard
from bot.conversation.events import Located
from bot.conversation.replies import AskLocation, Button, EndLocation, Replace, Row, Say
from bot.conversation.rows import in_pairs
from bot.conversation.topics import shown
from bot.conversation.topics.missed import ways_on
from bot.conversation.topics.pages import expired
from bot.conversation.topics.place import heard, known, question, told, wanted, without_oneself
from bot.conversation.turn import Outcome, Turn
from bot.matching import Match
from bot.matching.mistyped import resembling
from bot.matching.nearby import nearest
from bot.matching.places import Spotted, without_kind
from bot.matching.text import clean, folded


def mine(turn: Turn) -> Outcome:
    """The command `/noio`: the place that is known, or the question for it; never where others read along."""
    if not turn.event.where.private:
        return Outcome((Say(turn.speech.say("place_private")),), shown.seen(turn))
    if turn.knowledge.catalog.place(turn.conversation.commune):
        return Outcome((Say(*known(turn)),), shown.seen(turn))
    return _asked(turn)


def ask_place(turn: Turn, action: AskPlace) -> Outcome:
    """The question where the person lives: among the places they named in place of the card, else in their words."""
    if not turn.event.where.private:
        return expired(turn)
    procedure = turn.knowledge.catalog.procedure(action.procedure)
    if turn.conversation.place_said is None:
        return _asked(replace(turn, conversation=shown.seen(turn, procedure)))
    text, rows = question(turn, procedure)
    back = Button(turn.speech.label("back"), ShowCard(procedure.id, action.answer)) if procedure else None
    return Outcome((Replace(text, (*rows, (back,)) if back else rows),), shown.seen(turn, procedure))


def answered(turn: Turn, text: str, spotted: Spotted | None, match: Match) -> Outcome | None:
    """What an answer to the question comes to in which more than a place was said, or its name is mistyped.

    None where no answer was expected, or where something else was said.
    """
    if not turn.conversation.expects_a_place(turn.now) or _is_a_question(match):
        return None
    if spotted and match.outcome == "none":
        return told(heard(turn, spotted))
    gazetteer, name = turn.knowledge.matcher.gazetteer, folded(without_oneself(clean(text)))
    tried = dict.fromkeys((folded(clean(text)), name, without_kind(name)))
    found = [each for said in tried if (each := resembling(gazetteer, said))]
    sure = next((each for each in found if each.sure), None)
    if sure:
        places = tuple(each.place for each in gazetteer.meanings(sure.said))
        return told(heard(turn, Spotted(sure.said, places)))
    if not found or match.outcome != "none" or match.general or match.elsewhere:
        return None
    reply = Say(turn.speech.say("place_unsure"), _choice(turn, found[-1].places))
    return Outcome((reply,), shown.seen(turn), (shown.asked(turn, "small_talk"),))


def located(turn: Turn) -> Outcome:
    """The places nearest to where the person is, to choose from; where that is stands in no reply and no record."""
    assert isinstance(turn.event, Located)
    private = turn.event.where.private
    places = nearest(turn.event.latitude, turn.event.longitude, turn.knowledge.catalog.places) if private else ()
    text = turn.speech.say("located", places=places, private=private)
    return Outcome((Say(text, _choice(turn, places)),), shown.seen(turn))


def forget(turn: Turn) -> Outcome:
    """The place is forgotten, at once."""
    again = Button(turn.speech.label("my_place"), AskPlace("", turn.answer))
    reply = Replace(turn.speech.say("place_forgotten"), in_pairs([*ways_on(turn), again]))
    return Outcome((reply,), shown.seen(replace(turn, conversation=turn.conversation.nowhere())))


def concluded(outcome: Outcome, turn: Turn) -> Outcome:
    """The outcome; where it answers the question for a place, that request ends before it, so that it is read last."""
    after = outcome.conversation
    over = turn.conversation.place_asked_at and (after is None or after.place_asked_at is None)
    end = EndLocation(turn.speech.label("location_over"))
    return replace(outcome, replies=(end, *outcome.replies)) if over and outcome.replies else outcome


def _asked(turn: Turn) -> Outcome:
    asked = turn.conversation.asking_for_a_place(turn.now)
    return Outcome((AskLocation(turn.speech.say("place_asked")),), shown.seen(replace(turn, conversation=asked)))


def _is_a_question(match: Match) -> bool:
    """Whether something is plainly asked or said that is no place."""
    return bool(match.talk or match.aspect) or match.outcome == "answer"


def _choice(turn: Turn, places: Sequence[Place]) -> tuple[Row, ...]:
    """A button for each place that may be meant, leading to where to file what was shown a moment ago."""
    procedure = wanted(turn)
    filing = procedure.id if procedure else ""
    return in_pairs([Button(each.name, SetPlace(each.id, filing)) for each in places] or ways_on(turn))
