"""An inverted index over phrases: which entry's phrase shares the rarest words and word pairs with a question.

Every name and keyword is a document of its own. Its score is Σ weight·idf of the shared features over
√((its mass + 3)·(the question's mass + 3)), idf counted by entry. An entry scores its three best phrases, each half of
the one before, and how much of the question all its phrases together cover: people tell what they want in the words of
several keywords. Weights and constants are measured (docs/matching.md).
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import chain, pairwise
from math import log

import numpy as np
from numpy.typing import NDArray

from bot.matching.syllables import fold, sound

SYLLABLE, PAIR, ACCENTED, SOUND_PAIR, CONCEPT, TRIGRAM = 1.0, 0.7, 0.35, 0.3, 0.5, 0.1
STOP = 0.2
"""What of its weight a word keeps that is in every other question ("làm", "giấy", "cần")."""

SOUND = "♪"
"""What the features of sound begin with."""

SMOOTHING = 3.0
BEST_PHRASES = (0.56, 0.28, 0.14)
"""What the best phrase of an entry, the second and the third count for."""

COVERAGE = 0.34
"""What the share of the question counts for that any phrase of an entry has."""

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
            found[f"{SOUND}{sound(left)} {sound(right)}"] = SOUND_PAIR * damp
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
    weighs `weights[i]`. `starts[e]` is the first phrase of entry `e`. The entries that have the feature in any phrase
    are `holders[i]`, from `held[n]` to `held[n + 1]`.
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
    held: NDArray[np.intp]
    holders: NDArray[np.intp]

    @classmethod
    def of(cls, entries: Sequence[Sequence[Sequence[str]]], maker: FeatureMaker) -> "Index":
        """The index of `entries`, each a sequence of phrases, each a sequence of syllables."""
        made = [maker.features(phrase) for phrases in entries for phrase in phrases]
        numbers = {feature: n for n, feature in enumerate(dict.fromkeys(chain.from_iterable(made)))}
        features = np.array([numbers[feature] for each in made for feature in each], np.intp)
        weights = np.array([weight for each in made for weight in each.values()])
        places = np.repeat(np.arange(len(made)), [len(each) for each in made])
        lengths = [len(phrases) for phrases in entries]
        of_entry = np.repeat(np.arange(len(entries)), lengths)[places]
        # An entry counts once for a feature, in however many of its phrases it stands.
        counted, holders = np.divmod(np.unique(features * len(entries) + of_entry), max(len(entries), 1))
        held = np.bincount(counted, minlength=len(numbers))
        idf = np.log(1 + len(entries) / held)
        weights = weights * idf[features]
        order = np.argsort(features, kind="stable")
        bounds = _ends(np.bincount(features, minlength=len(numbers)))
        masses: NDArray[np.float64] = np.bincount(places, weights, minlength=len(made)).astype(np.float64)
        starts = np.cumsum([0, *lengths[:-1]])
        unknown = log(1 + 2 * len(entries))
        return cls(
            maker, numbers, idf, unknown, bounds, places[order], weights[order], masses, starts, _ends(held), holders
        )

    def scores(self, syllables: Sequence[str], hidden: int | None = None) -> NDArray[np.float64]:
        """The score of every entry for a question, 0 to about 1.3; as if the phrase at `hidden` were not there."""
        features = self.maker.features(syllables)
        known = {self.numbers[feature]: weight for feature, weight in features.items() if feature in self.numbers}
        if not known:
            return np.zeros(len(self.starts))
        mass = self._mass(features) + SMOOTHING
        phrases = self._shared(known) / np.sqrt((self.masses + SMOOTHING) * mass)
        if hidden is not None:
            phrases[hidden] = 0.0
        best = self._best(phrases)
        asked = {number: weight for number, weight in known.items() if number not in self._sounds}
        scores: NDArray[np.float64] = best + COVERAGE * self._covered(asked, hidden) / mass
        return scores

    def _shared(self, known: Mapping[int, float]) -> NDArray[np.float64]:
        """What each phrase shares with the question."""
        slices = [slice(self.bounds[number], self.bounds[number + 1]) for number in known]
        places = np.concatenate([self.places[each] for each in slices])
        weights = np.concatenate([self.weights[each] for each in slices])
        return np.bincount(places, weights, minlength=len(self.masses)).astype(np.float64)

    def _best(self, phrases: NDArray[np.float64]) -> NDArray[np.float64]:
        """The best phrases of each entry together."""
        lengths = np.diff([*self.starts, len(phrases)])
        scores = np.zeros(len(self.starts))
        for share in BEST_PHRASES:
            best = np.maximum.reduceat(phrases, self.starts)
            scores += share * best
            phrases = np.where(phrases == np.repeat(best, lengths), 0.0, phrases)
        return scores

    def _covered(self, asked: Mapping[int, float], hidden: int | None) -> NDArray[np.float64]:
        """How much of the question the phrases of each entry have together."""
        slices = [slice(self.held[number], self.held[number + 1]) for number in asked]
        lengths = [each.stop - each.start for each in slices]
        worth = np.array([weight * self.idf[number] for number, weight in asked.items()])
        covered = np.bincount(
            np.concatenate([self.holders[each] for each in slices]), np.repeat(worth, lengths), len(self.starts)
        ).astype(np.float64)
        if hidden is not None:
            entry = int(np.searchsorted(self.starts, hidden, "right")) - 1
            alone = [at for at, number in enumerate(asked) if self._is_only(number, hidden, entry)]
            covered[entry] -= worth[alone].sum()
        return covered

    def _is_only(self, number: int, hidden: int, entry: int) -> bool:
        """Whether no other phrase of an entry has the feature that its phrase at `hidden` has."""
        places = self.places[self.bounds[number] : self.bounds[number + 1]]
        end = self.starts[entry + 1] if entry + 1 < len(self.starts) else len(self.masses)
        own = places[(places >= self.starts[entry]) & (places < end)]
        return bool(own.tolist() == [hidden])

    def ranked(
        self, syllables: Sequence[str], presence: Sequence[float], hidden: int | None = None
    ) -> list[tuple[int, float]]:
        """Every entry with its score times its `presence`, the best first."""
        scores = self.scores(syllables, hidden) * np.asarray(presence)
        order = np.argsort(-scores, kind="stable")
        return list(zip(order.tolist(), scores[order].tolist(), strict=True))

    def shared(self, syllables: Sequence[str], phrases: Iterable[Sequence[str]]) -> list[str]:
        """The folded words of the question that the entry's phrases have, in the order asked."""
        words = {fold(syllable) for phrase in phrases for syllable in phrase}
        return [word for word in dict.fromkeys(map(fold, syllables)) if word in words]

    @cached_property
    def _sounds(self) -> frozenset[int]:
        """The features that are only how something sounds: they help to find a phrase and cover nothing."""
        return frozenset(number for feature, number in self.numbers.items() if feature.startswith(SOUND))

    def shares(self, phrase: Sequence[str]) -> Mapping[str, float]:
        """What share of a phrase each of its folded words is, by rarity; a stop word counts as little as in a score."""
        damped = {
            word: self.rarity(word) * (STOP if word in self.maker.stop_words else 1.0) for word in map(fold, phrase)
        }
        whole = sum(damped.values())
        return {word: each / whole for word, each in damped.items()}

    def _mass(self, features: Features) -> float:
        return sum(weight * self.rarity(feature) for feature, weight in features.items())

    def rarity(self, feature: str) -> float:
        """An unknown word counts against a match; an unknown pair or sound says nothing more than its words."""
        number = self.numbers.get(feature)
        if number is None:
            return self.unknown_idf if feature.isalnum() else 0.0
        return float(self.idf[number])


def _ends(lengths: NDArray[np.intp]) -> NDArray[np.intp]:
    """Where each of some runs that follow each other begins, and the last one ends."""
    return np.concatenate([[0], np.cumsum(lengths)])
