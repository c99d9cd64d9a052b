"""`motcua evaluate`: how well labelled questions are understood, for the screen, for a program and to print."""

import asyncio
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any, Final

import click

from bot.cli.learning import learned_phrases
from bot.cli.options import common, config_of, failing_clearly, writable
from bot.matching import Matcher
from bot.matching.evaluation import Evaluation, read_questions
from bot.matching.evaluation import evaluate as evaluated
from bot.matching.keeping import load_matcher
from bot.matching.trials import LeftOut, Pairs
from bot.matching.trials import disguised as in_disguise
from bot.matching.trials import left_out as without_the_right_one
from bot.satisfaction.understanding import Share, in_order, mean_choice, page, row, shares

HELD: Final = {
    "first": "right one first",
    "third": "among three",
    "answered": "answered at once",
    "wrong": "of these wrong",
    "none": "nothing offered",
    "beside": "taken for something else",
}
FOREIGN: Final = {"foreign_answered": "answered all the same", "foreign_choices": "given a list"}
"""What a share is called above its column: of the questions the catalog holds, and of those it does not."""

_WIDTH: Final = 25


@click.command()
@common
@click.argument("file", type=click.Path(exists=True, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="One JSON object of counts and shares.")
@click.option("--html", type=click.Path(path_type=Path), callback=writable, help="Also write a page with what failed.")
@click.option("--disguised", is_flag=True, help="Also ask without accents, in Telex, in VNI, mistyped, run together.")
@click.option("--learned", is_flag=True, help="Know the phrases too that officials taught in the bot.")
@click.option("--left-out", is_flag=True, help="Also ask as if the catalog did not hold the right procedure.")
def evaluate(
    catalog: Path | None,
    config_file: Path | None,
    today: datetime | None,
    file: Path,
    as_json: bool,
    html: Path | None,
    disguised: bool,
    learned: bool,
    left_out: bool,
) -> None:
    """Count how often labelled questions (JSON lines) are understood, each share with its 95 % interval."""
    with failing_clearly():
        config = config_of(config_file, catalog)
        matcher = load_matcher(config.catalog)
        if learned:
            taught = asyncio.run(learned_phrases(config, today))
            matcher = Matcher(matcher.catalog, tuple((each.procedure, each.phrase) for each in taught))
        questions = read_questions(file)
        evaluation = evaluated(matcher, questions)
        pairs = in_disguise(matcher, questions) if disguised else {}
        missing = without_the_right_one(matcher, questions) if left_out else None
        if html:
            html.write_text(page(evaluation, matcher.catalog, file.name), encoding="utf-8")
    if as_json:
        click.echo(json.dumps(_row(evaluation, pairs, missing), indent=2))
        return
    for line in (*_table(evaluation), *_disguised(pairs), *_left_out(missing)):
        click.echo(line)


def _row(evaluation: Evaluation, pairs: Mapping[str, Pairs], missing: LeftOut | None) -> dict[str, Any]:
    told: dict[str, Any] = {name: row(tally) for name, tally in in_order(evaluation)}
    if pairs:
        told["disguised"] = {name: asdict(each) for name, each in pairs.items()}
    if missing:
        told["left_out"] = asdict(missing)
    return told


def _table(evaluation: Evaluation) -> Iterator[str]:
    """Two tables, a line for each group: the questions the catalog holds, and those it does not."""
    groups = in_order(evaluation)
    held = [(name, tally) for name, tally in groups if tally.held]
    foreign = [(name, tally) for name, tally in groups if tally.foreign]
    if held:
        yield _line("held", "n", [*HELD.values(), "lists: mean, longest"])
        for name, tally in held:
            lists = f"{tally.choices}: {mean_choice(tally):.2f}, {tally.longest}" if tally.choices else "–"
            yield _line(name, tally.held, [*_cells(shares(tally), HELD), lists])
    if foreign:
        yield _line("not held", "n", [*FOREIGN.values()])
        for name, tally in foreign:
            yield _line(name, tally.foreign, _cells(shares(tally), FOREIGN))


def _cells(found: Mapping[str, Share], names: Mapping[str, str]) -> list[str]:
    return [_cell(found[name]) if name in found else "–" for name in names]


def _cell(share: Share) -> str:
    low, high = share.interval
    return f"{share.value:.3f} ({low:.3f}–{high:.3f})"


def _line(name: str, number: object, cells: Sequence[str]) -> str:
    return f"{name:18}{number!s:>5}  {''.join(cell.ljust(_WIDTH) for cell in cells)}".rstrip()


def _disguised(pairs: Mapping[str, Pairs]) -> Iterator[str]:
    if pairs:
        yield _line("written otherwise", "n", ["right one first", "as written before", "less by"])
    for name, each in pairs.items():
        disguised, original = Share(each.disguised, each.number), Share(each.original, each.number)
        yield _line(name, each.number, [_cell(disguised), _cell(original), f"{each.fall:.3f}"])


def _left_out(missing: LeftOut | None) -> Iterator[str]:
    if missing:
        yield _line("right one left out", "n", ["answered all the same"])
        yield _line("", missing.number, [_cell(Share(missing.answered, missing.number))])
