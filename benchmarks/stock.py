"""Titles by the thousand: the national portal's, or where they do not lie beside the project, made from the catalog."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from random import Random
from typing import Final

from benchmarks.questions import PROJECT
from bot.catalog import load
from bot.catalog.catalog import Catalog
from bot.catalog.model import Procedure, Words
from bot.exchange.national import Title, as_catalog, distant, read_records
from bot.matching.titles import Titles

CATALOG: Final = PROJECT / "catalog"
RECORDS: Final = PROJECT.parent / "shared/national/procedures.jsonl.gz"
"""The portal's records belong to others and lie beside a working copy only."""

MADE: Final = 5_652
SEED: Final = 20261123


@dataclass(frozen=True)
class Stock:
    """Titles, and in words where they come from."""

    what: str
    titles: tuple[Title, ...]

    def searched(self) -> Titles:
        """Our search over these titles alone, with the catalog's lexicon."""
        alone = Catalog(procedures=(), lexicon=load(CATALOG).lexicon)
        return Titles(as_catalog(self.titles, alone), distant(self.titles))

    def names(self) -> list[str]:
        """What the titles say."""
        return [title.name for title in self.titles]


@cache
def stock() -> Stock:
    """The national titles, or as many that are made."""
    if RECORDS.exists():
        titles = tuple(read_records(RECORDS))
        return Stock(f"{len(titles):,} national titles", titles)
    made = tuple(Title(f"1.{number:06}", name) for number, name in enumerate(_recombined(_phrases(), MADE)))
    return Stock(f"{MADE:,} titles made from the catalog (skipped: no {RECORDS.name} beside)", made)


def procedures(number: int) -> Catalog:
    """A catalog of so many procedures, each called by the halves of two titles."""
    catalog = load(CATALOG)
    bare = replace(_without_phrases(catalog.procedures[0]), confusable_with=(), before=(), ahead=(), provenance=())
    names = _recombined(stock().names(), number)
    made = (replace(bare, id=f"made-{at}", name=Words(name)) for at, name in enumerate(names))
    return Catalog(procedures=tuple(made), lexicon=catalog.lexicon)


def _without_phrases(procedure: Procedure) -> Procedure:
    return replace(procedure, code=None, short_name=None, keywords=())


def _phrases() -> list[str]:
    return [text for each in load(CATALOG).procedures for text in (each.name.vi, *each.keywords)]


def _recombined(names: Sequence[str], number: int) -> Iterator[str]:
    """The first half of one name and the second of another, chosen by chance that is the same each time."""
    chance = Random(SEED)
    for _ in range(number):
        first, second = (chance.choice(names).split() for _ in range(2))
        yield " ".join([*first[: len(first) // 2 + 1], *second[len(second) // 2 :]])
