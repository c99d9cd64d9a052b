"""Posters read back as a phone, a person at two metres and a screen reader would."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from itertools import product
from random import Random
from typing import Final, get_args
from unicodedata import normalize

import pytest

from bot.catalog.model import Procedure, Words
from bot.language import Language
from bot.printing import subjects
from bot.printing.codes import AddressTooLong
from bot.printing.drawing import as_png
from bot.printing.poster import Poster, PosterTooFull, Size, posters_pdf, sheet
from bot.printing.sheet import A4, A5, STICKER
from bot.printing.subjects import Imprint
from tests.catalog.project import no_flaws, reading
from tests.printing.reading import code_on, codes_of, flaws, pages_of, scanned, text_of, written_on

DAY: Final = date(2026, 11, 23)
AGENCY: Final = Words("Ủy ban nhân dân xã VÍ DỤ, thành phố Đà Nẵng", "People’s Committee of EXAMPLE commune")
ADDRESS: Final = "https://motcua.example/t/khai-sinh?o=trung-tam-hcc-xa-quay-3"
SIZES: Final[tuple[Size, ...]] = get_args(Size)
PAPERS: Final = {"a4": (210, 297), "a5": (148, 210), "sticker": (60, 80)}
KINDS: Final = ("procedure", "office", "counter", "event", "whole")
EACH: Final = list(product(KINDS, SIZES))


@cache
def procedures() -> list[Procedure]:
    """What there is today."""
    states = (each.on(DAY) for each in reading().catalog.procedures)
    return [state for state in states if isinstance(state, Procedure)]


@cache
def longest() -> Procedure:
    """The one with the longest name."""
    return max(procedures(), key=lambda each: len(each.name.vi))


def imprint(address: str = ADDRESS, language: Language = "vi", agency: Words | None = None) -> Imprint:
    return Imprint(address, DAY, language, agency)


def of(procedure: Procedure, language: Language = "vi", where: str | None = None) -> Poster:
    return subjects.of_procedure(procedure, imprint(language=language, agency=AGENCY), where)


def kinds(language: Language = "vi", agency: Words | None = None) -> Mapping[str, Poster]:
    """One poster of each kind, each with an address of its own."""
    office = reading().catalog.office("trung-tam-hcc-xa")
    assert office is not None
    whole = "https://motcua.example/"
    at = subjects.where(office, None, language)
    counter = subjects.where(office, "Quầy 3", language)
    return {
        "procedure": subjects.of_procedure(longest(), imprint(ADDRESS, language, agency), counter),
        "office": subjects.of_place(at, imprint(f"{whole}?o=trung-tam-hcc-xa", language, agency)),
        "counter": subjects.of_place(counter, imprint(f"{whole}?o=trung-tam-hcc-xa-quay-3", language, agency)),
        "event": subjects.of_event(
            "Thứ Bảy vì dân 28/11", imprint(f"{whole}?o=thu-bay-vi-dan-28-11", language, agency)
        ),
        "whole": subjects.of_the_whole(imprint(whole, language, agency)),
    }


@pytest.mark.parametrize(("kind", "size"), EACH)
def test_each_poster_is_scanned_to_exactly_its_address(kind: str, size: Size) -> None:
    poster = kinds()[kind]
    pdf = posters_pdf([poster], size, "vi")
    code = scanned(pdf)
    assert code.text == poster.address
    assert code.ec_level in ("M", "Q", "H")
    assert pages_of(pdf) == [PAPERS[size]]


def test_the_posters_of_twenty_procedures_are_scanned_to_their_pages() -> None:
    drawn = Random("posters").sample(procedures(), 20)
    addresses = {each.id: f"https://motcua.example/t/{each.id}?o=trung-tam-hcc-xa" for each in drawn}
    for size in SIZES:
        pdf = posters_pdf([replace(of(each), address=addresses[each.id]) for each in drawn], size, "vi")
        assert [code.text for code in codes_of(pdf)] == list(addresses.values())


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("agency", [None, AGENCY], ids=["unofficial", "official"])
def test_a_poster_says_what_it_is_for_who_speaks_and_when_it_was_printed(kind: str, agency: Words | None) -> None:
    poster = kinds(agency=agency)[kind]
    said = text_of(posters_pdf([poster], "a4", "vi"))
    assert said == normalize("NFC", said)
    assert poster.title in said
    assert (poster.where or "") in said
    for each in (
        "Cần giấy tờ gì",
        "Bao lâu có kết quả",
        "Lệ phí bao nhiêu",
        "không cần Telegram",
        "In ngày 23/11/2026",
    ):
        assert each in said
    assert poster.address.partition("?")[0].removeprefix("https://").rstrip("/") in said
    assert "Also in English" in said
    assert ("không phải kênh chính thức" in said) == (agency is None)
    assert (AGENCY.vi in said) == (agency is not None)


@pytest.mark.parametrize("kind", KINDS)
def test_a_sticker_says_the_same_in_short(kind: str) -> None:
    said = text_of(posters_pdf([kinds("en")[kind]], "sticker", "en"))
    for each in ("papers, time, fee", "no Telegram", "Not an official channel", "23 Nov 2026", "motcua.example"):
        assert each in said


def test_both_languages_stand_on_a_procedures_poster() -> None:
    for language in get_args(Language):
        said = text_of(posters_pdf([of(longest(), language)], "a4", language))
        assert longest().name.vi in said
        assert (longest().name.en or "") in said


@pytest.mark.parametrize(("language", "size"), list(product(get_args(Language), ("a4", "sticker"))))
def test_the_poster_of_every_procedure_has_room_for_its_name(language: Language, size: Size) -> None:
    """Nothing touches anything else or the margin, and around the code nothing is printed; A5 is A4 made smaller."""
    no_flaws(
        f"{each.id}: {flaw}"
        for each in procedures()
        for flaw in flaws(
            sheet(of(each, language, "Quầy 3 · Trung tâm Phục vụ hành chính công xã/phường"), size, language)
        )
    )


@pytest.mark.parametrize(("kind", "size"), EACH)
def test_every_kind_of_poster_has_room(kind: str, size: Size) -> None:
    no_flaws(flaws(sheet(kinds(agency=AGENCY)[kind], size, "vi")))
    no_flaws(flaws(sheet(kinds()[kind], size, "vi")))


def test_titles_are_legible_at_two_metres_and_codes_large_enough() -> None:
    for each in sorted(procedures(), key=lambda each: len(each.name.vi))[-30:]:
        wall = sheet(of(each), "a4", "vi")
        assert max(mark.size for mark in written_on(wall)) >= 36
        assert min(mark.size for mark in written_on(wall)) >= 10
    for poster in (*kinds().values(), replace(of(longest()), address=ADDRESS + "-" * 60)):
        assert code_on(sheet(poster, "a5", "vi")).side >= 30
        assert code_on(sheet(poster, "sticker", "vi")).side >= 25


def test_what_no_poster_can_hold_is_refused() -> None:
    endless = replace(of(longest()), title="Thứ Bảy vì dân " * 20, short_title="Thứ Bảy vì dân " * 20)
    for size in SIZES:
        with pytest.raises(PosterTooFull, match="fewer words"):
            sheet(endless, size, "vi")
    for length in (400, 4000):
        with pytest.raises(AddressTooLong, match="shorter address"):
            sheet(replace(of(longest()), address="https://motcua.example/" + "a" * length), "a4", "vi")


def test_the_same_poster_is_the_same_bytes_and_many_are_one_file() -> None:
    posters = [of(each) for each in procedures()[:3]]
    pdf = posters_pdf(posters, "a5", "vi")
    assert pdf == posters_pdf(posters, "a5", "vi")
    assert pages_of(pdf) == [PAPERS["a5"]] * 3
    assert all(each.name.vi in text_of(pdf, page) for page, each in enumerate(procedures()[:3]))


def test_a_code_is_drawn_with_outlines_not_as_a_picture() -> None:
    assert b"/Subtype /Image" not in posters_pdf([of(longest())], "a4", "vi")


def test_a_picture_is_as_large_as_the_paper_at_300_dots_an_inch() -> None:
    picture = as_png(posters_pdf([of(longest())], "sticker", "vi"))
    assert picture.startswith(b"\x89PNG")
    width, height = (int.from_bytes(picture[at : at + 4]) for at in (16, 20))
    assert (width, height) == pytest.approx((60 / 25.4 * 300, 80 / 25.4 * 300), abs=2)


def test_the_paper_sizes_are_iso_216() -> None:
    assert (A4.width, A4.height, A5.width, A5.height) == (210, 297, 148, 210)
    assert (STICKER.width, STICKER.height) == (60, 80)
