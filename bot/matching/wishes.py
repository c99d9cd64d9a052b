"""A question in which somebody wishes for several things: cut into parts, each of which names one.

A part counts where it would stand alone; one that only tells a circumstance ("chưa đăng ký kết hôn") does not.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from bot.catalog.lexicon import Lexicon
from bot.matching.cues import Phrases
from bot.matching.text import Syllables, clean

STANDS_ALONE: Final = 0.65
"""Score from which a part of a question names its procedure; from 0.55 on twice as many were no wish."""

SIBLINGS_STAND_ALONE: Final = 0.75
"""Score both of two siblings need: "kết hôn với người nước ngoài" is one wish, in two pieces."""

CIRCUMSTANCE_WITHIN: Final = 3
"""Syllables from the beginning of a part within which a word says that it tells a circumstance."""

MOST_PARTS: Final = 8
"""Parts from which on a text is no list of wishes any more, but a long story."""

_BREAK = re.compile(r"[.,;?!:+&\n]+")


@dataclass(frozen=True)
class Parts:
    """Cuts questions at their sentences and at words that join two wishes."""

    connectors: Phrases[str]
    circumstances: Phrases[str]

    @classmethod
    def of(cls, lexicon: Lexicon) -> "Parts":
        """With the words of a lexicon."""
        return cls(Phrases.of({"and": lexicon.connectors}), Phrases.of({"while": lexicon.circumstances}))

    def wished(self, question: str) -> list[str]:
        """The parts of a question that may each be a wish; none where it is in one piece, or in too many."""
        parts = [part for sentence in _BREAK.split(question) for part in self._cut(clean(sentence)) if part]
        several = 1 < len(parts) <= MOST_PARTS
        return [" ".join(part) for part in parts if not self._tells(part)] if several else []

    def _cut(self, syllables: Syllables) -> Iterator[Syllables]:
        start = 0
        for begin, end, _ in self.connectors.found(syllables):
            if begin >= start:
                yield syllables[start:begin]
                start = end
        yield syllables[start:]

    def _tells(self, part: Syllables) -> bool:
        return bool(self.circumstances.found(part[:CIRCUMSTANCE_WITHIN]))
