"""Cue phrases: which aspect is asked for, whether it is only talk, whether it is English."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final, Generic, TypeVar

from bot.catalog.lexicon import Lexicon, Reference, Talk
from bot.catalog.model import Aspect
from bot.matching.syllables import fold
from bot.matching.text import Syllables, clean, folded

Name = TypeVar("Name", bound=str)
EMERGENCIES: Final[tuple[Talk, ...]] = ("fire", "crime", "medical", "rescue")
"""What comes before everything else."""

COURTESIES: Final[tuple[Talk, ...]] = ("greeting", "thanks", "goodbye")
"""What people say beside a question, or alone."""

BLANK = "·"
"""Stands where a syllable was taken out, so that its neighbours do not become a pair."""

CLEARLY_ENGLISH = 2
"""Words only English has that make a sentence English."""


@dataclass(frozen=True)
class Phrases(Generic[Name]):
    """Phrases with a name each, found in a text by looking its runs of syllables up."""

    names: Mapping[Syllables, Name]
    by_plain: Mapping[Syllables, tuple[Syllables, ...]]

    @classmethod
    def of(cls, named: Mapping[Name, Iterable[str]]) -> "Phrases[Name]":
        """The phrases listed under each name."""
        names = {clean(phrase): name for name, phrases in named.items() for phrase in phrases}
        by_plain: dict[Syllables, tuple[Syllables, ...]] = {}
        for phrase in names:
            by_plain[folded(phrase)] = (*by_plain.get(folded(phrase), ()), phrase)
        return cls(names, by_plain)

    def found(self, syllables: Sequence[str]) -> list[tuple[int, int, Name]]:
        """Start, end and name of each phrase, by place, the longest first; accents count where both wrote them."""
        plain = folded(syllables)
        return [
            (start, start + length, self.names[phrase])
            for start, first in enumerate(plain)
            for length in self._lengths.get(first, ())
            for phrase in self.by_plain.get(plain[start : start + length], ())
            if all(map(_same, syllables[start : start + length], phrase))
        ]

    @cached_property
    def _lengths(self) -> Mapping[str, Sequence[int]]:
        """How many syllables the phrases have that begin with a word, most first: few words begin one at all."""
        lengths: dict[str, set[int]] = defaultdict(set)
        for phrase in filter(None, self.by_plain):
            lengths[phrase[0]].add(len(phrase))
        return {first: sorted(found, reverse=True) for first, found in lengths.items()}

    def covered(self, syllables: Sequence[str]) -> set[int]:
        """The places of the syllables that belong to a phrase."""
        return {at for start, end, _ in self.found(syllables) for at in range(start, end)}


@dataclass(frozen=True)
class Cues:
    """The lexicon's cue phrases, ready to be found in a question."""

    aspects: Phrases[Aspect]
    talk: Phrases[Talk]
    references: Phrases[Reference]
    afterwards: Phrases[str]
    stop_words: frozenset[str]
    english_words: frozenset[str]

    @classmethod
    def of(cls, lexicon: Lexicon) -> "Cues":
        """The cues of a lexicon."""
        return cls(
            Phrases.of(lexicon.aspects),
            Phrases.of(lexicon.talk),
            Phrases.of(lexicon.references),
            Phrases.of({"over": lexicon.afterwards}),
            frozenset(word for phrase in lexicon.stop_words for word in map(fold, clean(phrase))),
            frozenset(lexicon.english_words),
        )

    def aspect(self, syllables: Sequence[str]) -> Aspect | None:
        """The aspect asked for first; the longest cue wins where two start together."""
        return next((aspect for _, _, aspect in self.aspects.found(syllables)), None)

    def talks(self, syllables: Sequence[str]) -> Talk | None:
        """The kind of talk a text is, or None; emergencies before everything else."""
        kinds = [kind for _, _, kind in self.talk.found(syllables)]
        return next((kind for kind in EMERGENCIES if kind in kinds), kinds[0] if kinds else None)

    def comes_after(self, syllables: Sequence[str]) -> bool:
        """Whether what may be an emergency is over: papers or help are wished for now."""
        return bool(self.afterwards.found(syllables)) or self.aspect(syllables) is not None

    def reference(self, syllables: Sequence[str]) -> Reference | None:
        """How a question points back to what was shown; a correction comes before everything else."""
        kinds = [kind for _, _, kind in self.references.found(syllables)]
        return "correcting" if "correcting" in kinds else next(iter(kinds), None)

    def without_aspects(self, syllables: Sequence[str]) -> Syllables:
        """The question with its aspect blanked out: "mất" in "mất bao lâu" has nothing to do with a loss."""
        covered = self.aspects.covered(syllables) | self.references.covered(syllables)
        return tuple(BLANK if at in covered else syllable for at, syllable in enumerate(syllables))

    def content(self, syllables: Sequence[str]) -> tuple[str, ...]:
        """The folded words left when stop words, cues and talk are taken away: what the question is about."""
        return tuple(filter(None, self.marked(syllables)))

    def marked(self, syllables: Sequence[str]) -> tuple[str | None, ...]:
        """The folded words of a question, None for each that is a stop word or belongs to a cue or to talk."""
        covered = self.aspects.covered(syllables) | self.talk.covered(syllables) | self.references.covered(syllables)
        words = (None if at in covered else fold(syllable) for at, syllable in enumerate(syllables))
        return tuple(None if word in self.stop_words else word for word in words)

    def is_english(self, given: Collection[str]) -> bool:
        """Whether the words as typed are an English sentence."""
        return sum(word in self.english_words for word in given) >= CLEARLY_ENGLISH


def _same(typed: str, cue: str) -> bool:
    return typed == cue or (typed == fold(typed) and typed == fold(cue))
