"""Vietnamese as people type it, step by step, down to clean syllables.

`Reader.read` runs a chain of named steps over a tuple of syllables; `Reader.steps` shows the text after each, which
is what `motcua ask --explain` prints. Accents are kept where they were typed and never required.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from bot.catalog.lexicon import Lexicon
from bot.matching.keys import decode
from bot.matching.syllables import fold, is_syllable
from bot.matching.vocabulary import Vocabulary

Syllables = tuple[str, ...]

MAX_LENGTH = 1_000
"""Characters of a question that are read; a longer text names its wish within them or not at all."""

LONGEST_PHRASE = 5
"""Syllables that one entry of the lexicon may replace."""

_NOT_A_LETTER = re.compile(r"[^\w]+|_+")


def clean(text: str) -> Syllables:
    """Lower-case syllables in NFC; full-width and styled letters become plain, the rest becomes a gap."""
    plain = unicodedata.normalize("NFKC", text)[:MAX_LENGTH]
    visible = "".join(" " if unicodedata.category(each) in _UNSEEN else each for each in plain)
    return tuple(_NOT_A_LETTER.sub(" ", visible.lower()).split())


_UNSEEN = frozenset({"Cc", "Co", "Cs", "Cn"})
_JOINERS = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f\u202a\u202b\u202c\u202d\u202e"))


def visible(text: str) -> str:
    """`text` without the characters that only steer its display (zero width, direction marks)."""
    return text.translate(_JOINERS)


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
        syllables = clean(visible(text))
        yield "clean", syllables
        for name, step in self._chain:
            syllables = step(syllables)
            yield name, syllables

    @property
    def _chain(self) -> tuple[tuple[str, Callable[[Syllables], Syllables]], ...]:
        lexicon = self.lexicon
        never_keys = {*lexicon.never_keys, *lexicon.english_words}
        return (
            ("telex and vni", lambda given: decode(given, never_keys)),
            ("dialect", lambda given: replace(given, lexicon.dialect)),
            ("abbreviations", lambda given: replace(given, lexicon.abbreviations)),
            ("english", lambda given: replace(given, lexicon.english)),
            ("split joined words", self._split),
            ("correct typing", self._correct),
        )

    def _split(self, given: Syllables) -> Syllables:
        return tuple(piece for syllable in given for piece in self.vocabulary.split(syllable))

    def _correct(self, given: Syllables) -> Syllables:
        return tuple(self.vocabulary.correct(syllable) for syllable in given)


def replace(given: Syllables, written_to_meant: Mapping[str, str]) -> Syllables:
    """`given` with each phrase of the mapping replaced, longest first, left to right."""
    out: list[str] = []
    position = 0
    while position < len(given):
        for length in range(min(LONGEST_PHRASE, len(given) - position), 0, -1):
            meant = written_to_meant.get(" ".join(given[position : position + length]))
            if meant is not None:
                out.extend(meant.split())
                position += length
                break
        else:
            out.append(given[position])
            position += 1
    return tuple(out)


def folded(syllables: Iterable[str]) -> Syllables:
    """The syllables without accents."""
    return tuple(fold(syllable) for syllable in syllables)


def is_word(syllable: str) -> bool:
    """Whether it can be a Vietnamese syllable, with or without accents."""
    return is_syllable(fold(syllable))
