"""The known name that a misspelt one was meant to be."""

from collections.abc import Sequence

from rapidfuzz import fuzz, process


def nearest(given: str, known: Sequence[str]) -> str:
    """The known name most like `given`, for "did you mean"; empty where nothing is known."""
    found = process.extractOne(given, known, scorer=fuzz.ratio)
    return found[0] if found else ""
