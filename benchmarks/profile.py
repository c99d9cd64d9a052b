"""Where the time of a question goes: `python -m benchmarks.profile` prints the table of docs/performance.md.

Every function of ours and of the libraries counts with its own time, added up by what it is part of. The profiler makes
small Python functions dearer than they are, and numpy no dearer: read the shares, not the milliseconds.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from cProfile import Profile
from pathlib import Path
from pstats import Stats
from typing import Final, cast

import click

from benchmarks.questions import questions
from benchmarks.stock import CATALOG, stock
from bot.catalog import load
from bot.matching import Matcher

ROUNDS: Final = 5
PARTS: Final = {
    "text.py": "reading: from what was typed to syllables",
    "keys.py": "reading: from what was typed to syllables",
    "syllables.py": "reading: from what was typed to syllables",
    "vocabulary.py": "reading: from what was typed to syllables",
    "cues.py": "cue phrases: aspect, talk, stop words",
    "index.py": "index: features, postings, scores",
    "phrasebook.py": "index: features, postings, scores",
    "titles.py": "deciding",
    "matcher.py": "deciding",
    "decision.py": "deciding",
}
OTHER: Final = "other"

Place = tuple[str, int, str]
Own = tuple[int, int, float, float, dict[Place, tuple[int, int, float, float]]]


def parts(way: Callable[[str], object], asked: Sequence[str]) -> Mapping[str, float]:
    """Seconds in each part; what a library does is told with the part that calls it."""
    for question in asked:
        way(question)
    profile = Profile()
    profile.enable()
    for _ in range(ROUNDS):
        for question in asked:
            way(question)
    profile.disable()
    functions = cast("dict[Place, Own]", vars(Stats(profile))["stats"])
    spent: dict[str, float] = defaultdict(float)
    for place, (_, _, own, _, callers) in functions.items():
        part = PARTS.get(Path(place[0]).name)
        if part:
            spent[part] += own
            continue
        for caller, (_, _, called, _) in callers.items():
            spent[PARTS.get(Path(caller[0]).name, OTHER)] += called
    return spent


def rows() -> Iterator[tuple[str, Mapping[str, float]]]:
    """A question to the catalog, and one to the titles."""
    matcher, searched = Matcher(load(CATALOG)).ready(), stock().searched()
    yield "a question to the catalog", parts(matcher.match, questions())
    yield stock().what, parts(searched.nearest, questions())


@click.command()
def main() -> None:
    """Prints the share of each part as a table of Markdown."""
    made = list(rows())
    click.echo(f"| part | {' | '.join(name for name, _ in made)} |\n|{' --- |' * (len(made) + 1)}")
    for part in [*dict.fromkeys(PARTS.values()), OTHER]:
        cells = (f"{spent.get(part, 0) / sum(spent.values()):.0%}" for _, spent in made)
        click.echo(f"| {part} | {' | '.join(cells)} |")


if __name__ == "__main__":
    main()
