"""What helpers carry: the handbook and a page of papers to tick off, dated, complete, and made once a day."""

import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from typing import Final

import pytest

from bot.catalog.model import Ended, Words
from bot.conversation.handouts import Handouts
from bot.conversation.ticksheet import MOST, likely, ticksheet
from bot.conversation.turn import Operator, Service
from bot.language import Language
from tests.actors.house import knowledge

CATALOG: Final = knowledge().catalog
TODAY: Final = date(2026, 11, 23)
FEW: Final = replace(CATALOG, procedures=CATALOG.procedures[:3], life_events=())
LARGEST: Final = 100_000
"""Bytes of the page of papers: it is fetched where the network is bad."""


@cache
def page(language: Language = "vi") -> str:
    return ticksheet(CATALOG, Service(), TODAY, language)


def of(name: str) -> str:
    """The list of a procedure."""
    _, _, rest = page().partition(f'<details id="{name}"')
    return rest.partition("</details>")[0]


@pytest.mark.parametrize("language", ["vi", "en"])
def test_it_holds_thirty_lists_and_needs_nothing_beside_it(language: Language) -> None:
    text = page(language)
    assert text.count("<details") == text.count('type="reset"') == MOST
    assert len(set(re.findall(r'<details id="(.+?)"', text))) == MOST
    for address in ("<link", "<img", "src=", "@import", "fetch(", "http"):
        assert address not in text
    assert len(text.encode()) <= LARGEST


def test_what_most_people_want_comes_first_and_then_what_a_commune_decides() -> None:
    first = [each.id for each in CATALOG.first if not isinstance(each.on(TODAY), Ended)]
    listed = re.findall(r'<details id="(.+?)"', page())
    assert listed[: len(first)] == first
    for name in listed[len(first) :]:
        procedure = CATALOG.procedure(name)
        assert procedure
        authority = CATALOG.authority(procedure.competent_authority)
        assert authority
        assert authority.level == "commune"


def test_what_was_asked_most_comes_before_all() -> None:
    asked = list(likely(CATALOG, TODAY))[-1]
    text = ticksheet(CATALOG, Service(), TODAY, "vi", [asked])
    assert re.findall(r'<details id="(.+?)"', text)[0] == asked.id


def test_a_list_has_every_paper_what_to_do_with_it_and_when_it_is_needed() -> None:
    birth = of("khai-sinh")
    assert "1. Tờ khai đăng ký khai sinh, nộp bản chính" in birth
    assert "3. Giấy chứng sinh, nộp bản chính<small>Không có? Nộp giấy của người làm chứng" in birth
    assert "Tùy trường hợp (nếu bé bị bỏ rơi)" in birth
    assert birth.count('type="checkbox"') == 9
    assert "Trong ngày nếu nộp trước 15:00" in birth
    assert "miễn phí" in birth


def test_no_list_promises_a_day_for_it_is_read_on_another() -> None:
    assert "dự kiến có kết quả" not in page()
    assert "hôm nay" not in page()
    assert not re.search(r"thứ (Hai|Ba|Tư|Năm|Sáu|Bảy) \d", page())


def test_it_says_until_when_it_may_be_believed_who_speaks_and_whom_to_call() -> None:
    assert "Dùng đến hết ngày 23/12/2026" in page()
    assert 'data-expires="2026-12-23"' in page()
    assert "Không phải kênh chính thức" in page()
    run_by = Service(agency=Words("Phường Ví Dụ"), operator=Operator("Chị Lan (ví dụ)", "0000 000 000"))
    text = ticksheet(CATALOG, run_by, TODAY, "vi")
    assert "Phường Ví Dụ" in text
    assert "Chị Lan (ví dụ) 0000 000 000" in text
    assert "Không phải kênh chính thức" not in text


def test_many_who_want_them_at_once_get_the_same_files_and_the_next_day_new_ones() -> None:
    handouts = Handouts(FEW, Service())
    with ThreadPoolExecutor(8) as pool:
        made = list(pool.map(lambda _: handouts.of(TODAY, "vi"), range(16)))
    assert all(each is made[0] for each in made)
    assert [each.name for each in made[0]] == ["so-tay-2026-11-23.html", "giay-to-2026-11-23.html"]
    tomorrow = handouts.of(TODAY + timedelta(days=1), "vi")
    assert tomorrow[0].name == "so-tay-2026-11-24.html"
    assert "Làm ngày 24/11/2026" in tomorrow[1].content.decode()
    assert handouts.of(TODAY, "en")[0].name == "handbook-2026-11-23.html"
