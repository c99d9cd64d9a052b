"""The titles nearest to a question, of a catalog that holds nothing but titles."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from bot.catalog.catalog import Catalog
from bot.catalog.general import Elsewhere
from bot.matching.decision import Decision, fitted
from bot.matching.evidence import evidence_for
from bot.matching.phrasebook import Entry, Phrasebook
from bot.matching.text import MOST_TYPED

_CODE: Final = re.compile(r"(?<![\d.])\d\.\d{6}(?!\.?\d)")
MOST: Final = 3
NEAR: Final = 0.85
"""Share of the best title's score from which another is named beside it: many are called nearly the same."""


@dataclass(frozen=True)
class Titles:
    """Titles to search; the first search builds the index, a second for ten thousand titles.

    `distant` are the ids of titles that yield to others as likely: not the commune's, whose citizens ask here.
    """

    catalog: Catalog
    distant: Set[str] = frozenset()
    decision: Decision = field(default_factory=fitted)

    @cached_property
    def _book(self) -> Phrasebook:
        return Phrasebook(self.catalog, distant=self.distant)

    def ranked(self, question: str) -> Sequence[Elsewhere]:
        """The titles that have anything of the question, likeliest first, twenty at most, however unlikely."""
        return _only_titles([entry for entry, _ in self._book.ranked(self._book.reader.read(question))])

    def nearest(self, question: str) -> Sequence[Elsewhere]:
        """At most three titles, likeliest first: those named by code or in full, else those likely to be meant."""
        question = question[:MOST_TYPED]
        asked = [each for code in dict.fromkeys(_CODE.findall(question)) for each in self._by_code.get(code, ())]
        syllables = self._book.reader.read(question)
        return (asked or _only_titles(self._book.named(syllables)) or self._likely(syllables))[:MOST]

    @cached_property
    def _by_code(self) -> Mapping[str, Sequence[Elsewhere]]:
        found: dict[str, list[Elsewhere]] = defaultdict(list)
        for each in self.catalog.elsewhere:
            found[each.code or ""].append(each)
        return dict(found)

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
