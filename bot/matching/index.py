"""An inverted index over phrases: which entry's phrase shares the rarest words and word pairs with a question.

Every name and keyword is a document of its own. Its score is Σ weight·idf of the shared features over
√((its mass + 3)·(the question's mass + 3)), idf counted by entry. An entry scores its three best phrases, each half of
the one before, and how much of the question all its phrases together cover: people tell what they want in the words of
several keywords. Where no entry has a second phrase, that one is its score. Weights and constants are measured
(docs/matching.md).
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import chain, pairwise
from math import log, sqrt
from operator import mul
from types import MappingProxyType
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bot.matching.syllables import fold, sound


class Weights(NamedTuple):
    """What each kind of feature weighs; 0 leaves the kind out."""

    syllable: float = 1.0
    pair: float = 0.7
    accented: float = 0.35
    sound_pair: float = 0.3
    concept: float = 0.5
    trigram: float = 0.1


FEW, MANY = Weights(), Weights(sound_pair=0.0, trigram=0.0)
"""For a catalog, and for thousands of entries: among these what sounds or looks alike is mostly something else."""

UNKNOWN = -1
"""Stands for the number of a feature that no phrase has."""

MANY_FROM = 2_000
"""Entries."""

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
    weights: Weights = FEW

    def features(self, syllables: Sequence[str]) -> Features:
        """Feature → weight, before idf."""
        weights = self.weights
        plain = [fold(syllable) for syllable in syllables]
        found: dict[str, float] = {}
        damped = [bare in self.stop_words for bare in plain]
        for syllable, is_stop in zip(syllables, damped, strict=True):
            found.update(_of_one(syllable, STOP if is_stop else 1.0, weights))
        for (left, right), are_stops in zip(pairwise(plain), map(all, pairwise(damped)), strict=True):
            damp = STOP if are_stops else 1.0
            found[f"{left} {right}"] = weights.pair * damp
            if weights.sound_pair:
                found[f"{SOUND}{sound(left)} {sound(right)}"] = weights.sound_pair * damp
        for concept in self.concepts_in(plain):
            found["=" + concept] = weights.concept
        return found

    def concepts_in(self, plain: Sequence[str]) -> list[str]:
        """The concepts that one of their phrases names, in the order of their first."""
        found = (
            self.concepts[phrase]
            for start, first in enumerate(plain)
            if first in self._lengths
            for length in self._lengths[first]
            if (phrase := tuple(plain[start : start + length])) in self.concepts
        )
        return list(dict.fromkeys(found))

    @cached_property
    def _lengths(self) -> Mapping[str, list[int]]:
        """How long the concepts' phrases are that begin with a word."""
        lengths: dict[str, set[int]] = defaultdict(set)
        for phrase in self.concepts:
            lengths[phrase[0]].add(len(phrase))
        return {first: sorted(found) for first, found in lengths.items()}


@lru_cache(maxsize=20_000)
def _of_one(syllable: str, damp: float, weights: Weights) -> Features:
    """The features of a syllable by itself."""
    bare = fold(syllable)
    found = {bare: weights.syllable * damp}
    if bare != syllable:
        found["'" + syllable] = weights.accented * damp
    for start in range(len(bare) - 2 if weights.trigram else 0):
        found["…" + bare[start : start + 3]] = weights.trigram * damp
    return found


@dataclass(frozen=True)
class Index:
    """Postings of all phrases.

    Feature number `numbers[f]` has the runs from `bounds[n]` to `bounds[n + 1]`, one for each weight that it has
    somewhere: hardly any has two, so that a weight need not be kept for every posting. Run `r` weighs `weights[r]` in
    the phrases `places[cuts[r] : cuts[r + 1]]`. `starts[e]` is the first phrase of entry `e`, `lengths` holds what each
    phrase's score is divided by, `presence` what each entry's is multiplied with. The entries that have the feature in
    any phrase are `holders[i]`, from `held[n]` to `held[n + 1]`; both are empty where no entry has a second phrase.
    """

    maker: FeatureMaker
    numbers: Mapping[str, int]
    idf: NDArray[np.float64]
    unknown_idf: float
    bounds: NDArray[np.int32]
    cuts: NDArray[np.int32]
    weights: NDArray[np.float64]
    places: NDArray[np.int32]
    lengths: NDArray[np.float64]
    starts: NDArray[np.intp]
    presence: NDArray[np.float64]
    held: NDArray[np.int32]
    holders: NDArray[np.int32]

    @classmethod
    def of(
        cls, entries: Sequence[Sequence[Sequence[str]]], maker: FeatureMaker, presence: Sequence[float] | None = None
    ) -> "Index":
        """The index of `entries`, each a sequence of phrases, each a sequence of syllables."""
        made = [maker.features(phrase) for phrases in entries for phrase in phrases]
        numbers = {feature: n for n, feature in enumerate(dict.fromkeys(chain.from_iterable(made)))}
        held = [len(each) for each in made]
        postings = sum(held)
        features = np.fromiter(map(numbers.__getitem__, chain.from_iterable(made)), np.int32, postings)
        weights = np.fromiter(chain.from_iterable(each.values() for each in made), np.float64, postings)
        places = np.repeat(np.arange(len(made), dtype=np.int32), held)
        sizes = [len(phrases) for phrases in entries]
        order = np.lexsort((weights, features))
        holders = np.repeat(np.arange(len(entries), dtype=np.int32), sizes)[places]
        # Where no entry has a second phrase, postings need not be sorted to count each entry once.
        one_each = len(made) == len(entries)
        of_features, of_entries = (features[:0], holders[:0]) if one_each else _once(features, holders)
        counted = np.bincount(features if one_each else of_features, minlength=len(numbers))
        idf = np.log(1 + len(entries) / counted)
        masses = np.bincount(places, weights * idf[features], minlength=len(made))
        features, weights = features[order], weights[order]
        firsts = np.flatnonzero(_changes(features) | _changes(weights))
        runs = np.bincount(features[firsts], minlength=len(numbers))
        return cls(
            maker,
            numbers,
            idf,
            log(1 + 2 * len(entries)),
            np.cumsum([0, *runs], dtype=np.int32),
            np.append(firsts, postings).astype(np.int32),
            weights[firsts] * idf[features[firsts]],
            places[order],
            np.sqrt(masses + SMOOTHING),
            np.cumsum([0, *sizes[:-1]]),
            np.ones(len(entries)) if presence is None else np.asarray(presence, np.float64),
            np.append(0, np.cumsum(np.bincount(of_features))).astype(np.int32),
            of_entries,
        )

    def scores(self, syllables: Sequence[str], hidden: int | None = None) -> NDArray[np.float64]:
        """The score of every entry for a question, 0 to about 1.2; as if the phrase at `hidden` were not there."""
        features = self.maker.features(syllables)
        numbers = [self.numbers.get(feature, UNKNOWN) for feature in features]
        known = np.array([number for number in numbers if number != UNKNOWN], np.intp)
        if not len(known):
            return np.zeros(len(self.starts))
        mass = self._mass(features, numbers) + SMOOTHING
        phrases = self._shared(known) / self.lengths / sqrt(mass)
        if hidden is not None:
            phrases[hidden] = 0.0
        if len(self.starts) == len(phrases):
            return phrases
        asked = {
            number: weight
            for number, (feature, weight) in zip(numbers, features.items(), strict=True)
            if number != UNKNOWN and not feature.startswith(SOUND)
        }
        scores: NDArray[np.float64] = self._best(phrases) + COVERAGE * self._covered(asked, hidden) / mass
        return scores

    def _best(self, phrases: NDArray[np.float64]) -> NDArray[np.float64]:
        """The best phrases of each entry together."""
        sizes = np.diff(self.starts, append=len(phrases))
        scores = np.zeros(len(self.starts))
        for share in BEST_PHRASES:
            best = np.maximum.reduceat(phrases, self.starts)
            scores += share * best
            phrases = np.where(phrases == np.repeat(best, sizes), 0.0, phrases)
        return scores

    def _covered(self, asked: Mapping[int, float], hidden: int | None) -> NDArray[np.float64]:
        """How much of the question the phrases of each entry have together, by the features that are `asked`."""
        numbers = np.array(list(asked), np.intp)
        begins, ends = self.held[numbers], self.held[numbers + 1]
        worth = np.array(list(asked.values())) * self.idf[numbers]
        holders = np.concatenate([self.holders[each] for each in map(slice, begins.tolist(), ends.tolist())])
        covered = np.bincount(holders, np.repeat(worth, ends - begins), len(self.starts)).astype(np.float64, copy=False)
        if hidden is not None:
            entry = int(np.searchsorted(self.starts, hidden, "right")) - 1
            alone = [at for at, number in enumerate(asked) if self._is_only(number, hidden, entry)]
            covered[entry] -= worth[alone].sum()
        return covered

    def _is_only(self, number: int, hidden: int, entry: int) -> bool:
        """Whether no other phrase of an entry has the feature that its phrase at `hidden` has."""
        places = self.places[self.cuts[self.bounds[number]] : self.cuts[self.bounds[number + 1]]]
        end = self.starts[entry + 1] if entry + 1 < len(self.starts) else len(self.lengths)
        own = places[(places >= self.starts[entry]) & (places < end)]
        return bool(own.tolist() == [hidden])

    def _shared(self, known: NDArray[np.intp]) -> NDArray[np.float64]:
        """What each phrase shares with a question, by the numbers of the question's features."""
        ranges = map(range, self.bounds[known].tolist(), self.bounds[known + 1].tolist())
        runs = np.fromiter(chain.from_iterable(ranges), np.intp)
        begins, ends = self.cuts[runs], self.cuts[runs + 1]
        places = np.concatenate([self.places[each] for each in map(slice, begins.tolist(), ends.tolist())])
        weights = np.repeat(self.weights[runs], ends - begins)
        return np.bincount(places, weights, minlength=len(self.lengths)).astype(np.float64, copy=False)

    def ranked(
        self,
        syllables: Sequence[str],
        most: int,
        hidden: int | None = None,
        favoured: Mapping[int, float] = MappingProxyType({}),
    ) -> list[tuple[int, float]]:
        """The best entries, at most so many, each with its score times its presence, the best first.

        The scores of those that are `favoured` are multiplied once more.
        """
        scores = self.scores(syllables, hidden) * self.presence
        for at, times in favoured.items():
            scores[at] *= times
        if most < len(scores):
            least = np.partition(scores, -most)[-most]
            places = np.flatnonzero(scores >= least)
        else:
            places = np.arange(len(scores))
        order = places[np.argsort(-scores[places], kind="stable")][:most]
        return list(zip(order.tolist(), scores[order].tolist(), strict=True))

    def shared(self, syllables: Sequence[str], phrases: Iterable[Sequence[str]]) -> list[str]:
        """The folded words of the question that the entry's phrases have, in the order asked."""
        words = {fold(syllable) for phrase in phrases for syllable in phrase}
        return [word for word in dict.fromkeys(map(fold, syllables)) if word in words]

    def shares(self, phrase: Sequence[str]) -> Mapping[str, float]:
        """What share of a phrase each of its folded words is, by rarity; a stop word counts as little as in a score."""
        damped = {
            word: self.rarity(word) * (STOP if word in self.maker.stop_words else 1.0) for word in map(fold, phrase)
        }
        whole = sum(damped.values())
        return {word: each / whole for word, each in damped.items()}

    def _mass(self, features: Features, numbers: Sequence[int]) -> float:
        # All at once, then those that are unknown: to ask for each by itself takes as long as all the scores.
        rarities: list[float] = self.idf[numbers].tolist()
        for at, (feature, number) in enumerate(zip(features, numbers, strict=True)):
            if number == UNKNOWN:
                rarities[at] = self.rarity(feature)
        mass: float = sum(map(mul, features.values(), rarities))
        return mass

    def rarity(self, feature: str) -> float:
        """An unknown word counts against a match; an unknown pair or sound says nothing more than its words."""
        number = self.numbers.get(feature)
        if number is None:
            return self.unknown_idf if feature.isalnum() else 0.0
        return float(self.idf[number])


def _once(features: NDArray[np.int32], holders: NDArray[np.int32]) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Each feature with each entry that has it, once, however many phrases of the entry do."""
    order = np.argsort(features, kind="stable")
    features, holders = features[order], holders[order]
    firsts = _changes(features) | _changes(holders)
    return features[firsts], holders[firsts]


def _changes(values: NDArray[np.int32] | NDArray[np.float64]) -> NDArray[np.bool_]:
    """Where a value differs from the one before it."""
    return np.append([True], values[1:] != values[:-1]) if len(values) else np.zeros(0, np.bool_)
