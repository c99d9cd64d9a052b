"""How often the right one comes first or among a few: `python -m benchmarks.recall` does it over the titles alone.

The questions are those beside a working copy that people or clerks might ask (`citizen`, `clerk_style`) and whose code
is among the titles, and titles in a template, chosen by chance that is the same each time. A title called like the one
that is wanted is as right as it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from random import Random
from typing import Final

import click

from benchmarks.peers import PEERS, NotInstalled, Search
from benchmarks.questions import PROJECT
from benchmarks.stock import CATALOG, SEED, Stock, stock
from bot.catalog import load
from bot.matching.cues import Cues
from bot.matching.evaluation import Labelled, read_questions
from bot.matching.text import clean, folded

DEVELOPMENT: Final = PROJECT.parent / "shared/questions/dev.jsonl"
"""Questions that belong to others and lie beside a working copy only."""

TEMPLATE: Final = "hồ sơ {} gồm những gì"
TEMPLATED: Final = 500
FIRST, FEW = 1, 5


@dataclass(frozen=True)
class Asked:
    """A question, and the places of what is right for it."""

    question: str
    right: frozenset[int]


def shares(search: Search, asked: Sequence[Asked], *mosts: int) -> tuple[float, ...]:
    """For each number, the share of the questions that have something right among so many; 0 where none is asked."""
    found = [(each.right, search(each.question, max(mosts))) for each in asked]
    return tuple(
        sum(not right.isdisjoint(places[:most]) for right, places in found) / max(len(asked), 1) for most in mosts
    )


def ours(titles: Stock) -> Search:
    """Our own search over titles alone."""
    searched = titles.searched()
    places = {each.id: at for at, each in enumerate(searched.catalog.elsewhere)}
    return lambda question, most: [places[each.id] for each in searched.ranked(question)[:most]]


def groups(titles: Stock) -> Iterator[tuple[str, Sequence[Asked]]]:
    """The questions by kind; where they lie beside the project, those that share a word with what is wanted apart."""
    names = [clean(title.name) for title in titles.titles]
    places: dict[tuple[str, ...], set[int]] = {}
    for place, said in enumerate(names):
        places.setdefault(said, set()).add(place)
    code_to_name = {title.code: name for title, name in zip(titles.titles, names, strict=True)}
    development = read_questions(DEVELOPMENT) if DEVELOPMENT.exists() else []
    for kind in ("clerk_style", "citizen"):
        wanted = [
            (each, [code_to_name[code] for code in each.expected if code in code_to_name]) for each in development
        ]
        held = [(each, found) for each, found in wanted if each.kind == kind and found]
        named = [(each, found) for each, found in held if _names(each, found)]
        for name, some in ((kind, held), (f"{kind}, with a word of the title", named)):
            yield (
                name,
                [Asked(each.question, frozenset().union(*map(places.__getitem__, found))) for each, found in some],
            )
    chosen = Random(SEED).sample(titles.titles, TEMPLATED)
    yield (
        f"«{TEMPLATE.format('…')}»",
        [Asked(TEMPLATE.format(each.name), frozenset(places[clean(each.name)])) for each in chosen],
    )


def _names(labelled: Labelled, names: Sequence[Sequence[str]]) -> bool:
    content = Cues.of(load(CATALOG).lexicon).content(clean(labelled.question))
    return not set(content).isdisjoint(word for name in names for word in folded(name))


@click.command()
def main() -> None:
    """Prints Recall@1 / Recall@5 of ours and of each peer, as a table of Markdown."""
    titles = stock()
    asked = list(groups(titles))
    click.echo(f"{titles.what}\n\n| searched by | {' | '.join(f'{name} (n = {len(some)})' for name, some in asked)} |")
    click.echo("| --- " * (len(asked) + 1) + "|")
    for name, over in {"ours": None, **PEERS}.items():
        try:
            search = cache(over(titles.names()) if over else ours(titles))
        except NotInstalled as missing:
            click.echo(f"| {name} | {missing} |{' – |' * (len(asked) - 1)}")
            continue
        cells = (" / ".join(f"{share:.3f}" for share in shares(search, some, FIRST, FEW)) for _, some in asked)
        click.echo(f"| {name} | {' | '.join(cells)} |")


if __name__ == "__main__":
    main()
