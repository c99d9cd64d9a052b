"""Which papers people often forget is counted from their reports: answers, never people."""

from datetime import date, timedelta
from typing import Final

import pytest

from bot.records import AnswerGiven, Entry, Rated, ReasonGiven, Records, Verdict
from bot.records.entries import ANOTHER_PAPER, CandidateChosen
from bot.satisfaction.forgotten import ENOUGH, LOOKED_BACK, forgotten_papers
from tests.records.people import AN, AN_CHAT, BINH, DAY

PAPER: Final = "giay-chung-sinh"


async def reported(
    records: Records,
    answer: str,
    *,
    procedure: str | None = "khai-sinh",
    reason: str = "missing",
    paper: str | None = PAPER,
    day: date = DAY,
    people: tuple[str, ...] = (AN,),
    verdict: Verdict = "down",
) -> None:
    """An answer, and what these people say of it."""
    given = AnswerGiven(answer, None, day, "telegram", "vi", "procedure", procedure)
    said: list[Entry] = [given]
    for person in people:
        said += [Rated(answer, person, "down", day), ReasonGiven(answer, person, reason, paper, day)]
        said += [Rated(answer, person, verdict, day)]
    await records.store(AN_CHAT, AN, None, said)


async def test_the_tenth_report_marks_a_paper_and_the_ninth_does_not(records: Records) -> None:
    for number in range(9):
        await reported(records, f"answer-{number}")
    assert await forgotten_papers(records, DAY) == {}
    await reported(records, "answer-9")
    assert await forgotten_papers(records, DAY) == {"khai-sinh": frozenset({PAPER})}


@pytest.mark.parametrize(
    "other",
    [
        {"procedure": "ket-hon"},
        {"procedure": None},
        {"reason": "differs", "paper": "cost"},
        {"paper": "to-khai"},
        {"paper": None},
        {"verdict": "up"},
        {"day": DAY - LOOKED_BACK - timedelta(days=1)},
    ],
    ids=str,
)
async def test_what_is_about_something_else_or_too_old_or_taken_back_does_not_count(
    records: Records, other: dict[str, object]
) -> None:
    for number in range(ENOUGH - 1):
        await reported(records, f"answer-{number}")
    await reported(records, "another", **other)  # type: ignore[arg-type]  # one of the above
    assert await forgotten_papers(records, DAY) == {}


async def test_many_people_under_one_answer_are_one_report(records: Records) -> None:
    for number in range(ENOUGH - 1):
        await reported(records, f"answer-{number}", people=(AN, BINH))
    assert await forgotten_papers(records, DAY) == {}


async def test_a_report_of_another_paper_counts_for_none(records: Records) -> None:
    for number in range(ENOUGH):
        await reported(records, f"answer-{number}", paper=ANOTHER_PAPER)
    assert await forgotten_papers(records, DAY) == {}


async def test_the_oldest_day_that_counts_is_a_year_ago(records: Records) -> None:
    for number in range(ENOUGH):
        await reported(records, f"answer-{number}", day=DAY - LOOKED_BACK)
    assert await forgotten_papers(records, DAY) == {"khai-sinh": frozenset({PAPER})}


async def test_what_was_chosen_from_several_counts_for_the_procedure_that_was_chosen(records: Records) -> None:
    for number in range(ENOUGH):
        await reported(records, f"answer-{number}", procedure=None)
        chosen = CandidateChosen(f"answer-{number}", "khai-sinh", None, DAY, "vi")
        await records.store(AN_CHAT, AN, None, [chosen])
    assert await forgotten_papers(records, DAY) == {"khai-sinh": frozenset({PAPER})}
