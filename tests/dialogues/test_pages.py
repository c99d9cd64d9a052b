"""The standing pages, the shelves, and the two languages."""

from collections.abc import Awaitable, Callable

import pytest

from bot.catalog.model import Words
from bot.conversation.turn import Service
from tests.actors import Door, House
from tests.actors.house import knowledge
from tests.dialogues.script import play

Plays = Callable[[str], Awaitable[None]]

DIALOGUES = {
    "help, privacy, about, and home again": """
        opens
        taps   @help
        sees   /thutuc | không phải kênh chính thức
        taps   @privacy
        sees   24 giờ | /xoa | Telegram
        taps   @home
        sees   Một Cửa
        taps   @help
        taps   @about
        sees   COUNT thủ tục | không phải kênh chính thức
    """,
    "the same by command": """
        says   /help
        offers @browse | @person | @privacy | @about
        says   /trogiup
        offers @browse
        says   /riengtu
        offers @data | @home
        says   /privacy
        offers @data
        says   /gioithieu
        offers @home
        says   /about
        sees   COUNT
        says   /goi
        sees   0235 000 0000
        says   /call
        sees   0235 000 0000
    """,
    "a command that does not exist": """
        opens
        says   /xyz
        sees   /xyz
        offers @help | @browse
        says   /
        hides  =fault
    """,
    "by life event": """
        says   /thutuc
        taps   @by_life_event
        offers Sinh con | Kết hôn | @back
        taps   Sinh con
        sees   Đăng ký khai sinh
        taps   @back
        taps   Đi nước ngoài
        taps   @back
        taps   @back
        offers @by_life_event | @by_field
        taps   @by_life_event
        taps   Sinh con
        taps   4. Khai sinh
        begins Đăng ký khai sinh
        sees   15:00
    """,
    "by field, without what has ended": """
        opens
        taps   @by_field
        taps   Hộ tịch
        sees   Đăng ký khai sinh | Đăng ký kết hôn | Đăng ký khai tử
        hides  từ đủ 14
        taps   @back
        offers Hộ tịch | Chứng thực
    """,
    "to English and back": """
        opens
        taps   @language
        speaks en
        offers @by_life_event | @language
        says   birth certificate
        sees   Register a birth | 15:00
        offers @my_case | @helpful
        taps   @section_place
        offers @back
        says   /ngonngu
        speaks vi
        offers @by_life_event
        says   khai sinh
        sees   Đăng ký khai sinh
    """,
    "a question in English is answered in English": """
        opens
        says   How do I register a marriage?
        speaks en
        sees   Register a marriage
        offers @section_place | @helpful
    """,
    "another script": """
        opens
        says   Как получить паспорт
        begins =other_language
    """,
}


@pytest.mark.parametrize("dialogue", DIALOGUES.values(), ids=DIALOGUES.keys())
async def test_pages(plays: Plays, dialogue: str) -> None:
    await plays(dialogue.replace("COUNT", str(len(knowledge().catalog.procedures))))


@pytest.mark.parametrize("channel", ["web", "telegram"], indirect=True)
async def test_the_language_of_the_app_is_spoken_at_once(door: Door, house: House) -> None:
    dialogue = """
        speaks en
        opens
        offers @by_life_event | @language
        opens  khai-sinh
        sees   Register a birth
        says   /language
        speaks vi
        offers @by_life_event | @language
    """
    await play(dialogue, door.person("Emily", "en"), house)


async def test_the_language_outlives_a_day_and_not_an_erasure(plays: Plays) -> None:
    await plays("""
        opens
        taps   @language
        waits  2000
        opens
        speaks en
        offers @by_life_event
        says   /xoa
        opens
        speaks vi
        offers @by_life_event
    """)


async def test_whoever_runs_it_is_named(plays: Plays, house: House) -> None:
    house.knows(Service(agency=Words("Trung tâm Phục vụ hành chính công", "Public service centre")))
    await plays("""
        opens
        sees   Trung tâm Phục vụ hành chính công
        hides  không phải kênh chính thức
        says   /gioithieu
        sees   Trung tâm Phục vụ hành chính công
        hides  không phải kênh chính thức
    """)
