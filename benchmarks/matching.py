"""The matcher's speed, growth and size; over thousands of titles beside rapidfuzz and a bare bm25s.

Times are processor time, so that other work on the machine does not count, and each question counts with the median of
the rounds, in which ours and the baseline take turns.
"""

import gc
import tracemalloc
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from statistics import median, quantiles
from time import thread_time
from typing import Final

from rapidfuzz import fuzz

from benchmarks.peers import PEERS, NotInstalled, Search, fuzzy
from benchmarks.questions import questions
from benchmarks.result import Bound, Result, not_measured
from benchmarks.stock import CATALOG, Stock, procedures, stock
from bot.catalog import load
from bot.matching import Matcher

Way = Callable[[str], object]

FASTER: Final = Bound("at least", 100)
BARE: Final = Bound("at most", 3)
SLOWEST: Final = Bound("at most", 5)
GROWTH: Final = Bound("at most", 6)
BUILT: Final = Bound("at most", 1)
KEPT: Final = Bound("at most", 1)
LONG: Final = Bound("at most", 5)
BOUNDS: Final = (FASTER, BARE, SLOWEST, GROWTH, BUILT, KEPT, LONG)

SMALL: Final = 500
MOST: Final = 20
PER: Final = 10_000
"""Phrases of which a second may be spent."""

KIBIBYTES: Final = 2
"""For each phrase."""

BRUTE: Final = 40
"""Questions that are also compared with every title."""

LONG_TEXT: Final = 10_000
REPEATED: Final = 4_000


def measure(rounds: int, grown: int) -> Iterator[Result]:
    """Every measure; `grown` is how many procedures the large catalog has."""
    titles, matcher = stock(), Matcher(load(CATALOG)).ready()
    searched = titles.searched()
    yield from _beside_others(titles, searched.nearest, rounds)
    for what, way in (("a question to the catalog", matcher.match), (titles.what, searched.nearest)):
        yield _slowest(what, way, rounds)
    yield _growth(grown, rounds)
    yield from _index(titles, rounds)
    for what, way in (("a question to the catalog", matcher.match), (titles.what, searched.nearest)):
        yield from _long(what, way, rounds)
    yield from _over_catalog(matcher, rounds)


def _beside_others(titles: Stock, nearest: Way, rounds: int) -> Iterator[Result]:
    names, asked = titles.names(), questions()
    brute = _nearest(fuzzy(names, fuzz.WRatio), 1)
    ours, compared = in_turn([nearest, brute], asked[:: len(asked) // BRUTE], rounds)
    name = f"matching: {titles.what}, beside rapidfuzz WRatio"
    fast, slow = 1 / median(ours), 1 / median(compared)
    yield Result(name, f"{fast:,.0f} questions/s", f"{slow:,.0f} questions/s", fast / slow, FASTER)
    name = f"matching: {titles.what}, beside a bare bm25s retrieval"
    try:
        bare = _nearest(PEERS["bm25s"](names), MOST)
    except NotInstalled as missing:
        yield not_measured(name, str(missing), BARE)
        return
    ours, retrieved = in_turn([nearest, bare], asked, rounds)
    yield _times(name, median(ours), median(retrieved), BARE)


def _slowest(what: str, way: Way, rounds: int) -> Result:
    (taken,) = in_turn([way], questions(), rounds)
    name = f"matching: {what}, the slowest of a hundred beside the median"
    return _times(name, quantiles(taken, n=100)[98], median(taken), SLOWEST)


def _growth(grown: int, rounds: int) -> Result:
    small, large = (Matcher(procedures(number)).ready().match for number in (SMALL, grown))
    many, few = in_turn([large, small], questions(), rounds)
    name = f"matching: {grown:,} procedures made from titles, beside {SMALL}"
    return _times(name, median(many), median(few), GROWTH)


def _index(titles: Stock, rounds: int) -> Iterator[Result]:
    """How long the titles take to be ready, and how much of the memory they then hold."""
    names = titles.names()
    built = median(_seconds(lambda: titles.searched().nearest("")) for _ in range(rounds)) / len(names) * PER
    yield Result(f"matching: {PER:,} phrases made ready, beside a second", f"{built:.2f} s", "1 s", built, BUILT)
    name = f"matching: {PER:,} phrases made ready, beside bm25s"
    try:
        other = median(_seconds(lambda: PEERS["bm25s"](names)) for _ in range(rounds)) / len(names) * PER
        yield Result(name, f"{built:.2f} s", f"{other:.2f} s", built / other)
    except NotInstalled as missing:
        yield not_measured(name, str(missing), BUILT)
    gc.collect()
    tracemalloc.start()
    searched = titles.searched()
    before, _ = tracemalloc.get_traced_memory()
    searched.nearest("giấy phép xây dựng")
    gc.collect()
    held = (tracemalloc.get_traced_memory()[0] - before) / 1024 / len(names)
    tracemalloc.stop()
    name = f"matching: memory for each phrase of {titles.what}"
    yield Result(name, f"{held:.2f} KiB", f"{KIBIBYTES} KiB", held / KIBIBYTES, KEPT)


def _long(what: str, way: Way, rounds: int) -> Iterator[Result]:
    text = " ".join(questions())[:LONG_TEXT]
    ordinary = median(in_turn([way], questions(), rounds)[0])
    for name, long in ((f"{LONG_TEXT:,} characters", text), (f"one word {REPEATED:,} times", "giấy " * REPEATED)):
        (taken,) = in_turn([way], [long], rounds * 3)
        yield _times(f"matching: {what}, {name} beside an ordinary one", taken[0], ordinary, LONG)


def _over_catalog(matcher: Matcher, rounds: int) -> Iterator[Result]:
    catalog = matcher.catalog
    phrases = [text for each in catalog.procedures for text in (each.name.vi, *each.keywords)]
    phrases += [text for each in catalog.elsewhere for text in (each.name.vi, *each.keywords)]
    for scorer in (fuzz.WRatio, fuzz.token_set_ratio):
        ours, compared = in_turn([matcher.match, _nearest(fuzzy(phrases, scorer), 1)], questions()[::4], rounds)
        name = f"matching: {len(phrases):,} phrases of the catalog, beside rapidfuzz {scorer.__name__}"
        yield _times(name, median(ours), median(compared))


def _nearest(search: Search, most: int) -> Way:
    return lambda question: search(question, most)


def in_turn(ways: Sequence[Way], asked: Sequence[str], rounds: int) -> list[list[float]]:
    """For each way the seconds of each question: the median of the rounds, after one question that warms up."""
    taken: list[list[list[float]]] = [[] for _ in ways]
    for _ in range(rounds):
        for way, its in zip(ways, taken, strict=True):
            way(asked[0])
            its.append([_seconds(partial(way, question)) for question in asked])
    return [[median(times) for times in zip(*its, strict=True)] for its in taken]


def _seconds(does: Callable[[], object]) -> float:
    began = thread_time()
    does()
    return thread_time() - began


def _times(name: str, ours: float, baseline: float, bound: Bound | None = None) -> Result:
    return Result(name, f"{ours * 1000:.2f} ms", f"{baseline * 1000:.2f} ms", ours / baseline, bound)
