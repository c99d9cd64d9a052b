"""The handbook that helpers carry: one file with every card, dated, for where there is no signal."""

from dataclasses import replace
from datetime import date
from functools import cache
from typing import Final

import pytest

from bot.catalog.model import Words
from bot.conversation.handbook import handbook
from bot.conversation.turn import Operator, Service
from bot.language import Language
from tests.actors.house import knowledge

CATALOG: Final = knowledge().catalog
FEW: Final = replace(CATALOG, procedures=CATALOG.procedures[:3])
TODAY: Final = date(2026, 11, 23)
LARGEST: Final = 1_500_000
"""Bytes that a cheap phone opens without trouble."""

LANGUAGES: Final[tuple[Language, ...]] = ("vi", "en")


@cache
def whole(language: Language) -> str:
    """The handbook of all procedures, made once: it takes seconds."""
    return handbook(CATALOG, Service(), TODAY, language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_holds_every_procedure_and_needs_nothing_beside_it(language: Language) -> None:
    text = whole(language)
    for each in CATALOG.procedures:
        assert f'<details id="{each.id}"' in text
    for address in ("<link", "<img", "src=", "@import", "fetch("):
        assert address not in text
    assert len(text.encode()) <= LARGEST


def page(name: str) -> str:
    """What the handbook says of a procedure, in Vietnamese."""
    _, _, rest = whole("vi").partition(f'<details id="{name}"')
    return rest.partition("</details>")[0]


def test_what_the_card_says_is_not_said_again_and_what_it_leaves_out_is_there() -> None:
    birth = page("khai-sinh")
    assert birth.count("Tờ khai đăng ký khai sinh, nộp bản chính") == 1
    for beside in ("Biên bản về việc bé bị bỏ rơi", "Được miễn hoặc giảm", "Gửi bưu điện được", "Bạn nhận được"):
        assert beside in birth
    assert "Mẫu Thông tư 68/2025/TT-BTC" in page("dn-tnhh-2tv")


def test_where_to_complain_is_said_once_unless_it_is_elsewhere() -> None:
    assert CATALOG.redress
    text = whole("vi")
    assert text.count(CATALOG.redress.text.vi) == 1
    own = [each for each in CATALOG.procedures if each.redress and not each.ended]
    assert own
    for each in own:
        assert each.redress
        assert each.redress.text.vi.rstrip(".") in page(each.id), each.id


def test_it_says_until_when_it_may_be_believed() -> None:
    text = whole("vi")
    assert "Dùng đến hết ngày 23/12/2026" in text
    assert 'data-expires="2026-12-23"' in text


def test_it_says_who_speaks_and_whom_to_call() -> None:
    assert "Không phải kênh chính thức" in whole("vi")
    run_by = Service(agency=Words("Phường Ví Dụ"), operator=Operator("Chị Lan (ví dụ)", "0000 000 000"))
    text = handbook(FEW, run_by, TODAY, "vi")
    assert "Không phải kênh chính thức" not in text
    assert "Phường Ví Dụ" in text
    assert "Chị Lan (ví dụ) 0000 000 000" in text


def test_what_an_official_typed_is_only_text() -> None:
    text = handbook(FEW, Service(agency=Words("<script>alert(1)</script>")), TODAY, "vi")
    assert "<script>alert" not in text


def test_a_procedure_that_ended_names_what_took_its_place() -> None:
    assert "01/07/2025" in page("cai-chinh-ho-tich-tu-14")
