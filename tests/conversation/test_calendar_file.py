"""The file for a calendar: as RFC 5545 wants it, with the words whole, and nobody's name in it."""

from datetime import UTC, date, datetime, time, timedelta

from icalendar import Calendar, Component

from bot.conversation.calendar_file import calendar_file
from bot.conversation.turn import VIETNAM

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
TITLE = "Dự kiến có kết quả: Giấy chứng nhận đủ điều kiện về an ninh, trật tự; để kinh doanh"
NOTE = "Nhận tại: Công an xã/phường.\nNgày trên giấy hẹn mới là chính thức."
ADDRESS = "https://motcua.example/?p=an-ninh"


def made(day: date = date(2026, 12, 1), now: datetime = NOW) -> bytes:
    return calendar_file("an-ninh", "result", day, (TITLE, NOTE), ADDRESS, now)


def event(content: bytes) -> Component:
    (found,) = Calendar.from_ical(content.decode("utf-8")).walk("VEVENT")
    return found


def test_it_is_written_as_rfc_5545_wants_it() -> None:
    lines = made().split(b"\r\n")
    assert lines[-1] == b""
    assert all(len(line) <= 75 for line in lines), "longer lines are folded"
    assert not any(b"\n" in line or b"\r" in line for line in lines)
    (calendar,) = Calendar.from_ical(made().decode("utf-8")).walk("VCALENDAR")
    assert (calendar["VERSION"], calendar["PRODID"]) == ("2.0", "-//Một Cửa//motcua//VI")
    assert calendar.errors == event(made()).errors == []


def test_the_words_come_back_whole() -> None:
    found = event(made())
    assert str(found["SUMMARY"]) == TITLE
    assert str(found["DESCRIPTION"]) == NOTE
    assert str(found["URL"]) == ADDRESS


def test_it_is_a_whole_day_that_keeps_nobody_busy() -> None:
    found = event(made())
    assert found.decoded("DTSTART") == date(2026, 12, 1)
    assert b"DTSTART;VALUE=DATE:20261201" in made()
    assert found["TRANSP"] == "TRANSPARENT"


def at_eight(month: int, day: int, year: int = 2026) -> datetime:
    return datetime(year, month, day, 8, tzinfo=VIETNAM)


def test_it_rings_when_we_would_write() -> None:
    def rings(content: bytes) -> list[datetime]:
        midnight = datetime.combine(event(content).decoded("DTSTART"), time(), VIETNAM)
        return [midnight + alarm.decoded("TRIGGER") for alarm in event(content).walk("VALARM")]

    assert rings(made()) == [at_eight(11, 30), at_eight(12, 1)]
    deadline = calendar_file("khai-sinh", "deadline", date(2027, 1, 19), (TITLE, NOTE), None, NOW)
    assert rings(deadline) == [at_eight(1, 12, 2027), at_eight(1, 18, 2027)]
    assert "URL" not in event(deadline)


def test_taken_twice_it_is_one_entry_and_another_day_another() -> None:
    later = NOW + timedelta(days=3)
    assert event(made())["UID"] == event(made(now=later))["UID"] == "an-ninh-result-2026-12-01@motcua"
    assert event(made(date(2026, 12, 2)))["UID"] != event(made())["UID"]
