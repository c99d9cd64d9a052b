"""An event as an official types it is understood in any order, or it is said what is not clear."""

from datetime import date, time
from typing import Final

import pytest

from bot.conversation.outreach_reading import Typed, communes_called, read
from bot.desk.refusals import CommuneUnknown, EventDayUnclear, EventIncomplete, EventPast, HoursUnclear, Refused
from tests.actors.house import knowledge

TODAY: Final = date(2026, 11, 23)
"""A Monday."""
SATURDAY: Final = date(2026, 11, 28)
HALL: Final = "Nhà văn hóa khối phố 2"


def understood(typed: str) -> Typed:
    known = knowledge()
    return read(typed, TODAY, known.catalog.calendar, known.matcher.gazetteer)


def hours(typed: str) -> tuple[time, time]:
    found = understood(f"28/11 {typed} phường Tam Kỳ; {HALL}")
    assert (found.day, found.place) == (SATURDAY, HALL), typed
    return found.begins, found.ends


@pytest.mark.parametrize(
    "typed",
    [
        f"28/11 7:30-11:00 phường Tam Kỳ; {HALL}",
        f"{HALL}; phường Tam Kỳ; 7h30 - 11h; thứ bảy",
        f"sáng thứ bảy tới 7h30 đến 11h tại phường Tam Kỳ; {HALL}",
        f"sáng thứ 7 này, từ 7 giờ 30 tới 11 giờ, {HALL}, phường Tam Kỳ",
        f"28-11-2026 7.30-11.00\nphường tam ky\n{HALL}",
        f"vào ngày 28 lúc 7g30 – 11g phuong tam ky; {HALL}",
        f"2026-11-28 7:30->11:00 phường Tam Kỳ {HALL}",
        f"Thứ Bảy, 28/11: 7 giờ rưỡi - 11 giờ; phường Tam Kỳ; {HALL}",
        f"saturday 7:30 am to 11:00 phường Tam Kỳ; {HALL}",
        f"phường Tam Kì; 28/11 7:30-11:00; {HALL}",
    ],
)
def test_the_same_event_is_understood_however_it_is_written(typed: str) -> None:
    found = understood(typed)
    plain = found.called.plain
    assert plain
    assert (found.place, plain.id, found.day) == (HALL, "tam-ky", SATURDAY)
    assert (found.begins, found.ends) == (time(7, 30), time(11))


@pytest.mark.parametrize(
    ("typed", "begins", "ends"),
    [
        ("7-11", time(7), time(11)),
        ("7-11h", time(7), time(11)),
        ("13h30-17h", time(13, 30), time(17)),
        ("chiều 1h30-5h", time(13, 30), time(17)),
        ("2h-5h chiều", time(14), time(17)),
        ("5h-7h chiều", time(17), time(19)),
        ("8h-5h chiều", time(8), time(17)),
        ("8h sáng - 5h chiều", time(8), time(17)),
        ("1:30 pm - 5 pm", time(13, 30), time(17)),
        ("6h-8h tối", time(18), time(20)),
        ("11h-1h chiều", time(11), time(13)),
    ],
)
def test_the_afternoon_is_heard(typed: str, begins: time, ends: time) -> None:
    assert hours(typed) == (begins, ends)


@pytest.mark.parametrize("typed", ["1h30-5h", "3-4", "25h-26h", "chiều 8h-11h", "24h-25h"])
def test_hours_that_may_be_others_are_not_guessed(typed: str) -> None:
    with pytest.raises((HoursUnclear, EventIncomplete)):
        hours(typed)


def test_numbers_in_the_place_are_neither_hours_nor_days() -> None:
    found = understood("28/11 7:30-11:00 phường Tam Kỳ; Nhà văn hóa khối phố 2-3, số 12/5 đường 24/3")
    assert found.place == "Nhà văn hóa khối phố 2-3, số 12/5 đường 24/3"
    assert (found.day, found.ends) == (SATURDAY, time(11))


def test_two_numbers_are_a_day_or_hours_as_the_rest_tells() -> None:
    assert understood(f"28-11 7-11 phường Tam Kỳ; {HALL}").day == SATURDAY
    with pytest.raises(HoursUnclear, match="5-12 7-11"):
        understood(f"5-12 7-11 phường Tam Kỳ; {HALL}")


@pytest.mark.parametrize(
    ("typed", "refusal", "given"),
    [
        (f"31/2 7h-11h phường Tam Kỳ; {HALL}", EventDayUnclear, "31/2"),
        (f"chủ nhật 28/11 7h-11h phường Tam Kỳ; {HALL}", EventDayUnclear, "chủ nhật 28/11/2026"),
        (f"7/11 7h-11h phường Tam Kỳ; {HALL}", EventPast, "07/11/2026"),
        (f"28/11 7h-11h xã Trên Trời; {HALL}", CommuneUnknown, "xã Trên Trời"),
        ("khai sinh", EventIncomplete, "day hours commune"),
        ("28/11 7h-11h phường Tam Kỳ", EventIncomplete, "place"),
        (f"phường Tam Kỳ; {HALL}", EventIncomplete, "day hours"),
        (";;;", EventIncomplete, "day hours commune place"),
    ],
)
def test_what_is_missing_or_not_clear_is_named(typed: str, refusal: type[Refused], given: str) -> None:
    with pytest.raises(refusal) as refused:
        understood(typed)
    assert refused.value.given == given


def test_a_date_without_its_year_may_be_of_the_next_one() -> None:
    assert understood(f"15/1 7h-11h phường Tam Kỳ; {HALL}").day == date(2027, 1, 15)


def test_a_place_is_never_taken_for_a_mistyped_commune_without_asking() -> None:
    with pytest.raises(CommuneUnknown):
        understood("28/11 7h-11h Xứ Xa; Chợ")


@pytest.mark.parametrize(
    ("said", "communes", "plain"),
    [
        ("phường Tam Kỳ", {"tam-ky"}, True),
        ("Tam Kỳ", {"ban-thach", "huong-tra", "quang-phu", "tam-ky"}, False),
        ("An Phú", {"quang-phu"}, True),
        ("xứ không có", set(), False),
    ],
)
def test_old_and_new_names_are_communes_of_today(said: str, communes: set[str], plain: bool) -> None:
    called = communes_called(said, knowledge().matcher.gazetteer)
    assert {each.id for each in called.communes} == communes
    assert (called.plain is not None) is plain
