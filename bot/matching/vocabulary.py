"""The syllables a catalog uses, and how a mistyped or joined word finds back to them."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain, pairwise

from rapidfuzz.distance import OSA

from bot.matching.syllables import fold, is_syllable

SHORTEST_CORRECTED = 3
SHORTEST_JOINED = 5
"""Letters a word must have before it is corrected, or taken apart."""

LONGEST_JOINED = 60
"""Letters from which on a word is no longer a few that were joined, but a hand that stayed on the keys."""

_LONGEST = 7
_UNKNOWN_PIECE = 2.5
_KNOWN_PAIR = 0.5
"""What a split costs: 1 a known syllable, more an unknown one, less where the catalog has the pair."""


@dataclass(frozen=True)
class Vocabulary:
    """Folded syllables with how often they occur, and the pairs that follow each other."""

    counts: Counter[str] = field(default_factory=Counter)
    pairs: frozenset[tuple[str, str]] = frozenset()

    @classmethod
    def of(cls, phrases: Iterable[tuple[str, ...]], others: Iterable[str] = ()) -> "Vocabulary":
        """The vocabulary of `phrases` (folded syllables); `others` are known words that correct nothing."""
        counts: Counter[str] = Counter()
        pairs: set[tuple[str, str]] = set()
        for phrase in phrases:
            counts.update(phrase)
            pairs.update(pairwise(phrase))
        counts.update({word: 0 for word in others if word not in counts})
        return cls(counts, frozenset(pairs))

    def correct(self, syllable: str) -> str:
        """The known syllable one slip away (insert, drop, swap, replace), or `syllable` itself."""
        plain = fold(syllable)
        if len(plain) < SHORTEST_CORRECTED or plain in self.counts or not plain.isalpha():
            return syllable
        used = [word for word in self._near(plain) if self.counts[word]]
        if not used:
            return syllable
        return max(used, key=lambda word: (word[0] == plain[0], len(word) == len(plain), self.counts[word], word))

    def _near(self, plain: str) -> set[str]:
        """The known syllables one slip away from a syllable."""
        alike = chain.from_iterable(self._thinned.get(each, ()) for each in (plain, *_thinned(plain)))
        return {word for word in alike if OSA.distance(word, plain, score_cutoff=1) <= 1}

    @cached_property
    def _thinned(self) -> Mapping[str, Sequence[str]]:
        """Each known syllable under itself and under what is left when a letter is dropped.

        Two syllables one slip apart share one of these: so a few are compared and not all.
        """
        found: dict[str, list[str]] = defaultdict(list)
        for word in self.counts:
            for each in {word, *_thinned(word)}:
                found[each].append(word)
        return dict(found)

    def split(self, word: str) -> tuple[str, ...]:
        """The syllables that were written without a gap ("lamkhaisinh"), or `word` alone."""
        plain = fold(word)
        if not SHORTEST_JOINED <= len(plain) <= LONGEST_JOINED or not plain.isalpha():
            return (word,)
        if is_syllable(plain) or plain in self.counts:
            return (word,)
        # best[end] = the cheapest way to cut plain[:end], as (cost, pieces)
        best: dict[int, tuple[float, tuple[str, ...]]] = {0: (0.0, ())}
        for end in range(1, len(plain) + 1):
            ways = [
                (cost + self._cost(pieces, plain[start:end]), (*pieces, plain[start:end]))
                for start in range(max(0, end - _LONGEST), end)
                if start in best and is_syllable(plain[start:end])
                for cost, pieces in (best[start],)
            ]
            if ways:
                best[end] = min(ways)
        _, pieces = best.get(len(plain), (0.0, ()))
        known = sum(piece in self.counts for piece in pieces)
        return pieces if len(pieces) > 1 and known * 2 > len(pieces) else (word,)

    def _cost(self, before: tuple[str, ...], piece: str) -> float:
        cost = 1.0 if piece in self.counts else _UNKNOWN_PIECE
        return cost - _KNOWN_PAIR if before and (before[-1], piece) in self.pairs else cost


def _thinned(word: str) -> list[str]:
    return [word[:at] + word[at + 1 :] for at in range(len(word))]
