"""The one sentence that a report says first, its name, and the note that stands beside every number."""

from typing import Final

from bot.records.counts import Period
from bot.satisfaction.report import Report
from bot.satisfaction.templating import environment

NAME: Final = "Phản hồi của người dùng bot"
NOTE: Final = (
    "Đây là ý kiến của những người tự chọn trả lời, không phải mẫu đại diện cho người dân. "
    "Không phải SIPAS, không phải bộ chỉ số theo Quyết định 766/QĐ-TTg, và không so sánh được với hai số đó. "
    "Khoảng tin cậy 95 % chỉ tính phần may rủi. Không dùng để đánh giá một người cụ thể."
)
WEEK: Final = 7


def headline(report: Report) -> str:
    """How much was asked, and what is weakest where; plain text."""
    return environment().get_template("headline.txt").render(report=report, when=when(report.period)).strip()


def headline_without_numbers(report: Report) -> str:
    """What is weakest where, for an export, of which no number may follow from another; plain text."""
    return environment().get_template("named.txt").render(report=report, when=when(report.period)).strip()


def done(report: Report) -> str:
    """What became of the facts that were called wrong; plain text."""
    return environment().get_template("mended.txt").render(report=report).strip()


def when(period: Period) -> str:
    """The days of a period as one says them."""
    if period.days == WEEK and period.first.weekday() == 0:
        return f"Tuần {period.first:%d/%m}–{period.last:%d/%m/%Y}"
    if period.first == period.last:
        return f"Ngày {period.first:%d/%m/%Y}"
    return f"Từ {period.first:%d/%m/%Y} đến {period.last:%d/%m/%Y}"
