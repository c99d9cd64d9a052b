"""Whether the program grows while it works."""

import json
import subprocess
import sys
from collections.abc import Iterator
from typing import Final

from benchmarks.questions import PROJECT
from benchmarks.result import Bound, Result

BOUND: Final = Bound("at most", 1.05)


def measure(late: int) -> Iterator[Result]:
    """The memory of a fresh process after `late` updates, beside after a tenth of them."""
    early = late // 10
    command = (sys.executable, "-m", "benchmarks.lifetime", str(early), str(late))
    finished = subprocess.run(  # noqa: S603 - our own program
        command, check=True, stdout=subprocess.PIPE, text=True, cwd=PROJECT
    )
    before, after = json.loads(finished.stdout)
    name = f"memory: after {late:,} updates, beside after {early:,}"
    yield Result(name, _shown(after), _shown(before), after / before, BOUND)


def _shown(kilobytes: int) -> str:
    return f"{kilobytes / 1024:.1f} MiB"
