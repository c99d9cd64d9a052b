"""What every entry of a catalog is called, and the index over it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from bot.catalog.catalog import Catalog
from bot.catalog.general import Elsewhere, GeneralAnswer
from bot.catalog.model import Procedure
from bot.matching.cues import Cues, Phrases
from bot.matching.index import FeatureMaker, Index
from bot.matching.syllables import fold
from bot.matching.text import Reader, Syllables, clean, folded, replace
from bot.matching.vocabulary import Vocabulary

Entry = Procedure | GeneralAnswer | Elsewhere
Ranked = Sequence[tuple[Entry, float]]
"""Entries with their scores, best first."""

MOST_RANKED = 20
ENDED = 0.9
"""What of its score a procedure keeps that has ended: it yields to those that took its place."""

_AND = "and"


@dataclass(frozen=True)
class Phrasebook:
    """The phrases of one catalog; `learned` are (procedure id, phrase) pairs that people taught."""

    catalog: Catalog
    learned: Sequence[tuple[str, str]] = ()

    def ranked(self, syllables: Syllables) -> Ranked:
        """The likeliest entries for the syllables of a question."""
        scores = self._index.scores(self.cues.without_aspects(syllables)) * self._presence
        order = np.argsort(-scores, kind="stable")[:MOST_RANKED]
        return [(self._entries[at], float(scores[at])) for at in order]

    def named(self, syllables: Syllables) -> list[Entry]:
        """The entries one of whose phrases is the whole question; with accents first, then without."""
        exact, plain = self._whole
        places = exact.get(syllables) or plain.get(folded(syllables)) or []
        return [self._entries[place] for place in places]

    def shared(self, syllables: Syllables, entry: Entry) -> list[str]:
        """The words of a question that an entry's phrases have."""
        return self._index.shared(syllables, self._spoken[self._entries.index(entry)])

    @cached_property
    def reader(self) -> Reader:
        """Reads questions with the words this catalog knows."""
        lexicon = self.catalog.lexicon
        phrases = [folded(phrase) for spoken in self._spoken for phrase in spoken]
        cues = [*lexicon.aspects.values(), *lexicon.talk.values(), lexicon.stop_words, lexicon.connectors]
        others = {fold(word) for phrases_ in cues for phrase in phrases_ for word in clean(phrase)}
        return Reader(lexicon, Vocabulary.of(phrases, others))

    @cached_property
    def cues(self) -> Cues:
        """The lexicon's cues."""
        return Cues.of(self.catalog.lexicon)

    @cached_property
    def connectors(self) -> Phrases[str]:
        """The words that join two wishes."""
        return Phrases.of({_AND: self.catalog.lexicon.connectors})

    @cached_property
    def _entries(self) -> tuple[Entry, ...]:
        return (*self.catalog.procedures, *self.catalog.general_answers, *self.catalog.elsewhere)

    @cached_property
    def _presence(self) -> NDArray[np.float64]:
        return np.array([ENDED if isinstance(each, Procedure) and each.ended else 1.0 for each in self._entries])

    @cached_property
    def _spoken(self) -> tuple[tuple[Syllables, ...], ...]:
        """The phrases of each entry as syllables, in the words the lexicon reads questions in."""
        learned = defaultdict(list)
        for name, phrase in self.learned:
            learned[name].append(phrase)
        return tuple(
            # The id stands in for an entry whose texts hold no word, for the index needs a phrase of each.
            tuple(dict.fromkeys(filter(None, map(self._phrase, (*_texts(entry), *learned[entry.id])))))
            or ((entry.id,),)
            for entry in self._entries
        )

    def _phrase(self, text: str) -> Syllables:
        """A phrase in the words a question is read in; what is typed wrong is only corrected in questions."""
        lexicon = self.catalog.lexicon
        syllables = clean(text)
        for written_to_meant in (lexicon.dialect, lexicon.abbreviations, lexicon.english):
            syllables = replace(syllables, written_to_meant)
        return syllables

    @cached_property
    def _whole(self) -> tuple[Mapping[Syllables, list[int]], Mapping[Syllables, list[int]]]:
        exact: dict[Syllables, list[int]] = defaultdict(list)
        plain: dict[Syllables, list[int]] = defaultdict(list)
        for place, phrases in enumerate(self._spoken):
            for phrase in phrases:
                exact[phrase].append(place)
                if place not in plain[folded(phrase)]:
                    plain[folded(phrase)].append(place)
        return exact, plain

    @cached_property
    def _index(self) -> Index:
        concepts = {
            folded(clean(phrase)): concept.id for concept in self.catalog.lexicon.concepts for phrase in concept.phrases
        }
        return Index.of(self._spoken, FeatureMaker(self.cues.stop_words, concepts))


def _texts(entry: Entry) -> Iterable[str]:
    """Everything an entry is called."""
    if not isinstance(entry, GeneralAnswer):
        yield entry.name.vi
        yield from filter(None, [entry.name.en])
    if isinstance(entry, Procedure) and entry.short_name:
        yield from filter(None, [entry.short_name.vi, entry.short_name.en])
    yield from entry.keywords
