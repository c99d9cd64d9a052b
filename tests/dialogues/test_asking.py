"""A person asks in their own words and gets what they need to go."""

from collections.abc import Awaitable, Callable

import pytest

from bot.conversation.cards import SECTIONS
from bot.conversation.speech import Speech
from tests.actors import Door, House

Plays = Callable[[str], Awaitable[None]]

DIALOGUES = {
    "the first question": """
        opens
        sees   Một Cửa | /riengtu
        offers @by_life_event | @by_field | @help | @privacy | @language
        says   lam giay khai sinh cho con can gi
        begins Đăng ký khai sinh
        sees   15:00 | Giấy chứng sinh | 60 ngày | 1.001193
        offers @my_case | @section_documents | @section_place | @helpful | @not_helpful
        lacks  @back
    """,
    "a link to a procedure": """
        opens  khai-sinh
        sees   Đăng ký khai sinh | 15:00
        offers @my_case | @section_time | @helpful
        says   còn lệ phí thì sao?
        begins 💵 Đăng ký khai sinh
    """,
    "a link that is typed": """
        says   /start khai-sinh
        sees   Đăng ký khai sinh | 15:00
    """,
    "what is tapped under an English answer stays English, the next question is its own": """
        says   how do I register the birth of my child
        speaks en
        begins Register a birth
        taps   @section_cost
        begins 💵 Register a birth: fee
        taps   @back
        begins Register a birth
        opens  ket-hon
        begins Đăng ký kết hôn
        says   làm giấy khai sinh cần gì
        speaks vi
        begins Đăng ký khai sinh
        taps   @section_cost
        begins 💵 Đăng ký khai sinh
    """,
    "a link to nothing": """
        opens  khong-co
        offers @browse | @home
        hides  Đăng ký khai sinh
        taps   @home
        sees   Một Cửa
    """,
    "what was asked comes first": """
        opens
        says   ket hon mat bao lau
        begins ⏱ Đăng ký kết hôn
        sees   15:00
        says   hộ chiếu bao nhiêu tiền
        begins 💵
    """,
    "a question without a name is about the last procedure": """
        opens
        says   khai sinh
        waits  14
        says   còn lệ phí thì sao?
        begins 💵 Đăng ký khai sinh
        offers @back
        taps   @back
        begins Đăng ký khai sinh
    """,
    "so is one whose words are hardly anybody's name": """
        opens
        says   khai sinh
        says   lệ phí phải trả bằng tiền mặt hả
        begins 💵 Đăng ký khai sinh
        says   hộ chiếu lệ phí bao nhiêu
        hides  Đăng ký khai sinh
        begins 💵
    """,
    "after a quarter of an hour it is about nothing": """
        opens
        says   khai sinh
        waits  16
        says   còn lệ phí thì sao?
        begins =which_procedure
        hides  Đăng ký khai sinh
        offers @browse | @person
    """,
    "looking at a section keeps a procedure in mind": """
        opens
        says   khai sinh
        waits  10
        taps   @section_place
        waits  10
        says   còn lệ phí thì sao?
        begins 💵 Đăng ký khai sinh
    """,
    "two wishes in one question": """
        opens
        says   làm giấy khai tử và khai sinh
        sees   Đăng ký khai tử | Đăng ký khai sinh | 15:00
        offers 1. Khai tử | 2. Khai sinh | @helpful
        taps   2. Khai sinh
        begins Đăng ký khai sinh
        offers @my_case | @section_place
    """,
    "one of several is chosen": """
        opens
        says   Giấy hôn nhân xin ở phường
        sees   1. | Đăng ký kết hôn | 2. | xác nhận tình trạng hôn nhân
        offers 1. Kết hôn | @none_of_these | @helpful
        taps   1. Kết hôn
        begins Đăng ký kết hôn
        offers @section_place | @helpful
    """,
    "none of several is meant": """
        opens
        says   Giấy hôn nhân xin ở phường
        taps   @none_of_these
        hides  Đăng ký kết hôn
        offers @browse | @person
        taps   @person
        sees   0235 000 0000 | Giấy hôn nhân xin ở phường
    """,
    "nothing is found": """
        opens
        says   làm thẻ lên sao hỏa
        hides  0235 000 0000
        offers @browse | @person | @helpful | @not_helpful
        taps   @browse
        offers @by_life_event | @by_field
    """,
    "nothing is found twice: a person to call, and what to read out": """
        opens
        says   làm thẻ lên sao hỏa
        waits  9
        says   phóng tên lửa
        sees   Chị Hoa | 0235 000 0000 | 8:00 đến 16:00 | «phóng tên lửa»
    """,
    "two misses far apart are two first ones": """
        opens
        says   làm thẻ lên sao hỏa
        waits  11
        says   phóng tên lửa
        hides  0235 000 0000
        says   /goi
        sees   0235 000 0000 | «phóng tên lửa»
    """,
    "a greeting and an emergency": """
        opens
        says   chào bạn
        offers @browse
        says   cháy nhà
        sees   114
        lacks  @browse
    """,
    "where my papers are": """
        opens
        says   hồ sơ của tôi tới đâu rồi
        sees   giấy hẹn
        offers @helpful
    """,
    "a procedure that ended tells what came after": """
        opens  cai-chinh-ho-tich-tu-14
        sees   01/07/2025
        lacks  @section_documents
        taps   Sửa khai sinh, đổi tên
        offers @section_documents
    """,
}


@pytest.mark.parametrize("dialogue", DIALOGUES.values(), ids=DIALOGUES.keys())
async def test_asking(plays: Plays, dialogue: str) -> None:
    await plays(dialogue)


@pytest.mark.parametrize("procedure", ["khai-sinh", "gpxd-nha-o", "ho-chieu"])
async def test_every_section_is_a_tap_away_and_leads_back(door: Door, house: House, procedure: str) -> None:
    an, label = door.person("An"), Speech("vi").label
    await an.opens()
    await an.opens(procedure)
    card, ways = an.text, an.buttons
    name = card.splitlines()[0].split(" · ")[0]
    for section in SECTIONS:
        tap = label(f"section_{section}")
        if tap not in ways:
            assert section == "earlier"
            continue
        await an.taps(tap)
        an.sees(name)
        an.sees_no_button(tap)
        assert an.text != card
        await an.taps(label("back"))
        assert (an.text, an.buttons) == (card, ways)


async def test_a_choice_is_kept_as_what_was_meant(door: Door, house: House) -> None:
    an = door.person("An")
    await an.opens()
    await an.says("Giấy hôn nhân xin ở phường")
    await an.taps("1. Kết hôn")
    await an.says("Giấy hôn nhân xin ở phường")
    await an.taps(Speech("vi").label("none_of_these"))
    assert house.rows("SELECT kind, chosen FROM answers ORDER BY id") == [("choice", "ket-hon"), ("choice", "none")]
    assert house.rows("SELECT text, kind FROM asked_texts") == [("Giấy hôn nhân xin ở phường", "rejected_choice")]


@pytest.mark.parametrize("channel", ["telegram-http"], indirect=True)
@pytest.mark.parametrize("name", ["the first question", "two wishes in one question", "none of several is meant"])
async def test_asking_over_http(plays: Plays, name: str) -> None:
    await plays(DIALOGUES[name])


async def test_a_procedure_named_by_everyday_words_alone_is_answered(plays: Callable[[str], Awaitable[None]]) -> None:
    await plays("""
        says  lam so do
        sees  sổ đỏ lần đầu
    """)


async def test_a_matter_for_somebody_else_is_told_as_such_and_not_queued(door: Door, house: House) -> None:
    an = door.person("An")
    await an.says("ly hôn ra tòa cần giấy tờ gì")
    an.sees("Ly hôn", "giải quyết, không nộp ở quầy một cửa")
    an.does_not_see("đã được ghi lại")
    assert house.rows("SELECT kind FROM answers") == [("other_agency",)]
    assert house.rows("SELECT text FROM asked_texts") == []


async def test_what_names_no_procedure_is_kept_with_the_field_of_the_nearest(door: Door, house: House) -> None:
    an = door.person("An")
    for asked in ("Giấy hôn nhân xin ở phường", "lam ho chieu", "làm thẻ lên sao hỏa"):
        await an.says(asked)
    kept = house.rows("SELECT kind, procedure, field FROM questions")
    assert sorted(kept, key=str) == [
        ("choice", None, "ho-tich"),
        ("not_found", None, None),
        ("procedure", "ho-chieu", None),
    ]
