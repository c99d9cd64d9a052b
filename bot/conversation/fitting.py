"""How much of a text fits a phone."""

import re
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from html import unescape
from typing import Literal

COMFORTABLE = 900
"""Visible characters a card aims at (VOICE, 2)."""

Detail = Literal["full", "brief", "least", "tight", "short", "bare"]
"""How much a text tells: also what to do without a paper; only what to do with it; papers for special cases only
counted (on the card) or named (in the section); of the fees only a known sum; all papers only counted; at last not
even how it differs from its like, so that a long notice need not be left out."""

Steps = Sequence[tuple[int, Sequence[Detail]]]
"""How long a text may be, and how much it may tell then: the first that fits is taken."""

_TAG = re.compile(r"<[^>]*>")


def fitting(above: Iterable[str], say: Callable[[Detail], str], steps: Steps) -> str:
    """A text under what stands above it: as much as fits, first of what stands above, then of the text itself."""
    said = cache(say)
    text = ""
    for each in above:
        for most, details in steps:
            for detail in details:
                text = each + said(detail)
                if visible_length(text) <= most:
                    return text
    return text


def visible_text(text: str) -> str:
    """What a person sees of a small-HTML text."""
    return unescape(_TAG.sub("", text))


def visible_length(text: str) -> int:
    """The characters a person sees of a small-HTML text."""
    return len(visible_text(text))
