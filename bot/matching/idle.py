"""Keywords that earn nothing: what they say, the rest of their procedure already answers."""

from collections.abc import Iterator
from dataclasses import replace

from bot.catalog.catalog import Catalog
from bot.catalog.model import Procedure
from bot.matching.decision import Decision, fitted
from bot.matching.evidence import by_kind, evidence_for
from bot.matching.phrasebook import Phrasebook


def idle_keywords(catalog: Catalog, decision: Decision | None = None) -> Iterator[tuple[Procedure, int]]:
    """Each procedure with the position of a keyword that could go: without it, its words are answered all the same."""
    decision = decision or fitted()
    book = Phrasebook(catalog)
    for procedure in catalog.procedures:
        for position, keyword in enumerate(procedure.keywords):
            if _is_answered_without(keyword, procedure, book, decision):
                yield procedure, position


def _is_answered_without(keyword: str, procedure: Procedure, book: Phrasebook, decision: Decision) -> bool:
    procedures, others = by_kind(book.ranked_without(keyword, procedure))
    if not procedures or procedures[0][0] is not procedure:
        return False
    syllables = book.reader.read(keyword)
    found = evidence_for(procedures, others, syllables, book)
    evidence = replace(found, said=book.said(syllables, procedure, besides=keyword))
    return decision.outcome(evidence) == "answer"
