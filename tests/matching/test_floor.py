"""How well the project's own catalog is found must not sink: shares of labelled questions, held as floors.

Raise a floor when the matcher got better; lower one only with the reason in the same change.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from bot.matching.evaluation import Tally, evaluate, read_questions
from tests.catalog.project import PROJECT, matcher


@dataclass(frozen=True)
class Floor:
    """Shares from 0 to 1: the least of the right ones, the most of the wrong answers.

    `first` and `third` of the questions the catalog holds, `answered` of these at once, `wrong` of what was
    answered, `refused` of the questions the catalog does not hold.
    """

    first: float
    third: float
    answered: float
    wrong: float
    refused: float


OWN = PROJECT / "tests/questions.jsonl"
FLOOR = Floor(first=0.91, third=0.94, answered=0.69, wrong=0.03, refused=0.92)

DEVELOPMENT = PROJECT.parent / "shared/questions/dev.jsonl"
FLOOR_DEVELOPMENT = Floor(first=0.73, third=0.82, answered=0.65, wrong=0.085, refused=0.72)

needs_development = pytest.mark.skipif(
    not DEVELOPMENT.exists(), reason="the development questions belong to others and lie beside a working copy only"
)
both = pytest.mark.parametrize(
    ("file", "floor"),
    [
        pytest.param(OWN, FLOOR, id="own"),
        pytest.param(DEVELOPMENT, FLOOR_DEVELOPMENT, id="development", marks=needs_development),
    ],
)


@cache
def counted(file: Path) -> Tally:
    """All questions of a file, counted with the project's catalog."""
    return evaluate(matcher(), read_questions(file))["all"]


@both
def test_there_are_enough_questions_to_say_anything(file: Path, floor: Floor) -> None:
    tally = counted(file)
    assert tally.held >= 100
    assert tally.foreign >= 30
    assert tally.answered > 0
    assert floor.first <= floor.third


@both
def test_the_right_procedure_comes_first_or_among_three(file: Path, floor: Floor) -> None:
    tally = counted(file)
    assert tally.first / tally.held >= floor.first
    assert tally.third / tally.held >= floor.third


@both
def test_most_questions_are_answered_at_once_and_hardly_any_wrongly(file: Path, floor: Floor) -> None:
    tally = counted(file)
    assert tally.answered / tally.held >= floor.answered
    assert tally.wrong / tally.answered <= floor.wrong


@both
def test_what_the_catalog_does_not_hold_is_hardly_ever_answered(file: Path, floor: Floor) -> None:
    tally = counted(file)
    assert tally.refused / tally.foreign >= floor.refused
