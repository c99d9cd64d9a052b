"""docs/matching.md tells the steps and the numbers the program has."""

import re
from dataclasses import fields

from bot.conversation.topics.following import SURELY_ANOTHER
from bot.matching import index, phrasebook, text
from bot.matching.decision import Decision, Evidence
from bot.matching.fitting import FOLDS, PARTS, Goals
from bot.matching.phrasebook import Phrasebook
from tests.catalog.project import PROJECT, matcher
from tests.matching.chain import BLOCK, chain
from tests.matching.small import MATCHER

PAGE = (PROJECT / "docs/matching.md").read_text(encoding="utf-8")


def table(first: str) -> list[list[str]]:
    """The rows of the table whose first heading is `first`, without the heading."""
    _, _, after = PAGE.partition(f"\n| {first} |")
    rows = after.partition("\n\n")[0].splitlines()[2:]
    return [[cell.strip() for cell in row.strip("|").split("|")] for row in rows]


def test_the_steps_of_reading_are_told_in_their_order() -> None:
    told = [row[0].strip("`") for row in table("step")]
    assert told == [name for name, _ in Phrasebook(MATCHER.catalog).reader.steps("khai sinh")]
    assert f"at most {text.MAX_LENGTH:,} characters".replace(",", " ") in PAGE


def test_the_weights_of_the_features_are_those_of_the_index() -> None:
    told = [float(row[1]) for row in table("feature")]
    assert told == [
        index.FEW.syllable,
        index.FEW.pair,
        index.FEW.concept,
        index.FEW.accented,
        index.FEW.sound_pair,
        index.FEW.trigram,
    ]
    assert f"keeps {index.STOP} of its weight" in PAGE
    assert f"(mass of phrase + {index.SMOOTHING:g}) · (mass of question + {index.SMOOTHING:g})" in PAGE
    first, second, third = index.BEST_PHRASES
    assert f"{first} · best phrase + {second} · second + {third} · third + {index.COVERAGE} · coverage" in PAGE
    assert f"ended keeps {phrasebook.ENDED} of its score" in PAGE


def test_the_chain_that_is_shown_is_what_the_program_makes_of_it() -> None:
    shown = BLOCK.search(PAGE)
    assert shown, "docs/matching.md has no chain"
    assert shown[2] == chain(matcher()), "run: python -m tests.matching.chain"


def test_the_evidence_and_the_numbers_of_the_decision_are_told() -> None:
    assert tuple(row[0].strip("`") for row in table("evidence")) == PARTS
    assert {each.name for each in fields(Evidence)} == {*PARTS, "siblings"}
    for each in fields(Decision):
        assert f"`{each.name}`" in PAGE or each.name == "weights"
    assert f"while none reaches *p* = {SURELY_ANOTHER}" in PAGE


def test_the_goals_are_told_with_their_numbers() -> None:
    goals = Goals()
    for told in (
        f"answers at most {100 * goals.wrong:g} % wrong",
        f"at least\n{100 * goals.answered:g} % answered, at most {100 * goals.none:g} % offered nothing",
        f"at most {100 * goals.beside:g} % taken for something else",
        f"at\nmost {100 * goals.outside:g} % answered",
        f"taken out at most {100 * goals.left_out:g} % answered",
    ):
        assert told in PAGE
    assert (FOLDS, "(ten\nfolds)" in PAGE) == (10, True)


def test_there_is_a_place_for_the_figures() -> None:
    assert re.search(r"^## Figures$", PAGE, flags=re.MULTILINE)
