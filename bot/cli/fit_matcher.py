"""`scripts/fit-matcher [FILE…]`: `bot/matching/decision.yaml` derived from labelled questions, and how good it is."""

from collections.abc import Sequence
from dataclasses import asdict, fields
from datetime import datetime
from pathlib import Path
from typing import Final

import click
import yaml

from bot.cli.options import common, config_of, failing_clearly, writable
from bot.config import PROJECT
from bot.matching import fitting
from bot.matching.decision import FITTED, Decision, fitted
from bot.matching.evaluation import read_questions
from bot.matching.fitting import PARTS, Case, Goals
from bot.matching.keeping import load_matcher

QUESTIONS: Final = (PROJECT / "tests/questions.jsonl", PROJECT.parent / "shared/questions/dev.jsonl")
"""The project's own labelled questions, and those beside a working copy, where they are there."""

TRIED: Final = (("score",), ("score", "lead"), ("score", "lead", "ahead"), PARTS)
HEAD: Final = """\
# When to answer, ask back or refuse (bot/matching/decision.py says what each number means).
# Written by scripts/fit-matcher from {number} labelled questions; sibling_lead and worth_choosing are set by hand.
"""


@click.command()
@common
@click.argument("files", nargs=-1, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("-o", "output", type=click.Path(path_type=Path), default=FITTED, callback=writable, help="Write it here.")
def fit_matcher(
    catalog: Path | None, config_file: Path | None, today: datetime | None, files: Sequence[Path], output: Path
) -> None:
    """Derive the matcher's decision from the labelled questions of FILES, judged by cross-validation."""
    with failing_clearly():
        matcher = load_matcher(config_of(config_file, catalog).catalog)
        names = files or [each for each in QUESTIONS if each.exists()]
        questions = [each for name in names for each in read_questions(name)]
        given, left_out = fitting.cases(matcher, questions), fitting.left_out_cases(matcher, questions)
    if not any(each.right for each in given) or all(each.right for each in given):
        raise click.ClickException("These questions are all right or all wrong; name a file with both.")
    for parts in TRIED:
        decision = _tried(parts, given, left_out)
    click.echo("\nlikelihood  questions  said  right")
    by_fold = fitting.validated(given, decision)
    for each in fitting.reliability(fitting.likelihoods(given, by_fold)):
        click.echo(f"{each.low:.1f} to {each.high:.1f}  {each.number:9}  {each.said:.2f}  {each.right:.2f}")
    output.write_text(HEAD.format(number=len(given)) + _written(decision), encoding="utf-8")
    click.echo(f"\n{output} is written.")


def _tried(parts: Sequence[str], given: Sequence[Case], left_out: Sequence[Case]) -> Decision:
    """The decision on these parts of the evidence; says what it gives in cross-validation."""
    by_fold = fitting.validated(given, fitted(), parts)
    found = fitting.likelihoods(given, by_fold)
    decision = fitting.derived(given, left_out, by_fold, Goals(), parts)
    shares = fitting.shares(given, fitting.with_thresholds(by_fold, decision))
    missing = fitting.answered(left_out, fitting.with_thresholds(by_fold, decision))
    click.echo(
        f"{' + '.join(parts):28} told apart {fitting.told_apart(found):.3f}, Brier {fitting.brier(found):.3f}: "
        f"answered {shares.answered:.3f}, of these wrong {shares.wrong:.3f}; "
        f"none {shares.none:.3f}, something beside {shares.beside:.3f}; "
        f"outside answered {shares.outside:.3f}; left out answered {missing:.3f} "
        f"(answer from {decision.answer_from}, choose from {decision.choose_from}, name from {decision.name_from})"
    )
    return decision


def _written(decision: Decision) -> str:
    numbers = asdict(decision) | {"weights": {name: round(each, 3) for name, each in asdict(decision.weights).items()}}
    ordered = {each.name: numbers[each.name] for each in fields(Decision)}
    return yaml.safe_dump(ordered, sort_keys=False, default_flow_style=None)


if __name__ == "__main__":
    fit_matcher()
