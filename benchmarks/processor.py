"""Processor time of programs that run by themselves: what else the machine does meanwhile is not counted."""

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage

from benchmarks.questions import PROJECT


def environment(cache: Path) -> dict[str, str]:
    """For our programs, with copies kept in a folder of the measure's own."""
    return {**os.environ, "PYTHONPATH": str(PROJECT), "XDG_CACHE_HOME": str(cache)}


def seconds(arguments: Sequence[str], folder: Path, variables: Mapping[str, str]) -> float:
    """Processor seconds of `python ARGUMENTS` from its start to its end."""
    before = getrusage(RUSAGE_CHILDREN)
    output(arguments, folder, variables)
    after = getrusage(RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def output(arguments: Sequence[str], folder: Path, variables: Mapping[str, str]) -> str:
    """What `python ARGUMENTS` prints; raises `CalledProcessError` when it fails."""
    finished = subprocess.run(  # noqa: S603 - our own programs
        (sys.executable, *arguments), check=True, capture_output=True, text=True, cwd=folder, env=variables
    )
    return finished.stdout
