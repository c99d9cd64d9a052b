"""docs/matching.md tells the steps and the numbers the program has."""

import re

from bot.matching import decision, index, matcher, phrasebook, text
from bot.matching.phrasebook import Phrasebook
from tests.catalog.project import PROJECT
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
        index.SYLLABLE,
        index.PAIR,
        index.CONCEPT,
        index.ACCENTED,
        index.SOUND_PAIR,
        index.TRIGRAM,
    ]
    assert f"keeps {index.STOP} of its weight" in PAGE
    assert f"(mass of phrase + {index.SMOOTHING:g}) · (mass of question + {index.SMOOTHING:g})" in PAGE
    assert f"best phrase + {index.SECOND_PHRASE} · second best phrase" in PAGE
    assert f"ended keeps {phrasebook.ENDED} of its score" in PAGE


def test_the_decision_is_told_with_its_numbers() -> None:
    made = decision.Decision()
    score, lead, constant = made.weights
    assert f"e^-({score} · s + {lead} · l - {-constant})" in PAGE
    assert [row[0] for row in table("p")] == [
        f"from {made.answer_from}",
        f"from {made.alone_from}",
        f"from {made.choose_from}",
        "below",
    ]
    assert made.name_from == made.alone_from
    assert f"the lead is under {made.sibling_lead} of the" in PAGE
    assert matcher.WORTH_CHOOSING == 0.5


def test_there_is_a_place_for_the_figures() -> None:
    assert re.search(r"^## Figures$", PAGE, flags=re.MULTILINE)
