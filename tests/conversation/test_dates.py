"""Filing at a counter whose hours are known: the invented one keeps Friday afternoons free and two days online only."""

from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest

from bot.catalog.model import Words
from bot.catalog.offices import Office, Opening, Session
from bot.conversation.cards import Card
from bot.conversation.dates import next_moments, on_day
from bot.conversation.speech import Speech
from bot.conversation.turn import VIETNAM
from bot.terminal import plain
from tests.actors.house import knowledge

CATALOG = knowledge().catalog
COUNTER = Office(
    id="quay-vi-du",
    name=Words("Quầy (VÍ DỤ)"),
    one_of="trung-tam-hcc-xa",
    place="ban-thach",
    hours=(
        Session(time(7, 30), time(11, 30), ("mon", "tue", "wed", "thu", "fri")),
        Session(time(13, 30), time(17, 0), ("mon", "tue", "wed", "thu")),
    ),
    online_only=("wed",),
    saturday_sessions=(Opening(time(7, 30), time(11, 0)),),
)


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=VIETNAM)


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        # Monday morning: now; Tuesday is a holiday, Wednesday for online filings.
        (at(23, 9), (at(23, 9), at(26, 7, 30))),
        (at(23, 12), (at(23, 13, 30), at(26, 7, 30))),
        (at(23, 18), (at(26, 7, 30), at(27, 7, 30))),
        # Friday afternoon is free; on Saturday there is a session.
        (at(27, 14), (at(28, 7, 30), at(30, 7, 30))),
        (at(28, 8), (at(28, 8), at(30, 7, 30))),
    ],
)
def test_filing_is_possible_when_the_counter_is_open(now: datetime, expected: tuple[datetime, ...]) -> None:
    assert next_moments(now, CATALOG.calendar, COUNTER) == expected


def test_a_day_on_which_it_takes_nothing_leads_to_the_next_that_it_does() -> None:
    assert on_day(date(2026, 11, 25), at(23, 9), CATALOG.calendar, COUNTER) == at(26, 7, 30)
    assert on_day(date(2026, 11, 27), at(23, 9), CATALOG.calendar, COUNTER) == at(27, 7, 30)


def test_past_the_published_calendar_the_days_that_are_worked_are_taken() -> None:
    found = on_day(date(2027, 1, 5), at(23, 9), CATALOG.calendar, COUNTER)
    assert found == datetime(2027, 1, 5, 9, 0, tzinfo=VIETNAM)


def test_the_card_tells_days_of_the_own_counter() -> None:
    catalog = replace(CATALOG, offices=(*CATALOG.offices, COUNTER))
    place, procedure = catalog.place("ban-thach"), catalog.procedure("khai-sinh")
    assert procedure is not None
    now = at(27, 14)
    card = Card(procedure, catalog, {}, now.date(), Speech("vi"), "answer01", place=place, now=now)
    # Saturday's session takes papers, but no Saturday is a working day.
    assert "Nộp thứ Bảy 28/11: dự kiến thứ Hai 30/11. Nộp thứ Hai 30/11: cùng ngày." in plain(card.section("time"))
    chosen = plain(replace(card, filing_on=date(2026, 12, 2)).section("time"))
    assert "Thứ Tư 02/12 quầy không nhận hồ sơ tại chỗ: mình tính như nộp thứ Năm 03/12." in chosen


def test_what_is_kept_for_longer_tells_no_day() -> None:
    procedure = CATALOG.procedure("thuong-tru")
    assert procedure is not None
    today = datetime(2026, 11, 23, 2, 0, tzinfo=UTC).date()
    assert "dự kiến" not in Card(procedure, CATALOG, {}, today, Speech("vi"), "answer01").section("time")
