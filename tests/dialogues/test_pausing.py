"""An official pauses a procedure, or everything, with a sentence; what is one's own goes on."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager

import pytest

from bot.conversation.speech import Speech
from bot.language import LANGUAGES, Language
from tests.actors import Door, House
from tests.dialogues.officials import official, said

LABEL = Speech("vi").label
WHY = "Luật vừa đổi, chúng tôi đang kiểm tra lại."
PHONE = "0235 000 0000"
KINDS = "SELECT kind, procedure FROM questions"


async def test_a_paused_procedure_says_why_in_place_of_its_card(door: Door, house: House) -> None:
    admin, an = await official(door, house), door.person("An")
    await an.opens("khai-sinh")
    await admin.says(f"/tamdung khai-sinh {WHY}")
    admin.sees("Đã tạm dừng", "Đăng ký khai sinh", WHY)
    for step in (an.taps(LABEL("section_time")), an.opens("khai-sinh"), an.says("khai sinh mất bao lâu")):
        await step
        an.sees("Đăng ký khai sinh", WHY)
        an.does_not_see("15:00", "Thời hạn")
        an.sees_buttons(LABEL("browse"), LABEL("person"), LABEL("helpful"))
    assert house.rows(KINDS) == [("procedure", "khai-sinh")]
    await an.taps(LABEL("helpful"))
    an.sees_notice(said("thanks"))
    await an.says("đăng ký kết hôn")
    an.sees("15:00")
    await admin.taps(LABEL("resume"))
    admin.sees(said("pause_lifted"))
    await an.says("khai sinh mất bao lâu")
    an.sees("15:00")
    assert [deed for (deed,) in house.rows("SELECT deed FROM audit ORDER BY deed")] == ["pause", "resume"]


async def test_a_case_is_not_asked_of_a_paused_procedure_and_lists_still_name_it(door: Door, house: House) -> None:
    admin, an = await official(door, house), door.person("An")
    await an.opens("khai-sinh")
    await admin.says(f"/pause khai-sinh {WHY} en: The law has changed.")
    await an.taps(LABEL("my_case"))
    an.sees(WHY)
    await an.says("/thutuc")
    await an.taps(LABEL("by_field"))
    await an.taps("Hộ tịch")
    an.sees("Đăng ký khai sinh")
    await an.says("làm hộ chiếu và khai sinh")
    an.sees("Bạn hỏi 2 việc", WHY)
    stranger = door.person("Jo", "en")
    await stranger.says("how to register a birth")
    stranger.sees("The law has changed.")


async def test_what_is_paused_is_listed_and_goes_on_by_command(door: Door, house: House) -> None:
    admin = await official(door, house)
    await admin.says("/tamdung")
    admin.sees("Hiện không có gì tạm dừng", "Cách tạm dừng")
    await admin.says(f"/tamdung khai-sinh {WHY}")
    await admin.says("/tamdung tất cả Bảo trì tới 9 giờ.")
    await admin.says("/tieptuc")
    admin.sees("1. Tất cả: Bảo trì tới 9 giờ.", f"2. Đăng ký khai sinh: {WHY}")
    await admin.says("/tieptuc tất cả")
    admin.sees(said("pause_lifted"))
    await admin.says("/resume khai-sinh")
    admin.sees(said("pause_lifted"))
    await admin.says("/resume khai-sinh")
    admin.sees(said("not_in_force"))
    await admin.says("/tamdung sao-hoa Nghỉ")
    admin.sees(said("refused", reason="procedure_unknown", given="sao-hoa"))
    assert house.rows("SELECT subject FROM pauses") == []


async def test_while_everything_is_paused_people_get_the_sentence_and_whom_to_call(door: Door, house: House) -> None:
    admin, an = await official(door, house), door.person("An")
    await an.says("khai sinh")
    await admin.says("/tamdung tất cả Bảo trì tới 9 giờ.")
    admin.sees("Bảo trì tới 9 giờ.", PHONE)
    await an.taps(LABEL("helpful"))
    an.sees_notice(said("thanks"))
    await an.taps(LABEL("section_time"))
    an.sees("Bảo trì tới 9 giờ.", PHONE)
    steps = (
        an.says("đăng ký kết hôn"),
        an.says("xin phóng tên lửa"),
        an.opens("ket-hon"),
        an.opens(),
        an.says("/thutuc"),
        an.says("/trogiup"),
        an.says("/khong_co"),
    )
    for step in steps:
        await step
        an.sees("Bảo trì tới 9 giờ.", PHONE)
        an.does_not_see("15:00")
        assert an.buttons == ()
    assert sorted(house.rows(KINDS), key=str) == [
        ("not_found", None),
        ("procedure", "ket-hon"),
        ("procedure", "khai-sinh"),
    ]
    assert house.rows("SELECT procedure FROM answers") == [("khai-sinh",)]
    assert house.rows("SELECT verdict FROM ratings") == [("up",)]


@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_sentence_in_place_of_everything_is_read_as_the_official_wrote_it(
    door: Door, house: House, language: Language
) -> None:
    admin, an = await official(door, house), door.person("An", language)
    sentence = "Xem <b>tin</b> & <a href='https://example.org'>đây</a> {{ 7 * 7 }}"
    await admin.says(f"/tamdung tất cả {sentence}")
    admin.sees(sentence)
    await an.opens("khai-sinh")
    an.sees(sentence)


async def test_while_everything_is_paused_one_s_own_things_go_on(door: Door, house: House) -> None:
    admin, an = await official(door, house), door.person("An")
    await admin.says("/tamdung tất cả Bảo trì tới 9 giờ.")
    await an.says("/riengtu")
    an.sees("/dulieu")
    an.does_not_see("Bảo trì")
    await an.says("/ngonngu")
    an.does_not_see("Bảo trì")
    await an.says("/goi")
    an.sees(PHONE)
    await an.says("/dulieu")
    assert list(an.files) == ["motcua.json"]
    await an.says("/xoa")
    an.does_not_see("Bảo trì")
    await an.says("cháy nhà cứu với")
    an.sees("114")
    await an.says("căn cước 049123456789 làm khai sinh")
    an.sees(said("identity_warning"), "Bảo trì")
    await admin.says("/thongbao 23/11 25/11 tất cả: Nghỉ bão.")
    admin.sees("Đã đăng")
    await admin.says("/tieptuc tất cả")
    await an.says("khai sinh")
    an.sees("15:00", "Nghỉ bão.")


@contextmanager
def locked(house: House) -> Iterator[None]:
    with closing(sqlite3.connect(house.file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


@pytest.mark.parametrize("channel", ["terminal"], indirect=True)
async def test_what_could_not_be_written_is_not_said_to_be_published(door: Door, house: House) -> None:
    admin = await official(door, house)
    with locked(house):
        for command in ("/thongbao 23/11 25/11 tất cả: Nghỉ", "/tamdung khai-sinh Nghỉ"):
            await admin.says(command)
            admin.sees(said("not_published"))
    house.complaints.clear()
    assert house.rows("SELECT 1 FROM notices UNION ALL SELECT 1 FROM pauses UNION ALL SELECT 1 FROM audit") == []


@pytest.mark.parametrize("channel", ["terminal"], indirect=True)
async def test_without_a_database_people_are_answered_and_officials_told_why_not(door: Door, house: House) -> None:
    admin, an = await official(door, house), door.person("An")
    await admin.says("/tamdung tất cả Bảo trì tới 9 giờ.")
    await house.database.close()
    for file in house.file.parent.glob("records.db*"):
        file.unlink()
    house.file.mkdir()
    await an.says("khai sinh")
    an.sees("15:00")
    await admin.says("/tamdung")
    admin.sees(said("role_missing"))
    await an.says("/thongbao")
    an.sees(said("notices", rows=[], today=None))
    house.complaints.clear()
