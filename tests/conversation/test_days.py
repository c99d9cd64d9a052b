"""A day as people say it, in Vietnamese with and without accents and in English."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.days import remembered, understood
from bot.matching.syllables import fold
from tests.actors.house import knowledge

CALENDAR = knowledge().catalog.calendar
MONDAY = date(2026, 11, 23)

SAID = {
    "mai": (2026, 11, 24),
    "sáng mai": (2026, 11, 24),
    "chiều nay": (2026, 11, 23),
    "bữa ni": (2026, 11, 23),
    "mốt": (2026, 11, 25),
    "ngày kia": (2026, 11, 25),
    "thứ hai tới": (2026, 11, 30),
    "thứ hai": (2026, 11, 30),
    "thứ hai này": (2026, 11, 23),
    "thứ sáu": (2026, 11, 27),
    "thứ sáu tuần sau": (2026, 12, 4),
    "T6": (2026, 11, 27),
    "chủ nhật": (2026, 11, 29),
    "tuần sau": (2026, 11, 30),
    "3/12": (2026, 12, 3),
    "3-12-2026": (2026, 12, 3),
    "03.12.26": (2026, 12, 3),
    "ngày 3 tháng 12": (2026, 12, 3),
    "ngày 3": (2026, 12, 3),
    "5/3": (2027, 3, 5),
    "29/2": (2028, 2, 29),
    "10 ngày nữa": (2026, 12, 3),
    "2 tuần nữa": (2026, 12, 7),
    "mùng 5 Tết": (2027, 2, 10),
    "mồng 6 tết": (2027, 2, 11),
    "30 Tết": (2027, 2, 5),
    "tomorrow": (2026, 11, 24),
    "day after tomorrow": (2026, 11, 25),
    "next Monday": (2026, 11, 30),
    "3 December": (2026, 12, 3),
    "December 3rd, 2026": (2026, 12, 3),
    "in 10 days": (2026, 12, 3),
    # What may mean several days, or none, is not guessed.
    "mai mốt": None,
    "31/2": None,
    "45/13": None,
    "3 ngày làm việc": None,
    "mùng 5": None,
    "một bản": None,
    "": None,
}


@pytest.mark.parametrize(("said", "expected"), SAID.items())
def test_a_day_ahead(said: str, expected: tuple[int, int, int] | None) -> None:
    found = understood(said, MONDAY, CALENDAR)
    assert (found.day if found else None) == (date(*expected) if expected else None)


@pytest.mark.parametrize("said", [said for said, expected in SAID.items() if expected and said != "mốt"])
def test_accents_may_be_left_out(said: str) -> None:
    assert understood(fold(said), MONDAY, CALENDAR) == understood(said, MONDAY, CALENDAR)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("hôm qua", date(2026, 11, 22)),
        ("thứ hai", date(2026, 11, 23)),
        ("thứ sáu tuần trước", date(2026, 11, 20)),
        ("3/12", date(2025, 12, 3)),
        ("sinh ngày 12/10", date(2026, 10, 12)),
        ("ngày 3", date(2026, 11, 3)),
        ("mùng 5 Tết", date(2026, 2, 21)),
        ("29/2", date(2024, 2, 29)),
    ],
)
def test_a_day_that_has_been(said: str, expected: date) -> None:
    found = remembered(said, MONDAY, CALENDAR)
    assert found is not None
    assert found.day == expected


def test_what_else_was_said_is_told() -> None:
    found = understood("nếu mai nộp thì sao", MONDAY, CALENDAR)
    assert found is not None
    assert found.around.split() == ["neu", "nop", "thi", "sao"]


@given(st.text())
def test_no_text_is_too_odd(text: str) -> None:
    found = understood(text, MONDAY, CALENDAR)
    assert found is None or isinstance(found.day, date)


@given(st.dates(date(2020, 1, 1), date(2030, 12, 31)))
def test_a_day_that_is_written_out_is_that_day(day: date) -> None:
    for written in (f"{day.day}/{day.month}/{day.year}", f"ngày {day.day} tháng {day.month} năm {day.year}"):
        for read in (understood, remembered):
            found = read(written, MONDAY, CALENDAR)
            assert found is not None
            assert found.day == day
