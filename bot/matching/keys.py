"""Telex and VNI keys that no input method turned into letters ("ddawng kys", "dang8 ky1")."""

import re
import unicodedata
from collections.abc import Callable, Collection

from bot.matching.syllables import fold, is_syllable

_TONES = {"s": "\u0301", "f": "\u0300", "r": "\u0309", "x": "\u0303", "j": "\u0323"}
_VNI_TONES = {"1": "\u0301", "2": "\u0300", "3": "\u0309", "4": "\u0303", "5": "\u0323"}
_CIRCUMFLEX = {"a": "â", "e": "ê", "o": "ô"}
_HORN_OR_BREVE = {"a": "ă", "o": "ơ", "u": "ư"}
_SHORT_MESSAGE = 3
_STOPPED = re.compile(r"(?:ch|c|p|t)$")


def decode(syllables: tuple[str, ...], never: Collection[str] = ()) -> tuple[str, ...]:
    """The message with its keys turned into letters, where that is surely what they are.

    Guarded as measured: a message that has any accent is left alone, as is a lone key-like word in a longer
    message, a word that is a syllable as it stands, and the words in `never`.
    """
    if any(fold(syllable) != syllable for syllable in syllables):
        return syllables
    decoded = [None if syllable in never else _decoded(syllable) for syllable in syllables]
    needed = 1 if len(syllables) <= _SHORT_MESSAGE else 2
    if sum(each is not None for each in decoded) < needed:
        return syllables
    return tuple(new or old for new, old in zip(decoded, syllables, strict=True))


def _decoded(word: str) -> str | None:
    """The syllable that `word` spells in keys, or None where it spells none."""
    if not word.isascii() or is_syllable(word):
        return None
    for method in (_telex, _vni):
        letters, tone = method(word)
        if letters != word and is_syllable(fold(letters)) and _tone_fits(letters, tone):
            return _with_tone(letters, tone)
    return None


def _tone_fits(letters: str, tone: str) -> bool:
    return tone in ("", "\u0301", "\u0323") or not _STOPPED.search(fold(letters))


def _telex(word: str) -> tuple[str, str]:
    letters, tone = "", ""
    for key in word:
        if key in _TONES and _has_vowel(letters):
            tone = _TONES[key]
        elif key == "w":
            letters = _mark(letters, _HORN_OR_BREVE) or letters + "ư"
        elif key in _CIRCUMFLEX and key in letters:
            letters = _replace_last(letters, key, _CIRCUMFLEX[key])
        elif key == "d" and letters.startswith("d"):
            letters = "đ" + letters[1:]
        else:
            letters += key
    return letters, tone


def _vni(word: str) -> tuple[str, str]:
    letters, tone = "", ""
    marks: dict[str, Callable[[str], str]] = {
        "6": lambda given: _mark(given, _CIRCUMFLEX),
        "7": lambda given: _mark(given, {"o": "ơ", "u": "ư"}),
        "8": lambda given: _mark(given, {"a": "ă"}),
        "9": lambda given: "đ" + given[1:] if given.startswith("d") else "",
    }
    for key in word:
        if key in _VNI_TONES and _has_vowel(letters):
            tone = _VNI_TONES[key]
        elif key in marks:
            letters = marks[key](letters) or letters + key
        else:
            letters += key
    return letters, tone


def _has_vowel(letters: str) -> bool:
    return any(letter in "aeiouy" for letter in fold(letters))


def _mark(letters: str, marks: dict[str, str]) -> str:
    """`letters` with its last markable vowel marked ("uo" becomes "ươ"); empty where there is none."""
    if "uo" in letters and marks.get("o") == "ơ":
        return letters.replace("uo", "ươ")
    for letter in reversed(letters):
        if letter in marks:
            return _replace_last(letters, letter, marks[letter])
    return ""


def _replace_last(letters: str, old: str, new: str) -> str:
    before, _, after = letters.rpartition(old)
    return before + new + after


def _with_tone(letters: str, tone: str) -> str:
    """The tone set where Vietnamese writes it: on a marked vowel, before an ending, else on the first vowel."""
    if not tone:
        return letters
    start = 2 if letters.startswith(("qu", "gi")) and _has_vowel(letters[2:]) else 0
    vowels = [at for at, letter in enumerate(letters) if at >= start and letter in "aeiouyâêôăơư"]
    marked = [at for at in vowels if letters[at] in "âêôăơư"]
    closed = vowels[-1] != len(letters) - 1
    place = marked[-1] if marked else vowels[-1] if closed else vowels[-2:][0]
    return unicodedata.normalize("NFC", letters[: place + 1] + tone + letters[place + 1 :])
