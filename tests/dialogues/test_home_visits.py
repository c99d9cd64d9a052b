"""Citizens have somebody come home: what is kept, for whom, and how it ends. All people are invented."""

import json

import pytest

from bot.conversation.home_visits import to_coordinator
from bot.conversation.speech import Speech
from bot.records.decisions import OutreachCancelled
from bot.records.outreach_outgoing import VisitsDue
from tests.actors import Door, House
from tests.actors.house import SECRETS, knowledge
from tests.actors.in_terminal import TerminalActor
from tests.dialogues.saturdays import ADMIN, HALL, LABEL, WRITTEN, asks_home, at_home, lead, plan


async def test_a_visit_is_offered_only_where_somebody_can_be_told_of_it(door: Door, house: House) -> None:
    await plan(house, HALL)
    an = await at_home(door)
    await an.says("/thubay")
    an.sees_no_button(LABEL("home_visit"))
    await lead(house)
    await an.says("/thubay")
    an.sees_buttons(LABEL("home_visit"))


async def test_what_is_kept_is_said_before_anybody_writes_and_nothing_is_before_they_send_it(
    door: Door, house: House
) -> None:
    await plan(house, HALL)
    await lead(house)
    before = len(house.rows("SELECT * FROM contacts"))
    an = await at_home(door)
    await an.says("/thubay")
    await an.taps(LABEL("home_visit"))
    an.sees(
        "Chỉ người phụ trách buổi này đọc", "khóa mã", "hết ngày 28/11/2026", "Đừng ghi số căn cước", "0235 000 0000"
    )
    await an.says(WRITTEN)
    an.sees(f"«{WRITTEN}»")
    assert len(house.rows("SELECT * FROM contacts")) == before
    await an.taps(LABEL("stop_writing"))
    await an.says("/dulieu")
    assert len(house.rows("SELECT * FROM contacts")) == before
    assert b"0905 000 123" not in house.written()


async def test_what_was_written_is_sealed_for_the_coordinator_and_is_no_question(door: Door, house: House) -> None:
    await plan(house, HALL)
    await lead(house)
    an = await asks_home(door)
    an.sees("sẽ chuyển cho người phụ trách", "Chưa ai gọi thì bạn gọi Chị Hoa, số 0235 000 0000")
    assert house.rows("SELECT count(*) FROM home_visits") == [(1,)]
    assert house.rows("SELECT purpose, expires_on FROM contacts WHERE purpose = 'home_visit'") == [
        ("home_visit", "2026-11-29")
    ]
    asked = house.rows("SELECT * FROM asked_texts")
    assert not any("Bảy" in str(row) or "0905" in str(row) for row in asked)
    assert house.rows("SELECT * FROM questions WHERE kind NOT IN ('small_talk')") == []
    written = house.written()
    assert b"0905" not in written
    assert "ông Bảy".encode() not in written
    await an.says("/goi")
    an.does_not_see("ông Bảy")
    await an.says("còn lệ phí thì sao")
    an.does_not_see("0905")


async def test_the_person_sees_it_takes_it_back_and_it_is_gone(door: Door, house: House) -> None:
    await plan(house, HALL)
    await lead(house)
    an = await asks_home(door)
    await an.taps(LABEL("withdraw_visit"))
    an.sees("không ai đến nhà bạn nữa")
    assert house.rows("SELECT * FROM home_visits") == []
    assert house.rows("SELECT * FROM contacts WHERE purpose = 'home_visit'") == []


@pytest.mark.parametrize("channel", ["web", "telegram"], indirect=True)
async def test_own_data_tells_of_it_and_erasing_takes_it_along(door: Door, house: House) -> None:
    await plan(house, HALL)
    await lead(house)
    an = await asks_home(door)
    await an.says("/dulieu")
    held = json.loads(an.files["motcua.json"])
    assert held["home_visits"] == [{"place": "Nhà văn hóa thôn 2", "day": "2026-11-28", "said": WRITTEN, "told": False}]
    await an.says("/xoa")
    assert house.rows("SELECT * FROM home_visits") == []
    assert house.rows("SELECT purpose FROM contacts") == [("coordinator",)]


async def test_asking_again_replaces_what_was_asked(door: Door, house: House) -> None:
    await plan(house, HALL)
    await lead(house)
    an = await asks_home(door)
    await an.says("/thubay")
    await an.taps(LABEL("home_visit"))
    await an.says("Dọn sang nhà con gái, thôn 5. Gọi 0905 000 456")
    await an.taps(LABEL("send_visit"))
    assert house.rows("SELECT count(*) FROM home_visits") == [(1,)]


@pytest.mark.parametrize("words", ["căn cước 049 088 001 234, nhà ở thôn 2", "hộ chiếu B1234567 nhà tôi ở chợ"])
async def test_an_identity_number_is_refused_kindly_and_nothing_of_it_stays(
    door: Door, house: House, words: str
) -> None:
    await plan(house, HALL)
    await lead(house)
    an = await at_home(door)
    await an.says("/thubay")
    await an.taps(LABEL("home_visit"))
    await an.says(words)
    an.sees("Hình như có số căn cước", "Bạn viết lại giúp")
    an.sees_no_button(LABEL("send_visit"))
    await an.says(WRITTEN)
    await an.taps(LABEL("send_visit"))
    assert house.rows("SELECT count(*) FROM home_visits") == [(1,)]


async def test_too_much_is_asked_for_again(door: Door, house: House) -> None:
    await plan(house, HALL)
    await lead(house)
    an = await at_home(door)
    await an.says("/thubay")
    await an.taps(LABEL("home_visit"))
    await an.says("nhà ở cuối đường " * 20)
    an.sees("chỉ chuyển được 300")
    an.sees_no_button(LABEL("send_visit"))


async def test_half_a_character_and_a_sign_for_markup_are_passed_on_as_text(door: Door, house: House) -> None:
    await plan(house, HALL)
    await lead(house)
    an = await asks_home(door, "Nhà <b>ông Bảy</b> {{ 7 * 7 }} & chợ")
    an.sees("sẽ chuyển cho người phụ trách")
    (due,) = await VisitsDue(house.database, SECRETS).due()
    assert due.said == "Nhà <b>ông Bảy</b> {{ 7 * 7 }} & chợ"
    assert "&lt;b&gt;ông Bảy" in to_coordinator(due, knowledge().catalog).text
    await an.says("/thubay")
    await an.taps(LABEL("home_visit"))
    if isinstance(an, TerminalActor):  # the only one where half a character can be typed
        await an.says("Nhà \ud800 ông Bảy")
        an.sees("«Nhà \ufffd ông Bảy»")


async def test_what_was_written_but_not_sent_is_forgotten_after_ten_minutes(door: Door, house: House) -> None:
    await plan(house, HALL)
    await lead(house)
    an = await at_home(door)
    await an.says("/thubay")
    await an.taps(LABEL("home_visit"))
    await an.says(WRITTEN)
    house.clock.passes(minutes=11)
    await an.taps(LABEL("send_visit"))
    an.sees_notice(Speech("vi").say("expired"))
    assert house.rows("SELECT * FROM home_visits") == []


async def test_for_an_event_that_was_cancelled_meanwhile_nothing_is_kept(door: Door, house: House) -> None:
    await plan(house, HALL)
    await lead(house)
    an = await at_home(door)
    await an.says("/thubay")
    await an.taps(LABEL("home_visit"))
    await an.says(WRITTEN)
    await house.records.store("chat", "somebody", None, [OutreachCancelled(HALL.id, ADMIN)])
    await an.taps(LABEL("send_visit"))
    an.sees("không diễn ra nữa")
    assert house.rows("SELECT * FROM home_visits") == []
