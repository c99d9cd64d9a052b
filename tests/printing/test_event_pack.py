"""What is carried to an event: every sheet can be read and scanned, and what is not on it says so."""

import os
from dataclasses import replace
from datetime import date, time, timedelta
from typing import Final

import pytest

from bot.catalog.model import Ended, Procedure, Words
from bot.catalog.offices import Office, Session
from bot.conversation.event_pack import MOST, NothingToPrint, Printing, chosen, origin_of
from bot.language import LANGUAGES, Language
from bot.printing.drawing import as_pdf
from bot.printing.handout import BODY, TITLE, Handout, Paper, handout_sheet
from bot.printing.pack import BEFORE, pack_pdf, pack_sheets
from bot.printing.sheet import Outlined, Sheet
from bot.printing.words import words_in
from bot.records.board import WHOLE, Announcement, Board, Pause, Scope
from tests.catalog.project import no_flaws, reading
from tests.printing.reading import code_on, codes_of, flaws, pages_of, scanned, text_of, written_on
from tests.satisfaction.events import EVENT, SATURDAY

URL: Final = "https://motcua.example"
TODAY: Final = date(2026, 11, 23)
ORIGIN: Final = "nha-van-hoa-thon-vi-du-28-11-2026"
CATALOG: Final = reading().catalog
PRINTING: Final = Printing(EVENT, CATALOG, Board(), URL, TODAY)
SMALL_PRINT: Final = 10
"""Points of the source line and the like; nobody has to read it to go."""

STORM: Final = Announcement(
    "notice-1", Words("Quầy nghỉ vì bão."), SATURDAY, SATURDAY + timedelta(days=2), Scope("field", "ho-tich")
)


def said_on(sheet: Sheet) -> str:
    """The words of a sheet, line ends as blanks."""
    return " ".join(mark.text for mark in written_on(sheet)).replace("\u00a0", " ")


def of_the_catalog() -> list[Procedure]:
    return [each for each in CATALOG.procedures if not isinstance(each.on(SATURDAY), Ended)]


def test_the_pack_is_a_poster_the_contents_and_a_page_for_each_of_twelve_procedures() -> None:
    pack = PRINTING.pack(())
    pdf = pack_pdf(pack, "vi")

    assert pages_of(pdf) == [(210, 297)] * (BEFORE + MOST)
    titles = [each.title for each in pack.handouts]
    assert len(titles) == len(set(titles)) == MOST
    contents = said_on(pack_sheets(pack, "vi")[1])
    for number, title in enumerate(titles, 1):
        assert f"{number}. {title} trang {number + BEFORE}" in contents
        assert title in text_of(pdf, number + BEFORE - 1)


def test_each_code_leads_to_its_page_and_tells_the_event_it_was_given_out_at() -> None:
    poster, _, *pages = pack_sheets(PRINTING.pack(()), "vi")
    named = [each.id for each in chosen((), CATALOG, Board(), SATURDAY).procedures]

    assert [code.text for code in codes_of(as_pdf((poster, *pages), "codes", "vi"))] == [
        f"{URL}/?o={ORIGIN}",
        *(f"{URL}/t/{name}?o={ORIGIN}" for name in named),
    ]


def test_the_poster_says_when_and_where_in_large_letters_and_promises_nothing_else() -> None:
    poster = pack_sheets(PRINTING.pack(()), "vi")[0]
    large = {mark.text: mark.size for mark in written_on(poster) if mark.size >= 24}

    assert "Thứ Bảy 28/11/2026, 07:30–11:00" in large
    assert "Nhà văn hóa thôn Ví Dụ, Phường Tam Kỳ" in " ".join(large)
    assert "iễn phí" not in said_on(poster)


@pytest.mark.parametrize(
    "place", ["Chợ", "Nhà sinh hoạt cộng đồng khối phố Ví Dụ số 12, cạnh trường mẫu giáo cũ, sau chợ"]
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_of_a_pack_reaches_into_the_margins_or_touches(place: str, language: Language) -> None:
    held = replace(PRINTING, outreach=replace(EVENT, place=place), language=language)
    for number, sheet in enumerate(pack_sheets(held.pack(()), language)):
        no_flaws(f"page {number + 1}: {flaw}" for flaw in flaws(sheet))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_procedure_fits_its_page_in_letters_that_old_eyes_read_and_no_paper_is_left_out_silently(
    language: Language,
) -> None:
    printing, left_out = replace(PRINTING, language=language), words_in(language).papers_left_out
    for procedure in list(of_the_catalog())[:: 1 if os.environ.get("NIGHTLY") else 5]:
        handout = printing.handout(procedure)
        sheet = handout_sheet(handout, language)
        no_flaws(f"{procedure.id}: {flaw}" for flaw in flaws(sheet))
        read = [mark.size for mark in written_on(sheet) if 35 < mark.baseline < code_on(sheet).y]
        assert min(read) >= BODY, procedure.id
        assert max(read) >= TITLE[1], procedure.id
        assert min(mark.size for mark in written_on(sheet)) >= SMALL_PRINT
        boxes = sum(isinstance(mark, Outlined) for mark in sheet.marks)
        left = len(handout.needed or ()) + len(handout.perhaps) - boxes
        assert (left_out.format(count=left) in said_on(sheet)) == (left > 0), procedure.id


MUCH: Final = Handout(
    "Đăng ký việc ví dụ",
    "Thứ Bảy",
    f"{URL}/t/vi-du?o={ORIGIN}",
    "Luật Ví Dụ",
    TODAY,
    SATURDAY,
    needed=(Paper("Tờ khai, nộp bản chính", None, "Không có? Xin ở quầy, quầy đưa cho một tờ."),) * 14,
    facts=("Thời hạn: 3 ngày.", "Lệ phí: miễn phí."),
)


def test_what_to_do_without_a_paper_gives_way_before_papers_do_and_both_say_so() -> None:
    all_papers = said_on(handout_sheet(MUCH, "vi"))
    assert "Không có?" not in all_papers
    assert "14. Tờ khai" in all_papers
    assert "… xem đủ bằng mã bên dưới." in all_papers
    many = handout_sheet(replace(MUCH, needed=MUCH.needed and MUCH.needed * 4), "vi")
    no_flaws(flaws(many))
    boxes = sum(isinstance(mark, Outlined) for mark in many.marks)
    assert 14 < boxes < 56
    assert f"… còn {56 - boxes} giấy tờ nữa: xem đủ bằng mã bên dưới." in said_on(many)


def test_a_long_fact_keeps_whole_sentences_and_names_the_code_for_the_rest() -> None:
    fees = "Lệ phí: " + "Trường hợp ví dụ thì mười nghìn đồng mỗi bản. " * 12
    sheet = handout_sheet(replace(MUCH, needed=(), facts=(fees.strip(),)), "vi")
    no_flaws(flaws(sheet))
    assert "mỗi bản. … xem đủ bằng mã bên." in said_on(sheet)


def test_a_fact_that_is_one_endless_sentence_is_cut_after_a_word_and_says_so() -> None:
    sheet = handout_sheet(replace(MUCH, facts=("Nơi nộp: " + "quầy rất dài " * 60,)), "vi")
    no_flaws(flaws(sheet))
    assert "… … xem đủ bằng mã bên." in said_on(sheet)


def test_of_what_nothing_is_known_the_page_says_so() -> None:
    assert "Chưa có thông tin về giấy tờ." in said_on(handout_sheet(replace(MUCH, needed=None), "vi"))
    assert "Không phải mang giấy tờ nào." in said_on(handout_sheet(replace(MUCH, needed=()), "vi"))


def test_papers_that_only_most_people_bring_are_not_said_to_be_needed_by_all() -> None:
    birth = CATALOG.procedure("khai-sinh")
    assert birth
    assert "Thường mang theo 3 thứ" in said_on(handout_sheet(PRINTING.handout(birth), "vi"))


def test_a_page_tells_what_holds_on_the_day_of_the_event_and_until_when() -> None:
    birth = CATALOG.procedure("khai-sinh")
    assert birth
    said = said_on(handout_sheet(replace(PRINTING, board=Board((STORM,))).handout(birth), "vi"))
    assert "Quầy nghỉ vì bão." in said
    assert "In ngày 23/11/2026, dùng đến hết ngày 23/12/2026." in said
    assert "Quầy nghỉ vì bão." not in said_on(handout_sheet(PRINTING.handout(birth), "vi"))


def test_a_page_does_not_outlive_a_change_that_is_already_decided() -> None:
    changing = next(each for each in CATALOG.procedures if each.ahead)
    change = min(each.from_day for each in changing.ahead)
    held = replace(EVENT, day=change - timedelta(days=3))
    printing = replace(PRINTING, outreach=held, today=held.day)
    assert printing.expires_on(changing) == change - timedelta(days=1)


def test_the_counter_of_the_events_commune_is_named_with_its_address_and_hours() -> None:
    own = Office(
        "quay-vi-du",
        Words("Quầy Ví Dụ"),
        one_of="trung-tam-hcc-xa",
        place="tam-ky",
        address=Words("12 đường Ví Dụ"),
        address_sources=("a", "b"),
        hours=(Session(opens=time(7, 30), closes=time(11, 30), weekdays=("mon",)),),
    )
    birth = CATALOG.procedure("khai-sinh")
    assert birth
    printing = replace(PRINTING, catalog=replace(CATALOG, offices=(*CATALOG.offices, own)))
    said = said_on(handout_sheet(printing.handout(birth), "vi"))
    assert "Quầy Ví Dụ. Địa chỉ: 12 đường Ví Dụ. Thứ Hai: 07:30–11:30." in said


def test_what_is_asked_most_comes_first_then_what_most_people_need() -> None:
    asked = ("so-do-lan-dau", "khai-tu", "khong-con-trong-danh-muc")
    found = chosen(asked, CATALOG, Board(), SATURDAY)
    names = [each.id for each in found.procedures]
    known = [name for name in asked if CATALOG.procedure(name)]

    assert names[: len(known)] == known
    assert found.asked == len(known)
    assert len(names) == len(set(names)) == MOST
    assert names[len(known)] == CATALOG.first[0].id
    contents = text_of(pack_pdf(PRINTING.pack(asked), "vi"), 1)
    assert f"{len(known)} thủ tục được hỏi nhiều nhất trong 90 ngày qua" in contents


def test_what_is_paused_is_not_printed_and_what_ended_gives_its_place() -> None:
    paused = Board(pauses=(Pause("khai-sinh", Words("Đang sửa.")),))
    assert "khai-sinh" not in [each.id for each in chosen(("khai-sinh",), CATALOG, paused, SATURDAY).procedures]
    ended = [each for each in CATALOG.procedures if isinstance(state := each.on(SATURDAY), Ended) and state.successors]
    for old in ended:
        state = old.on(SATURDAY)
        assert isinstance(state, Ended)
        names = [each.id for each in chosen((old.id,), CATALOG, Board(), SATURDAY).procedures]
        assert old.id not in names
        assert names[0] in state.successors


def test_there_is_no_pack_for_a_cancelled_event_nor_while_everything_is_paused() -> None:
    with pytest.raises(NothingToPrint, match="cancelled"):
        replace(PRINTING, outreach=replace(EVENT, cancelled=True)).pack(())
    with pytest.raises(NothingToPrint, match="paused"):
        replace(PRINTING, board=Board(pauses=(Pause(WHOLE, Words("Bão.")),))).pack(())


@pytest.mark.parametrize(
    ("place", "made"),
    [
        ("Nhà văn hóa thôn Ví Dụ", ORIGIN),
        ("Nhà sinh hoạt cộng đồng khối phố Ví Dụ số 12", "nha-sinh-hoat-cong-dong-khoi-28-11-2026"),
        ("✿✿✿", "28-11-2026"),
        ("a" * 60, "tam-ky-28-11-2026"),
    ],
)
def test_people_are_counted_by_the_place_and_the_day_of_the_event(place: str, made: str) -> None:
    assert origin_of(replace(EVENT, place=place)) == made


def test_vietnamese_letters_are_in_the_file_itself() -> None:
    pdf = pack_pdf(PRINTING.pack(()), "vi")
    assert "Đăng ký khai sinh" in text_of(pdf, BEFORE)
    assert pdf.count(b"/FontFile2") == 2
    assert scanned(pdf).text.startswith(URL)
