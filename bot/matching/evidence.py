"""What speaks for the best of the ranked entries, as the decision weighs it."""

from bot.catalog.model import Procedure
from bot.matching.decision import Evidence
from bot.matching.phrasebook import MOST_RANKED, Phrasebook, Ranked
from bot.matching.text import Syllables


def by_kind(ranked: Ranked) -> tuple[Ranked, Ranked]:
    """The procedures among the entries, and what is answered beside them."""
    procedures = [each for each in ranked if isinstance(each[0], Procedure)]
    return procedures, [each for each in ranked if not isinstance(each[0], Procedure)]


def evidence_for(own: Ranked, other: Ranked, syllables: Syllables, book: Phrasebook) -> Evidence:
    """The evidence for the first of `own`, entries of one kind, beside those of the other kind.

    Where only the best of both were ranked, an entry that is missing is at most as good as the last of them.
    """
    (best, score), *others = own
    cut = min(last for _, last in (*own, *other)) if len(own) + len(other) >= MOST_RANKED else 0.0
    second = others[0][1] if others else cut
    rival = other[0][1] if other else cut
    return Evidence(
        score,
        score - second,
        score - rival,
        book.said(syllables, best),
        siblings=bool(others) and isinstance(best, Procedure) and others[0][0].id in book.catalog.siblings(best),
    )
