"""An inverted index over phrases: which entry's phrase shares the rarest words and word pairs with a question.

Every name and keyword is a document of its own. Its score is Σ weight·idf of the shared features over
√((its mass + 3)·(the question's mass + 3)), idf counted by entry; an entry scores its best phrase and 0.2 of its
second. Weights, constant and pooling are the ones that won among 220 measured configurations
(docs/matching.md).
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import chain, pairwise
from math import log, sqrt

import numpy as np
from numpy.typing import NDArray

from bot.matching.syllables import fold, sound

SYLLABLE, PAIR, ACCENTED, SOUND_PAIR, CONCEPT, TRIGRAM = 1.0, 0.7, 0.35, 0.3, 0.5, 0.1
STOP = 0.2
"""What of its weight a word keeps that is in every other question ("làm", "giấy", "cần")."""

SMOOTHING = 3.0
SECOND_PHRASE = 0.2

Features = Mapping[str, float]


@dataclass(frozen=True)
class FeatureMaker:
    """Turns syllables into weighted features."""

    stop_words: frozenset[str]
    concepts: Mapping[tuple[str, ...], str]

    def features(self, syllables: Sequence[str]) -> Features:
        """Feature → weight, before idf."""
        plain = [fold(syllable) for syllable in syllables]
        found: dict[str, float] = {}
        for syllable, bare in zip(syllables, plain, strict=True):
            found.update(_of_one(syllable, STOP if bare in self.stop_words else 1.0))
        for left, right in pairwise(plain):
            damp = STOP if left in self.stop_words and right in self.stop_words else 1.0
            found[f"{left} {right}"] = PAIR * damp
            found[f"♪{sound(left)} {sound(right)}"] = SOUND_PAIR * damp
        for concept in self.concepts_in(plain):
            found["=" + concept] = CONCEPT
        return found

    def concepts_in(self, plain: Sequence[str]) -> set[str]:
        """The concepts that one of their phrases names."""
        return {
            self.concepts[phrase]
            for start, first in enumerate(plain)
            for length in self._lengths.get(first, ())
            if (phrase := tuple(plain[start : start + length])) in self.concepts
        }

    @cached_property
    def _lengths(self) -> Mapping[str, set[int]]:
        """How long the concepts' phrases are that begin with a word."""
        lengths: dict[str, set[int]] = defaultdict(set)
        for phrase in self.concepts:
            lengths[phrase[0]].add(len(phrase))
        return dict(lengths)


@lru_cache(maxsize=20_000)
def _of_one(syllable: str, damp: float) -> Features:
    """The features of a syllable by itself."""
    bare = fold(syllable)
    found = {bare: SYLLABLE * damp}
    if bare != syllable:
        found["'" + syllable] = ACCENTED * damp
    for start in range(len(bare) - 2):
        found["…" + bare[start : start + 3]] = TRIGRAM * damp
    return found


@dataclass(frozen=True)
class Index:
    """Postings of all phrases.

    Feature number `numbers[f]` has the postings from `bounds[n]` to `bounds[n + 1]`: in the phrase `places[i]` it
    weighs `weights[i]`. `starts[e]` is the first phrase of entry `e`.
    """

    maker: FeatureMaker
    numbers: Mapping[str, int]
    idf: NDArray[np.float64]
    unknown_idf: float
    bounds: NDArray[np.intp]
    places: NDArray[np.intp]
    weights: NDArray[np.float64]
    masses: NDArray[np.float64]
    starts: NDArray[np.intp]

    @classmethod
    def of(cls, entries: Sequence[Sequence[Sequence[str]]], maker: FeatureMaker) -> "Index":
        """The index of `entries`, each a sequence of phrases, each a sequence of syllables."""
        made = [maker.features(phrase) for phrases in entries for phrase in phrases]
        numbers = {feature: n for n, feature in enumerate(dict.fromkeys(chain.from_iterable(made)))}
        features = np.array([numbers[feature] for each in made for feature in each], np.intp)
        weights = np.array([weight for each in made for weight in each.values()])
        places = np.repeat(np.arange(len(made)), [len(each) for each in made])
        lengths = [len(phrases) for phrases in entries]
        holders = np.repeat(np.arange(len(entries)), lengths)[places]
        # An entry counts once for a feature, in however many of its phrases it stands.
        counted = np.unique(features * len(entries) + holders) // max(len(entries), 1)
        idf = np.log(1 + len(entries) / np.bincount(counted, minlength=len(numbers)))
        weights = weights * idf[features]
        order = np.argsort(features, kind="stable")
        bounds = np.concatenate([[0], np.cumsum(np.bincount(features, minlength=len(numbers)))])
        masses: NDArray[np.float64] = np.bincount(places, weights, minlength=len(made)).astype(np.float64)
        starts = np.cumsum([0, *lengths[:-1]])
        unknown = log(1 + 2 * len(entries))
        return cls(maker, numbers, idf, unknown, bounds, places[order], weights[order], masses, starts)

    def scores(self, syllables: Sequence[str], hidden: int | None = None) -> NDArray[np.float64]:
        """The score of every entry for a question, 0 to about 1.2; as if the phrase at `hidden` were not there."""
        features = self.maker.features(syllables)
        known = [self._postings(self.numbers[feature]) for feature in features if feature in self.numbers]
        if not known:
            return np.zeros(len(self.starts))
        places = np.concatenate([self.places[each] for each in known])
        weights = np.concatenate([self.weights[each] for each in known])
        shared = np.bincount(places, weights, minlength=len(self.masses))
        phrases = shared / np.sqrt(self.masses + SMOOTHING) / sqrt(self._mass(features) + SMOOTHING)
        if hidden is not None:
            phrases[hidden] = 0.0
        best = np.maximum.reduceat(phrases, self.starts)
        is_best = phrases == np.repeat(best, np.diff([*self.starts, len(phrases)]))
        second = np.maximum.reduceat(np.where(is_best, 0.0, phrases), self.starts)
        scores: NDArray[np.float64] = best + SECOND_PHRASE * second
        return scores

    def ranked(
        self, syllables: Sequence[str], presence: Sequence[float], hidden: int | None = None
    ) -> list[tuple[int, float]]:
        """Every entry with its score times its `presence`, the best first."""
        scores = self.scores(syllables, hidden) * np.asarray(presence)
        order = np.argsort(-scores, kind="stable")
        return list(zip(order.tolist(), scores[order].tolist(), strict=True))

    def _postings(self, number: int) -> slice:
        return slice(self.bounds[number], self.bounds[number + 1])

    def shared(self, syllables: Sequence[str], phrases: Iterable[Sequence[str]]) -> list[str]:
        """The folded words of the question that the entry's phrases have, in the order asked."""
        words = {fold(syllable) for phrase in phrases for syllable in phrase}
        return [word for word in dict.fromkeys(map(fold, syllables)) if word in words]

    def _mass(self, features: Features) -> float:
        return sum(weight * self.rarity(feature) for feature, weight in features.items())

    def rarity(self, feature: str) -> float:
        """An unknown word counts against a match; an unknown pair or sound says nothing more than its words."""
        number = self.numbers.get(feature)
        if number is None:
            return self.unknown_idf if feature.isalnum() else 0.0
        return float(self.idf[number])
