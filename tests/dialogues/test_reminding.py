"""A person wants to be reminded of a day: where it is known, what is kept, and how it ends."""

from collections.abc import Awaitable, Callable

import pytest
from icalendar import Calendar

from bot.conversation.speech import Speech
from tests.actors import Door, House

Plays = Callable[[str], Awaitable[None]]
LABEL = Speech("vi").label
KEPT = "SELECT procedure, subject, day FROM reminders ORDER BY due"
CARD = "cap-lai-giay-khuyet-tat"
"""Five working days: filed on Monday 23 November 2026, expected on Tuesday 1 December, for the 24th is a day off."""

ANYWHERE = {
    "the day a result is expected, and back to where one was": f"""
        opens  {CARD}
        taps   @section_time
        offers @remind_me | @back
        lacks  @remind_deadline
        taps   @remind_me
        begins Đổi, cấp lại giấy xác nhận khuyết tật: dự kiến có kết quả thứ Ba 01/12/2026
        offers @save_to_calendar | @back
        taps   @back
        begins ⏱
    """,
    "a result of the same day needs no reminder, a deadline does": """
        opens  khai-sinh
        taps   @section_time
        lacks  @remind_me
        offers @remind_deadline
    """,
    "past the published days off no day is promised": """
        opens  phong-kham-tu-nhan
        taps   @section_time
        lacks  @remind_me
    """,
    "a deadline that ends with an event cannot be counted from it": """
        opens  gia-han-tam-tru
        taps   @section_time
        lacks  @remind_deadline
    """,
    "a deadline in hours is too short for reminders": """
        opens  khai-bao-tam-tru-nnn
        taps   @section_time
        lacks  @remind_deadline
    """,
    "the day of the event decides, said in any way": """
        opens  khai-sinh
        taps   @section_time
        taps   @remind_deadline
        sees   Hạn của bạn: 60 ngày từ ngày bé sinh | Việc ấy xảy ra ngày nào? | không giữ lại
        says   bé sinh bữa đó đó
        begins Mình chưa hiểu đó là ngày nào.
        offers @stop_writing
        says   20/11
        sees   Tính từ thứ Sáu 20/11/2026 thì ngày cuối là thứ Ba 19/01/2027
        taps   @back
        begins ⏱
    """,
    "in January, a day of December is one of last year": """
        waits  63360
        opens  khai-sinh
        taps   @section_time
        taps   @remind_deadline
        says   20/12
        sees   Tính từ Chủ nhật 20/12/2026
    """,
    "a year that is said is meant": """
        waits  63360
        opens  khai-sinh
        taps   @section_time
        taps   @remind_deadline
        says   20/12/2027
        sees   Tính từ thứ Hai 20/12/2027
    """,
    "a deadline that has passed is said kindly": """
        opens  khai-sinh
        taps   @section_time
        taps   @remind_deadline
        says   1/8/2026
        sees   Ngày này đã qua. | đi làm sớm
        lacks  @agree_reminder | @save_to_calendar
        offers @back
    """,
    "a deadline too close for a reminder": """
        opens  khai-tu
        taps   @section_time
        taps   @remind_deadline
        says   8/11
        sees   Ngày ấy gần quá rồi, bạn nên đi làm ngay.
        lacks  @agree_reminder
    """,
    "a deadline too far away for anybody's contact to be kept": """
        opens  khai-tu
        taps   @section_time
        taps   @remind_deadline
        says   1/6/2028
        begins Đăng ký khai tử
        sees   Ngày này còn xa quá
        lacks  @agree_reminder
    """,
    "who asks something else is answered": """
        opens  khai-sinh
        taps   @section_time
        taps   @remind_deadline
        says   đăng ký kết hôn
        begins Đăng ký kết hôn
        says   hôm qua
        hides  ngày cuối
    """,
    "who asks for the fee meanwhile is answered too": """
        opens  khai-sinh
        taps   @section_time
        taps   @remind_deadline
        says   lệ phí bao nhiêu
        begins 💵
    """,
    "an emergency is an emergency": """
        opens  khai-sinh
        taps   @section_time
        taps   @remind_deadline
        says   cháy nhà
        sees   114
    """,
    "the question is closed by a command": """
        opens  khai-sinh
        taps   @section_time
        taps   @remind_deadline
        says   /thoi
        begins =stopped
        says   hôm qua
        hides  ngày cuối
    """,
    "the question is closed by a tap": """
        opens  khai-sinh
        taps   @section_time
        taps   @remind_deadline
        taps   @stop_writing
        begins =stopped
    """,
    "nobody waits for a day for ever": """
        opens  khai-sinh
        taps   @section_time
        taps   @remind_deadline
        waits  11
        says   hôm qua
        hides  ngày cuối
    """,
    "there is nothing yet": """
        opens
        says   /nhac
        sees   Bạn chưa nhờ mình nhắc việc nào.
        offers @browse
    """,
}


@pytest.mark.parametrize("dialogue", ANYWHERE.values(), ids=ANYWHERE.keys())
async def test_reminding(plays: Plays, house: House, dialogue: str) -> None:
    await plays(dialogue)
    assert house.rows(KEPT) == house.rows("SELECT * FROM contacts") == []


@pytest.mark.parametrize("channel", ["terminal", "web"], indirect=True)
async def test_where_we_cannot_write_first_only_the_calendar_is_offered(plays: Plays) -> None:
    await plays(f"""
        opens  {CARD}
        taps   @section_time
        taps   @remind_me
        sees   Ở đây mình không nhắn trước được
        lacks  @agree_reminder
    """)


@pytest.mark.parametrize("channel", ["web", "telegram", "telegram-webhook"], indirect=True)
async def test_the_day_comes_home_as_a_file_for_any_calendar(door: Door, house: House) -> None:
    an = door.person("An")
    await an.opens(CARD)
    for label in ("section_time", "remind_me", "save_to_calendar"):
        await an.taps(LABEL(label))
    ((name, content),) = an.files.items()
    assert name == f"{CARD}-2026-12-01.ics"
    (event,) = Calendar.from_ical(content.decode()).walk("VEVENT")
    assert event["SUMMARY"] == "Dự kiến có kết quả: Đổi, cấp lại giấy xác nhận khuyết tật"
    assert house.rows("SELECT * FROM contacts") == []


@pytest.mark.parametrize("channel", ["web"], indirect=True)
async def test_a_calendar_reads_words_and_no_marks(door: Door) -> None:
    an = door.person("An", "en")
    label = Speech("en").label
    await an.opens("mo-khoa-dinh-danh")
    for name in ("section_time", "remind_me", "save_to_calendar"):
        await an.taps(label(name))
    (content,) = an.files.values()
    (event,) = Calendar.from_ical(content.decode()).walk("VEVENT")
    assert event["SUMMARY"] == "Result expected: Unlock an e-ID account at an authority's request"
