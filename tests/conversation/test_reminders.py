"""When somebody is reminded and what they read then: true on the day they read it, and never too long."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from bot.catalog.catalog import Catalog
from bot.catalog.model import CitizenDeadline, Unit, Words
from bot.conversation.expecting import last_day
from bot.conversation.fitting import visible_length
from bot.conversation.reminder_actions import OpenCard, StopReminder
from bot.conversation.reminders import DAYS_BEFORE, moments, said, said_of_event
from bot.conversation.replies import MAX_VISIBLE, Button, Say
from bot.conversation.turn import VIETNAM
from bot.language import LANGUAGES, Language
from bot.records.diary import Reminder, Subject
from bot.records.outreach import Outreach
from bot.terminal import plain

OF_A_PROCEDURE: Sequence[Subject] = ("result", "deadline")
THURSDAY = date(2026, 11, 26)
NOON = datetime(2026, 11, 23, 12, 0, tzinfo=VIETNAM)


def reminder(procedure: str = "ket-hon", subject: Subject = "result", day: date = THURSDAY) -> Reminder:
    return Reminder("r" * 24, procedure, subject, day, "vi", ())


def words(catalog: Catalog, today: date, subject: Subject = "result", *, again: bool = False) -> str:
    message = said(reminder("khai-sinh", subject), catalog, today, again=again)
    assert message
    return plain(message.text)


@pytest.mark.parametrize(
    ("subject", "day", "days"),
    [
        ("result", THURSDAY, [25, 26]),
        ("result", date(2026, 11, 24), [24]),
        ("result", date(2026, 11, 23), []),
        ("result", date(2026, 11, 20), []),
        ("deadline", date(2026, 12, 1), [24, 30]),
        ("deadline", date(2026, 11, 30), [29]),
        ("deadline", date(2026, 11, 24), []),
        ("result", date(2028, 11, 24), []),
        ("result", date.min, []),
        ("deadline", date.max, []),
    ],
)
def test_one_is_reminded_at_eight_never_in_the_past(subject: Subject, day: date, days: Sequence[int]) -> None:
    found = moments(subject, day, NOON.astimezone(UTC))
    assert [each.day for each in found] == days
    assert all((each.hour, each.tzinfo) == (8, VIETNAM) for each in found)


def test_the_first_line_says_what_and_when(catalog: Catalog) -> None:
    eve, on_the_day = (words(catalog, THURSDAY - timedelta(days=before)) for before in (1, 0))
    assert eve.startswith("Ngày mai, thứ Năm 26/11, dự kiến có kết quả: Đăng ký khai sinh.\n")
    assert on_the_day.startswith("Hôm nay, thứ Năm 26/11, dự kiến có kết quả: Đăng ký khai sinh.\n")
    assert "Nhận tại: Trung tâm Phục vụ hành chính công xã/phường hoặc" in eve
    assert eve.endswith("Ngày trên giấy hẹn mới là chính thức.")


def test_a_deadline_says_how_long_there_is_and_what_lateness_means(catalog: Catalog) -> None:
    early = words(catalog, THURSDAY - timedelta(days=7), "deadline")
    assert early.startswith("Còn 7 ngày nữa là hết hạn, thứ Năm 26/11: Đăng ký khai sinh.\n")
    assert "Trễ thì vẫn làm được" in early
    eve = words(catalog, THURSDAY - timedelta(days=1), "deadline")
    assert eve.startswith("Ngày mai, thứ Năm 26/11, là ngày cuối của bạn: Đăng ký khai sinh.\n")


def test_a_repetition_says_that_it_may_be_one(catalog: Catalog) -> None:
    assert words(catalog, THURSDAY, again=True).startswith(words(catalog, THURSDAY))
    assert words(catalog, THURSDAY, again=True).endswith("Mình gửi lại vì không chắc tin lần trước đã tới bạn.")


def test_it_leads_to_the_card_and_out(catalog: Catalog) -> None:
    message = said(reminder(), catalog, THURSDAY)
    assert isinstance(message, Say)
    actions = [button.action for row in message.buttons for button in row if isinstance(button, Button)]
    assert actions == [OpenCard("ket-hon"), StopReminder("r" * 24)]


def test_too_late_or_of_a_procedure_that_is_gone_nothing_is_said(catalog: Catalog) -> None:
    assert said(reminder(), catalog, THURSDAY + timedelta(days=1)) is None
    assert said(reminder("da-bo"), catalog, THURSDAY) is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_of_every_procedure_a_reminder_fits_one_message(catalog: Catalog, language: Language) -> None:
    for procedure in catalog.procedures:
        for subject in OF_A_PROCEDURE:
            days = DAYS_BEFORE[subject]
            kept = Reminder("r" * 24, procedure.id, subject, THURSDAY, language, ())
            message = said(kept, catalog, THURSDAY - timedelta(days=max(days)), again=True)
            assert message
            assert visible_length(message.text) <= MAX_VISIBLE // 2
            assert "None" not in message.text


@pytest.mark.parametrize(
    ("value", "unit", "event", "last"),
    [
        (60, "calendar_day", date(2026, 9, 2), date(2026, 11, 2)),  # day 60 is a Sunday: the next working day
        (15, "calendar_day", date(2026, 11, 9), date(2026, 11, 25)),  # 24 November is a day off
        (5, "working_day", date(2026, 11, 23), date(2026, 12, 1)),
        (60, "calendar_day", date(2026, 11, 20), date(2027, 1, 19)),  # past the published calendar: at the earliest
    ],
)
def test_a_deadline_is_counted_as_the_civil_code_counts(
    catalog: Catalog, value: int, unit: Unit, event: date, last: date
) -> None:
    deadline = CitizenDeadline(value=value, unit=unit, starts=Words("từ ngày"))
    assert last_day(deadline, event, catalog.calendar) == last


SATURDAY = date(2026, 11, 28)
EVENT = Outreach("event-01", "Nhà văn hóa thôn 2", "tam-ky", SATURDAY, time(7, 30), time(11, 0), "joined")
OF_EVENT = reminder(EVENT.id, "outreach", SATURDAY)


def at(day: int, hour: int) -> datetime:
    return datetime(2026, 11, day, hour, tzinfo=VIETNAM)


def of_event(catalog: Catalog, outreach: Outreach | None, now: datetime) -> str | None:
    message = said_of_event(OF_EVENT, outreach, catalog, now)
    return plain(message.text) if message else None


def test_of_an_event_one_is_reminded_the_day_before_and_before_it_begins() -> None:
    assert moments("outreach", SATURDAY, NOON) == (at(27, 8), at(28, 7))


def test_of_an_event_the_first_line_says_when_and_where(catalog: Catalog) -> None:
    eve, morning = of_event(catalog, EVENT, at(27, 8)), of_event(catalog, EVENT, at(28, 7))
    where = "07:30–11:00: buổi hỗ trợ ở Nhà văn hóa thôn 2, phường Tam Kỳ.\n"
    assert eve
    assert eve.startswith(f"Ngày mai, thứ Bảy 28/11, {where}")
    assert morning
    assert morning.startswith(f"Hôm nay, thứ Bảy 28/11, {where}")


def test_of_an_event_that_is_not_held_one_is_told_so_and_of_another_day_too(catalog: Catalog) -> None:
    cancelled = of_event(catalog, replace(EVENT, cancelled=True), at(27, 8))
    assert cancelled
    assert "không diễn ra nữa, bạn đừng tới đó" in cancelled
    assert "07:30" not in cancelled
    moved = of_event(catalog, replace(EVENT, day=date(2026, 11, 29)), at(27, 8))
    assert moved
    assert moved.startswith("Còn 2 ngày nữa, Chủ nhật 29/11")
    assert "(đã đổi ngày)" in moved


def test_of_an_event_that_is_over_or_unknown_nothing_is_said(catalog: Catalog) -> None:
    assert of_event(catalog, EVENT, at(28, 11)) is None
    assert of_event(catalog, None, at(27, 8)) is None
