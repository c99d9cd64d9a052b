"""Whoever was not answered may be told when they can be: only by agreeing, only where they can be written to."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.conversation.notes import added
from bot.conversation.speech import Speech
from bot.records import Records
from bot.terminal import plain
from tests.actors import Actor, Door, House
from tests.actors.house import MORNING, SECRETS, SERVICE, knowledge
from tests.dialogues.officials import official

LABEL = Speech("vi").label
MARS = "làm thẻ lên sao hỏa"
NOTE, AGREE = LABEL("note_me"), LABEL("agree_note")
telegram_only = pytest.mark.parametrize("channel", ["telegram", "telegram-webhook"], indirect=True)


async def teaches(door: Door, house: House) -> None:
    chi_hoa = await official(door, house, "reviewer")
    await chi_hoa.says("/ton")
    await chi_hoa.taps(LABEL("take_item"))
    await chi_hoa.taps(LABEL("name_procedure"))
    await chi_hoa.says("khai-sinh")
    await chi_hoa.taps(LABEL("teach"))


async def agrees(door: Door, name: str = "An") -> Actor:
    person = door.person(name)
    await person.says(MARS)
    await person.taps(NOTE)
    await person.taps(AGREE)
    return person


@telegram_only
async def test_who_agrees_is_told_once_it_is_there(door: Door, house: House) -> None:
    an = door.person("An")
    await an.says(MARS)
    await an.taps(NOTE)
    an.sees(f"«{MARS}»", "90 ngày", "/xoa")
    assert house.rows("SELECT * FROM contacts") == []
    await an.taps(AGREE)
    an.sees("Mình sẽ báo bạn một lần, chậm nhất đến 21/02/2027")
    assert house.rows("SELECT purpose, consent_version, expires_on FROM contacts") == [
        ("added", 1, str(MORNING.date() + timedelta(days=90)))
    ]
    records = Records(house.database, SECRETS)
    assert await records.notes_due() == ()
    await teaches(door, house)
    (due,) = await records.notes_due()
    assert due.contact.channel == "telegram"
    assert added(replace(due, procedure="khong-con-nua"), knowledge().catalog) is None
    said = added(due, knowledge().catalog)
    assert said is not None
    assert plain(said.text).startswith("Bạn đã hỏi, chúng tôi đã bổ sung: Đăng ký khai sinh.")
    assert MARS not in said.text
    assert [button.label for row in said.buttons for button in row] == [LABEL("see_card")]


@telegram_only
async def test_one_may_also_wait_after_none_of_several_was_meant(door: Door, house: House) -> None:
    an = door.person("An")
    await an.says("giấy hôn nhân xin ở phường")
    an.sees_no_button(NOTE)
    await an.taps(LABEL("none_of_these"))
    await an.taps(NOTE)
    await an.taps(AGREE)
    assert house.rows("SELECT count(*) FROM awaited") == [(1,)]


@telegram_only
async def test_agreeing_twice_is_one_note_and_erasing_takes_it_away(door: Door, house: House) -> None:
    an = await agrees(door)
    await an.says(MARS)
    await an.taps(NOTE)
    await an.taps(AGREE)
    assert house.rows("SELECT count(*) FROM contacts") == [(1,)]
    await an.says("/xoa")
    assert house.rows("SELECT * FROM contacts") == house.rows("SELECT * FROM awaited") == []


@telegram_only
async def test_a_button_of_an_earlier_question_does_not_agree_to_another(door: Door, house: House) -> None:
    an = door.person("An")
    await an.says(MARS)
    await an.taps(NOTE)
    await an.says("xin phép nuôi rồng trong vườn")
    await an.taps(AGREE)
    assert house.rows("SELECT * FROM contacts") == []


@pytest.mark.parametrize("channel", ["web", "terminal"], indirect=True)
async def test_where_nobody_can_be_written_to_nothing_is_offered(door: Door) -> None:
    an = door.person("An")
    await an.says(MARS)
    an.sees("Mình chưa tìm được")
    an.sees_no_button(NOTE)


@telegram_only
async def test_where_no_question_is_kept_nothing_is_offered(door: Door, house: House) -> None:
    house.knows(replace(SERVICE, keeps_text="never"))
    an = door.person("An")
    await an.says(MARS)
    an.sees_no_button(NOTE)
