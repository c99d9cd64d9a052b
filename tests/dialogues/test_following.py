"""What somebody asks after a card is about the same procedure, a case of it, or its sibling."""

import pytest

from bot.conversation.speech import Speech
from tests.actors import Door, House

LABEL = Speech("vi").label


@pytest.mark.parametrize(
    ("asked", "section"),
    [
        ("còn lệ phí thì sao", "cost"),
        ("rứa có tốn chi không", "cost"),
        ("à mà nộp hồ sơ ở đâu nhỉ", "place"),
        ("cái này theo luật nào vậy", "legal"),
        ("thủ tục này làm xong mấy ngày có", "time"),
        ("nop ho xo o dau zay", "place"),
    ],
)
async def test_a_question_without_a_name_is_about_what_was_shown(
    door: Door, house: House, asked: str, section: str
) -> None:
    an = door.person("An")
    await an.says("đăng ký kết hôn")
    await an.says(asked)
    an.sees("Đăng ký kết hôn")
    assert house.rows("SELECT procedure, aspect FROM questions WHERE aspect IS NOT NULL") == [("ket-hon", section)]


async def test_what_is_supposed_is_asked_of_what_was_shown(door: Door, house: House) -> None:
    an = door.person("An")
    await an.says("đăng ký kết hôn")
    await an.says("nếu một đứa ở xa không về được thì sao")
    an.sees("Đăng ký kết hôn")


async def test_a_correction_leads_to_the_sibling_that_is_meant(door: Door, house: House) -> None:
    an = door.person("An")
    await an.says("đăng ký khai sinh cho con")
    an.sees("Đăng ký khai sinh")
    await an.says("không phải, ý em là đăng ký lại vì sổ gốc mất rồi")
    an.sees("Đăng ký lại khai sinh")


async def test_another_procedure_is_another_procedure(door: Door, house: House) -> None:
    an = door.person("An")
    await an.says("đăng ký kết hôn")
    await an.says("nếu muốn làm hộ chiếu phổ thông thì cần gì")
    an.sees("Cấp hộ chiếu phổ thông")
    await an.says("thủ tục này cần gì")
    an.sees("hộ chiếu")


async def test_who_points_back_to_nothing_is_asked_which_procedure(door: Door, house: House) -> None:
    an = door.person("An")
    await an.says("thủ tục này giải quyết trong bao lâu")
    an.sees_buttons(LABEL("browse"), LABEL("person"))
    assert house.rows("SELECT kind FROM questions") == [("unreadable",)]
