"""An admin plans events in the field in their own words, and is told what was understood. All places are invented."""

import pytest

from bot.conversation.speech import Speech
from bot.conversation.turn import Service
from bot.language import Language
from bot.records import GrantedRole
from tests.actors import Door, House, TelegramDoor
from tests.dialogues.events import TYPED, links_in, planned
from tests.dialogues.officials import official, said

LABEL = Speech("vi").label
CANCEL, COUNT = LABEL("cancel_event"), LABEL("count_frail")
EVENTS = "SELECT day, begins, ends, commune, place, cancelled FROM outreaches"


async def test_who_plans_an_event_reads_what_was_understood_and_gets_two_links_and_a_code(
    door: Door, house: House
) -> None:
    event = await planned(door, house)
    event.admin.sees("thứ Bảy 28/11/2026", "07:30–11:00", "Nhà văn hóa khối phố 2, Phường Tam Kỳ", "t.me/")
    assert len(event.admin.files) == 1
    assert house.rows(EVENTS) == [
        ("2026-11-28", "07:30:00.000000", "11:00:00.000000", "tam-ky", "Nhà văn hóa khối phố 2", 0)
    ]
    assert house.rows("SELECT deed, role FROM audit") == [("plan", "admin")]
    for payload in (event.helpers, event.coordinator):
        assert payload[5:].encode() not in house.written()


@pytest.mark.parametrize("answer", ["tap", "phường tam ky", "an phú"])
async def test_a_name_of_several_communes_is_asked_and_not_guessed(door: Door, house: House, answer: str) -> None:
    admin = await official(door, house)
    await admin.says("/sukien 28/11 7:30-11:00 Tam Kỳ; Nhà văn hóa khối phố 2")
    admin.sees(said("outreach_which"))
    admin.sees_buttons("Phường Tam Kỳ", "Phường Hương Trà", LABEL("stop_writing"))
    assert house.rows(EVENTS) == []
    if answer == "tap":
        await admin.taps("Phường Hương Trà")
    else:
        await admin.says("xứ không có")
        admin.sees("Mình không biết xã, phường «xứ không có»")
        await admin.says(answer)
    chosen = {"tap": "huong-tra", "phường tam ky": "tam-ky", "an phú": "quang-phu"}[answer]
    admin.sees("Đã thêm buổi hỗ trợ", "Nhà văn hóa khối phố 2")
    assert [row[3:5] for row in house.rows(EVENTS)] == [(chosen, "Nhà văn hóa khối phố 2")]
    await admin.says("khai sinh")
    admin.sees("Đăng ký khai sinh")


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("xin chào", "Còn thiếu ngày, giờ đầu và giờ cuối, xã hoặc phường"),
        ("28/11 7:30-11:00 phường Tam Kỳ", "Còn thiếu địa điểm"),
        ("28/11 phường Tam Kỳ; Chợ", "Còn thiếu giờ đầu và giờ cuối"),
        ("31/2 7h-11h phường Tam Kỳ; Chợ", "Mình chưa rõ ngày «31/2»"),
        ("thứ bảy 29/11 7h-11h phường Tam Kỳ; Chợ", "Mình chưa rõ ngày «thứ bảy 29/11/2026»"),
        ("20/11 7h-11h phường Tam Kỳ; Chợ", "đã qua (20/11/2026)"),
        ("hôm nay 7h-8h phường Tam Kỳ; Chợ", "đã qua (23/11/2026)"),
        ("29/2 7h-11h phường Tam Kỳ; Chợ", "Ngày 29/02/2028 còn hơn một năm nữa"),
        ("28/11 1h30-4h phường Tam Kỳ; Chợ", "Mình chưa rõ giờ «1h30-4h»"),
        ("28/11 25h-26h phường Tam Kỳ; Chợ", "Mình chưa rõ giờ «25h-26h»"),
        ("28/11 11h-8h phường Tam Kỳ; Chợ", "Giờ kết thúc phải sau giờ bắt đầu (11:00 – 08:00)"),
        ("28/11 6h-20h30 phường Tam Kỳ; Chợ", "dài nhất là 14 giờ (06:00 – 20:30)"),
        ("28/11 7h-11h xã Trên Trời; Chợ", "Mình không biết xã, phường «xã Trên Trời»"),
        (f"28/11 7h-11h phường Tam Kỳ; {'x' * 81}", "Địa điểm dài quá (81/80 ký tự)"),
        ("28/11 7h-11h phường Tam Kỳ; nhà anh Ba 0912 345 678", "mà ai cũng sẽ đọc được"),
        ("28/11 7h-11h Tam Kỳ; căn cước 049 085 001234", "mà ai cũng sẽ đọc được"),
        ("28/11 7h-11h phường Tam Kỳ; <b>{{ 7*7 }}</b>", "<b>{{ 7*7 }}</b>, Phường Tam Kỳ"),
    ],
)
@pytest.mark.parametrize("channel", ["web", "telegram"], indirect=True)
async def test_what_cannot_be_planned_is_told(door: Door, house: House, typed: str, told: str) -> None:
    admin = await official(door, house)
    await admin.says(f"/sukien {typed}")
    admin.sees(told)
    assert (house.rows(EVENTS) == []) is ("Đã thêm" not in admin.text)
    assert b"0912" not in house.written()
    assert "049 085" not in admin.text


@pytest.mark.parametrize("channel", ["web", "telegram"], indirect=True)
async def test_only_an_admin_plans_events(door: Door, house: House) -> None:
    roles: tuple[GrantedRole, ...] = ("reviewer", "helper")
    for role in roles:
        person = await official(door, house, role, role)
        for command in ("/sukien", f"/event {TYPED}"):
            await person.says(command)
            person.sees(said("not_allowed"))
    assert house.rows(EVENTS) == []


async def test_whether_older_and_disabled_people_are_counted_is_the_admin_s_choice(door: Door, house: House) -> None:
    admin = (await planned(door, house)).admin
    await admin.taps(COUNT)
    admin.sees("người khuyết tật: có")
    assert house.rows("SELECT counts_frail FROM outreaches") == [(1,)]
    await admin.taps(LABEL("stop_counting_frail"))
    admin.sees("người khuyết tật: không")
    assert house.rows("SELECT counts_frail FROM outreaches") == [(0,)]


async def test_the_links_stay_to_be_read_whatever_is_tapped_below_them(telegram: TelegramDoor, house: House) -> None:
    event = await planned(telegram, house)
    for button in (COUNT, CANCEL):
        await event.admin.taps(button)
    screen = "\n".join(message.text or "" for message in event.admin.person.screen)  # type: ignore[attr-defined]  # only on Telegram
    assert event.helpers in screen
    assert event.coordinator in screen


async def test_more_events_than_one_message_holds_are_shown_in_turn(door: Door, house: House) -> None:
    admin = await official(door, house)
    for day in range(24, 30):
        await admin.says(f"/sukien {day}/11 7h-11h phường Tam Kỳ; Chợ Ví Dụ {'x' * 68}")
    await admin.says("/sukien")
    admin.sees("24/11/2026", "27/11/2026", "/sukien thứ bảy tới")
    admin.does_not_see("28/11/2026")
    assert len(admin.text) <= 1_200
    await admin.taps(LABEL("more_events"))
    admin.sees("5. thứ Bảy 28/11/2026", "29/11/2026")
    await admin.taps("5")
    admin.sees("Buổi hỗ trợ thứ Bảy 28/11/2026")
    await admin.taps(LABEL("back"))
    admin.sees("24/11/2026")


@pytest.mark.parametrize("language", ["vi", "en"])
async def test_the_longest_event_fits_a_message(door: Door, house: House, language: Language) -> None:
    admin = await official(door, house)
    if language == "en":
        await admin.says("/language")
    await admin.says(f"/event 28/11 7h-11h phường An Thắng; {'Chợ ' * 20}".strip())
    assert len(admin.text) <= 1_200
    assert set(links_in(admin.text))


async def test_an_event_is_planned_in_english_too(door: Door, house: House) -> None:
    admin = await official(door, house)
    await admin.says("/language")
    await admin.says("/event saturday 7:30-11:00 phường Tam Kỳ; market hall")
    admin.sees("event on Saturday 28 Nov 2026", "market hall, Phường Tam Kỳ", "Send to the helpers")


@pytest.mark.parametrize("channel", ["web", "telegram"], indirect=True)
async def test_without_any_address_the_links_are_words_to_send(door: Door, house: House) -> None:
    house.knows(Service())
    event = await planned(door, house)
    event.admin.sees(f"/start {event.helpers}", f"/start {event.coordinator}")
    assert not event.admin.files
    binh = door.person("Bình")
    await binh.says(f"/start {event.helpers}")
    binh.sees("Bạn được mời giúp người dân")
