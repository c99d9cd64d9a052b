"""How people write, as data officials may edit (`catalog/language.yaml`)."""

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field
from pydantic.dataclasses import dataclass

from bot.catalog.model import STRICT, Aspect, Identifier

Talk = Literal[
    "greeting",
    "thanks",
    "goodbye",
    "insult",
    "who_are_you",
    "chatter",
    "fire",
    "crime",
    "medical",
    "rescue",
    "manipulation",
]


Reference = Literal["back", "supposing", "correcting"]


@dataclass(frozen=True, config=STRICT)
class Concept:
    """Phrases that mean the same here; whoever writes one is also understood to mean the others."""

    id: Identifier
    phrases: Annotated[tuple[str, ...], Field(min_length=2)]


@dataclass(frozen=True, config=STRICT)
class Lexicon:
    """What people write → what they mean, the longest first; an accent in the list is asked of the text, too."""

    abbreviations: Mapping[str, str] = Field(default_factory=dict)
    dialect: Mapping[str, str] = Field(default_factory=dict)
    english: Mapping[str, str] = Field(default_factory=dict)
    concepts: tuple[Concept, ...] = ()
    stop_words: tuple[str, ...] = ()
    connectors: tuple[str, ...] = ()
    """Words between two wishes in one question."""
    circumstances: tuple[str, ...] = ()
    """Words that, at the beginning of a part of a question, say that it tells how things are, not what is wished."""
    aspects: Mapping[Aspect, tuple[str, ...]] = Field(default_factory=dict)
    talk: Mapping[Talk, tuple[str, ...]] = Field(default_factory=dict)
    references: Mapping[Reference, tuple[str, ...]] = Field(default_factory=dict)
    """Words that point back to what was shown: to the same ("thủ tục này"), to a case of it, to a sibling instead."""
    afterwards: tuple[str, ...] = ()
    """Words that, beside an emergency, say that it is over and that papers or help are wished for now."""
    english_words: tuple[str, ...] = ()
    """Words that only an English sentence has; two of them and the answer is in English."""
    never_keys: tuple[str, ...] = ()
    """Words that look like Telex or VNI keys but are not."""
