"""The same question as other people would have typed it: the meaning stays, the letters change.

Each way of writing takes a question and a seed; the same question and seed give the same letters.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from random import Random
from typing import Final

from bot.matching.syllables import fold

Disguise = Callable[[str, int], str]

SHORTEST_MISTYPED: Final = 4
"""Letters a word has at least that is typed wrong."""

_TELEX: Final = {
    "\u0302": "^", "\u0306": "w", "\u031b": "w",
    "\u0301": "s", "\u0300": "f", "\u0309": "r", "\u0303": "x", "\u0323": "j",
}  # fmt: skip
_VNI: Final = {
    "\u0302": "6", "\u0306": "8", "\u031b": "7",
    "\u0301": "1", "\u0300": "2", "\u0309": "3", "\u0303": "4", "\u0323": "5",
}  # fmt: skip
_TONES: Final = frozenset("\u0301\u0300\u0309\u0303\u0323")
_WORD: Final = re.compile(r"[^\W\d_]+")
_LETTERS: Final = "abcdefghiklmnopqrstuvxy"


def has_accents(question: str) -> bool:
    """Whether a question is written with any accent, or with đ."""
    return fold(question) != unicodedata.normalize("NFC", question)


def unaccented(question: str, seed: int = 0) -> str:
    """Without accents: "đăng ký" becomes "dang ky"."""
    return fold(question)


def telex(question: str, seed: int = 0) -> str:
    """With the keys of Telex left as they were hit: "đăng ký" becomes "ddawng kys"."""
    return _WORD.sub(lambda word: _keys(word[0], _TELEX, "d").replace("uwow", "uow"), _composed(question))


def vni(question: str, seed: int = 0) -> str:
    """With the keys of VNI left as they were hit: "đăng ký" becomes "d9a8ng ky1"."""
    return _WORD.sub(lambda word: _keys(word[0], _VNI, "9").replace("u7o7", "uo7"), _composed(question))


def mistyped(question: str, seed: int = 0) -> str:
    """One slip in one word of four letters or more: a letter too many, too few, swapped with the next, or wrong."""
    words = [word for word in _WORD.finditer(_composed(question)) if len(word[0]) >= SHORTEST_MISTYPED]
    if not words:
        return question
    chance = _chance(question, seed)
    word = chance.choice(words)
    return word.string[: word.start()] + _slip(word[0], chance) + word.string[word.end() :]


def run_together(question: str, seed: int = 0) -> str:
    """One word without the gap to its neighbour: "làm khai sinh" becomes "làm khaisinh"."""
    gaps = list(re.finditer(r"(?<=[^\W\d_]) (?=[^\W\d_])", question))
    if not gaps:
        return question
    gap = _chance(question, seed).choice(gaps)
    return question[: gap.start()] + question[gap.end() :]


DISGUISES: Final[Mapping[str, Disguise]] = {
    "unaccented": unaccented,
    "telex": telex,
    "vni": vni,
    "typo": mistyped,
    "run_together": run_together,
}
NEED_ACCENTS: Final = frozenset({"unaccented", "telex", "vni"})
"""What changes nothing in a question that is written without accents."""


def _keys(word: str, marks: Mapping[str, str], stroke: str) -> str:
    """The keys that spell a word: each mark after its letter, the tone at the end."""
    typed, tone = "", ""
    for letter in unicodedata.normalize("NFD", word.replace("đ", "d" + stroke).replace("Đ", "D" + stroke)):
        if letter in _TONES:
            tone = marks[letter]
        else:
            key = marks.get(letter, letter)
            typed += typed[-1].lower() if key == "^" else key
    return typed + tone


def _slip(word: str, chance: Random) -> str:
    at = chance.randrange(len(word) - 1)
    before, letter, following, after = word[:at], word[at], word[at + 1], word[at + 2 :]
    other = chance.choice([each for each in _LETTERS if each != fold(letter).lower()])
    return chance.choice(
        [
            before + letter + other + following + after,
            before + following + after,
            before + following + letter + after,
            before + other + following + after,
        ]
    )


def _composed(question: str) -> str:
    return unicodedata.normalize("NFC", question)


def _chance(question: str, seed: int) -> Random:
    return Random(f"{seed} {question}")  # noqa: S311 - letters for a measurement, nothing secret
