"""`motcua check`: what an official should mend, for the screen, for a program and for a meeting."""

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import groupby
from pathlib import Path
from typing import Final

import click

from bot.catalog import Catalog, Finding, load, read_catalog
from bot.catalog.advising import advise, offices_of
from bot.catalog.commitments import counted
from bot.catalog.loading import Reading
from bot.cli.options import common, config_of, day_in_vietnam, failing_clearly, writable
from bot.config import PROJECT
from bot.matching.evaluation import read_questions

QUESTIONS: Final = PROJECT / "tests" / "questions.jsonl"
"""Questions of the project whose answers a comparison looks at, where they are there."""


@click.command()
@common
@click.option("--json", "as_json", is_flag=True, help="A JSON list of findings.")
@click.option("--report", type=click.Path(path_type=Path), callback=writable, help="Also write them to FILE.xlsx.")
@click.option("--no-advice", is_flag=True, help="Look for errors only.")
@click.option(
    "--against",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Folder of an older catalog: tell what citizens will read differently, in place of the advice.",
)
def check(
    catalog: Path | None,
    config_file: Path | None,
    today: datetime | None,
    as_json: bool,
    report: Path | None,
    no_advice: bool,
    against: Path | None,
) -> None:
    """Tell what an official should mend in the catalog; exit 1 on an error."""
    if against and (as_json or report):
        raise click.UsageError("--against compares for people to read; leave out --json and --report.")
    with failing_clearly():
        folder = config_of(config_file, catalog).catalog
        reading = read_catalog(folder)
        advice = [] if no_advice or against else _advice(reading, today)
        if report:
            _write_report([*reading.errors, *advice], folder, report)
        compared = _compared(against, reading, today) if against else []
    if as_json:
        findings = [_row(each) for each in sorted([*reading.errors, *advice])]
        click.echo(json.dumps(findings, ensure_ascii=False, indent=2))
    else:
        counts = _counts(reading, None if no_advice or against else len(advice))
        for line in (*_told(reading, advice, folder), *compared, f"{', '.join(counts)}."):
            click.echo(line)
    sys.exit(1 if reading.errors else 0)


def _advice(reading: Reading, today: datetime | None) -> list[Finding]:
    day = day_in_vietnam(today)
    found = [each for each in reading.findings if each.severity != "error"]
    found += advise(reading.catalog, reading.placed, offices_of(reading.placed), day)
    return sorted([*found, *([] if reading.errors else _idle(reading))])


def _idle(reading: Reading) -> Iterator[Finding]:
    """Keywords that could go; in a catalog with errors nobody can say."""
    from bot.matching.idle import idle_keywords

    sources = {procedure.id: source for procedure, source in reading.placed}
    for procedure, position in idle_keywords(reading.catalog):
        keyword = procedure.keywords[position]
        yield sources[procedure.id].finding("idle_keyword", "keywords", position, keyword=keyword)


def _told(reading: Reading, advice: Sequence[Finding], folder: Path) -> Iterator[str]:
    """Errors, then advice by file, then what decisions shorten."""
    yield from map(str, reading.errors)
    for path, findings in groupby(advice, lambda each: each.path):
        yield f"\n{_within(path, folder)}"
        yield from (f"{each.line:>6}  {each.text}" for each in findings)
    if advice:
        yield ""
    if reading.catalog.commitments:
        yield _shortenings(reading.catalog)


def _shortenings(catalog: Catalog) -> str:
    counts = counted(catalog.procedures, catalog.commitments)
    shortened = ", ".join(f"{level} {count.shortened}" for level, count in counts.items())
    same_day = ", ".join(f"{level} {count.same_day}" for level, count in counts.items())
    return f"Decisions shorten: {shortened}; of these to the same day: {same_day}."


def _counts(reading: Reading, advice: int | None) -> Iterable[str]:
    yield f"{len(reading.catalog.procedures)} procedures"
    yield f"{len(reading.errors)} errors"
    if advice is not None:
        yield f"{advice} pieces of advice"


def _compared(old: Path, reading: Reading, today: datetime | None) -> Sequence[str]:
    """What would read differently; nobody reads a catalog with errors."""
    from bot.cli.comparing import compared

    if reading.errors:
        return []
    questions = [each.question for each in read_questions(QUESTIONS)] if QUESTIONS.exists() else []
    return list(compared(load(old), reading.catalog, day_in_vietnam(today), questions))


def _write_report(findings: Iterable[Finding], folder: Path, report: Path) -> None:
    from bot.exchange.tables import Cells, write_xlsx

    def row(each: Finding) -> Cells:
        file = _within(each.path, folder)
        return {"severity": each.severity, "file": file, "line": each.line, "what": each.text, "code": each.code}

    write_xlsx(map(row, findings), report, "check")


def _within(path: Path, folder: Path) -> str:
    """A file as it is called inside the catalog."""
    return str(path.relative_to(folder)) if path.is_relative_to(folder) else str(path)


def _row(finding: Finding) -> dict[str, object]:
    return {
        "file": str(finding.path),
        "line": finding.line,
        "severity": finding.severity,
        "code": finding.code,
        "text": finding.text,
    }
