"""Citizens find the next helpers' event and are reminded of it. All people are invented."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from icalendar import Calendar

from bot.conversation.turn import VIETNAM
from bot.records.decisions import OutreachCancelled
from tests.actors import Door, House, TelegramActor, TelegramDoor
from tests.dialogues.saturdays import ADMIN, HALL, LABEL, MARKET, SATURDAY, SCHOOL, at_home, lead, plan

Plays = Callable[[str], Awaitable[None]]
telegram_only = pytest.mark.parametrize("channel", ["telegram", "telegram-webhook"], indirect=True)


async def test_one_s_own_commune_comes_first_then_the_nearest_and_no_distance_is_told(door: Door, house: House) -> None:
    await plan(house, replace(SCHOOL, day=SATURDAY - timedelta(days=1)), HALL, MARKET)
    an = await at_home(door)
    await an.says("/thubay")
    an.sees("1. Thứ Bảy 28/11, 07:30–11:00: Nhà văn hóa thôn 2, phường Tam Kỳ", "2. Thứ Bảy 05/12", "cài VNeID")
    an.sees("3. Thứ Sáu 27/11, 07:30–11:00: Trường Tiểu học số 1, phường Hội An")
    an.does_not_see("km")
    an.sees_buttons("1", "2", "3")
    await an.taps("3")
    an.sees("Buổi hỗ trợ: thứ Sáu 27/11", "Trường Tiểu học số 1")
    await an.taps(LABEL("back"))
    an.sees("Các buổi hỗ trợ sắp tới, nơi gần phường Tam Kỳ trước")
    await an.says("/saturday")
    an.sees("1. Thứ Bảy 28/11")


async def test_at_most_five_are_told(door: Door, house: House) -> None:
    days = (SATURDAY + timedelta(days=7 * week) for week in range(7))
    await plan(house, *(replace(HALL, id=f"weekly{at:02}", day=day) for at, day in enumerate(days)))
    an = await at_home(door)
    await an.says("/thubay")
    an.sees_buttons("5")
    an.sees_no_button("6")


async def test_who_has_not_said_where_they_live_is_asked_once_and_sees_all_without(door: Door, house: House) -> None:
    await plan(house, HALL, MARKET)
    an = door.person("An")
    await an.says("/thubay")
    an.sees("Bạn ở xã, phường nào?", "gõ /thubay lần nữa")
    await an.says("/thubay")
    an.sees("1. Thứ Bảy 28/11", "Bạn gõ /noio")
    await an.says("phuong tam ki")
    await an.taps(LABEL("events_near_me"))
    an.sees("nơi gần phường Tam Kỳ trước")
    an.does_not_see("/noio")


async def test_a_cancelled_or_past_event_is_not_shown_as_held(door: Door, house: House) -> None:
    await plan(house, HALL, MARKET)
    an = await at_home(door)
    await an.says("/thubay")
    await house.records.store("chat", "somebody", None, [OutreachCancelled(HALL.id, ADMIN)])
    await an.taps("1")
    an.sees("Buổi thứ Bảy 28/11 ở Nhà văn hóa thôn 2 không diễn ra nữa.")
    await an.taps(LABEL("other_events"))
    an.sees("Buổi hỗ trợ sắp tới: thứ Bảy 05/12", "Chợ Chiều")
    an.does_not_see("Nhà văn hóa")
    house.clock.now = MARKET.end
    await an.says("/thubay")
    an.sees("chưa thấy báo buổi hỗ trợ nào", "Trung tâm Phục vụ hành chính công phường Tam Kỳ")
    an.does_not_see("Chợ Chiều")


async def test_where_none_is_planned_one_is_told_where_to_go_instead(plays: Plays) -> None:
    await plays("""
        says   /thubay
        sees   chưa thấy báo buổi hỗ trợ nào | Trung tâm Phục vụ hành chính công xã, phường gần bạn
        offers @person
    """)


async def test_in_english(door: Door, house: House) -> None:
    await plan(house, HALL)
    an = await at_home(door)
    await an.says("/language")
    await an.says("/saturday")
    an.sees("Next helpers' event: Saturday 28 Nov, 07:30–11:00.", "install VNeID")


@pytest.mark.parametrize("channel", ["telegram", "telegram-webhook"], indirect=True)
async def test_in_a_group_all_see_the_events_and_nothing_of_one_person(door: TelegramDoor, house: House) -> None:
    await plan(house, HALL, SCHOOL)
    await lead(house)
    an = await at_home(door)
    assert isinstance(an, TelegramActor)
    (inside,) = door.group("Tổ dân phố 3", an)
    await inside.says("/thubay@motcua_test_bot")
    inside.sees("1. Thứ Bảy 28/11", "Nhà văn hóa thôn 2", "bản đồ")
    inside.does_not_see("tận nhà", "/noio", "gần phường")
    assert inside.buttons == ()


async def test_the_day_goes_home_as_a_file(door: Door, house: House) -> None:
    await plan(house, HALL)
    an = await at_home(door)
    await an.says("/thubay")
    await an.taps(LABEL("remind_outreach"))
    await an.taps(LABEL("save_to_calendar"))
    (name,) = an.files
    assert name == "buoi-ho-tro-2026-11-28.ics"
    if an.files[name]:  # a terminal tells of a file only that there is one
        (entry,) = Calendar.from_ical(an.files[name]).walk("VEVENT")
        assert str(entry["SUMMARY"]) == "Buổi hỗ trợ 07:30–11:00, Nhà văn hóa thôn 2, phường Tam Kỳ"
        assert entry["DTSTART"].to_ical() == b"20261128"
    assert house.rows("SELECT * FROM contacts") == []


@telegram_only
async def test_who_agrees_is_reminded_the_day_before_and_on_the_morning(door: Door, house: House) -> None:
    await plan(house, HALL)
    an = await at_home(door)
    await an.says("/thubay")
    await an.taps(LABEL("remind_outreach"))
    an.sees("Mình nhắn bạn lúc 08:00 ngày 27/11/2026 và lúc 07:00 ngày 28/11/2026", "khóa mã")
    assert house.rows("SELECT * FROM contacts") == []
    await an.taps(LABEL("agree_reminder"))
    an.sees("Được rồi.", "Nhà văn hóa thôn 2")
    eve, morning = (datetime(2026, 11, day, hour, 0, tzinfo=VIETNAM).timestamp() for day, hour in ((27, 8), (28, 7)))
    kept = house.rows("SELECT subject, procedure, day, due FROM reminders ORDER BY due")
    assert kept == [("outreach", HALL.id, "2026-11-28", due) for due in (eve, morning)]
    await an.says("/nhac")
    an.sees("1. Buổi hỗ trợ, Nhà văn hóa thôn 2: thứ Bảy 28/11/2026")
    await an.taps(f"{LABEL('stop_reminding')} 1")
    an.sees("Buổi hỗ trợ, Nhà văn hóa thôn 2")
    assert house.rows("SELECT * FROM reminders") == house.rows("SELECT * FROM contacts") == []


@pytest.mark.parametrize("channel", ["terminal", "web"], indirect=True)
async def test_where_we_cannot_write_first_only_the_calendar_is_offered(door: Door, house: House) -> None:
    await plan(house, HALL)
    an = await at_home(door)
    await an.says("/thubay")
    await an.taps(LABEL("remind_outreach"))
    an.sees("Ở đây mình không nhắn trước được")
    an.sees_no_button(LABEL("agree_reminder"))
