"""Keywords that earn nothing: what they say, the rest of their procedure already answers."""

from collections.abc import Iterator

from bot.catalog.catalog import Catalog
from bot.catalog.model import Procedure
from bot.matching.decision import Decision
from bot.matching.phrasebook import Phrasebook


def idle_keywords(catalog: Catalog, decision: Decision | None = None) -> Iterator[tuple[Procedure, int]]:
    """Each procedure with the position of a keyword that could go: without it, its words are answered all the same."""
    decision = decision or Decision()
    book = Phrasebook(catalog)
    for procedure in catalog.procedures:
        for position, keyword in enumerate(procedure.keywords):
            ranked = book.ranked_without(keyword, procedure)
            (first, best), (_, second) = ranked[0], ranked[1] if len(ranked) > 1 else (None, 0.0)
            if first is procedure and decision.probability(best, second) >= decision.answer_from:
                yield procedure, position
