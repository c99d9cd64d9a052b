"""What a Vietnamese syllable is: letters without accents, and which combinations exist."""

import re
import unicodedata
from functools import lru_cache

_ONSET = "(?:ngh|ng|nh|gh|gi|kh|ph|th|tr|ch|qu|b|c|d|g|h|k|l|m|n|p|r|s|t|v|x)?"
_NUCLEUS = (
    "(?:uyeu|ieu|yeu|oai|oay|oeo|uay|uoi|uou|uya|uye|uyu|ai|ao|au|ay|eo|eu|ia|ie|iu|oa|oe|oi|ua|ue|ui|uo|uu|uy|ye"
    "|a|e|i|o|u|y)"
)
_CODA = "(?:ch|ng|nh|c|m|n|p|t)?"
_SYLLABLE = re.compile(_ONSET + _NUCLEUS + _CODA)


@lru_cache(maxsize=20_000)
def fold(syllable: str) -> str:
    """`syllable` without accents; đ becomes d, which Unicode does not do by itself."""
    decomposed = unicodedata.normalize("NFD", syllable.replace("đ", "d").replace("Đ", "D"))
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


@lru_cache(maxsize=20_000)
def is_syllable(folded: str) -> bool:
    """Whether `folded` (lower case, no accents) can be a Vietnamese syllable."""
    return _SYLLABLE.fullmatch(folded) is not None


_VOWEL = re.compile("[aeiouy]")
_CLUSTER = re.compile("[^aeiouy0-9]{4}")


def is_pronounceable(folded: str) -> bool:
    """Whether somebody could say the word; keys hit at random ("sdfkj") cannot be said."""
    return _VOWEL.search(folded) is not None and _CLUSTER.search(folded) is None


_SOUNDS = (
    (r"^ch", "tr"),
    (r"^x", "s"),
    (r"^(?:gi|r|v)", "d"),
    (r"^l", "n"),
    (r"y", "i"),
    (r"n[gh]$", "n"),
    (r"(?:t|ch)$", "c"),
)
_SOUND_RULES = tuple((re.compile(pattern), sound) for pattern, sound in _SOUNDS)


@lru_cache(maxsize=20_000)
def sound(folded: str) -> str:
    """A key that spellings which sound alike in Quảng Nam share ("căng cước" and "căn cước")."""
    for pattern, heard in _SOUND_RULES:
        folded = pattern.sub(heard, folded)
    return folded
