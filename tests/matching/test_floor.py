"""How well the project's own catalog is found must not sink: the shares of floors.yaml."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.matching.evaluation import ALL, Evaluation, Labelled, evaluate, read_questions
from bot.matching.tallies import Tally
from bot.matching.trials import disguised, left_out
from bot.satisfaction.understanding import mean_choice, shares
from tests.catalog.project import PROJECT, matcher

FILES = {
    "own": PROJECT / "tests/questions.jsonl",
    "development": PROJECT.parent / "shared/questions/dev.jsonl",
}
FLOORS: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "floors.yaml").read_text(encoding="utf-8"))
AT_LEAST = ("first", "third", "answered")
AT_MOST = ("wrong", "none", "beside", "foreign_answered", "foreign_choices")


def marked(name: str, *values: str) -> Any:
    there = FILES[name].exists()
    missing = pytest.mark.skipif(not there, reason="the development questions lie beside a working copy only")
    return pytest.param(name, *values, marks=missing, id="-".join((name, *values)))


each_file = pytest.mark.parametrize("name", [marked(name) for name in FLOORS])
each_group = pytest.mark.parametrize(
    ("name", "group"),
    [marked(name, group) for name, floors in FLOORS.items() for group in floors if group in ("all", "held_out")],
)


@cache
def asked(name: str) -> list[Labelled]:
    return read_questions(FILES[name])


@cache
def counted(name: str) -> Evaluation:
    """All questions of a file, counted with the project's catalog."""
    return evaluate(matcher(), asked(name))


def sunk(tally: Tally, floor: dict[str, float]) -> Iterator[str]:
    """What is worse than its floor, with both."""
    found = {name: share.value for name, share in shares(tally).items()}
    found |= {"mean_choice": mean_choice(tally), "longest": tally.longest}
    for name, least_or_most in floor.items():
        worse = found[name] < least_or_most if name in AT_LEAST else found[name] > least_or_most
        if worse:
            yield f"{name} is {found[name]:.3f}, its floor {least_or_most}"


@each_group
def test_every_share_is_at_its_floor_or_better(name: str, group: str) -> None:
    tally = counted(name).groups[group]
    assert set(FLOORS[name][group]) == {*AT_LEAST, *AT_MOST, "mean_choice", "longest"}
    assert list(sunk(tally, FLOORS[name][group])) == []


@each_file
def test_there_are_enough_questions_to_say_anything(name: str) -> None:
    tally = counted(name).groups[ALL]
    assert (tally.held >= 100, tally.foreign >= 30, tally.answered > 0, tally.choices > 0) == (True,) * 4


@each_file
def test_questions_that_say_nothing_of_what_they_are_about_are_not_answered(name: str) -> None:
    unclear = counted(name).groups.get("context_free", Tally())
    assert unclear.answered <= 0.1 * unclear.held


@each_file
def test_a_procedure_the_catalog_lacks_is_seldom_taken_for_another(name: str) -> None:
    missing = left_out(matcher(), asked(name))
    assert missing.answered / missing.number <= FLOORS[name]["left_out"]


@pytest.mark.parametrize("name", [marked(name) for name, floors in FLOORS.items() if "less_by" in floors])
def test_another_writing_of_the_same_question_is_hardly_ever_understood_less(name: str) -> None:
    falls = {way: pairs.fall for way, pairs in disguised(matcher(), asked(name)).items()}
    assert falls.keys() == FLOORS[name]["less_by"].keys()
    assert {way: fall for way, fall in falls.items() if fall > FLOORS[name]["less_by"][way]} == {}


def test_a_share_below_its_floor_is_told() -> None:
    tally = Tally(held=10, first=8, third=9, answered=5, wrong=1, choices=2, choosable=8, longest=5)
    assert list(sunk(tally, {"first": 0.8, "wrong": 0.2, "mean_choice": 4, "longest": 5})) == []
    assert list(sunk(tally, {"first": 0.9, "wrong": 0.1, "mean_choice": 3.2})) == [
        "first is 0.800, its floor 0.9",
        "wrong is 0.200, its floor 0.1",
        "mean_choice is 4.000, its floor 3.2",
    ]
