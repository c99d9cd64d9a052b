"""Vietnamese as people type it, step by step, down to clean syllables.

`Reader.read` runs a chain of named steps over a tuple of syllables; `Reader.steps` shows the text after each, which
is what `motcua ask --explain` prints. Accents are kept where they were typed and never required.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from bot.catalog.lexicon import Lexicon
from bot.matching.keys import decode
from bot.matching.syllables import fold, is_syllable
from bot.matching.vocabulary import Vocabulary

Syllables = tuple[str, ...]

MAX_LENGTH = 500
"""Characters of a question that are read; a longer text names its wish within them or not at all."""

MOST_TYPED = 2 * MAX_LENGTH
"""Characters that are looked at to find these: letters may be typed in pieces, and some are not seen."""

_LETTERS = re.compile(r"[^\W_]+")


def clean(text: str) -> Syllables:
    """Lower-case syllables in NFC; full-width and styled letters become plain, the rest becomes a gap."""
    plain = unicodedata.normalize("NFKC", text)[:MAX_LENGTH]
    # Hardly any text holds an unseen character, and the whole text is looked through faster than each letter.
    if not plain.isprintable():
        plain = "".join(" " if unicodedata.category(each) in _UNSEEN else each for each in plain)
    return tuple(_LETTERS.findall(plain.lower()))


_UNSEEN = frozenset({"Cc", "Co", "Cs", "Cn"})
_JOINERS = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f\u202a\u202b\u202c\u202d\u202e"))


def visible(text: str) -> str:
    """`text` without the characters that only steer its display (zero width, direction marks)."""
    # As in `clean`: nearly every text has none of them.
    return text if text.isprintable() else text.translate(_JOINERS)


@dataclass(frozen=True)
class Reader:
    """Reads questions in the light of a lexicon and of the syllables a catalog uses."""

    lexicon: Lexicon
    vocabulary: Vocabulary = field(default_factory=Vocabulary)

    def read(self, text: str) -> Syllables:
        """The syllables that `text` means."""
        *_, (_, syllables) = self.steps(text)
        return syllables

    def steps(self, text: str) -> Iterable[tuple[str, Syllables]]:
        """The name of each step and the syllables after it."""
        syllables = clean(visible(text[:MOST_TYPED]))
        yield "clean", syllables
        for name, step in self._chain:
            syllables = step(syllables)
            yield name, syllables

    @property
    def _chain(self) -> tuple[tuple[str, Callable[[Syllables], Syllables]], ...]:
        dialect, abbreviations, english = self.rewritings
        return (
            ("telex and vni", lambda given: decode(given, self._never_keys)),
            ("dialect", dialect.of),
            ("abbreviations", abbreviations.of),
            ("english", english.of),
            ("split joined words", self._split),
            ("correct typing", self._correct),
        )

    @cached_property
    def rewritings(self) -> "tuple[Rewriting, Rewriting, Rewriting]":
        """What the lexicon writes in other words: dialect, abbreviations, English."""
        lexicon = self.lexicon
        return Rewriting(lexicon.dialect), Rewriting(lexicon.abbreviations), Rewriting(lexicon.english)

    @cached_property
    def _never_keys(self) -> frozenset[str]:
        return frozenset({*self.lexicon.never_keys, *self.lexicon.english_words})

    def _split(self, given: Syllables) -> Syllables:
        return tuple(piece for syllable in given for piece in self.vocabulary.split(syllable))

    def _correct(self, given: Syllables) -> Syllables:
        return tuple(self.vocabulary.correct(syllable) for syllable in given)


@dataclass(frozen=True)
class Rewriting:
    """Phrases as they are written, and what each means."""

    written_to_meant: Mapping[str, str]

    def of(self, given: Syllables) -> Syllables:
        """`given` with each phrase replaced, longest first, left to right."""
        if self._lengths.keys().isdisjoint(given):
            return given
        out: list[str] = []
        position = 0
        while position < len(given):
            first = given[position]
            for length in self._lengths.get(first, ()):
                meant = self.written_to_meant.get(" ".join(given[position : position + length]))
                if meant is not None:
                    out.extend(meant.split())
                    position += length
                    break
            else:
                out.append(first)
                position += 1
        return tuple(out)

    @cached_property
    def _lengths(self) -> Mapping[str, Sequence[int]]:
        """How many syllables the phrases have that begin with a word, most first: few words begin one at all."""
        lengths: dict[str, set[int]] = defaultdict(set)
        for phrase in filter(None, map(str.split, self.written_to_meant)):
            lengths[phrase[0]].add(len(phrase))
        return {first: sorted(found, reverse=True) for first, found in lengths.items()}


def folded(syllables: Iterable[str]) -> Syllables:
    """The syllables without accents."""
    return tuple(fold(syllable) for syllable in syllables)


def is_word(syllable: str) -> bool:
    """Whether it can be a Vietnamese syllable, with or without accents."""
    return is_syllable(fold(syllable))
