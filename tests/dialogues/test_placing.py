"""A person chooses their commune once, in a mistyped name or by where they are, and reads whether its counter is open.

The counters are the invented ones of docs/example/.
"""

import logging
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from bot.conversation.events import Located, Said, Where, Who
from bot.conversation.replies import AskLocation, Button, EndLocation, Say
from bot.conversation.speech import Speech
from bot.conversation.turn import VIETNAM
from tests.actors import Door, House, TelegramDoor
from tests.actors.house import knowledge
from tests.catalog.example import with_example_offices
from tests.dialogues.officials import official
from tests.dialogues.script import play

Plays = Callable[[str], Awaitable[None]]
LABEL = Speech("vi").label

DIALOGUES = {
    "once, by command, in a name with a slip": """
        opens
        says   /noio
        begins Bạn ở xã, phường nào?
        says   ban thac
        sees   Đã nhớ: phường Bàn Thạch (gồm
        says   đăng ký kết hôn
        begins Đăng ký kết hôn
        sees   Đang xem cho phường Bàn Thạch.
        says   /noio
        begins Đã nhớ: phường Bàn Thạch
        offers @other_place | @forget_place
    """,
    "a slip in the name of several places leads to the question which": """
        opens
        says   /noio
        says   mình ở tam kì nhé
        begins Trước đây là xã, phường nào?
        taps   Phường Hòa Hương
        sees   Đã nhớ: phường Hương Trà
    """,
    "written together, doubled letters": """
        opens
        says   /noio
        says   hoi ann
        begins Nay là xã, phường nào?
        says   /noio
        says   dien bann
        begins Nay là xã, phường nào?
        says   /noio
        says   nuithanh
        begins Nay là xã, phường nào?
        offers Xã Núi Thành
    """,
    "with the kind it never had, and among other words": """
        opens
        says   /noio
        says   phường tam thangg
        sees   Đã nhớ: phường Bàn Thạch
        taps   @other_place
        says   nhà em gần phường An Mỹ đó
        sees   Đã nhớ: phường Tam Kỳ
    """,
    "a name far off is not guessed": """
        opens
        says   /noio
        says   hoa van
        begins =place_unsure
        offers Xã Hoà Vang
        taps   Xã Hoà Vang
        sees   Đã nhớ: xã Hoà Vang
    """,
    "a question is answered as one, and the place still expected": """
        opens
        says   /noio
        says   tạm trú
        begins Đăng ký tạm trú
        says   cảm ơn
        begins Không có gì.
        says   còn lệ phí thì sao?
        begins 💵 Đăng ký tạm trú
        says   quang phuu
        sees   📍 Đăng ký tạm trú | Đang xem cho phường Quảng Phú
    """,
    "nothing like a place is answered as ever": """
        opens
        says   /noio
        says   làm thẻ lên sao hỏa
        hides  =place_unsure
        offers @browse
    """,
    "elsewhere a name with a slip is none": """
        opens
        says   ban thac
        hides  Bàn Thạch
        says   /noio
        waits  11
        says   ban thac
        hides  Bàn Thạch
    """,
    "from the section of a procedure": """
        opens  khai-sinh
        taps   @section_place
        offers @my_place
        lacks  @other_place
        taps   @my_place
        begins Bạn ở xã, phường nào?
        says   ban thac
        sees   📍 Đăng ký khai sinh | Đang xem cho phường Bàn Thạch
        offers @other_place | @helpful | @back
    """,
    "a shared position": """
        opens
        says   /noio
        shares 15.573 108.474
        begins Bạn ở gần:
        sees   1. Phường Tam Kỳ | không giữ lại
        hides  15.57 | 108.47
        offers Phường Tam Kỳ | Phường Hương Trà
        taps   Phường Hương Trà
        sees   Đã nhớ: phường Hương Trà
    """,
    "a position and a procedure of a moment ago": """
        opens  khai-sinh
        shares 15.573 108.474
        taps   Phường Hương Trà
        sees   📍 Đăng ký khai sinh | Đang xem cho phường Hương Trà
    """,
    "a position far away": """
        opens
        says   /noio
        shares 21.028 105.854
        begins Vị trí này ở xa Quảng Nam và Đà Nẵng
        lacks  Phường Tam Kỳ
        says   ban thac
        sees   Đã nhớ: phường Bàn Thạch
    """,
    "forgotten": """
        opens
        says   ở phường An Mỹ
        taps   @forget_place
        begins =place_forgotten
        offers @my_place
        opens  khai-sinh
        hides  Đang xem cho
        says   /noio
        begins Bạn ở xã, phường nào?
    """,
    "in English": """
        opens
        taps   @language
        speaks en
        says   /place
        begins Which commune or ward do you live in?
        shares 15.573 108.474
        begins You are near:
        taps   Phường Hương Trà
        sees   Noted: Phường Hương Trà
        taps   @forget_place
        begins =place_forgotten
    """,
}


@pytest.mark.parametrize("dialogue", DIALOGUES.values(), ids=DIALOGUES.keys())
async def test_choosing_a_place(plays: Plays, dialogue: str) -> None:
    await plays(dialogue)


@pytest.fixture
def counters(house: House, tmp_path: Path) -> None:
    """The house knows the invented counters."""
    folder = tmp_path / "catalog"
    folder.mkdir()
    known = replace(knowledge(), catalog=with_example_offices(knowledge().catalog, folder))
    house.guide.knowledge = lambda: known


OPEN = {
    "on a day for online filings": (
        datetime(2026, 11, 23, 9, tzinfo=VIETNAM),
        """
        opens  khai-sinh
        says   phường Bàn Thạch
        begins 📍 Đăng ký khai sinh: hôm nay quầy chỉ nhận hồ sơ trực tuyến, bấm «🌐 Trực tuyến».
        sees   Hôm nay chỉ nhận hồ sơ trực tuyến, quầy mở lại thứ Năm 26/11 lúc 07:30 (24/11 nghỉ: Ngày Văn hóa
        offers @section_online | @back
        taps   @section_online
        begins 🌐 Đăng ký khai sinh: trực tuyến
        sees   Cổng Dịch vụ công quốc gia | VNeID | Các bước chung:
        """,
    ),
    "in the morning": (
        datetime(2026, 11, 26, 9, tzinfo=VIETNAM),
        """
        opens
        says   phường Bàn Thạch
        sees   (VÍ DỤ): đang mở đến 11:30, mở lại lúc 13:30.
        """,
    ),
    "at noon": (
        datetime(2026, 11, 26, 12, tzinfo=VIETNAM),
        """
        opens  khai-sinh
        says   phường Bàn Thạch
        begins 📍 Đăng ký khai sinh: nơi nộp
        sees   Đang nghỉ giữa giờ, mở lại lúc 13:30.
        """,
    ),
    "Saturday": (
        datetime(2026, 11, 28, 8, tzinfo=VIETNAM),
        """
        says   phường Bàn Thạch
        sees   thứ Bảy này đang nhận hồ sơ đến 11:00.
        """,
    ),
    "before Tết": (
        datetime(2026, 2, 13, 18, tzinfo=VIETNAM),
        """
        says   phường Bàn Thạch
        sees   mở lại thứ Ba 24/02 lúc 07:30 (16/02–20/02 nghỉ: Tết Nguyên đán). Thứ Bảy 14/02 chưa rõ có mở không
        """,
    ),
    "a year that nobody published": (
        datetime(2027, 1, 4, 9, tzinfo=VIETNAM),
        """
        says   phường Bàn Thạch
        sees   lịch nghỉ chưa công bố nên chưa rõ hôm nay có mở không: hỏi trước khi đi.
        """,
    ),
    "hours that nobody told": (
        datetime(2026, 11, 26, 9, tzinfo=VIETNAM),
        """
        opens
        says   phường Hương Trà
        sees   Chưa có thông tin về giờ mở cửa ở đây: gọi hỏi trước khi đi.
        opens  khai-sinh
        taps   @section_place
        sees   Chưa có thông tin về giờ làm việc.
        hides  Đang mở | Đã đóng | Hôm nay
        """,
    ),
    "in English": (
        datetime(2026, 11, 24, 9, tzinfo=VIETNAM),
        """
        opens
        taps   @language
        speaks en
        says   phường Bàn Thạch
        sees   not open today, opens again on Thursday 26 Nov at 07:30 (closed 24 Nov: Vietnamese Culture Day).
        """,
    ),
}


@pytest.mark.usefixtures("counters")
@pytest.mark.parametrize("channel", ["terminal", "web", "telegram"], indirect=True)
@pytest.mark.parametrize(("moment", "dialogue"), OPEN.values(), ids=OPEN.keys())
async def test_whether_the_counter_is_open(plays: Plays, house: House, moment: datetime, dialogue: str) -> None:
    house.clock.now = moment
    await plays(dialogue)


@pytest.mark.parametrize("channel", ["terminal", "web", "telegram"], indirect=True)
async def test_a_position_is_written_nowhere(door: Door, house: House, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    await play("says /noio\nshares 15.5734 108.4741\ntaps Phường Hương Trà\nsays /dulieu", door.person("An"), house)
    said = "\n".join(record.getMessage() for record in caplog.records if record.name.startswith("bot"))
    for digits in ("15.57", "108.47"):
        assert digits.encode() not in house.written()
        assert digits not in said


@pytest.mark.parametrize("channel", ["telegram"], indirect=True)
async def test_telegram_s_button_goes_away_once_the_place_is_known(door: Door, house: House) -> None:
    assert isinstance(door, TelegramDoor)
    an = door.person("An")
    await an.opens()
    an.person.writes("/noio")
    asked = await an.person.receives_keyboard()
    assert asked is not None
    assert '"request_location":true' in asked.model_dump_json()
    await an.says("khai sinh")
    assert not removals(door)
    await an.says("ban thac")
    assert len(removals(door)) == 1
    await an.says("kết hôn")
    assert len(removals(door)) == 1


def removals(door: TelegramDoor) -> list[object]:
    """The messages that took the button away."""
    return [call for call in door.server.calls_of("sendMessage") if "remove_keyboard" in str(call)]


GROUP, PRIVATE, AN = Where("telegram", "group", private=False), Where("telegram", "chat"), Who("an", "vi")


async def test_in_a_group_nobody_is_asked_or_found(house: House) -> None:
    for event, said in (
        (Said(GROUP, AN, "/noio"), "place_private"),
        (Located(GROUP, AN, 15.573, 108.474), "located"),
    ):
        (reply,) = await house.guide.answer(event)
        assert isinstance(reply, Say)
        assert reply.text == Speech("vi").say(said, private=False, places=())
        assert "SetPlace" not in str(reply)


async def test_one_event_gets_one_answer(house: House) -> None:
    (asked,) = await house.guide.answer(Said(PRIVATE, AN, "/noio"))
    assert isinstance(asked, AskLocation)
    end, answer = await house.guide.answer(Said(PRIVATE, AN, "ban thac"))
    assert isinstance(answer, Say)
    assert isinstance(end, EndLocation)
    labels = [each.label for row in answer.buttons for each in row if isinstance(each, Button)]
    ways = ("browse", "person", "other_place", "forget_place", "events_near_me")
    assert labels == [LABEL(each) for each in ways]


@pytest.mark.usefixtures("counters")
@pytest.mark.parametrize("channel", ["web"], indirect=True)
async def test_a_notice_for_the_counter_of_one_ward_reaches_those_who_go_there(door: Door, house: House) -> None:
    admin, an = await official(door, house), door.person("An")
    await admin.says("/thongbao 23/11 25/11 quầy vi-du-hcc-ban-thach: Quầy sửa điện.")
    for said, sees in ((None, True), ("ở phường An Mỹ", False), ("ở xã Tam Thăng", True)):
        if said:
            await an.says(said)
        await an.opens("khai-sinh")
        assert ("Quầy sửa điện." in an.text) == sees, said
    await an.opens("ho-chieu")
    an.does_not_see("Quầy sửa điện.")
