"""What an official is told before a changed catalog goes to citizens."""

from dataclasses import replace
from datetime import date
from typing import Final

from bot.catalog.catalog import Catalog
from bot.catalog.model import Procedure, ProcessingTimes
from bot.conversation.comparing import Difference, differences, flips
from bot.matching import Matcher
from tests.actors.house import knowledge

COMPARED: Final = ("tam-tru", "khai-tu", "khai-sinh", "ket-hon", "hkd-thanh-lap", "so-do-lan-dau")
ALL: Final = knowledge().catalog
CATALOG: Final = replace(ALL, procedures=tuple(each for each in ALL.procedures if each.id in COMPARED))
"""A few procedures of the project's own: comparing all takes seconds and shows no more."""
TODAY: Final = date(2026, 11, 23)


def changed(name: str, **fields: object) -> Catalog:
    """The project's catalog with something else in one procedure."""

    def other(each: Procedure) -> Procedure:
        return replace(each, **fields) if each.id == name else each  # type: ignore[arg-type]  # fields by their names

    return replace(CATALOG, procedures=tuple(map(other, CATALOG.procedures)))


def without(name: str) -> Catalog:
    return replace(CATALOG, procedures=tuple(each for each in CATALOG.procedures if each.id != name))


def test_the_same_catalog_reads_the_same() -> None:
    assert list(differences(CATALOG, CATALOG, TODAY)) == []
    assert list(flips(Matcher(CATALOG), Matcher(CATALOG), ["làm giấy khai sinh", "xin chào"])) == []


def test_a_changed_time_is_told_as_people_read_it_before_and_after() -> None:
    (time,) = next(each for each in CATALOG.procedures if each.id == "tam-tru").processing_time.statutory
    times = ProcessingTimes((replace(time, unit="working_day", value=7),))
    told = list(differences(CATALOG, changed("tam-tru", processing_time=times), TODAY))
    assert {each.procedure for each in told} == {"tam-tru"}
    assert {each.place for each in told} == {"card", "time"}
    assert all("7 ngày làm việc" in each.after and "7 ngày làm việc" not in each.before for each in told)


def test_what_no_citizen_reads_is_no_difference() -> None:
    assert list(differences(CATALOG, changed("tam-tru", keywords=("một chữ khác",)), TODAY)) == []


def test_a_procedure_taken_out_or_put_in_is_one_difference() -> None:
    (gone,) = differences(CATALOG, without("khai-tu"), TODAY)
    (come,) = differences(without("khai-tu"), CATALOG, TODAY)
    assert gone == Difference("khai-tu", "card", come.after, "")


def test_a_question_that_would_end_elsewhere_is_told() -> None:
    question = "đăng ký khai tử"
    (flip,) = flips(Matcher(CATALOG), Matcher(without("khai-tu")), [question, "làm hộ chiếu"])
    assert flip.question == question
    assert flip.before == "khai-tu"
