"""What somebody tells of a visit is their own: theirs to see, without numbers, in private, and always possible."""

import json
from collections.abc import Awaitable, Callable
from typing import Final

import pytest

from bot.conversation.speech import Speech
from tests.actors import Door, House, TelegramDoor
from tests.actors.on_web import WebActor
from tests.dialogues.officials import official, said

Plays = Callable[[str], Awaitable[None]]
LABEL: Final = Speech("vi").label
PHONE: Final = "0235 000 0000"


async def test_channel_and_language_are_kept_and_english_is_spoken(door: Door, house: House, channel: str) -> None:
    jo, label = door.person("Jo"), Speech("en").label
    await jo.says("/ngonngu")
    await jo.opens("khai-sinh")
    await jo.taps(label("tell_visit"))
    jo.sees("9 questions, one tap each")
    await jo.taps("1")
    jo.sees("question 1 of 9", "Are you satisfied or dissatisfied")
    for each in ("1. Very dissatisfied", label("end_survey"), label("send_survey")):
        await jo.taps(each)
    jo.sees("not an official satisfaction score", PHONE)
    ((kept_channel, language, access),) = house.rows("SELECT channel, language, access FROM surveys")
    assert (language, access) == ("en", 1)
    assert channel.startswith(kept_channel)


async def test_a_sentence_of_fifty_thousand_letters_is_answered_and_loses_nothing(
    door: Door, house: House, channel: str
) -> None:
    an, endless = door.person("An"), "Chờ lâu quá. " * 3_847
    await an.opens("khai-sinh")
    for label in (LABEL("tell_visit"), "1", "2. Không hài lòng", LABEL("end_survey"), LABEL("visit_comment")):
        await an.taps(label)
    if isinstance(an, WebActor):
        assert "dài quá" in await an.receives(endless)
    else:
        await an.says(endless)
        an.sees("Câu này dài 50.010 ký tự", "Những gì bạn đã chọn vẫn còn.")
    await an.says("Chờ lâu quá")
    await an.taps(LABEL("send_survey"))
    assert house.rows("SELECT access, comment FROM surveys") == [(2, "Chờ lâu quá")]


async def test_a_card_stays_when_a_survey_begins_and_a_section_has_no_button_for_it(plays: Plays) -> None:
    await plays("""
        opens  khai-sinh
        offers @tell_visit
        taps   @section_cost
        lacks  @tell_visit
        taps   @back
        taps   @tell_visit
        hides  15:00
    """)


async def test_what_one_sent_and_what_one_did_not_can_be_seen_and_deleted(
    door: Door, house: House, channel: str
) -> None:
    an = door.person("An")
    await an.opens("khai-sinh")
    for label in (LABEL("tell_visit"), "1", "4. Hài lòng", LABEL("end_survey"), LABEL("send_survey")):
        await an.taps(label)
    await an.opens("ket-hon")
    for label in (LABEL("tell_visit"), "1", "2. Không hài lòng"):
        await an.taps(label)
    await an.says("/dulieu")
    if channel != "terminal":
        held = json.loads(an.files["motcua.json"])
        assert [(each["procedure"], each["access"]) for each in held["surveys"]] == [("khai-sinh", 4)]
        assert held["conversations"][0]["visit"]["said"]["access"] == "2"
        assert held["conversations"][0]["inviting"] == {"looked_on": "2026-11-23"}
    await an.says("/xoa")
    assert house.rows("SELECT 1 FROM surveys UNION ALL SELECT 1 FROM conversations") == []


async def test_an_identity_number_in_the_sentence_is_warned_of_and_nowhere(plays: Plays, house: House) -> None:
    await plays("""
        opens  khai-sinh
        taps   @tell_visit
        taps   1
        taps   4. Hài lòng
        taps   @end_survey
        taps   @visit_comment
        says   cccd 049123456789 bị trả lại
        begins =identity_warning
        sees   «cccd [CCCD] bị trả lại»
        taps   @send_survey
    """)
    assert b"049123456789" not in house.written()


async def test_while_everything_is_paused_a_visit_can_be_told_of(door: Door, house: House) -> None:
    admin, an = await official(door, house), door.person("An")
    await an.opens("khai-sinh")
    await admin.says("/tamdung tất cả Bảo trì tới 9 giờ.")
    await an.says("/danhgia")
    for label in ("1. Khai sinh", "1", "4. Hài lòng", LABEL("end_survey"), LABEL("visit_comment")):
        await an.taps(label)
        an.does_not_see("Bảo trì")
    await an.says("Chỗ ngồi mát")
    an.sees("«Chỗ ngồi mát»")
    await an.taps(LABEL("send_survey"))
    assert house.rows("SELECT access, comment FROM surveys") == [(4, "Chỗ ngồi mát")]


@pytest.mark.parametrize("channel", ["telegram", "telegram-http"], indirect=True)
async def test_in_a_group_it_is_asked_to_be_done_in_private(door: TelegramDoor, house: House) -> None:
    (inside,) = door.group("Tổ dân phố 3", door.person("An"))
    await inside.says("/danhgia@motcua_test_bot")
    inside.sees(said("survey_private"))
    await inside.says("khai sinh @motcua_test_bot")
    inside.sees("Đăng ký khai sinh")
    inside.sees_no_button(LABEL("tell_visit"))
    await inside.forges("1Ha:khai-sinh")
    inside.sees(said("survey_private"))
    assert house.rows("SELECT 1 FROM surveys") == []
