"""From the start of the program to an answer, beside the mere import of python-telegram-bot."""

import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Final

from benchmarks.questions import PROJECT
from benchmarks.result import Bound, Result

BOUND: Final = Bound("at most", 1.5)
OURS: Final = ("-m", "bot.cli", "ask", "khai sinh")
BASELINE: Final = ("-c", "import telegram.ext")


def measure(rounds: int) -> Iterator[Result]:
    """Seconds of `motcua ask "khai sinh"`, from a folder without a config, and of the import."""
    with TemporaryDirectory() as folder:
        taken = [(_seconds(OURS, folder), _seconds(BASELINE, folder)) for _ in range(rounds)]
    ours, baseline = (median(each) for each in zip(*taken, strict=True))
    name = 'start: motcua ask "khai sinh", beside python -c "import telegram.ext"'
    yield Result(name, f"{ours:.2f} s", f"{baseline:.2f} s", ours / baseline, BOUND)


def _seconds(arguments: Sequence[str], folder: str) -> float:
    began = perf_counter()
    environment = os.environ | {"PYTHONPATH": str(PROJECT)}
    subprocess.run(  # noqa: S603 - our own program
        (sys.executable, *arguments), check=True, stdout=subprocess.DEVNULL, cwd=folder, env=environment
    )
    return perf_counter() - began
