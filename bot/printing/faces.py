"""The two faces everything printed is set in (Roboto, Apache License 2.0), and how much room a text takes in them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Final, Literal
from unicodedata import normalize

Weight = Literal["regular", "bold"]

FILES: Final[Mapping[Weight, str]] = {"regular": "Roboto-Regular.ttf", "bold": "Roboto-Bold.ttf"}
POINT: Final = 25.4 / 72
"""Millimetres of a point."""

NO_BREAK: Final = "\u00a0"
_BLANKS: Final = re.compile(rf"[^\S{NO_BREAK}]+")


@dataclass(frozen=True, eq=False)
class Face:
    """One face: where its file is, and how far each character goes, in parts of the size; there is one of a weight."""

    weight: Weight
    file: Path
    advances: Mapping[str, float]

    def width(self, text: str, size: float) -> float:
        """Millimetres that `text` takes in `size` points."""
        return _length(self.weight, text) * size * POINT


@lru_cache(maxsize=4096)
def _length(weight: Weight, text: str) -> float:
    """How far a text goes, in sizes: to find the right size, the same words are measured at many."""
    advances = face(weight).advances
    return sum(advances.get(each, 0.0) for each in text)


@cache
def face(weight: Weight) -> Face:
    """The face of this weight."""
    # Takes longer to import than an answer takes; it has no types.
    from fontTools.ttLib import TTFont  # type: ignore[import-untyped]  # it has no types

    file = Path(str(files("font_roboto"))) / "files" / FILES[weight]
    with TTFont(file, lazy=True) as font:
        units, metrics = font["head"].unitsPerEm, font["hmtx"].metrics
        advances = {chr(code): metrics[glyph][0] / units for code, glyph in font.getBestCmap().items()}
    return Face(weight, file, advances)


@cache
def _known() -> frozenset[str]:
    return frozenset(face("regular").advances) & frozenset(face("bold").advances)


def lacking(text: str) -> str:
    """The characters of `text` that cannot be printed, each once."""
    known = _known()
    return "".join(dict.fromkeys(each for each in normalize("NFC", text) if each not in known and not each.isspace()))


def printable(text: str) -> str:
    """`text` in composed letters and with single blanks, without what no face has (an icon says nothing on its own)."""
    missing = set(lacking(text))
    kept = "".join(each for each in normalize("NFC", text) if each not in missing)
    return _BLANKS.sub(" ", kept).strip(" ")
