"""A case fact that passes the check always fits a Telegram button."""

from pathlib import Path
from typing import get_args

import pytest

from bot.catalog import read_catalog
from bot.catalog.checking import MAX_FACT_BUTTON, MAX_PAPER_BUTTON
from bot.conversation.actions import (
    MAX_BYTES,
    Action,
    ActionTooLong,
    AskFact,
    GiveDetail,
    GiveReason,
    Reason,
    SetFact,
    write,
)
from bot.conversation.list_actions import TickPaper
from tests.catalog.writing import BIRTH, with_birth, written
from tests.catalog.writing import PROCEDURE as PATH

ANSWER = "Ab-_0123"
PROCEDURE = "khai-sinh"


def option(length: int) -> SetFact:
    """The button of an option whose ids have `length` bytes together."""
    fact = "f" * 20
    return SetFact(PROCEDURE, fact, "o" * (length - len(PROCEDURE) - len(fact)), ANSWER)


def test_the_longest_ids_that_are_allowed_fill_a_button_to_the_last_byte() -> None:
    assert len(write(option(MAX_FACT_BUTTON)).encode()) == MAX_BYTES


def test_one_byte_more_fits_no_button() -> None:
    with pytest.raises(ActionTooLong):
        write(option(MAX_FACT_BUTTON + 1))


@pytest.mark.parametrize(("length", "excess"), [(MAX_FACT_BUTTON, None), (MAX_FACT_BUTTON + 1, "1")])
def test_the_check_draws_the_line_in_the_same_place(tmp_path: Path, length: int, excess: str | None) -> None:
    action = option(length)
    more = f"""\
case_facts:
  - id: {action.fact}
    question: Sao?
    options:
      - {{id: a, label: A}}
      - {{id: {action.option}, label: B}}
"""
    findings = read_catalog(written(tmp_path, with_birth(more))).findings
    assert [(each.code, each.values["excess"]) for each in findings] == (
        [("button_too_long", excess)] if excess else []
    )


def test_asking_a_fact_again_needs_less_than_answering_it() -> None:
    action = option(MAX_FACT_BUTTON)
    assert len(write(AskFact(action.procedure, action.fact, ANSWER)).encode()) < MAX_BYTES


def test_the_longest_paper_that_is_allowed_fills_the_button_that_ticks_it_off() -> None:
    paper = "p" * (MAX_PAPER_BUTTON - len(PROCEDURE))
    assert len(write(TickPaper(PROCEDURE, paper, "n", ANSWER)).encode()) == MAX_BYTES


@pytest.mark.parametrize(("length", "excess"), [(MAX_PAPER_BUTTON, None), (MAX_PAPER_BUTTON + 1, "1")])
def test_the_check_draws_the_line_of_papers_in_the_same_place(tmp_path: Path, length: int, excess: str | None) -> None:
    """The procedure's id takes what the paper's leaves."""
    procedure, paper = "k" * 20, "p" * (length - 20)
    more = f"evidence:\n  - all_of: [{{id: {paper}, name: A}}]\n"
    files = {PATH: None, f"commune/ho-tich/{procedure}.yaml": BIRTH.replace("khai-sinh", procedure) + more}
    found = [each for each in read_catalog(written(tmp_path, files)).findings if each.code == "paper_button_too_long"]
    assert [each.values["excess"] for each in found] == ([excess] if excess else [])


@pytest.mark.parametrize("length", [30, 35, 36, 40, 41])
def test_a_paper_that_passes_the_check_can_be_named_as_missing(tmp_path: Path, length: int) -> None:
    name = "p" * length
    findings = read_catalog(
        written(tmp_path, with_birth(f"evidence:\n  - all_of: [{{id: {name}, name: A}}]\n"))
    ).findings
    assert bool(findings) or fits(GiveDetail(ANSWER, "missing", name))
    assert length > 30 or not findings


@pytest.mark.parametrize("length", [30, 35, 36, 40, 41])
def test_a_procedure_that_passes_the_check_can_be_found_wanting(tmp_path: Path, length: int) -> None:
    name = "k" * length
    files = {PATH: None, f"commune/ho-tich/{name}.yaml": BIRTH.replace("khai-sinh", name)}
    findings = read_catalog(written(tmp_path, files)).findings
    assert bool(findings) or all(fits(GiveReason(ANSWER, reason, name)) for reason in get_args(Reason))
    assert length > 30 or not findings


def fits(action: Action) -> bool:
    """Whether a button can carry the action."""
    try:
        return len(write(action)) <= MAX_BYTES
    except ActionTooLong:
        return False
