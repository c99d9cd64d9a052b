"""From the start of the program to an answer, beside the mere import of python-telegram-bot."""

from collections.abc import Iterator
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Final

from benchmarks.processor import environment, seconds
from benchmarks.result import Bound, Result

BOUND: Final = Bound("at most", 1.5)
OURS: Final = ("-m", "bot.cli", "ask", "khai sinh")
BASELINE: Final = ("-c", "import telegram.ext")


def measure(rounds: int) -> Iterator[Result]:
    """Processor seconds of `motcua ask "khai sinh"`, from a folder without a config, and of the import.

    One start of each goes before: it compiles modules and keeps what later starts find.
    """
    with TemporaryDirectory() as name:
        folder = Path(name)
        variables = environment(folder / "cache")
        taken = [[seconds(each, folder, variables) for each in (OURS, BASELINE)] for _ in range(rounds + 1)][1:]
    ours, baseline = (median(each) for each in zip(*taken, strict=True))
    name = 'start: motcua ask "khai sinh", beside python -c "import telegram.ext"'
    yield Result(name, f"{ours:.2f} s", f"{baseline:.2f} s", ours / baseline, BOUND)
