"""Where people say they live, in the names of before and after 1 July 2025."""

from pathlib import Path
from typing import Final

import pytest

from bot.catalog import load
from bot.matching.places import Gazetteer
from tests.catalog.project import matcher

CATALOG: Final = load(Path(__file__).resolve().parents[2] / "catalog")
GAZETTEER: Final = Gazetteer.of(CATALOG.places)
TAM_KY: Final = {"tam-ky", "ban-thach", "quang-phu", "huong-tra"}


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("tôi ở phường An Mỹ", {"tam-ky"}),
        ("xã Tam Thăng thì nộp chỗ nào", {"ban-thach"}),
        ("o phuong tam ky", {"tam-ky"}),
        ("ở Tam Kỳ", TAM_KY),
        ("tam ky", TAM_KY),
        ("thành phố Tam Kỳ làm khai sinh ở đâu", TAM_KY),
        ("nhà mình ở Hội An", {"hoi-an", "hoi-an-dong", "hoi-an-tay", "tan-hiep"}),
        ("tui ở thị trấn Khâm Đức", {"kham-duc"}),
        ("I live in Hoi An Tay", {"hoi-an-tay"}),
    ],
)
def test_a_place_is_known_by_its_old_and_new_names(text: str, places: set[str]) -> None:
    spotted = GAZETTEER.spot(text)
    assert spotted is not None
    assert {place.id for place in spotted.places} == places


@pytest.mark.parametrize(
    "text",
    [
        "làm giấy khai sinh cần gì",
        "bình an là gì",
        "",
        "cô Hòa Minh hỏi giùm",
        "ở đâu",
        "anh Bình với chị An làm căn cước",
        "nhà tôi ở từ năm 1995",
        "em ở ba bốn nơi",
        "ở xa từ quê lên",
        "lên xã ba em làm giấy",
        "xin giấy của xã Tư pháp",
        "đi làm ở Bình Dương",
        "chuyển hộ khẩu từ phường An Mỹ đi",
        "vệ sinh an toàn, bảo vệ an hải",
    ],
)
def test_words_that_are_no_place_are_none(text: str) -> None:
    assert GAZETTEER.spot(text) is None


@pytest.mark.parametrize(("text", "place"), [("tui ở xã Ba", "song-vang"), ("xã Tư", "song-vang")])
def test_a_name_of_one_syllable_needs_its_kind_and_its_accents(text: str, place: str) -> None:
    spotted = GAZETTEER.spot(text)
    assert spotted is not None
    assert [each.id for each in spotted.places] == [place]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("ở Tam Thành", {"tay-ho"}),
        ("ở xã Tam Thạnh", {"duc-phu"}),
        ("o tam thanh", {"tay-ho", "duc-phu", "quang-phu"}),
        ("ở phường Hòa Thuận", {"ban-thach"}),
        ("ở phường Hoà Thuận", {"ban-thach"}),
    ],
)
def test_accents_tell_names_apart_where_they_were_typed(text: str, places: set[str]) -> None:
    spotted = GAZETTEER.spot(text)
    assert spotted is not None
    assert {place.id for place in spotted.places} == places


def test_what_was_said_beside_the_place_is_left() -> None:
    spotted = GAZETTEER.spot("Tôi ở TP. Tam Kỳ, làm căn cước")
    assert spotted is not None
    assert (spotted.said, spotted.rest) == ("tam ky", ("tôi", "ở", "tp", "làm", "căn", "cước"))


@pytest.mark.parametrize(
    ("said", "communes"),
    [
        ("phuong tam ky", {"tam-ky": ()}),
        ("xa tam thang", {"ban-thach": ("Xã Tam Thăng",)}),
        ("xa hoa lien", {"hai-van": ("Xã Hòa Liên",), "lien-chieu": ("Xã Hòa Liên",)}),
        ("khong co", {}),
    ],
)
def test_a_name_means_places_by_the_communes_that_bore_it(said: str, communes: dict[str, tuple[str, ...]]) -> None:
    assert {each.place.id: each.communes for each in GAZETTEER.meanings(said)} == communes


def test_a_district_means_all_of_its_communes() -> None:
    meanings = {each.place.id: each.communes for each in GAZETTEER.meanings("tam ky")}
    assert set(meanings) == TAM_KY
    assert meanings["ban-thach"] == ("Phường Hoà Thuận", "Phường Tân Thạnh", "Xã Tam Thăng")
    assert sum(map(len, meanings.values())) == 12


def test_every_commune_of_the_old_province_leads_somewhere_today() -> None:
    names = [commune for place in CATALOG.places for commune in place.former_communes]
    assert len(CATALOG.places) == 94
    assert len(set(names)) >= 250
    for name in names:
        spotted = GAZETTEER.spot(name)
        assert spotted is not None
        assert any(name in place.former_communes for place in spotted.places)


@pytest.mark.parametrize("asked", ["đăng ký kết hôn", "làm giấy khai sinh cho con", "đăng ký tạm trú"])
@pytest.mark.parametrize("place", ["ở Tam Kỳ", "tại phường An Mỹ", "o xa Tam Thang"])
def test_where_somebody_lives_does_not_change_what_they_need(asked: str, place: str) -> None:
    alone, there = matcher().match(asked), matcher().match(f"{asked} {place}")
    assert there.outcome == alone.outcome == "answer"
    assert there.candidates[0].procedure == alone.candidates[0].procedure


def test_a_rule_about_a_place_is_still_found_by_the_place() -> None:
    match = matcher().match("ở Tam Kỳ giờ thuộc phường nào")
    assert match.general
    assert match.general.id == "tam-ky-bon-phuong"
