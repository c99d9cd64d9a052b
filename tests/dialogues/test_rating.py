"""A person says whether an answer helped, and why not; what they said is what is kept."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from tests.actors import Door, House
from tests.dialogues.script import play

Plays = Callable[[str], Awaitable[None]]
KEPT = "SELECT verdict, reason, detail, comment FROM ratings ORDER BY answer"

RATED: dict[str, tuple[str, tuple[Any, ...]]] = {
    "up": (
        """
        taps   @helpful
        toast  =thanks
        offers @helpful | @not_helpful
        """,
        ("up", None, None, None),
    ),
    "down, and nothing more": (
        """
        taps   @not_helpful
        begins =ask_reason
        offers @reason_wrong | @reason_missing | @reason_differs | @reason_unclear | @reason_other
        """,
        ("down", None, None, None),
    ),
    "the wrong procedure": (
        """
        taps   @not_helpful
        taps   @reason_wrong
        begins =reason_saved
        """,
        ("down", "wrong", None, None),
    ),
    "hard to understand": (
        """
        taps   @not_helpful
        taps   @reason_unclear
        begins =reason_saved
        """,
        ("down", "unclear", None, None),
    ),
    "another reason": (
        """
        taps   @not_helpful
        taps   @reason_other
        begins =reason_saved
        """,
        ("down", "other", None, None),
    ),
    "a paper is missing: which": (
        """
        taps   @not_helpful
        taps   @reason_missing
        sees   3. Giấy chứng sinh
        taps   3
        begins =reason_saved
        """,
        ("down", "missing", "giay-chung-sinh", None),
    ),
    "something differs: which line": (
        """
        taps   @not_helpful
        taps   @reason_differs
        begins =ask_line
        taps   @section_cost
        begins =reason_saved
        """,
        ("down", "differs", "cost", None),
    ),
    "a sentence, without the numbers in it": (
        """
        taps   @not_helpful
        taps   @reason_other
        taps   @write
        sees   90 ngày
        says   Quầy số 3 đóng cửa, gọi 0905 123 456 <b>không</b> ai nghe
        sees   «Quầy số 3 đóng cửa, gọi [điện thoại] <b>không</b> ai nghe»
        """,
        ("down", "other", None, "Quầy số 3 đóng cửa, gọi [điện thoại] <b>không</b> ai nghe"),
    ),
    "a sentence after all not": (
        """
        taps   @not_helpful
        taps   @reason_other
        taps   @write
        taps   @stop_writing
        begins =stopped
        says   kết hôn
        begins Đăng ký kết hôn
        """,
        ("down", "other", None, None),
    ),
    "a sentence that comes too late is a question": (
        """
        taps   @not_helpful
        taps   @reason_other
        taps   @write
        waits  11
        says   kết hôn
        begins Đăng ký kết hôn
        """,
        ("down", "other", None, None),
    ),
    "a sentence that is too long is cut": (
        f"""
        taps   @not_helpful
        taps   @reason_other
        taps   @write
        says   {"rất lâu " * 100}
        sees   rất lâu
        """,
        ("down", "other", None, ("rất lâu " * 100)[:300]),
    ),
    "up, then down": (
        """
        taps   @helpful
        taps   @not_helpful
        taps   @reason_unclear
        """,
        ("down", "unclear", None, None),
    ),
    "from a section": (
        """
        taps   @section_cost
        taps   @helpful
        toast  =thanks
        """,
        ("up", None, None, None),
    ),
}


@pytest.mark.parametrize(("dialogue", "kept"), RATED.values(), ids=RATED.keys())
async def test_rating(plays: Plays, house: House, dialogue: str, kept: tuple[Any, ...]) -> None:
    await plays("opens khai-sinh\n" + dialogue)
    assert house.rows(KEPT) == [kept]


@pytest.mark.parametrize("channel", ["web", "telegram"], indirect=True)
async def test_a_later_rating_takes_the_place_of_the_first_with_its_reason(plays: Plays, house: House) -> None:
    await plays("""
        opens  khai-sinh
        taps   @not_helpful
        taps   @reason_unclear
        taps   @helpful
        toast  =thanks
    """)
    assert house.rows(KEPT) == [("up", None, None, None)]


async def test_what_was_not_found_can_be_rated_too(plays: Plays, house: House) -> None:
    await plays("""
        opens
        says   làm thẻ lên sao hỏa
        taps   @not_helpful
        taps   @reason_missing
        begins =reason_saved
    """)
    assert house.rows(KEPT) == [("down", "missing", None, None)]


async def test_two_people_rate_the_same_procedure_each_for_themselves(door: Door, house: House) -> None:
    for name, thumb in (("An", "@helpful"), ("Bình", "@not_helpful")):
        await play(f"opens khai-sinh\ntaps {thumb}", door.person(name), house)
    assert [row[0] for row in house.rows(KEPT)] == ["up", "down"]


@pytest.mark.parametrize("channel", ["telegram-http"], indirect=True)
@pytest.mark.parametrize("name", ["up", "a paper is missing: which", "a sentence, without the numbers in it"])
async def test_rating_over_http(plays: Plays, house: House, name: str) -> None:
    dialogue, kept = RATED[name]
    await plays("opens khai-sinh\n" + dialogue)
    assert house.rows(KEPT) == [kept]
