"""The robustness card in README.md, worked out anew: `python -m benchmarks.card 2026-11-23`.

The same questions as people write them, without accents, with a slip, in the keys of Telex; and those in the dialect of
Quảng Nam. How often the right procedure came first, and among three: ours beside the peers over the same phrases. What
is out of scope must not be answered; the peers decide nothing, and always find something.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

import click

from benchmarks.peers import PEERS, NotInstalled, Search
from benchmarks.questions import PROJECT
from benchmarks.recall import DEVELOPMENT, Asked, shares
from benchmarks.stock import CATALOG
from bot.catalog import load
from bot.catalog.catalog import Catalog
from bot.matching import Matcher
from bot.matching.disguises import has_accents, mistyped, telex, unaccented
from bot.matching.evaluation import Labelled, read_questions

README: Final = PROJECT / "README.md"
OWN: Final = PROJECT / "tests/questions.jsonl"
BLOCK: Final = re.compile(r"(<!-- robustness -->\n)(.*?)(<!-- /robustness -->)", re.DOTALL)
DIALECT: Final = "dialect_central"
ROWS: Final = ("accented", "unaccented", "typo", "Telex", "dialect", "out of scope")
SEED: Final = 0
FIRST, FEW = 1, 3
PHRASES_FOR_ONE: Final = 20
"""How many phrases are looked at for each procedure that is wanted, since one procedure has many."""


@dataclass(frozen=True)
class Row:
    """Questions of one kind of writing, and what each search came to."""

    name: str
    asked: int
    cells: Mapping[str, str]


def written(readme: str, card: str) -> str:
    """The text of README.md with the card in its place."""
    return BLOCK.sub(lambda block: block[1] + card + block[3], readme)


def rows(catalog: Catalog, questions: Sequence[Labelled], searches: Mapping[str, Search]) -> Iterator[Row]:
    """The rows of the card; `searches` find the places of procedures."""
    for name, asked in zip(ROWS, _writings(catalog, questions), strict=False):
        found = {title: shares(search, asked, FIRST, FEW) for title, search in searches.items()}
        yield Row(name, len(asked), {title: f"{first:.2f} / {few:.2f}" for title, (first, few) in found.items()})
    matcher = Matcher(catalog)
    foreign = [each for each in questions if each.kind.startswith("oos_") and not _places(catalog, each)]
    kept = sum(matcher.match(each.question).outcome != "answer" for each in foreign)
    yield Row(ROWS[-1], len(foreign), {"ours": f"{kept} not answered", **dict.fromkeys(PEERS, "–")})


def _writings(catalog: Catalog, questions: Sequence[Labelled]) -> Iterator[Sequence[Asked]]:
    held = [(each, places) for each in questions if (places := _places(catalog, each))]
    accented = [(each, places) for each, places in held if has_accents(each.question)]
    yield [Asked(each.question, places) for each, places in accented]
    yield [Asked(unaccented(each.question), places) for each, places in accented]
    yield [Asked(mistyped(each.question, SEED), places) for each, places in accented]
    yield [Asked(telex(each.question), places) for each, places in accented]
    yield [Asked(each.question, places) for each, places in held if each.kind == DIALECT]


def _places(catalog: Catalog, labelled: Labelled) -> frozenset[int]:
    known = {found.id for name in labelled.expected if (found := catalog.procedure(name))}
    return frozenset(at for at, each in enumerate(catalog.procedures) if each.id in known)


def searches(catalog: Catalog) -> Iterator[tuple[str, Search]]:
    """Ours, and each peer that is installed over all names and keywords of the procedures."""
    matcher = Matcher(catalog)
    places = {each.id: at for at, each in enumerate(catalog.procedures)}
    yield (
        "ours",
        lambda question, most: [places[each.procedure.id] for each in matcher.match(question).candidates[:most]],
    )
    said = [(at, text) for at, each in enumerate(catalog.procedures) for text in (each.name.vi, *each.keywords)]
    for name, over in PEERS.items():
        try:
            yield name, _by_procedure(over([text for _, text in said]), [at for at, _ in said])
        except NotInstalled as missing:
            click.echo(missing, err=True)


def _by_procedure(search: Search, owners: Sequence[int]) -> Search:
    def searched(question: str, most: int) -> Sequence[int]:
        return list(dict.fromkeys(owners[place] for place in search(question, most * PHRASES_FOR_ONE)))[:most]

    return searched


def table(made: Sequence[Row]) -> str:
    """Rows as a table of Markdown."""
    titles = list(made[0].cells)
    lines = [f"| questions | {' | '.join(titles)} |", "| --- " * (len(titles) + 1) + "|"]
    lines += [f"| {row.name} ({row.asked}) | {' | '.join(row.cells[title] for title in titles)} |" for row in made]
    return "\n".join(lines)


@click.command()
@click.argument("day", type=click.DateTime(["%Y-%m-%d"]))
@click.option("--readme", type=click.Path(path_type=Path, exists=True, dir_okay=False), default=README)
def main(day: datetime, readme: Path) -> None:
    """Writes the card into README.md; DAY is today's, which the card tells."""
    catalog = load(CATALOG)
    found = dict(searches(catalog))
    parts = [
        f"The right procedure first / among three, on {day:%Y-%m-%d} (`python -m benchmarks.card {day:%Y-%m-%d}`)."
    ]
    for file, what in (
        (OWN, "Our own questions"),
        (DEVELOPMENT, "Other people's, which lie beside a working copy only"),
    ):
        if file.exists():
            parts += [f"{what}:", table(list(rows(catalog, read_questions(file), found)))]
    readme.write_text(written(readme.read_text(encoding="utf-8"), "\n\n".join(parts) + "\n"), encoding="utf-8")


if __name__ == "__main__":
    main()
