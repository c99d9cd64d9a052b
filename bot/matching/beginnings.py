"""What a text that is still being typed may become: "khai si" is the beginning of "khai sinh".

A phrase that goes on where the text stops says most. Where there is none, the last word is completed by the words the
catalog knows, and the index tells what such a question would be about.
"""

import unicodedata
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from heapq import nlargest
from typing import Final

from bot.catalog.model import Procedure
from bot.matching.cues import BLANK
from bot.matching.phrasebook import Phrasebook, texts_of
from bot.matching.syllables import fold, is_pronounceable
from bot.matching.text import MOST_TYPED, Syllables, clean, folded, visible

COMPLETIONS: Final = 2
"""Words that the last one is completed to, beside itself: each costs as much as a question."""

WORTH_SUGGESTING: Final = 0.35
"""Score of the index from which a procedure is suggested that none of the phrases brought."""

_BEHIND_ALL: Final = "\uffff"


@dataclass(frozen=True)
class Beginnings:
    """The phrases of the procedures in a book, found by their first letters."""

    book: Phrasebook

    def of(self, typed: str, most: int) -> Sequence[Procedure]:
        """The procedures that `typed` may be the beginning of, likeliest first, at most so many; none if none fits."""
        typed = unicodedata.normalize("NFKC", visible(typed[:MOST_TYPED]))
        given = clean(typed)
        if not given:
            return ()
        begun = typed[-1:].isalnum()
        found = dict.fromkeys(self._going_on(given, begun))
        if len(found) < most:
            found |= dict.fromkeys(self._ranked(given, begun))
        return [self._procedures[at] for at in found][:most]

    def _going_on(self, given: Syllables, begun: bool) -> Sequence[int]:
        """The procedures one of whose phrases begins as the text does, else as it does without the words before."""
        first = next((at for at, word in enumerate(self.book.cues.marked(given)) if word), 0)
        for start in dict.fromkeys((0, first)):
            found = self._beginning(" ".join(given[start:]), begun)
            if found:
                return found
        return ()

    def _beginning(self, typed: str, begun: bool) -> Sequence[int]:
        """The procedures one of whose phrases begins with `typed`, those first whose phrase ends soonest.

        Those come before that have its accents, too; where its last word is not `begun` but whole, it is whole in them.
        """
        plain = fold(typed)
        nearest: dict[int, tuple[bool, int]] = {}
        begin, end = bisect_left(self._letters, plain), bisect_left(self._letters, plain + _BEHIND_ALL)
        for phrase, at in self._phrases[begin:end]:
            rank = (not phrase.startswith(typed), len(phrase))
            whole = phrase[len(typed) : len(typed) + 1] in ("", " ")
            if (begun or whole) and (at not in nearest or rank < nearest[at]):
                nearest[at] = rank
        return sorted(nearest, key=lambda at: nearest[at])

    def _ranked(self, given: Syllables, begun: bool) -> Iterator[int]:
        """What the index finds for the words as they stand, and with each word that the last one may become."""
        scores: dict[int, float] = {}
        for read in self._readings(given, begun):
            for entry, score in self.book.ranked(read):
                if isinstance(entry, Procedure) and score >= WORTH_SUGGESTING:
                    at = self._places[entry.id]
                    scores[at] = max(score, scores.get(at, 0.0))
        yield from sorted(scores, key=lambda at: -scores[at])

    def _readings(self, given: Syllables, begun: bool) -> Iterator[Syllables]:
        read = self.book.reader.read(" ".join(given))
        if any(map(is_pronounceable, folded(read))):
            yield read
        before = self.book.reader.read(" ".join(given[:-1]))
        for word in self._completed(before, fold(given[-1])) if begun else ():
            yield (*before, word)

    def _completed(self, before: Syllables, letters: str) -> Sequence[str]:
        """The words that these letters most likely become: those that follow the word before them come first."""
        vocabulary, last = self.book.reader.vocabulary, fold(before[-1]) if before else BLANK
        begin, end = bisect_left(self._words, letters), bisect_left(self._words, letters + _BEHIND_ALL)
        longer = (word for word in self._words[begin:end] if word != letters)
        return nlargest(
            COMPLETIONS, longer, key=lambda word: ((last, word) in vocabulary.pairs, vocabulary.counts[word], word)
        )

    @cached_property
    def _procedures(self) -> Sequence[Procedure]:
        return self.book.catalog.procedures

    @cached_property
    def _places(self) -> dict[str, int]:
        return {each.id: at for at, each in enumerate(self._procedures)}

    @cached_property
    def _phrases(self) -> Sequence[tuple[str, int]]:
        """Each phrase with whose it is, by its letters without accents."""
        phrases = {(" ".join(clean(text)), at) for at, each in enumerate(self._procedures) for text in texts_of(each)}
        return sorted(phrases, key=lambda each: (fold(each[0]), each))

    @cached_property
    def _letters(self) -> Sequence[str]:
        return [fold(phrase) for phrase, _ in self._phrases]

    @cached_property
    def _words(self) -> Sequence[str]:
        """The words that the catalog uses, in the order of the alphabet."""
        return sorted(word for word, count in self.book.reader.vocabulary.counts.items() if count)
