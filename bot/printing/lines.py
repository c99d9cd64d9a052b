"""A text made into lines: nothing is torn that belongs together, and a title's lines are about equally long."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from bot.printing.faces import NO_BREAK, POINT, Face, printable

LEADING: Final = 1.24
"""From one line to the next, in sizes: less, and the marks of Ể would touch the line above."""

ASCENT: Final = 0.94
"""From the top of a line to what its letters stand on, in sizes; Ẩ is that high."""

_NUMBER_AND_UNIT = re.compile(r"(?<=\d) (?=[^\W\d])|(?<=\d) (?=%)")
_NAME_AND_NUMBER = re.compile(
    r"\b(cấp|hạng|loại|mức|nhóm|mẫu|số|quầy|điều|quý|tháng|grade|desk|counter) (?=[IVX\d])", re.IGNORECASE
)
_BREAKS_AN_ADDRESS = re.compile(r"(?<=[/?&=.-])")
_LEANING: Final = re.compile(
    "ở|vì|và|cho|của|từ|tại|do|với|các|những|về|có|là|để|trên|dưới|sau|trước|đến|bằng|theo|không|đã|đang|được|bị"
    "|in|on|at|of|the|an?|to|for|and|or|by|with|from",
    re.IGNORECASE,
)
"""Words that belong to what follows; a line does not end with one where that can be helped."""

_GIVEN_UP: Final = 0.2
"""How much smaller a text may be for a better end of its lines."""

_ROUNDING: Final = 1e-6
"""Millimetres by which two sums of the same widths may differ."""

_MATTERS: Final = 0.15
"""What a good end of a line is worth, and a bad one costs: so much of the line's width, squared, to be uneven by."""


@dataclass(frozen=True)
class Lines:
    """Lines in one face and size (points)."""

    face: Face
    size: float
    texts: tuple[str, ...]

    @property
    def step(self) -> float:
        """Millimetres from line to line."""
        return self.size * POINT * LEADING

    @property
    def height(self) -> float:
        """Millimetres of all lines."""
        return self.step * len(self.texts)

    def width_of(self, text: str) -> float:
        """Millimetres of one line."""
        return self.face.width(text, self.size)


@lru_cache(maxsize=256)
def together(text: str) -> str:
    """`text` with blanks that do not break between a number and its unit, and between a name and its number."""
    return _NAME_AND_NUMBER.sub(rf"\1{NO_BREAK}", _NUMBER_AND_UNIT.sub(NO_BREAK, printable(text)))


def typed(address: str) -> str:
    """An address as people type it: without what only counts posters, and without what browsers add themselves."""
    return address.partition("?")[0].removeprefix("https://").rstrip("/")


@lru_cache(maxsize=512)
def wrapped(text: str, face: Face, size: float, width: float) -> Lines:
    """As few lines as `width` (mm) allows, all about equally long; kept, for most words stand on every sheet."""
    words = _words(text, face, size, width)
    lengths = [face.width(each, size) for each in words]
    return Lines(face, size, tuple(_balanced(words, lengths, face.width(" ", size), width)))


def fitted(text: str, face: Face, width: float, height: float, largest: float, smallest: float) -> Lines:
    """The largest size, in whole points, at which `text` fits into `width` and `height` (mm), not below `smallest`.

    A size up to a fifth smaller is taken where only then no line ends with a word that leans on the next one. At the
    smallest size the text may be higher than `height`: who sets it looks whether that can be.
    """
    found = None
    for size in _sizes(largest, smallest):
        if found and size < found.size * (1 - _GIVEN_UP):
            break
        if _least_height(text, face, size, width) > height:
            continue
        lines = wrapped(text, face, size, width)
        if not _torn(text, lines):
            found = found or lines
            if not _leaning(lines):
                return lines
    return found or wrapped(text, face, smallest, width)


def abridged(text: str, face: Face, size: float, width: float, most: int) -> Lines:
    """`text` in `most` lines at most; one that is longer ends in an ellipsis after a whole word."""
    lines = wrapped(text, face, size, width)
    words = together(text).split(" ")
    while len(lines.texts) > most and len(words) > 1:
        words.pop()
        lines = wrapped(" ".join(words).rstrip(",;:.–(") + "…", face, size, width)
    return lines


def _least_height(text: str, face: Face, size: float, width: float) -> float:
    """How high a text is however its lines are balanced, in millimetres."""
    lengths = [face.width(each, size) for each in _words(text, face, size, width)]
    return _fewest(lengths, face.width(" ", size), width) * size * POINT * LEADING


def _sizes(largest: float, smallest: float) -> Iterator[float]:
    size = largest
    while size > smallest:
        yield size
        size -= 1
    yield smallest


def _torn(text: str, lines: Lines) -> bool:
    """Whether a word had to be cut because it is wider than the line."""
    return len(" ".join(lines.texts)) != len(together(text))


def _leaning(lines: Lines) -> bool:
    return any(_LEANING.fullmatch(text.rpartition(" ")[2]) for text in lines.texts[:-1])


def _words(text: str, face: Face, size: float, width: float) -> list[str]:
    """The words; one wider than the line in pieces, an address after its signs."""
    words: list[str] = []
    for word in together(text).split(" "):
        if face.width(word, size) <= width:
            words.append(word)
            continue
        piece = ""
        for part in _BREAKS_AN_ADDRESS.split(word):
            for some in [part] if face.width(part, size) <= width else part:
                if piece and face.width(piece + some, size) > width:
                    words.append(piece)
                    piece = ""
                piece += some
        words.append(piece)
    return words


def _balanced(words: list[str], lengths: list[float], blank: float, width: float) -> list[str]:
    """The words in the fewest lines, with the least sum of squares of what each differs from the mean by."""
    few = _fewest(lengths, blank, width)
    mean = (sum(lengths) + blank * (len(words) - few)) / few

    @cache
    def best(first: int, left: int) -> tuple[float, tuple[int, ...]]:
        """How far from even, and where lines end, from the word `first` on in `left` lines."""
        choices = []
        long = -blank
        for end in range(first + 1, len(words) - left + 2):
            long += blank + lengths[end - 1]
            if long > width + _ROUNDING:
                break
            if left == 1 and end < len(words):
                continue
            cost, ends = best(end, left - 1) if left > 1 else (0.0, ())
            worth = _worth(words[end - 1], words[end]) if end < len(words) else 0
            choices.append((cost + (long - mean) ** 2 - worth * _MATTERS * width**2, (end, *ends)))
        return min(choices, default=(float("inf"), (len(words),)))

    ends = best(0, few)[1]
    return [" ".join(words[start:end]) for start, end in zip((0, *ends), ends, strict=False)]


def _fewest(lengths: list[float], blank: float, width: float) -> int:
    count, long = 1, -blank
    for each in lengths:
        if long + blank + each > width and long > 0:
            count, long = count + 1, -blank
        long += blank + each
    return count


def _worth(word: str, following: str) -> int:
    """Whether a line ends well between two words: 1 where one would pause, -1 where the first leans on the second."""
    if word[-1:] in ",;:.–" or following[:1] == "(":
        return 1
    return -1 if _LEANING.fullmatch(word) else 0
