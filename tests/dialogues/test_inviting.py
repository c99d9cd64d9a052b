"""Somebody who comes back is invited to tell of their visit: under an answer, rarely, and never against their will."""

import json
from datetime import timedelta
from typing import Final

import pytest

from bot.conversation.speech import Speech
from bot.conversation.state import remaining
from bot.records import Retention
from tests.actors import Actor, Door, House, TelegramDoor
from tests.dialogues.officials import official, said

LABEL: Final = Speech("vi").label
TELL, REFUSE = LABEL("tell_visit"), LABEL("refuse_surveys")
OFFERS: Final = "SELECT day, language, offered FROM survey_offers ORDER BY day"
LINE: Final = said("survey_invitation")


async def comes_back(person: Actor, house: House, days: int = 1) -> None:
    """A day or more goes by; who comes back asks one thing, and two minutes later another."""
    house.clock.passes(days=days)
    await person.says("đăng ký kết hôn")
    person.sees("Đăng ký kết hôn")
    person.sees_no_button(REFUSE)
    house.clock.passes(minutes=2)
    await person.says("chứng thực bản sao")
    person.sees("Chứng thực bản sao từ bản chính")


async def is_purged(house: House) -> None:
    now = house.clock()
    await house.records.purge(now.date(), Retention(), lambda text: remaining(text, now))


async def test_who_looked_at_a_procedure_and_comes_back_another_day_is_invited_under_an_answer(
    door: Door, house: House, channel: str
) -> None:
    an = door.person("An")
    await an.opens("khai-sinh")
    house.clock.passes(minutes=5)
    await an.says("đăng ký kết hôn")
    an.sees_no_button(REFUSE)
    await comes_back(an, house)
    assert an.text.startswith("Chứng thực bản sao từ bản chính")
    assert an.text.endswith(LINE)
    an.sees_buttons(TELL, REFUSE, LABEL("section_time"), LABEL("helpful"))
    assert an.buttons.count(TELL) == 1
    assert house.rows(OFFERS) == [("2026-11-24", "vi", 1)]
    assert house.rows("SELECT channel FROM survey_offers")[0][0] in channel


async def test_what_comes_of_it_is_told_apart(door: Door, house: House) -> None:
    an = door.person("An")
    await an.opens("khai-sinh")
    await comes_back(an, house)
    await an.taps(TELL)
    an.sees("Bạn đi làm việc nào?", "Chứng thực bản sao")
    for label in (LABEL("skip"), LABEL("skip"), "4. Hài lòng", LABEL("end_survey"), LABEL("send_survey")):
        await an.taps(label)
    house.clock.passes(days=3)
    await an.opens("khai-sinh")
    for label in (TELL, LABEL("skip"), "4. Hài lòng", LABEL("end_survey"), LABEL("send_survey")):
        await an.taps(label)
    found = house.rows("SELECT day, invited FROM surveys ORDER BY day")
    assert found == [("2026-11-24", 1), ("2026-11-27", 0)]


@pytest.mark.parametrize("purged", [False, True])
async def test_once_in_seven_days_whatever_was_forgotten_in_between(door: Door, house: House, purged: bool) -> None:
    """Each day lies behind the end of the conversation of the day before."""
    an, invited = door.person("An"), []
    await an.opens("khai-sinh")
    for _ in range(9):
        await comes_back(an, house)
        if REFUSE in an.buttons:
            invited.append(house.clock().day)
        if purged:
            house.clock.passes(hours=23)
            await is_purged(house)
            house.clock.passes(hours=-23)
    assert invited == [24, 1]
    assert [offered for _, _, offered in house.rows(OFFERS)] == [1, 1]


@pytest.mark.parametrize("purged", [False, True])
async def test_who_does_not_want_to_be_asked_never_is_again_until_everything_is_deleted(
    door: Door, house: House, purged: bool, channel: str
) -> None:
    an = door.person("An")
    await an.opens("khai-sinh")
    await comes_back(an, house)
    await an.taps(REFUSE)
    an.sees_notice(said("survey_refused"))
    for days in (1, 6, 1, 40):
        await comes_back(an, house, days)
        an.sees_no_button(REFUSE)
        if purged:
            house.clock.passes(days=2)
            await is_purged(house)
    await an.says("/dulieu")
    if channel != "terminal":
        assert json.loads(an.files["motcua.json"])["conversations"][0]["inviting"] == {"never": True}
    await an.says("/danhgia")
    an.sees("9 câu")
    await an.says("/xoa")
    await an.says("đăng ký kết hôn")
    await comes_back(an, house)
    an.sees_buttons(REFUSE)


async def test_after_a_week_nothing_is_kept_to_invite_anybody(door: Door, house: House) -> None:
    an = door.person("An")
    await an.opens("khai-sinh")
    house.clock.passes(days=6)
    await is_purged(house)
    assert house.rows("SELECT count(*) FROM conversations") == [(1,)]
    house.clock.passes(days=1)
    await is_purged(house)
    assert house.rows("SELECT count(*) FROM conversations") == [(0,)]
    await comes_back(an, house, 0)
    an.sees_no_button(REFUSE)


async def test_who_just_told_of_a_visit_is_not_asked_for_another(door: Door, house: House) -> None:
    an = door.person("An")
    await an.opens("khai-sinh")
    for label in (TELL, LABEL("skip"), "4. Hài lòng", LABEL("end_survey"), LABEL("send_survey")):
        await an.taps(label)
    await comes_back(an, house)
    an.sees_no_button(REFUSE)


async def test_who_never_looked_at_a_procedure_and_who_finds_nothing_is_not_invited(door: Door, house: House) -> None:
    an, binh = door.person("An"), door.person("Bình")
    await an.says("/trogiup")
    await comes_back(an, house)
    an.sees_no_button(REFUSE)
    await binh.opens("khai-sinh")
    house.clock.passes(days=1)
    await binh.says("/trogiup")
    house.clock.passes(minutes=2)
    for text in ("làm thẻ lên sao hỏa", "cảm ơn", "/trogiup", "/danhsach", "cháy nhà cứu với"):
        await binh.says(text)
        binh.sees_no_button(REFUSE)
    assert house.rows(OFFERS) == []


async def test_nobody_is_asked_while_telling_of_a_visit(door: Door, house: House) -> None:
    an = door.person("An")
    await an.opens("khai-sinh")
    house.clock.passes(days=1)
    await an.says("/danhgia")
    await an.taps(LABEL("skip"))
    house.clock.passes(minutes=2)
    await an.says("chứng thực bản sao")
    an.sees("Chứng thực bản sao từ bản chính")
    an.sees_no_button(REFUSE)


async def test_while_everything_is_paused_nobody_is_invited(door: Door, house: House) -> None:
    an, admin = door.person("An"), await official(door, house)
    await an.opens("khai-sinh")
    house.clock.passes(days=1)
    await an.says("/goi")
    house.clock.passes(minutes=2)
    await admin.says("/tamdung tất cả Bảo trì.")
    await an.says("chứng thực bản sao")
    an.sees("Bảo trì.")
    an.does_not_see(LINE)
    assert house.rows(OFFERS) == []


async def test_where_it_cannot_be_noted_the_answer_comes_without(door: Door, house: House) -> None:
    an = door.person("An")
    await an.opens("khai-sinh")
    house.clock.passes(days=1)
    await an.says("/goi")
    house.clock.passes(minutes=2)
    async with house.database.write():
        await an.says("chứng thực bản sao")
    house.complaints.clear()
    an.sees("Chứng thực bản sao từ bản chính")
    an.sees_no_button(REFUSE)
    await an.says("đăng ký kết hôn")
    an.sees_buttons(REFUSE)


@pytest.mark.parametrize("channel", ["telegram"], indirect=True)
async def test_in_a_group_nobody_is_invited_and_nothing_is_kept_for_it(door: TelegramDoor, house: House) -> None:
    an = door.person("An")
    await an.opens("khai-sinh")
    (inside,) = door.group("Tổ dân phố 3", an)
    for wait in (timedelta(), timedelta(days=1), timedelta(minutes=2), timedelta(minutes=2)):
        house.clock.now += wait
        await inside.says("khai sinh @motcua_test_bot")
        inside.sees("Đăng ký khai sinh")
        inside.sees_no_button(REFUSE)
    await an.says("/dulieu")
    states = json.loads(an.files["motcua.json"])["conversations"]
    assert sorted(str(each.get("inviting")) for each in states) == ["None", "{'looked_on': '2026-11-23'}"]
