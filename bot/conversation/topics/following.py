"""What a question means after a procedure was shown a moment ago: the same one, or one of its siblings."""

from typing import Final

from bot.catalog.model import Procedure
from bot.conversation.cards import SECTION_OF
from bot.conversation.replies import Say
from bot.conversation.rows import in_pairs
from bot.conversation.topics import shown
from bot.conversation.topics.missed import recorded, ways_on
from bot.conversation.turn import Outcome, Turn
from bot.matching import Match

SAID_ENOUGH: Final = 0.25
"""Score from which a sibling of what was shown is taken to be meant ("không, ý em là làm lại")."""

PLAINLY_SAID: Final = 0.45
"""Score a sibling needs where something is only supposed ("nếu cha muốn nhận con luôn"): most cases are of the same."""

SURELY_ANOTHER: Final = 0.5
"""Likelihood from which a question is about another procedure, whatever it points back to."""


def followed(turn: Turn, match: Match, question: str) -> Outcome | None:
    """The outcome of a question about what was shown a moment ago; None where it stands for itself."""
    recent = _recent(turn)
    if not match.names_something or (match.reference == "back" and match.outcome != "answer"):
        return about(turn, match, recent)
    if recent is None:
        return None
    if match.aspect and match.outcome == "choose" and recent in [each.procedure for each in match.candidates]:
        # Asked between it and others, the person would choose what they are looking at ("rứa sang tên tốn bao nhiêu").
        return about(turn, match, recent)
    if _names_another(turn, match, recent):
        return None
    if match.reference == "correcting":
        return _sibling(turn, match, question, recent, SAID_ENOUGH)
    if match.reference == "supposing":
        return _sibling(turn, match, question, recent, PLAINLY_SAID) or about(turn, match, recent)
    told = match.outcome == "answer" or match.elsewhere or match.general
    return about(turn, match, recent) if match.aspect and not told else None


def _names_another(turn: Turn, match: Match, recent: Procedure) -> bool:
    """Whether a question is about neither what was shown nor a sibling of it.

    What is supposed often names another procedure beside ("nếu cha mẹ chưa đăng ký kết hôn"): then no sibling may be
    among the likely ones.
    """
    if not match.candidates or match.candidates[0].score < SURELY_ANOTHER:
        return False
    likely = match.candidates if match.reference == "supposing" else match.candidates[:1]
    return _near(turn, recent).isdisjoint(each.procedure.id for each in likely)


def about(turn: Turn, match: Match, procedure: Procedure | None) -> Outcome:
    """What is asked of a procedure that the question does not name; which one is asked back where none was shown."""
    aspect = match.aspect or ("documents" if match.reference else None)
    if procedure is None or aspect is None:
        reply = Say(turn.speech.say("which_procedure"), in_pairs(ways_on(turn)))
        return Outcome((reply,), shown.seen(turn), (shown.asked(turn, "unreadable", aspect=match.aspect),))
    section = SECTION_OF.get(aspect, aspect)
    card = shown.card(turn, procedure, turn.answer)
    return recorded(turn, Say(card.section(section), card.buttons(section)), "procedure", procedure, aspect=aspect)


def _recent(turn: Turn) -> Procedure | None:
    name = turn.conversation.recent_procedure(turn.now)
    return turn.knowledge.catalog.procedure(name) if name else None


def _near(turn: Turn, procedure: Procedure) -> frozenset[str]:
    return turn.knowledge.catalog.siblings(procedure) | {procedure.id}


def _sibling(turn: Turn, match: Match, question: str, recent: Procedure, least: float) -> Outcome | None:
    """The card of the sibling that a question fits at least so well, and better than what was shown."""
    matcher = turn.knowledge.matcher
    found = matcher.best_of(question, turn.knowledge.catalog.siblings(recent))
    same = matcher.best_of(question, {recent.id})
    if found is None or same is None or found.score < max(least, same.score):
        return None
    card = shown.card(turn, found.procedure, turn.answer)
    reply = Say(card.text(match.aspect), card.buttons(share=shown.share(turn, found.procedure)))
    return recorded(turn, reply, "procedure", found.procedure, aspect=match.aspect)
