"""The catalog from its files, beside a bare parse of them, and from its copy, beside importing python-telegram-bot."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Final

from benchmarks.processor import environment, output
from benchmarks.questions import PROJECT
from benchmarks.result import Bound, Result

CATALOG: Final = PROJECT / "catalog"
READ: Final = Bound("at most", 2)
FOUND: Final = Bound("at most", 0.5)

_TIMED: Final = """
from pathlib import Path
from time import process_time
{before}
began = process_time()
{timed}
print(process_time() - began)
"""
BARE: Final = _TIMED.format(
    before=f"import yaml\ntexts = [each.read_bytes() for each in Path({str(CATALOG)!r}).rglob('*.yaml')]",
    timed="for text in texts: yaml.load(text, yaml.CSafeLoader)",
)
WHOLE: Final = _TIMED.format(
    before="from bot.catalog import read_catalog", timed=f"assert not read_catalog(Path({str(CATALOG)!r})).errors"
)
COPY: Final = _TIMED.format(before="from bot.catalog import load", timed=f"load(Path({str(CATALOG)!r}))")
IMPORT: Final = _TIMED.format(before="", timed="import telegram.ext")
PROGRAMS: Final = (WHOLE, BARE, COPY, IMPORT)


def measure(rounds: int) -> Iterator[Result]:
    """Processor seconds, each in a process of its own; one round goes before, which makes the copy."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        variables = environment(folder / "cache")
        taken = [[_seconds(each, folder, variables) for each in PROGRAMS] for _ in range(rounds + 1)][1:]
    whole, bare, copy, imported = (median(each) for each in zip(*taken, strict=True))
    count = sum(1 for level in ("commune", "district", "province") for _ in (CATALOG / level).rglob("*.yaml"))
    yield _result(f"loading: {count} procedures read and checked, beside yaml.CSafeLoader", whole, bare, READ)
    yield _result(f"loading: {count} procedures from the copy, beside import telegram.ext", copy, imported, FOUND)
    yield _result(f"loading: {count} procedures read and checked, beside import telegram.ext", whole, imported)


def _seconds(program: str, folder: Path, variables: Mapping[str, str]) -> float:
    return float(output(("-c", program), folder, variables))


def _result(name: str, ours: float, baseline: float, bound: Bound | None = None) -> Result:
    return Result(name, f"{ours:.2f} s", f"{baseline:.2f} s", ours / baseline, bound)
