"""What a reviewer has to look at: what is due, what is doubted, what was changed since it was called true."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Final

import pytest

from bot.catalog.model import Ended, Procedure, Review
from bot.desk.people import ROLES, NotAllowed, Person, Role
from bot.desk.reviews import FRESH, FactChanged, assure, digest, doubt, due, explain, reviewed_on, standing
from bot.records import Assurance, Book, Doubt, Reported
from bot.records.book import FACTS
from bot.records.entries import MAX_COMMENT
from tests.actors.house import knowledge

TODAY: Final = date(2026, 11, 23)
REVIEWER: Final = Person("an", "reviewer")


@pytest.fixture(scope="module")
def birth() -> Procedure:
    found = knowledge().catalog.procedure("khai-sinh")
    assert found
    return replace(found, review=Review(date(2026, 5, 1), "ai đó", date(2026, 11, 1)))


def assured(procedure: Procedure, day: date = TODAY) -> tuple[Assurance, ...]:
    return tuple(Assurance(procedure.id, fact, digest(procedure, fact), day) for fact in FACTS)


def reported(procedure: Procedure, day: date, count: int = 1) -> Reported:
    return Reported(procedure.id, "cost", None, day, count)


@pytest.mark.parametrize("role", ROLES)
def test_only_reviewers_say_whether_a_fact_is_true(birth: Procedure, role: Role) -> None:
    person = Person("an", role)
    deeds = (
        lambda: assure(person, birth, "cost", digest(birth, "cost"), Book(), TODAY),
        lambda: doubt(person, birth, "cost", "doubt001", TODAY),
        lambda: explain(person, "doubt001", "mức mới", TODAY),
    )
    for deed in deeds:
        if role in ("reviewer", "admin"):
            assert deed().by.day == TODAY
        else:
            with pytest.raises(NotAllowed):
                deed()


def test_a_procedure_is_reviewed_once_every_fact_was_called_true(birth: Procedure) -> None:
    most = assured(birth)[1:]
    assert reviewed_on(birth, Book(most), TODAY) is None
    assert [each.fact for each in standing(birth, Book(most), TODAY).open] == [FACTS[0]]
    first = replace(assured(birth)[0], day=TODAY - timedelta(days=3))
    assert reviewed_on(birth, Book((first, *most)), TODAY) == TODAY - timedelta(days=3)


def test_what_was_changed_in_the_catalog_is_looked_at_again(birth: Procedure) -> None:
    changed = replace(birth, cost=())
    assert [each.fact for each in standing(changed, Book(assured(birth)), TODAY).open] == ["cost"]
    with pytest.raises(FactChanged):
        assure(REVIEWER, changed, "cost", digest(birth, "cost"), Book(), TODAY)


@pytest.mark.parametrize(("days", "opened"), [(0, 0), (FRESH.days, 0), (FRESH.days + 1, len(FACTS))])
def test_an_assurance_does_not_stand_for_ever(birth: Procedure, days: int, opened: int) -> None:
    book = Book(assured(birth, TODAY - timedelta(days=days)))
    assert len(standing(birth, book, TODAY).open) == opened


def test_an_assurance_from_before_the_last_written_review_belongs_to_that(birth: Procedure) -> None:
    written = replace(birth, review=Review(TODAY, "ai đó", TODAY + timedelta(days=90)))
    assert len(standing(written, Book(assured(birth, TODAY - timedelta(days=1))), TODAY).open) == len(FACTS)


def test_a_doubt_keeps_a_procedure_from_being_written(birth: Procedure) -> None:
    doubted = Book(assured(birth), (Doubt("doubt001", birth.id, "cost", "00000000", TODAY),))
    assert reviewed_on(birth, doubted, TODAY) is None
    again = assure(REVIEWER, birth, "cost", digest(birth, "cost"), doubted, TODAY).assurance
    assert reviewed_on(birth, doubted.after(again), TODAY) == TODAY


def test_what_citizens_report_counts_until_somebody_looked_at_it(birth: Procedure) -> None:
    yesterday = TODAY - timedelta(days=1)
    book = Book(reports=(reported(birth, yesterday, 2), reported(birth, TODAY)))
    assert standing(birth, book, TODAY).against == 3
    looked_at = book.after(assure(REVIEWER, birth, "cost", digest(birth, "cost"), book, TODAY).assurance)
    assert standing(birth, looked_at, TODAY).against == 0
    later = replace(looked_at, reports=(reported(birth, yesterday, 2), reported(birth, TODAY, 2)))
    assert standing(birth, later, TODAY).against == 1


def test_a_report_that_names_no_fact_is_heard_all_the_same(birth: Procedure) -> None:
    book = Book(reports=(Reported(birth.id, None, None, TODAY, 1),))
    assert standing(birth, book, TODAY).against == 1


def test_the_most_doubted_come_first_then_the_most_overdue(birth: Procedure) -> None:
    catalog = knowledge().catalog
    names = ("khai-tu", "ket-hon", "tam-tru", "khai-sinh")
    days = (date(2026, 10, 1), date(2026, 9, 1), date(2027, 1, 1), date(2027, 1, 1))
    procedures = tuple(
        replace(found, review=Review(date(2026, 1, 1), "ai đó", day))
        for name, day in zip(names, days, strict=True)
        if (found := catalog.procedure(name))
    )
    few = replace(catalog, procedures=procedures)
    book = Book(reports=(Reported("khai-sinh", "time", None, TODAY, 2),))
    assert [each.procedure.id for each in due(few, book, TODAY)] == ["khai-sinh", "ket-hon", "khai-tu"]


def test_of_a_procedure_that_ended_only_that_is_looked_at(birth: Procedure) -> None:
    ended = replace(birth, ended=Ended(date(2025, 7, 1), "118/2025/NĐ-CP"))
    assert [each.fact for each in standing(ended, Book(), TODAY).standings] == ["legal"]


def test_what_a_reviewer_writes_is_short_and_without_numbers() -> None:
    said = explain(REVIEWER, "doubt001", "bà có căn cước 049123456789 nói\nlệ phí " + "a" * 400, TODAY).said
    assert "049123456789" not in said
    assert "\n" not in said
    assert len(said) <= MAX_COMMENT
