"""The matcher beside a plain fuzzy comparison with every phrase of the catalog."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from statistics import median
from time import perf_counter
from typing import Any

from rapidfuzz import fuzz, process

from benchmarks.questions import PROJECT, questions
from benchmarks.result import Result
from bot.catalog import load
from bot.matching import Matcher


def measure(rounds: int) -> Iterator[Result]:
    """Milliseconds a question, beside two ways of rapidfuzz over the same phrases."""
    catalog = load(PROJECT / "catalog")
    matcher = Matcher(catalog)
    phrases = [text for each in catalog.procedures for text in (each.name.vi, *each.keywords)]
    phrases += [text for each in catalog.elsewhere for text in (each.name.vi, *each.keywords)]
    asked = questions()
    ours = _seconds(matcher.match, asked, rounds)
    scorers: dict[str, Callable[..., Any]] = {"WRatio": fuzz.WRatio, "token_set_ratio": fuzz.token_set_ratio}
    for name, scorer in scorers.items():
        plain = _seconds(partial(_nearest, phrases=phrases, scorer=scorer), asked, rounds)
        yield Result(f"matcher, beside rapidfuzz {name}", _shown(ours), _shown(plain), ours / plain)


def _nearest(question: str, phrases: Sequence[str], scorer: Callable[..., Any]) -> object:
    return process.extractOne(question, phrases, scorer=scorer)


def _shown(seconds: float) -> str:
    return f"{seconds * 1000:.2f} ms a question"


def _seconds(way: Callable[[str], object], asked: Sequence[str], rounds: int) -> float:
    """Seconds a question, the median of some rounds after one question that warms up."""
    way(asked[0])
    taken = []
    for _ in range(rounds):
        began = perf_counter()
        for question in asked:
            way(question)
        taken.append((perf_counter() - began) / len(asked))
    return median(taken)
