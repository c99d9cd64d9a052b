"""Invented events in the field, and what was counted at them."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, time, timedelta
from typing import Final

from bot.records.outreach import EarlierOutreach, Helped, HelpOutcome, Outreach, OutreachCounts, OutreachTold

SATURDAY: Final = date(2026, 11, 28)
EVENT: Final = Outreach(
    "event-01", "Nhà văn hóa thôn Ví Dụ", "tam-ky", SATURDAY, time(7, 30), time(11, 0), "j", "l", counts_frail=True
)
TEXTS: Final = (
    "xin giấy xác nhận chưa vay vốn để nộp cho con đi học",
    "đổi tên đường trong sổ cũ",
    "xin cấp nước sạch về nhà",
    "báo hàng xóm nuôi heo hôi",
    "đăng ký lớp xóa mù chữ",
    "xin trợ cấp gà giống",
    "sửa năm sinh trên bằng lái",
    "đăng ký xe ba gác",
    "xin giấy đi chợ",
    "học nghề may miễn phí",
    "khiếu nại tiền điện",
    "=1+1",
)


def helped(hour: int, procedure: str | None, outcome: HelpOutcome, count: int) -> Helped:
    return Helped(hour, procedure, outcome, count)


FULL: Final = OutreachCounts(
    EVENT,
    (
        helped(7, "khai-sinh", "filed_online", 6),
        helped(7, "the-bhyt", "papers_missing", 3),
        helped(7, None, "vneid_installed", 4),
        helped(8, "khai-sinh", "filed_online", 12),
        helped(8, "chung-thuc-ban-sao", "sent_to_desk", 14),
        helped(8, "ket-hon", "papers_missing", 8),
        helped(8, "the-bhyt", "filed_online", 9),
        helped(9, "khai-sinh", "papers_missing", 5),
        helped(9, "tam-tru", "filed_online", 16),
        helped(9, "sang-ten-so-do", "sent_to_desk", 7),
        helped(9, "tro-cap-xa-hoi", "papers_missing", 6),
        helped(9, None, "not_found", 3),
        helped(10, "ho-chieu", "filed_online", 9),
        helped(10, "tro-cap-xa-hoi", "sent_to_desk", 5),
        helped(10, "trich-luc-ho-tich", "filed_online", 5),
        helped(10, "hkd-thanh-lap", "filed_online", 2),
        helped(10, "ly-lich-tu-phap", "filed_online", 2),
        helped(10, "khai-tu", "papers_missing", 1),
        helped(11, "khai-sinh", "other", 3),
    ),
    {("khai-sinh", "giay-chung-sinh"): 5, ("tro-cap-xa-hoi", "to-khai"): 6, ("khai-tu", "giay-bao-tu"): 1},
    {"up": 52, "down": 6},
    23,
    8,
    tuple((text, 1) for text in TEXTS),
)
"""120 people; by hour 13, 43, 37, 24 and 3."""


def before(number: int, place: str, outcomes: dict[HelpOutcome, int]) -> EarlierOutreach:
    held = replace(EVENT, id=f"event-{-number}", place=place, day=SATURDAY - timedelta(weeks=number))
    return EarlierOutreach(held, outcomes)


EARLIER: Final = (
    before(1, "Chợ Ví Dụ", {"filed_online": 30, "papers_missing": 20, "sent_to_desk": 34}),
    before(2, "Trường tiểu học Ví Dụ", {"filed_online": 9, "papers_missing": 7}),
    before(3, "Trạm y tế Ví Dụ", {"filed_online": 2}),
    before(4, "Nhà văn hóa thôn Mẫu", {}),
)
TOLD: Final = OutreachTold(FULL, EARLIER)
NOBODY: Final = OutreachTold(OutreachCounts(EVENT))
THREE: Final = OutreachTold(
    OutreachCounts(
        EVENT,
        (helped(8, "khai-sinh", "filed_online", 2), helped(9, "khai-tu", "papers_missing", 1)),
        {("khai-tu", "giay-bao-tu"): 1},
        {"up": 1},
        1,
        2,
        ((TEXTS[0], 1),),
    )
)


def numbers(told: OutreachTold) -> Iterator[int]:
    """Every count that is not of an event as a whole."""
    yield from (each.count for each in told.counts.helped)
    yield from told.counts.lacked.values()
