"""The report on an event as one message: what came of it, in both languages, and nothing about few."""

from dataclasses import replace

import pytest

from bot.conversation.fitting import visible_length, visible_text
from bot.conversation.outreach_report import said
from bot.conversation.replies import MAX_VISIBLE
from bot.conversation.speech import Speech
from bot.language import LANGUAGES, Language
from bot.records.outreach import OutreachTold
from tests.catalog.project import markup_flaws, no_flaws, reading
from tests.satisfaction.events import EARLIER, EVENT, FULL, NOBODY, SATURDAY, TEXTS, THREE, TOLD, helped

LONG = replace(
    TOLD,
    counts=replace(
        FULL,
        outreach=replace(EVENT, place="Nhà sinh hoạt cộng đồng khối phố Ví Dụ, cạnh trường mẫu giáo, sau chợ chiều"),
        helped=tuple(helped(hour, each.id, "other", 9) for hour in range(24) for each in reading().catalog.procedures),
        lacked={("khai-sinh", "giay-to-dai-" * 8 + str(at)): 9 for at in range(9)},
        unanswered=tuple((text * 9, 9) for text in TEXTS),
    ),
    earlier=tuple(replace(each, outreach=replace(each.outreach, place="Chợ Ví Dụ " * 8)) for each in EARLIER),
)


def told(what: OutreachTold, language: Language = "vi") -> str:
    return visible_text(said(what, reading().catalog, Speech(language)))


def test_the_message_says_first_how_many_were_helped_and_what_came_of_it() -> None:
    lines = told(TOLD).split("\n")

    assert lines[0] == "Buổi hỗ trợ giúp 120 người. Nộp trực tuyến xong: 61/120 (51 %, khoảng 42–60 %)."
    assert lines[1] == "Nhà văn hóa thôn Ví Dụ, phường Tam Kỳ, thứ Bảy 28/11/2026, 07:30–11:00"
    for each in (
        "– Thiếu giấy tờ: 23",
        "– Không tìm thấy, việc khác, cài VNeID: 10, gộp lại",
        "– Khai sinh: 26",
        "– Tờ khai của người xin trợ cấp (Trợ cấp xã hội): 6",
        "Theo giờ. 7:00–8:00: 13 · 8:00–9:00: 43 · 9:00–10:00: 37 · 10:00–12:00: 27",
        "Người cao tuổi, người khuyết tật: 23.",
        "– và 9 câu nữa",
        "– 14/11/2026, Trường tiểu học Ví Dụ: 16 người, nộp trực tuyến 9/16",
        "– 07/11/2026, Trạm y tế Ví Dụ: dưới 5 người",
        "– 31/10/2026, Nhà văn hóa thôn Mẫu: 0 người",
    ):
        assert each in lines, each


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("what", [TOLD, THREE, NOBODY, LONG])
def test_every_report_is_one_message_that_channels_can_show(what: OutreachTold, language: Language) -> None:
    text = said(what, reading().catalog, Speech(language))

    assert visible_length(text) <= MAX_VISIBLE
    no_flaws(markup_flaws(text))


@pytest.mark.parametrize("language", LANGUAGES)
def test_of_few_people_only_that_they_were_few(language: Language) -> None:
    said_of_few = told(THREE, language)

    assert "dưới 5" in said_of_few or "Fewer than 5" in said_of_few
    for secret in ("Khai tử", "Death", "báo tử", "vay vốn", "online"):
        assert secret not in said_of_few


def test_nobody_is_said_clearly() -> None:
    assert told(NOBODY).startswith("Chưa ghi nhận ai được giúp ở buổi hỗ trợ này.")
    assert "Kết quả" not in told(NOBODY)


def test_what_was_typed_is_no_markup() -> None:
    evil = replace(TOLD, counts=replace(FULL, unanswered=(("<b>xin</b> & giấy", 1),)))
    assert "«<b>xin</b> & giấy»" in told(evil)


def test_a_cancelled_event_says_so() -> None:
    cancelled = replace(NOBODY, counts=replace(NOBODY.counts, outreach=replace(EVENT, cancelled=True, day=SATURDAY)))
    assert told(cancelled).startswith("Buổi hỗ trợ này đã hủy.")
