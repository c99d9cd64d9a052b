"""The card and its sections: what was asked first, what is not known said once, nothing too long."""

from dataclasses import replace
from datetime import date, time

import pytest

from bot.catalog.catalog import Catalog
from bot.catalog.model import (
    Aspect,
    CaseFact,
    Cost,
    Ended,
    Evidence,
    EvidenceGroup,
    Filing,
    Option,
    Procedure,
    ProcessingTime,
    ProcessingTimes,
    Provenance,
    Review,
    Words,
)
from bot.conversation.actions import Rate, Section, ShowCard
from bot.conversation.cards import Card
from bot.conversation.fitting import visible_length
from bot.conversation.replies import Button, Link
from bot.conversation.speech import Speech
from bot.language import Language
from tests.conversation.conftest import TODAY

FEW = Catalog(procedures=())


def card(procedure: Procedure, language: Language = "vi", facts: dict[str, str] | None = None) -> Card:
    return Card(procedure, FEW, facts or {}, TODAY, Speech(language), "answer01")


UNSAID: list[tuple[Section | None, str, str]] = [
    (None, "Chưa có thông tin về giấy tờ", "No information yet on the papers"),
    (None, "Chưa có thông tin về thời hạn", "No information yet on the time"),
    (None, "Chưa có thông tin về lệ phí", "No information yet on the fee"),
    (None, "Chưa có thông tin về nơi nộp", "No information yet on where to file"),
    (None, "Chưa có thông tin về căn cứ pháp lý", "No information yet on the legal basis"),
    (None, "chưa có mã quốc gia", "no national code yet"),
    (None, "chưa ghi nguồn", "no source noted"),
    (None, "Chưa có ai kiểm tra lại", "Not yet checked again"),
    ("documents", "Chưa có thông tin về giấy tờ", "No information yet on the papers"),
    ("time", "Chưa có thông tin về thời hạn", "No information yet on the time"),
    ("time", "Chưa có thông tin về cam kết làm nhanh hơn luật", "No information yet on a promise"),
    ("cost", "Chưa có thông tin về lệ phí", "No information yet on the fee"),
    ("place", "Chưa có thông tin về nơi nộp", "No information yet on where to file"),
    ("place", "Nhận kết quả: chưa có thông tin", "no information yet"),
    ("place", "Nơi quyết định: chưa có thông tin", "no information yet"),
    ("place", "Chưa có thông tin về gửi bưu điện", "No information yet on filing by post"),
    ("place", "Chưa rõ có nhận hồ sơ tại quầy không", "It is not known whether the counter"),
    ("online", "Chưa có thông tin về nộp trực tuyến", "No information yet on filing online"),
    ("steps", "Chưa có thông tin về các bước", "No information yet on the steps"),
    ("steps", "Chưa có thông tin về giấy tờ bạn nhận được", "No information yet on what you receive"),
    ("legal", "Chưa có thông tin về căn cứ pháp lý", "No information yet on the legal basis"),
    ("legal", "Chưa có thông tin về nơi khiếu nại", "No information yet on where to complain"),
    ("legal", "Chưa ghi nguồn", "No source noted"),
]


@pytest.mark.parametrize(("section", "vietnamese", "english"), UNSAID)
def test_what_no_source_says_is_said_to_be_unknown(
    unknown: Procedure, section: Section | None, vietnamese: str, english: str
) -> None:
    for language, sentence in (("vi", vietnamese), ("en", english)):
        shown = card(unknown, "en" if language == "en" else "vi")
        text = shown.section(section) if section else shown.text()
        assert sentence in text


ASKED: list[tuple[Aspect, str]] = [
    ("time", "3 ngày làm việc"),
    ("cost", "8.000\u00a0đ"),
    ("place", "Chưa có thông tin về nơi nộp"),
    ("online", "trọn trên mạng"),
    ("legal", "Chưa có thông tin về căn cứ"),
]


@pytest.mark.parametrize(("aspect", "answer"), ASKED)
def test_the_first_line_answers_what_was_asked(unknown: Procedure, aspect: Aspect, answer: str) -> None:
    known = replace(
        unknown,
        processing_time=ProcessingTimes((ProcessingTime("working_day", 3),)),
        cost=(Cost(8_000),),
        channel=Filing(online="full"),
    )
    assert answer in card(known).text(aspect).splitlines()[0]


def test_a_same_day_time_tells_its_cut_off(unknown: Procedure) -> None:
    today = ProcessingTimes((ProcessingTime("same_day", cut_off=time(15)),))
    assert "<b>Trong ngày</b> nếu nộp trước <b>15:00</b>" in card(replace(unknown, processing_time=today)).text()


def test_a_fee_that_is_owed_but_unknown_is_not_printed_as_a_number(unknown: Procedure) -> None:
    text = card(replace(unknown, cost=(Cost(None, set_by=Words("Hội đồng nhân dân")),))).section("cost")
    assert "Có lệ phí, chưa có thông tin về mức (Hội đồng nhân dân quy định)" in text


def test_a_fee_holds_only_on_its_days(unknown: Procedure) -> None:
    dated = replace(
        unknown, cost=(Cost(50_000, valid_until=date(2026, 11, 23)), Cost(70_000, valid_from=date(2026, 11, 23)))
    )
    assert "70.000" in card(dated).section("cost")
    assert "50.000" not in card(dated).section("cost")


def with_papers(procedure: Procedure) -> Procedure:
    born = CaseFact("noi", Words("Sinh ở đâu?"), (Option("vien", Words("Bệnh viện")), Option("nha", Words("Ở nhà"))))
    form = Evidence("to-khai", Words("Tờ khai"), "submitted", originals=1)
    shown = Evidence("can-cuoc", Words("Căn cước"), "presented")
    slip = Evidence("chung-sinh", Words("Giấy chứng sinh"), "submitted", originals=1)
    either = (Evidence("lam-chung", Words("Giấy làm chứng")), Evidence("cam-doan", Words("Giấy cam đoan")))
    return replace(
        procedure,
        case_facts=(born,),
        evidence=(
            EvidenceGroup(all_of=(form, shown)),
            EvidenceGroup(all_of=(slip,), when={"noi": ("vien",)}),
            EvidenceGroup(one_of=either, label=Words("Giấy về việc sinh"), when={"noi": ("nha",)}),
        ),
    )


def test_each_paper_says_what_to_do_with_it_and_they_are_counted(unknown: Procedure) -> None:
    text = card(with_papers(unknown)).text()
    assert "<b>3</b> thứ" in text
    assert "1. Tờ khai, nộp bản chính" in text
    assert "2. Căn cước, xuất trình rồi cầm về" in text


def test_the_usual_case_is_assumed_and_the_rest_depends(unknown: Procedure) -> None:
    text = card(with_papers(unknown)).text()
    assert "Thường mang" in text
    assert text.index("Giấy chứng sinh") < text.index("Tùy trường hợp") < text.index("Giấy cam đoan")


def test_a_told_fact_leaves_only_what_this_person_needs(unknown: Procedure) -> None:
    text = card(with_papers(unknown), facts={"noi": "nha"}).text()
    assert "Mang theo <b>3</b> thứ" in text
    assert "Giấy chứng sinh" not in text
    assert "Giấy về việc sinh, chỉ cần một" in text
    assert "Trường hợp: Ở nhà" in text


def test_a_stale_card_says_how_old_it_is(unknown: Procedure) -> None:
    stale = replace(unknown, review=Review(assured_on=date(2025, 9, 23)))
    assert "Kiểm tra lần cuối 14 tháng trước: nên gọi hỏi trước khi đi" in card(stale).text()
    fresh = replace(unknown, review=Review(assured_on=date(2026, 9, 23)))
    assert "nên gọi hỏi" not in card(fresh).text()


def test_the_last_line_names_code_and_source(unknown: Procedure) -> None:
    sourced = replace(unknown, code="1.001193", provenance=(Provenance("Cổng", date(2026, 7, 20)),))
    assert "mã <code>1.001193</code> · nguồn xem ngày 20/07/2026" in card(sourced).text().splitlines()[-1]


def test_an_ended_procedure_leads_to_its_successor(catalog: Catalog) -> None:
    ended = catalog.procedure("cai-chinh-ho-tich-tu-14")
    assert ended
    shown = Card(ended, catalog, {}, TODAY, Speech("vi"), "answer01")
    assert "đã dừng từ 01/07/2025" in shown.text()
    assert shown.section("time") == shown.text()
    assert ShowCard("cai-chinh-ho-tich-duoi-14", "answer01") in actions(shown)
    earlier = replace(shown, today=date(2025, 6, 30))
    assert "đã dừng" not in earlier.text()


def test_an_ended_procedure_without_successor_is_no_dead_end(unknown: Procedure) -> None:
    gone = replace(unknown, ended=Ended(date(2025, 7, 1), "1/2025/NĐ-CP"))
    assert "Hỏi xã, phường nơi bạn ở" in card(gone).text()


def test_a_change_is_told_with_its_day(catalog: Catalog) -> None:
    business = catalog.procedure("hkd-thanh-lap")
    assert business
    text = Card(business, catalog, {}, TODAY, Speech("vi"), "answer01").section("earlier")
    assert "Trước 01/07/2025" in text
    assert "Ủy ban nhân dân cấp huyện" in text


def test_a_long_list_of_papers_is_told_more_briefly_rather_than_cut(unknown: Procedure) -> None:
    many = tuple(
        Evidence(f"giay-{n}", Words(f"Giấy số {n} " + "rất dài " * 6), if_missing=Words("Xin bản khác " * 9))
        for n in range(8)
    )
    text = card(replace(unknown, evidence=(EvidenceGroup(all_of=many),))).text()
    assert visible_length(text) <= 1_200
    assert "Giấy số 7" in text
    assert "Xin bản khác" not in text


def test_words_from_the_catalog_cannot_break_the_message(unknown: Procedure) -> None:
    text = card(replace(unknown, name=Words("<i>A & B"))).text()
    assert "&lt;i&gt;A &amp; B" in text


def actions(shown: Card) -> list[object]:
    return [button.action for row in shown.buttons() for button in row if isinstance(button, Button)]


def test_both_thumbs_are_under_card_and_section_and_back_is_last(unknown: Procedure) -> None:
    for section in (None, "time"):
        rows = card(unknown).buttons("time" if section else None)
        thumbs = (Rate("answer01", "up", "chua-ro"), Rate("answer01", "down", "chua-ro"))
        assert thumbs in [tuple(b.action for b in row if isinstance(b, Button)) for row in rows]
    assert [button.label for button in rows[-1]] == ["Quay lại"]


def test_a_section_that_is_shown_has_no_button_to_itself(unknown: Procedure) -> None:
    labels = [button.label for row in card(unknown).buttons("time") for button in row]
    assert "⏱ Thời hạn" not in labels
    assert "💵 Lệ phí" in labels


def test_what_never_changed_has_no_button_for_changes(unknown: Procedure) -> None:
    assert "Khác trước đây" not in [button.label for row in card(unknown).buttons() for button in row]


def test_a_card_can_be_shared_where_there_is_an_address(unknown: Procedure) -> None:
    link = Link("Chia sẻ", "https://example.org/?p=chua-ro")
    assert link in [button for row in card(unknown).buttons(share=link) for button in row]


def test_visible_length_counts_what_a_person_sees() -> None:
    assert visible_length("<b>A &amp; B</b>") == 5


@pytest.mark.parametrize(
    ("language", "usual"), [("vi", "thường là trong ngày, hỏi lại"), ("en", "usually the same day, ask again")]
)
def test_a_time_within_the_day_that_only_memory_says_is_told_as_such(
    unknown: Procedure, language: Language, usual: str
) -> None:
    times = ProcessingTimes((ProcessingTime("same_day", cut_off=time(15), unverified=True),))
    said = card(replace(unknown, processing_time=times), language).text("time")
    assert usual in said.replace("Thường", "thường").replace("Usually", "usually")
