"""Where people say they live, in the names of before and after 1 July 2025."""

from pathlib import Path
from typing import Final

import pytest

from bot.catalog import load
from bot.matching.places import Gazetteer

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


@pytest.mark.parametrize("text", ["làm giấy khai sinh cần gì", "bình an là gì", "", "cô Hòa Minh hỏi giùm", "ở đâu"])
def test_words_that_are_no_place_are_none(text: str) -> None:
    assert GAZETTEER.spot(text) is None


def test_every_commune_of_the_old_province_leads_somewhere_today() -> None:
    names = [commune for place in CATALOG.places for commune in place.former_communes]
    assert len(CATALOG.places) == 94
    assert len(set(names)) >= 250
    for name in names:
        spotted = GAZETTEER.spot(name)
        assert spotted is not None
        assert any(name in place.former_communes for place in spotted.places)
