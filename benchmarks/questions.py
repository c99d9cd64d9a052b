"""What people ask in the benchmarks: the labelled questions of the tests."""

from functools import cache
from pathlib import Path
from typing import Final

from bot.matching.evaluation import read_questions

PROJECT: Final = Path(__file__).resolve().parents[1]


@cache
def questions() -> tuple[str, ...]:
    """Every question, in the order of the file."""
    return tuple(each.question for each in read_questions(PROJECT / "tests/questions.jsonl"))
