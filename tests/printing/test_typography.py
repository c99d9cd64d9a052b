"""Vietnamese on paper: every letter is in the faces, and nothing is torn that belongs together."""

import unicodedata
from itertools import product

import pytest

from bot.printing.faces import FILES, NO_BREAK, Weight, face, lacking, printable
from bot.printing.lines import fitted, together, typed, wrapped
from bot.printing.words import words_in
from tests.catalog.project import no_flaws, reading, texts

TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
"""None, huyền, sắc, ngã, hỏi, nặng, as marks that combine."""

VOWELS = "aăâeêioôơuưy"
LETTERS = [unicodedata.normalize("NFC", vowel + tone) for vowel, tone in product(VOWELS, TONES)] + ["đ"]
NAME = "Trợ cấp hằng tháng cho bộ đội có 15 đến dưới 20 năm, nhập ngũ sau 30/4/1975"
BOLD = face("bold")


@pytest.mark.parametrize("weight", FILES)
def test_every_vietnamese_letter_is_in_the_face_and_has_a_width(weight: Weight) -> None:
    advances = face(weight).advances
    every = {*LETTERS, *(each.upper() for each in LETTERS)}
    assert len(every) == 2 * 73
    assert {each for each in every if advances.get(each, 0) <= 0} == set()
    assert advances["ơ"] > advances["o"] * 0.9


def test_every_name_and_paper_of_the_catalog_can_be_printed() -> None:
    catalog = reading().catalog
    said = [each for procedure in catalog.procedures for each in texts(procedure)]
    said += [each for office in catalog.offices for each in texts(office)]
    no_flaws(f"{trail}: {lacking(words.vi)}" for trail, words in said if lacking(words.vi))


def test_letters_typed_in_parts_are_printed_as_one_and_icons_are_left_out() -> None:
    assert printable(unicodedata.normalize("NFD", "⏱ Ngày  trả\tkết quả")) == "Ngày trả kết quả"
    assert lacking("Quầy ③ 🗂") == "③🗂"


def test_a_number_stays_with_its_unit_and_a_name_with_its_number() -> None:
    glued = together("sau 3 ngày, 22.000 đ, 50 %, cấp II, Quầy 3")
    assert glued.replace(NO_BREAK, "_") == "sau 3_ngày, 22.000_đ, 50_%, cấp_II, Quầy_3"
    for width in range(20, 120):
        lines = wrapped(NAME, BOLD, 24, width).texts
        assert not any(line.endswith(("15", "20")) for line in lines)


def test_lines_are_few_and_about_equally_long() -> None:
    lines = wrapped("Cấp giấy xác nhận tình trạng hôn nhân", BOLD, 24, 100)
    assert len(lines.texts) == 2
    one, other = map(lines.width_of, lines.texts)
    assert abs(one - other) < 25


def test_lines_end_where_one_pauses_and_not_before_what_a_word_leans_on() -> None:
    assert wrapped("Sửa hộ tịch (từ đủ 14 tuổi)", BOLD, 24, 70).texts[1].startswith("(")
    assert fitted("Thứ Bảy vì dân 28/11", BOLD, 180, 100, 92, 36).texts == ("Thứ Bảy", "vì dân 28/11")


def test_a_text_shrinks_to_its_room_and_no_further_than_to_the_floor() -> None:
    large = fitted(NAME, BOLD, 180, 100, 92, 36)
    small = fitted(NAME, BOLD, 180, 60, 92, 36)
    assert large.height <= 100
    assert large.size > small.size >= 36
    floor = fitted(NAME * 5, BOLD, 180, 60, 92, 36)
    assert floor.size == 36
    assert floor.height > 60


def test_what_is_wider_than_a_line_is_cut_at_the_signs_of_an_address() -> None:
    lines = wrapped("motcua.example/t/cai-chinh-ho-tich-tu-14", BOLD, 24, 60).texts
    assert len(lines) > 1
    assert all(line[-1] in "/-.?=" for line in lines[:-1])
    endless = wrapped("a" * 200, BOLD, 24, 60)
    assert "".join(endless.texts) == "a" * 200
    assert max(map(endless.width_of, endless.texts)) <= 60


def test_people_type_no_more_of_an_address_than_they_must() -> None:
    assert typed("https://motcua.example/t/khai-sinh?o=quay-3") == "motcua.example/t/khai-sinh"
    assert typed("https://motcua.example/?o=quay-3") == "motcua.example"
    assert typed("http://192.0.2.7:8080/") == "http://192.0.2.7:8080"


def test_the_words_on_paper_can_be_printed_in_both_languages() -> None:
    for language in ("vi", "en"):
        assert lacking("".join(vars(words_in(language)).values())) == ""
