"""How many questions with a known answer the program understands at once: a test of it, and nobody's word."""

from collections.abc import Iterable

from bot.matching.evaluation import ALL, HELD_OUT, Labelled, evaluate
from bot.matching.matcher import Matcher
from bot.satisfaction.metrics import Counted


def golden(matcher: Matcher, questions: Iterable[Labelled]) -> Counted:
    """Of the labelled questions that the catalog holds, those with the right procedure first.

    Questions that do not say what they are about, and must be asked back, are left out.
    """
    groups = evaluate(matcher, questions).groups
    tallies = [groups[name] for name in (ALL, HELD_OUT) if name in groups]
    return Counted(sum(each.first for each in tallies), sum(each.held for each in tallies))
