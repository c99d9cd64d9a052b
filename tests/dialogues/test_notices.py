"""An official announces something; whoever is concerned reads it above the answer, until it ends or is taken back."""

import pytest

from bot.conversation.speech import Speech
from bot.records import GrantedRole
from tests.actors import Door, House, TelegramDoor
from tests.dialogues.officials import official, said

LABEL = Speech("vi").label
STORM = (
    "/thongbao 23/11 25/11 quầy trung-tam-hcc-xa\nQuầy đóng cửa vì bão, sáng 26/11 mở lại.\nen: Closed for the storm."
)
SEEN = (
    "Thông báo · Trung tâm Phục vụ hành chính công xã/phường (đến hết 25/11/2026):"
    " Quầy đóng cửa vì bão, sáng 26/11 mở lại."
)
NOTHING = said("notices", rows=[], today=None)


async def test_a_notice_is_shown_as_citizens_see_it_and_then_to_them(door: Door, house: House) -> None:
    admin, an = await official(door, house), door.person("An")
    await admin.says(STORM)
    admin.sees("Đã đăng", SEEN, "Notice · Commune or ward", "Closed for the storm.")
    admin.sees_buttons(LABEL("withdraw"))
    await an.says("khai sinh mất bao lâu")
    assert an.text.startswith(SEEN)
    an.sees("Đăng ký khai sinh")
    await an.taps(LABEL("section_place"))
    assert an.text.startswith(SEEN)
    await an.says("làm hộ chiếu")
    an.does_not_see("bão")
    house.clock.passes(days=3)
    await an.says("khai sinh mất bao lâu")
    an.does_not_see("bão")


async def test_a_notice_taken_back_is_gone_and_the_audit_knows(door: Door, house: House) -> None:
    admin, an = await official(door, house), door.person("An")
    await admin.says(STORM)
    await admin.taps(LABEL("withdraw"))
    admin.sees(said("notice_withdrawn"))
    await an.says("khai sinh")
    an.does_not_see("bão")
    assert house.rows("SELECT day, deed, role, subject FROM audit ORDER BY deed") == [
        ("2026-11-23", "announce", "admin", "office:trung-tam-hcc-xa"),
        ("2026-11-23", "withdraw", "admin", "office:trung-tam-hcc-xa"),
    ]


async def test_everybody_lists_the_notices_and_an_admin_takes_them_down(door: Door, house: House) -> None:
    admin, an = await official(door, house), door.person("An")
    await an.says("/thongbao")
    an.sees(NOTHING)
    await admin.says(STORM)
    await admin.says("/thongbao 30/11 30/11 tất cả: Nghỉ lễ.")
    admin.sees("Từ ngày 30/11/2026 người dân sẽ thấy:")
    await an.says("/thongbao")
    an.sees(f"1. {SEEN}")
    an.does_not_see("Nghỉ lễ", "Cách đăng")
    an.sees_no_button(f"{LABEL('withdraw')} 1")
    await admin.says("/notice")
    admin.sees(f"1. {SEEN}", "2. Thông báo (đến hết 30/11/2026): Nghỉ lễ.", "người dân mới thấy", "Cách đăng")
    await admin.taps(f"{LABEL('withdraw')} 1")
    await an.says("/thongbao")
    an.sees(NOTHING)


async def test_many_notices_are_read_page_by_page(door: Door, house: House) -> None:
    admin, an = await official(door, house), door.person("An")
    for number in range(1, 6):
        await admin.says(f"/thongbao 23/11 25/11 tất cả: Lời nhắn số {number}. {'Đi đường cẩn thận. ' * 15}")
    await an.says("khai sinh")
    an.sees("Lời nhắn số 1.", "Còn 3 thông báo khác: bấm /thongbao")
    await an.says("/thongbao")
    read = an.text
    while LABEL("more_notices") in an.buttons:
        await an.taps(LABEL("more_notices"))
        read += an.text
    assert [number for number in range(1, 6) if f"Lời nhắn số {number}." in read] == [1, 2, 3, 4, 5]
    await an.taps(LABEL("back"))
    an.sees("1. Thông báo")


async def test_two_wishes_begin_with_the_notices_of_both(door: Door, house: House) -> None:
    admin, an = await official(door, house), door.person("An")
    await admin.says("/thongbao 23/11 25/11 lĩnh vực ho-chieu\nx")
    admin.sees("mình không biết «lĩnh vực ho-chieu»")
    await admin.says("/thongbao 23/11 25/11 lĩnh vực Xuất nhập cảnh\nNghỉ nhận hồ sơ hộ chiếu.")
    await an.says("làm hộ chiếu và đăng ký kết hôn")
    an.sees("Bạn hỏi 2 việc")
    assert an.text.startswith("Thông báo · Xuất nhập cảnh (đến hết 25/11/2026): Nghỉ nhận hồ sơ hộ chiếu.")


@pytest.mark.parametrize("role", ["helper", "reviewer"])
async def test_who_may_not_announce_is_told_kindly(door: Door, house: House, role: GrantedRole) -> None:
    someone, an = await official(door, house, role), door.person("An")
    for each in (someone, an):
        for command in (STORM, "/thongbao viết sai", "/tamdung", "/tamdung khai-sinh Nghỉ", "/tieptuc khai-sinh"):
            await each.says(command)
            each.sees(said("not_allowed"))
    assert house.rows("SELECT 1 FROM notices UNION ALL SELECT 1 FROM pauses UNION ALL SELECT 1 FROM audit") == []


@pytest.mark.parametrize(
    ("typed", "reason", "given"),
    [
        ("23/11 25/11", "days_missing", ""),
        ("hôm nay 25/11 tất cả\nNghỉ", "day_unknown", "hôm"),
        ("25/11/2026 23/11/2026 tất cả\nNghỉ", "days_reversed", "25/11/2026 – 23/11/2026"),
        ("23/11/2026 25/11/2027 tất cả\nNghỉ", "too_long", "23/11/2026 – 25/11/2027"),
        ("1/11/2026 2/11/2026 tất cả\nNghỉ", "all_past", "02/11/2026"),
        ("23/11 25/11 quầy <b>\nNghỉ", "scope_unknown", "quầy <b>"),
        ("23/11 25/11 tất cả", "text_missing", ""),
        ("23/11 25/11 tất cả\n" + "a" * 301, "text_too_long", "301/300"),
        ("23/11 25/11 tất cả\nCăn cước 049123456789", "identity_number", ""),
    ],
)
@pytest.mark.parametrize("channel", ["terminal"], indirect=True)
async def test_what_cannot_be_announced_is_told_with_the_remedy(
    door: Door, house: House, typed: str, reason: str, given: str
) -> None:
    admin = await official(door, house)
    await admin.says(f"/thongbao {typed}")
    admin.sees(said("refused", reason=reason, given=given))
    assert house.rows("SELECT 1 FROM notices") == []


async def test_what_is_a_notice_elsewhere_is_erased_with_its_official_s_name_only(door: Door, house: House) -> None:
    admin, an = await official(door, house), door.person("An")
    await admin.says(STORM)
    await admin.says("/xoa")
    assert house.rows("SELECT deed, sealed FROM audit") == [("announce", None)]
    await an.says("khai sinh")
    an.sees(SEEN)
    await admin.says("/tamdung")
    admin.sees(said("not_allowed"))


@pytest.mark.parametrize("channel", ["web", "telegram"], indirect=True)
async def test_own_data_shows_own_deeds(door: Door, house: House) -> None:
    admin, an = await official(door, house), door.person("An")
    await admin.says(STORM)
    for each, held in ((admin, b'"deed": "announce"'), (an, b'"deeds": []')):
        await each.says("/dulieu")
        assert held in each.files["motcua.json"]


async def test_in_a_group_notices_are_read_and_nothing_of_officials_is_shown(
    telegram: TelegramDoor, house: House
) -> None:
    admin = await official(telegram, house)
    await admin.says(STORM)
    (inside,) = telegram.group("Tổ dân phố 3", admin)  # type: ignore[arg-type]  # a person of this door
    await inside.says("/thongbao@motcua_test_bot")
    inside.sees(SEEN)
    inside.does_not_see("Cách đăng")
    inside.sees_no_button(f"{LABEL('withdraw')} 1")
    await inside.says("/thongbao@motcua_test_bot 23/11 25/11 tất cả: Nghỉ.")
    inside.sees(said("official_private"))
    assert house.rows("SELECT count(*) FROM notices") == [(1,)]
