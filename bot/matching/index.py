"""An inverted index over phrases: which entry's phrase shares the rarest words and word pairs with a question.

Every name and keyword is a document of its own. Its score is Σ weight·idf of the shared features over
√((its mass + 3)·(the question's mass + 3)), idf counted by entry; an entry scores its best phrase and 0.2 of its
second. Weights, constant and pooling are the ones that won among 220 measured configurations
(docs/matching.md).
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
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
        found: dict[str, float] = defaultdict(float)
        for syllable, bare in zip(syllables, plain, strict=True):
            damp = STOP if bare in self.stop_words else 1.0
            found[bare] = max(found[bare], SYLLABLE * damp)
            if bare != syllable:
                found["'" + syllable] = ACCENTED * damp
            for start in range(len(bare) - 2):
                found["…" + bare[start : start + 3]] = TRIGRAM * damp
        for left, right in pairwise(plain):
            damp = STOP if left in self.stop_words and right in self.stop_words else 1.0
            found[f"{left} {right}"] = PAIR * damp
            found[f"♪{sound(left)} {sound(right)}"] = SOUND_PAIR * damp
        for concept in self.concepts_in(plain):
            found["=" + concept] = CONCEPT
        return found

    def concepts_in(self, plain: Sequence[str]) -> set[str]:
        """The concepts that one of their phrases names."""
        longest = max(map(len, self.concepts), default=0)
        return {
            self.concepts[phrase]
            for start in range(len(plain))
            for end in range(start + 1, min(start + longest, len(plain)) + 1)
            if (phrase := tuple(plain[start:end])) in self.concepts
        }


@dataclass(frozen=True)
class Index:
    """Postings of all phrases; `starts[e]` is the first phrase of entry `e`."""

    maker: FeatureMaker
    idf: Mapping[str, float]
    unknown_idf: float
    postings: Mapping[str, tuple[NDArray[np.intp], NDArray[np.float64]]]
    masses: NDArray[np.float64]
    starts: NDArray[np.intp]

    @classmethod
    def of(cls, entries: Sequence[Sequence[Sequence[str]]], maker: FeatureMaker) -> "Index":
        """The index of `entries`, each a sequence of phrases, each a sequence of syllables."""
        made = [[maker.features(phrase) for phrase in phrases] for phrases in entries]
        entry_counts = Counter(feature for phrases in made for feature in set().union(*phrases))
        idf = {feature: log(1 + len(entries) / count) for feature, count in entry_counts.items()}
        lists: dict[str, list[tuple[int, float]]] = defaultdict(list)
        masses: list[float] = []
        starts: list[int] = []
        for phrases in made:
            starts.append(len(masses))
            for features in phrases:
                for feature, weight in features.items():
                    lists[feature].append((len(masses), weight * idf[feature]))
                masses.append(sum(weight * idf[feature] for feature, weight in features.items()))
        postings = {
            feature: (np.array([p for p, _ in pairs], np.intp), np.array([w for _, w in pairs]))
            for feature, pairs in lists.items()
        }
        unknown = log(1 + 2 * len(entries))
        return cls(maker, idf, unknown, postings, np.array(masses), np.array(starts, np.intp))

    def scores(self, syllables: Sequence[str]) -> NDArray[np.float64]:
        """The score of every entry for a question, 0 to about 1.2."""
        features = self.maker.features(syllables)
        known = [self.postings[feature] for feature in features if feature in self.postings]
        if not known:
            return np.zeros(len(self.starts))
        places = np.concatenate([place for place, _ in known])
        weights = np.concatenate([weight for _, weight in known])
        shared = np.bincount(places, weights, minlength=len(self.masses))
        phrases = shared / np.sqrt(self.masses + SMOOTHING) / sqrt(self._mass(features) + SMOOTHING)
        best = np.maximum.reduceat(phrases, self.starts)
        is_best = phrases == np.repeat(best, np.diff([*self.starts, len(phrases)]))
        second = np.maximum.reduceat(np.where(is_best, 0.0, phrases), self.starts)
        scores: NDArray[np.float64] = best + SECOND_PHRASE * second
        return scores

    def shared(self, syllables: Sequence[str], phrases: Iterable[Sequence[str]]) -> list[str]:
        """The folded words of the question that the entry's phrases have, in the order asked."""
        words = {fold(syllable) for phrase in phrases for syllable in phrase}
        return [word for word in dict.fromkeys(map(fold, syllables)) if word in words]

    def _mass(self, features: Features) -> float:
        return sum(weight * self.idf.get(feature, self._unknown(feature)) for feature, weight in features.items())

    def _unknown(self, feature: str) -> float:
        """An unknown word counts against a match; an unknown pair or sound says nothing more than its words."""
        return self.unknown_idf if feature.isalnum() else 0.0
