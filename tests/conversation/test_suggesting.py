"""What is suggested while somebody types: the right procedure early, nothing personal, nothing for nonsense."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

import pytest
from hypothesis import example, given, settings

from bot.catalog.model import Ended, Procedure, Words
from bot.conversation.fitting import visible_length, visible_text
from bot.conversation.replies import MAX_VISIBLE
from bot.conversation.speech import Speech
from bot.conversation.suggesting import MOST, PAGE, Suggestions, suggest
from bot.conversation.turn import Knowledge
from bot.language import LANGUAGES, Language
from bot.matching import Matcher
from bot.matching.evaluation import read_questions
from bot.matching.syllables import fold
from bot.records.board import WHOLE, Announcement, Board, Pause, Scope
from tests.actors.house import PROJECT, knowledge
from tests.catalog.project import markup_flaws, no_flaws
from tests.conversation.conftest import TODAY
from tests.fuzz.anything import texts

TYPED: Final = {
    "khai-sinh": "khai sinh",
    "khai-tu": "khai tử",
    "ket-hon": "đăng ký kết hôn",
    "xac-nhan-tinh-trang-hon-nhan": "giấy độc thân",
    "trich-luc-ho-tich": "trích lục khai sinh",
    "tam-tru": "đăng ký tạm trú",
    "thuong-tru": "đăng ký thường trú",
    "can-cuoc-tu-14": "làm căn cước",
    "ho-chieu": "làm hộ chiếu",
    "ly-lich-tu-phap": "lý lịch tư pháp",
    "chung-thuc-ban-sao": "chứng thực bản sao",
    "chung-thuc-chu-ky": "chứng thực chữ ký",
    "sang-ten-so-do": "sang tên sổ đỏ",
    "tach-thua": "tách thửa",
    "gpxd-nha-o": "giấy phép xây dựng",
    "hkd-thanh-lap": "đăng ký hộ kinh doanh",
    "gplx-doi": "đổi bằng lái xe",
    "dang-ky-xe": "đăng ký xe máy",
    "bhxh-mot-lan": "rút bảo hiểm xã hội một lần",
    "tro-cap-that-nghiep": "trợ cấp thất nghiệp",
    "ho-ngheo": "hộ nghèo",
    "tro-cap-huu-tri-xa-hoi": "trợ cấp người già",
}
"""Procedure → what people call it, as it is typed."""

ENOUGH: Final = 0.6
"""The share of the letters after which it is among the ten, and stays there."""


def suggested(text: str, offset: str = "", language: Language = "vi", board: Board | None = None) -> Suggestions:
    return suggest(knowledge(), text, offset, TODAY, language, board)


def ids(suggestions: Suggestions) -> list[str]:
    return [each.id for each in suggestions.items]


@pytest.mark.parametrize(("wanted", "text"), TYPED.items(), ids=TYPED)
@pytest.mark.parametrize("write", [str, fold], ids=["accents", "no accents"])
def test_it_is_among_the_ten_long_before_it_is_typed_to_its_end(
    wanted: str, text: str, write: Callable[[str], str]
) -> None:
    typed = write(text)
    for length in range(int(len(typed) * ENOUGH), len(typed) + 1):
        assert wanted in ids(suggested(typed[:length])), typed[:length]


@pytest.mark.parametrize(("typed", "least"), [(ENOUGH, 0.8), (1.0, 0.9)])
def test_whole_questions_bring_it_too(typed: float, least: float) -> None:
    """Not what inline mode is made for, but what people write where they are used to ask."""
    catalog = knowledge().catalog
    asked = read_questions(PROJECT / "tests/questions.jsonl")
    wanted = [
        (each.question, {found.id for name in each.expected if (found := catalog.procedure(name))}) for each in asked
    ]
    told = [(question[: int(len(question) * typed)], names) for question, names in wanted if names]
    right = [not names.isdisjoint(ids(suggested(question))) for question, names in told]
    assert sum(right) / len(right) >= least


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("ddang kys keets h", "ket-hon"),
        ("gks", "khai-sinh"),
        ("KHAI  SI", "khai-sinh"),
        ("khai sanh", "khai-sinh"),
        ("cho mình hỏi kết hô", "ket-hon"),
        ("1.001193", "khai-sinh"),
        ("marriage regis", "ket-hon"),
        ("khai sinh 049085001234", "khai-sinh"),
        ("0905 123 456 ho chieu", "ho-chieu"),
    ],
)
def test_it_reads_what_people_type(typed: str, wanted: str) -> None:
    assert wanted in ids(suggested(typed))[:3]


@pytest.mark.parametrize("text", ["", "  ", "\n"])
def test_before_anything_is_typed_it_is_what_people_most_often_need(text: str) -> None:
    suggestions = suggested(text)
    assert ids(suggestions)[:4] == ["khai-sinh", "ket-hon", "xac-nhan-tinh-trang-hon-nhan", "khai-tu"]
    assert len(suggestions.items) == PAGE
    assert suggestions.next_offset == "10"


@pytest.mark.parametrize(
    "text", ["asdf qwrt", "zzzz", "???", "thời tiết hôm nay", "049085001234", "0905 123 456", "👶"]
)
def test_nonsense_and_what_is_nobodys_business_bring_nothing(text: str) -> None:
    suggestions = suggested(text)
    assert ids(suggestions) == []
    assert suggestions.switch == Speech("vi").label("suggest_nothing")


@pytest.mark.parametrize("text", ["cháy nhà", "chay nha roi cuu voi", "gọi cấp cứu"])
def test_who_is_in_need_is_told_whom_to_call(text: str) -> None:
    suggestions = suggested(text)
    assert ids(suggestions) == []
    assert suggestions.switch == Speech("vi").label("suggest_call")


def test_the_pages_give_each_procedure_once_and_end() -> None:
    found: list[str] = []
    offset = ""
    for _ in range(MOST):
        page = suggested("đăng ký", offset)
        assert 0 < len(page.items) <= PAGE
        found += ids(page)
        offset = page.next_offset
        if not offset:
            break
    assert PAGE < len(found) <= MOST
    assert len(set(found)) == len(found)


@pytest.mark.parametrize("offset", ["-1", "x", "1.5", "٣x"])
def test_an_offset_that_nobody_gave_begins_anew(offset: str) -> None:
    assert ids(suggested("khai sinh", offset)) == ids(suggested("khai sinh"))


def test_beyond_the_last_page_there_is_nothing() -> None:
    page = suggested("khai sinh", "1000")
    assert (page.items, page.next_offset) == ((), "")


def changed(name: str, **fields: object) -> Knowledge:
    """What we know, but for one procedure."""
    catalog = knowledge().catalog
    others = tuple(replace(each, **fields) if each.id == name else each for each in catalog.procedures)  # type: ignore[arg-type]  # fields of a procedure
    catalog = replace(catalog, procedures=others)
    return replace(knowledge(), catalog=catalog, matcher=Matcher(catalog))


@pytest.mark.parametrize("number", ["0905123456", "049085001234"])
def test_a_number_of_a_person_is_not_looked_for(number: str) -> None:
    known = changed("ho-ngheo", keywords=(number,))
    assert suggest(known, number, "", TODAY, "vi").items == ()
    assert known.matcher.begun(number, 1), "else this shows nothing"


def test_who_looks_for_what_has_ended_is_shown_what_there_is_now() -> None:
    known = changed("ho-ngheo", ended=Ended(TODAY, "Luật", ("tro-cap-xa-hoi",)))
    assert ids(suggest(known, "hộ nghèo", "", TODAY, "vi"))[0] == "tro-cap-xa-hoi"
    before = suggest(known, "hộ nghèo", "", TODAY - timedelta(days=1), "vi")
    assert ids(before)[0] == "ho-ngheo"


def test_what_ended_without_a_successor_says_so() -> None:
    known = changed("ho-ngheo", ended=Ended(TODAY, "Luật"))
    (first, *_) = suggest(known, "hộ nghèo", "", TODAY, "vi").items
    assert first.id == "ho-ngheo"
    assert "Đã dừng từ 23/11/2026" in first.description
    assert "đã dừng từ 23/11/2026" in visible_text(first.text)


PAUSE: Final = Pause("khai-sinh", Words("Mời bạn gọi quầy trước.", "Please call first."))
NOTICE: Final = Announcement("notice01", Words("Hôm nay mất điện."), TODAY, TODAY, Scope("field", "ho-tich"))


@pytest.mark.parametrize(("language", "sentence"), [("vi", "Mời bạn gọi quầy trước."), ("en", "Please call first.")])
def test_a_pause_is_said_in_place_of_the_card_and_ends_with_it(language: Language, sentence: str) -> None:
    paused = suggested("khai sinh", language=language, board=Board(pauses=(PAUSE,)))
    assert paused.passing
    assert sentence in paused.items[0].text
    assert "🗂" not in paused.items[0].text
    assert "🗂" in paused.items[1].text
    again = suggested("khai sinh", language=language)
    assert not again.passing
    assert "🗂" in again.items[0].text


def test_a_notice_stands_above_the_card_on_its_days() -> None:
    board = Board((NOTICE,))
    noticed = suggested("khai sinh", board=board)
    assert noticed.passing
    assert "Hôm nay mất điện." in noticed.items[0].text
    tomorrow = suggest(knowledge(), "khai sinh", "", TODAY + timedelta(days=1), "vi", board)
    assert "mất điện" not in tomorrow.items[0].text
    assert not tomorrow.passing


def test_while_everything_is_paused_nothing_is_suggested() -> None:
    rested = suggested("khai sinh", board=Board(pauses=(Pause(WHOLE, Words("Đang nâng cấp.")),)))
    assert (rested.items, rested.switch, rested.passing) == ((), Speech("vi").label("suggest_paused"), True)


def test_the_page_is_named_where_there_is_one() -> None:
    service = replace(knowledge().service, public_url="https://motcua.example/")
    (first, *_) = suggest(replace(knowledge(), service=service), "khai sinh", "", TODAY, "vi").items
    ((private, page),) = first.ways
    assert getattr(private, "url", "") == "https://t.me/motcua_test_bot?start=khai-sinh"
    assert getattr(page, "url", "") == "https://motcua.example/t/khai-sinh"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_procedure_can_be_picked_and_fits(language: Language) -> None:
    known = knowledge()
    for each in known.catalog.procedures:
        said = known.compact_cards.said(each.id, TODAY, language, (), None)
        assert visible_length(said.text) <= MAX_VISIBLE
        no_flaws(markup_flaws(said.text))
        assert said.title.strip()
        assert not set(said.description) & set("<>&{}")
        assert "«🗂" not in said.text, "there is no such button under a card that was passed on"


def test_a_card_that_is_kept_is_not_shown_on_another_day() -> None:
    tomorrow = TODAY + timedelta(days=1)
    known = changed("ho-ngheo", ended=Ended(tomorrow, "Luật"))
    said = [suggest(known, "hộ nghèo", "", day, "vi").items[0].text for day in (TODAY, tomorrow, TODAY)]
    assert said[0] == said[2] != said[1]
    assert "đã dừng" in said[1]


@settings(max_examples=150, deadline=None)
@given(text=texts, offset=texts)
@example(text="\ud800", offset="\ud800")
@example(text="a" * 10_000, offset="9" * 64)
@example(text="khai sinh " * 1_000, offset="10")
@example(text="½ Ⅷ ﬁ", offset="٣")
def test_no_text_is_too_strange(text: str, offset: str) -> None:
    suggestions = suggested(text, offset)
    assert len(suggestions.items) <= PAGE
    assert len(set(ids(suggestions))) == len(suggestions.items)
    assert all(isinstance(each.procedure, Procedure) for each in suggestions.items)


def test_a_day_without_a_calendar_is_a_day_too() -> None:
    assert suggest(knowledge(), "khai sinh", "", date(2031, 1, 1), "vi").items
