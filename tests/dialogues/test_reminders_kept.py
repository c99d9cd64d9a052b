"""What somebody agreed to be reminded of on Telegram: kept, listed, stopped, gone with its person."""

from collections.abc import Awaitable, Callable

import pytest

from bot.catalog.model import Words
from bot.conversation.actions import write
from bot.conversation.reminder_actions import AgreeReminder, AskReminder, StopReminder
from bot.conversation.speech import Speech
from bot.records import Official, Pause, PauseGiven, Records
from bot.terminal import plain
from tests.actors import Door, House, TelegramActor, TelegramDoor
from tests.actors.house import SECRETS
from tests.dialogues.test_reminding import CARD, KEPT

Plays = Callable[[str], Awaitable[None]]
LABEL = Speech("vi").label
TELEGRAM = ["telegram", "telegram-http", "telegram-webhook"]
AGREED = f"""
    opens  {CARD}
    taps   @section_time
    taps   @remind_me
    sees   08:00 ngày 30/11/2026 và ngày 01/12/2026 | phần này khóa mã | đến hết ngày 01/12/2026
    taps   @agree_reminder
    begins Được rồi. Mình nhắn bạn lúc 08:00 ngày 30/11/2026 và ngày 01/12/2026
    offers @my_reminders | @save_to_calendar | @see_card
"""


@pytest.mark.parametrize("channel", TELEGRAM, indirect=True)
async def test_what_was_agreed_is_kept_and_listed_and_ends_by_a_tap(plays: Plays, house: House) -> None:
    await plays(AGREED)
    assert house.rows(KEPT) == [(CARD, "result", "2026-12-01")] * 2
    await plays(f"""
        {AGREED}
        taps   @see_card
        begins Đổi, cấp lại giấy xác nhận khuyết tật
        opens  khai-sinh
        taps   @section_time
        taps   @remind_deadline
        says   20/11
        taps   @agree_reminder
        says   /nhac
        sees   1. Đổi giấy khuyết tật: dự kiến có kết quả thứ Ba 01/12/2026 | 2. Khai sinh: hạn cuối thứ Ba 19/01/2027
        taps   Thôi nhắc 1
        sees   Đổi giấy khuyết tật, thứ Ba 01/12/2026 | Vẫn còn 1 việc
        taps   @my_reminders
        hides  Đổi giấy khuyết tật
        taps   Thôi nhắc 1
        sees   Mình không còn giữ cách nhắn cho bạn nữa.
        says   /reminders
        sees   Bạn chưa nhờ
    """)
    assert len(house.rows(KEPT)) == 2, "those of somebody else stay"


@pytest.mark.parametrize("channel", ["telegram"], indirect=True)
async def test_all_end_at_once(plays: Plays, house: House) -> None:
    await plays(f"""
        {AGREED}
        opens  khai-sinh
        taps   @section_time
        taps   @remind_deadline
        says   hôm qua
        taps   @agree_reminder
        says   /nhac
        taps   @stop_all_reminders
        sees   Khai sinh | Đổi giấy khuyết tật
    """)
    assert house.rows(KEPT) == house.rows("SELECT * FROM contacts") == []


@pytest.mark.parametrize("channel", ["telegram"], indirect=True)
async def test_agreeing_again_keeps_nothing_twice(plays: Plays, house: House) -> None:
    await plays(AGREED + AGREED)
    assert len(house.rows(KEPT)) == 2
    assert len(house.rows("SELECT * FROM contacts")) == 1


@pytest.mark.parametrize("channel", ["telegram"], indirect=True)
async def test_the_day_of_the_event_is_not_kept(plays: Plays, house: House) -> None:
    await plays("""
        opens  khai-sinh
        taps   @section_time
        taps   @remind_deadline
        says   20/11
        taps   @agree_reminder
        says   /dulieu
    """)
    ((data,),) = house.rows("SELECT group_concat(day || ' ' || due) FROM reminders")
    assert "2026-11-20" not in data
    assert b"20/11" not in house.written()
    assert house.rows("SELECT text FROM asked_texts") == []


@pytest.mark.parametrize("channel", ["telegram"], indirect=True)
async def test_erasing_and_leaving_end_every_reminder(door: Door, house: House) -> None:
    an, binh = door.person("An"), door.person("Bình")
    assert isinstance(an, TelegramActor)
    assert isinstance(binh, TelegramActor)
    for each in (an, binh):
        await each.opens(CARD)
        for label in ("section_time", "remind_me", "agree_reminder"):
            await each.taps(LABEL(label))
    await an.says("/dulieu")
    assert b'"reminders": [' in an.files["motcua.json"]
    assert b"2026-12-01" in an.files["motcua.json"]
    await an.says("/xoa")
    assert len(house.rows("SELECT * FROM contacts")) == 1
    assert isinstance(door, TelegramDoor)
    place = door.begin()
    binh.person.blocks_bot()
    await door.reaction(place, binh.person)
    assert house.rows(KEPT) == house.rows("SELECT * FROM contacts") == []


@pytest.mark.parametrize("channel", ["telegram"], indirect=True)
async def test_nobody_is_reminded_of_more_than_a_message_lists(door: Door, house: House) -> None:
    an = door.person("An")
    assert isinstance(an, TelegramActor)
    await an.opens(CARD)
    for day in range(24, 32):
        await an.forges(write(AgreeReminder(CARD, "result", f"2026-12-{day}")))
        an.sees("Được rồi.")
    await an.forges(write(AgreeReminder(CARD, "result", "2027-01-05")))
    an.sees("Bạn đang nhờ nhắc 8 việc rồi", "8. ")
    assert len(house.rows("SELECT * FROM contacts")) == 8


@pytest.mark.parametrize("channel", ["telegram"], indirect=True)
@pytest.mark.parametrize("day", ["2026-11-22", "0001-01-01", "9999-12-31", "2028-05-01"])
async def test_a_forged_day_that_is_past_or_far_away_is_not_kept(door: Door, house: House, day: str) -> None:
    an = door.person("An")
    assert isinstance(an, TelegramActor)
    await an.opens(CARD)
    await an.forges(write(AgreeReminder(CARD, "result", day)))
    an.sees_notice(plain(Speech("vi").say("expired")))
    assert house.rows(KEPT) == []


@pytest.mark.parametrize("channel", ["telegram"], indirect=True)
async def test_a_button_that_was_tapped_before_says_so(door: Door, house: House) -> None:
    an = door.person("An")
    assert isinstance(an, TelegramActor)
    await an.opens(CARD)
    await an.forges(write(StopReminder("r" * 24)))
    an.sees_notice("Việc này mình không còn nhắc nữa.")


@pytest.mark.parametrize("channel", ["telegram"], indirect=True)
async def test_while_everything_is_paused_reminders_can_be_seen_and_stopped(door: Door, house: House) -> None:
    an = door.person("An")
    await an.opens(CARD)
    for label in ("section_time", "remind_me", "agree_reminder"):
        await an.taps(LABEL(label))
    await paused(house, "*")
    await an.says("/nhac")
    an.sees("Đổi giấy khuyết tật")
    await an.taps(f"{LABEL('stop_reminding')} 1")
    an.sees("Mình thôi nhắc")
    assert house.rows(KEPT) == []


@pytest.mark.parametrize("channel", ["web", "telegram"], indirect=True)
async def test_of_a_procedure_that_is_paused_nobody_is_offered_a_day(door: Door, house: House) -> None:
    an = door.person("An")
    await an.opens(CARD)
    await an.taps(LABEL("section_time"))
    await paused(house, CARD)
    await an.taps(LABEL("remind_me"))
    an.sees("Đang kiểm tra lại.")
    an.sees_no_button(LABEL("save_to_calendar"), LABEL("agree_reminder"))


async def paused(house: House, subject: str) -> None:
    """An admin who is somebody else pauses a procedure, or everything."""
    by = Official("somebody", "admin", house.clock().date())
    entry = PauseGiven(Pause(subject, Words("Đang kiểm tra lại.")), by)
    await Records(house.database, SECRETS).store("chat", "somebody", None, [entry])


async def test_in_a_group_nobody_is_asked_nor_listed(telegram: TelegramDoor, house: House) -> None:
    (an,) = telegram.group("Tổ dân phố", telegram.person("An"))
    await an.says(f"/start {CARD}")
    await an.taps(LABEL("section_time"))
    an.sees_no_button(LABEL("remind_me"))
    for forged in (
        AskReminder(CARD, "2026-12-01", "a" * 8),
        AgreeReminder(CARD, "result", "2026-12-01"),
        StopReminder(""),
    ):
        await an.forges(write(forged))
        an.sees_notice(plain(Speech("vi").say("expired")))
    await an.says("/nhac")
    an.sees("nhắn riêng")
    assert house.rows(KEPT) == []


@pytest.mark.parametrize("channel", ["telegram"], indirect=True)
async def test_in_english(door: Door, house: House) -> None:
    an = door.person("An", "en")
    label = Speech("en").label
    await an.opens(CARD)
    for name in ("section_time", "remind_me"):
        await an.taps(label(name))
    an.sees("result expected on Tuesday 1 Dec 2026", "08:00 on 30 Nov 2026 and 1 Dec 2026", "encrypted")
    await an.taps(label("agree_reminder"))
    an.sees("All right.")
    assert house.rows("SELECT DISTINCT language FROM reminders") == [("en",)]
