"""A person tells their case, a tap at a time."""

from collections.abc import Awaitable, Callable

import pytest

from tests.actors import Door, House

DIALOGUES = {
    "one fact after the other, then the papers of this case": """
        opens  khai-sinh
        sees   Giấy chứng sinh
        taps   @my_case
        sees   1/4 | Bé sinh ở đâu?
        taps   Ở nhà, nơi khác
        sees   2/4
        taps   Chưa đăng ký
        sees   3/4
        taps   Người được ủy quyền
        sees   4/4
        taps   Trong 60 ngày
        sees   Ở nhà, nơi khác | Giấy ủy quyền | miễn phí
        hides  Giấy chứng sinh, nộp
    """,
    "a fact is changed alone": """
        opens  khai-sinh
        taps   @my_case
        taps   Bệnh viện, trạm y tế
        taps   Đã đăng ký
        taps   Cha hoặc mẹ
        taps   Trong 60 ngày
        sees   Giấy chứng sinh
        hides  Giấy ủy quyền
        taps   @my_case
        sees   Bệnh viện, trạm y tế | Cha hoặc mẹ
        taps   3
        sees   3/4 | Cha hoặc mẹ
        taps   Người được ủy quyền
        sees   Bệnh viện, trạm y tế | Người được ủy quyền | Giấy chứng sinh | Giấy ủy quyền
    """,
    "half a case may wait": """
        opens  khai-sinh
        taps   @my_case
        taps   Bé bị bỏ rơi
        taps   @back
        begins Đăng ký khai sinh
        sees   Biên bản về việc bé bị bỏ rơi
        waits  60
        taps   @my_case
        sees   2/4
    """,
    "a case is forgotten after a day": """
        opens  khai-sinh
        taps   @my_case
        taps   Bé bị bỏ rơi
        waits  1441
        opens  khai-sinh
        taps   @my_case
        sees   1/4
    """,
    "a case belongs to its procedure": """
        opens  khai-sinh
        taps   @my_case
        taps   Bé bị bỏ rơi
        opens  ket-hon
        taps   @my_case
        sees   1/
    """,
}


@pytest.mark.parametrize("dialogue", DIALOGUES.values(), ids=DIALOGUES.keys())
async def test_telling_a_case(plays: Callable[[str], Awaitable[None]], dialogue: str) -> None:
    await plays(dialogue)


async def test_a_case_is_the_own_of_each_person(door: Door, house: House) -> None:
    an, binh = door.person("An"), door.person("Bình")
    for each in (an, binh):
        await each.opens("khai-sinh")
        await each.taps("Trường hợp của tôi")
    await an.taps("Bé bị bỏ rơi")
    await binh.taps("Quay lại")
    await binh.taps("Trường hợp của tôi")
    binh.sees("1/4")
