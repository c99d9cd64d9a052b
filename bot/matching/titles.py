"""The titles nearest to a question, of a catalog that holds nothing but titles."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from bot.catalog.catalog import Catalog
from bot.catalog.general import Elsewhere
from bot.matching.decision import Decision, fitted
from bot.matching.evidence import evidence_for
from bot.matching.phrasebook import Entry, Phrasebook

MOST: Final = 3
NEAR: Final = 0.85
"""Share of the best title's score from which another is named beside it: many are called nearly the same."""


@dataclass(frozen=True)
class Titles:
    """Titles to search; the first search builds the index, seconds for thousands of titles."""

    catalog: Catalog
    decision: Decision = field(default_factory=fitted)

    @cached_property
    def _book(self) -> Phrasebook:
        return Phrasebook(self.catalog)

    def nearest(self, question: str) -> Sequence[Elsewhere]:
        """At most three titles, likeliest first: those named by code or in full, else those likely to be meant."""
        asked = [each for each in self.catalog.elsewhere if each.code and each.code in question]
        syllables = self._book.reader.read(question)
        return (asked or _only_titles(self._book.named(syllables)) or self._likely(syllables))[:MOST]

    def _likely(self, syllables: tuple[str, ...]) -> list[Elsewhere]:
        ranked = self._book.ranked(syllables)
        if not ranked:
            return []
        evidence = evidence_for(ranked, (), syllables, self._book)
        if not self.decision.names(evidence):
            return []
        return _only_titles([entry for entry, score in ranked if score >= NEAR * evidence.score])


def _only_titles(entries: Sequence[Entry]) -> list[Elsewhere]:
    return [each for each in entries if isinstance(each, Elsewhere)]
