"""Those who are helped in a shift: nothing of one is left for the next, and what they ask and think is theirs."""

import asyncio

import pytest

from bot.conversation.speech import Speech
from bot.records.counts import Period
from bot.records.outreach import Helped
from tests.actors import Door, House
from tests.dialogues.officials import official
from tests.dialogues.shifts import (
    BIRTH,
    DOWN,
    EVENT,
    FILED,
    LABEL,
    MISSING,
    NEW,
    OTHER,
    TELL,
    UP,
    at_work,
    counts,
    helps,
    joins,
    plans,
)


async def test_of_the_missing_papers_those_of_the_case_are_offered_and_counted(door: Door, house: House) -> None:
    an = await at_work(house, door)
    await an.taps(NEW)
    await an.taps(BIRTH)
    await an.taps(LABEL("ask_case"))
    await an.taps("Ở nhà, nơi khác")
    an.sees_buttons(TELL)
    for told in ("Đã đăng ký", "Cha hoặc mẹ", "Trong 60 ngày"):
        await an.taps(told)
    an.sees("Trường hợp: Ở nhà, nơi khác", "Kết quả thế nào?")
    an.does_not_see("Giấy chứng sinh")
    await an.taps(MISSING)
    an.does_not_see("Giấy chứng sinh")
    await an.taps("1")
    an.sees("1. ❌ Thiếu: Tờ khai đăng ký khai sinh")
    await an.taps("2")
    await an.taps("❌ 2")
    await an.taps(LABEL("papers_told"))
    an.sees("thiếu giấy tờ (1)")
    assert (await counts(house)).lacked == {("khai-sinh", "to-khai"): 1}


async def test_the_next_person_starts_clean(door: Door, house: House) -> None:
    an = await at_work(house, door)
    await an.says("khai sinh ở Núi Thành")
    await an.taps(LABEL("my_case"))
    await an.taps("Bé bị bỏ rơi")
    await an.says("/goi")
    await an.taps(TELL)
    an.sees("Trường hợp: Bé bị bỏ rơi")
    await an.taps(OTHER)
    await an.taps(NEW)
    await an.taps(BIRTH)
    an.does_not_see("Trường hợp:", "bỏ rơi")
    await an.taps(LABEL("see_card"))
    an.sees("Tam Kỳ")
    an.does_not_see("Núi Thành")
    await an.says("/dulieu")
    assert "bỏ rơi" not in str(an.files)


async def test_who_was_left_in_the_middle_leaves_nothing_to_the_next(door: Door, house: House) -> None:
    an = await at_work(house, door)
    home = an.keeps(NEW)
    await an.says("làm thẻ lên sao hỏa")
    await an.says("khai sinh")
    await an.taps(LABEL("my_case"))
    await an.taps("Bé bị bỏ rơi")
    await an.taps_kept(home)
    await an.taps(BIRTH)
    an.does_not_see("Trường hợp:")
    await an.says("/goi")
    an.does_not_see("sao hỏa")


async def test_what_is_the_helpers_own_is_there_again_after_the_shift(door: Door, house: House) -> None:
    await plans(house, EVENT)
    an = await joins(house, door, "An", EVENT)
    await an.says("khai sinh")
    await an.taps(LABEL("section_documents"))
    await an.taps(LABEL("my_checklist"))
    await an.taps("3. Giấy chứng sinh")
    old_list = an.keeps("✅ 3. Giấy chứng sinh")
    await an.says("/batdau")
    await an.taps_kept(old_list)
    await helps(an, MISSING)
    await an.says("/danhsach")
    an.does_not_see("Giấy chứng sinh")
    await an.says("/ketthuc")
    await an.says("/danhsach")
    an.sees_buttons("✅ 3. Giấy chứng sinh")


async def test_a_question_in_a_shift_is_asked_in_the_field_and_leads_to_its_outcome(door: Door, house: House) -> None:
    an = await at_work(house, door)
    await an.says("làm thẻ lên sao hỏa")
    an.sees_no_button(UP, LABEL("note_me"))
    await an.taps(TELL)
    await an.taps(LABEL("outcome_not_found"))
    await an.says("giấy hôn nhân xin ở phường")
    await an.taps(LABEL("none_of_these"))
    await an.taps(TELL)
    await an.taps(LABEL("outcome_not_found"))
    told = await counts(house)
    assert told.helped == (Helped(9, None, "not_found", 2),)
    assert {text for text, _ in told.unanswered} == {"làm thẻ lên sao hỏa", "giấy hôn nhân xin ở phường"}
    await an.says("/ketthuc")
    await an.says("đổi tên đường")
    assert len((await counts(house)).unanswered) == 2
    chi_hoa = await official(door, house, "reviewer")
    await chi_hoa.says("/ton")
    chi_hoa.sees("lượt hỏi hộ tại chỗ")


async def test_a_list_of_choices_in_a_shift_is_about_what_was_chosen(door: Door, house: House) -> None:
    an = await at_work(house, door)
    await an.says("giấy hôn nhân xin ở phường")
    await an.taps(an.buttons[0])
    await an.taps(TELL)
    await an.taps(FILED)
    await an.taps(UP)
    ((chosen,),) = house.rows("SELECT chosen FROM answers WHERE kind = 'choice' AND assisted")
    assert [each.procedure for each in (await counts(house)).helped] == [chosen]
    assert house.rows("SELECT verdict FROM ratings") == [("up",)]


async def test_the_thumbs_of_several_citizens_are_a_voice_each_given_with_help(door: Door, house: House) -> None:
    an = await at_work(house, door)
    for thumb in (UP, UP, DOWN):
        await helps(an)
        await an.taps(thumb)
    an.sees("Đã ghi ý kiến", "bạn đã giúp 3 người")
    voiced = (await house.records.told(Period(EVENT.day, EVENT.day))).now.voiced
    assert sorted((each.labels.assisted, each.verdict, each.count) for each in voiced) == [
        (True, "down", 1),
        (True, "up", 2),
    ]
    assert (await counts(house)).verdicts == {"up": 2, "down": 1}


async def test_what_most_came_for_is_offered_first(door: Door, house: House) -> None:
    an = await at_work(house, door)
    for what in ("6. Sang tên sổ đỏ", "1. Sang tên sổ đỏ", "3. Kết hôn"):
        await helps(an, what=what)
    binh = await at_work(house, door, "Bình")
    await binh.taps(NEW)
    binh.sees_buttons("1. Sang tên sổ đỏ", "2. Kết hôn", "3. Khai sinh")


async def test_nobody_sees_how_many_another_helped(door: Door, house: House) -> None:
    an, binh = await at_work(house, door), await at_work(house, door, "Bình")
    await helps(an)
    await helps(an)
    await helps(binh)
    binh.sees("bạn đã giúp 1 người")
    await an.says("/ketthuc")
    an.sees("Bạn đã giúp 2 người", "không ai khác")
    await binh.says("/ketthuc")
    binh.sees("Bạn đã giúp 1 người")
    assert (await counts(house)).people == 3


async def test_a_shift_speaks_the_helpers_language(door: Door, house: House) -> None:
    an = await at_work(house, door)
    await an.says("/language")
    await an.says("/begin")
    an.sees("Your shift")
    speech = Speech("en")
    await an.taps(speech.label("new_person"))
    await an.taps("1. Birth")
    await an.taps(speech.label("outcome_sent_to_desk"))
    an.sees("Recorded: Register a birth, sent to the counter", "You have helped 1 person")
    assert house.rows("SELECT language FROM helped") == [("en",)]


async def test_nothing_leads_from_who_was_helped_to_who_helped(door: Door, house: House) -> None:
    an = await at_work(house, door)
    await an.says("khai sinh ở Núi Thành, số điện thoại 0905123456")
    await an.taps(TELL)
    await an.taps(FILED)
    await an.taps(DOWN)
    (person,) = (person for (person,) in house.rows("SELECT person FROM conversations"))
    tables = ("helped", "lacked", "answers", "questions", "asked_texts")
    written = str([house.rows(f"SELECT * FROM {table}") for table in tables])
    assert person not in written
    assert "0905123456" not in written
    assert (await house.records.held_about(person))["ratings"] == []


async def test_a_visit_that_a_citizen_tells_of_in_a_shift_is_told_apart_as_given_with_help(
    door: Door, house: House
) -> None:
    helper = await at_work(house, door)
    for _ in range(2):
        await helper.taps(NEW)
        await helper.says("/danhgia")
        await helper.taps(LABEL("skip"))
        await helper.taps(LABEL("skip"))
        await helper.taps("4. Hài lòng")
        await helper.taps(LABEL("end_survey"))
        await helper.taps(LABEL("send_survey"))
        await helper.says("/batdau")
    assert house.rows("SELECT access, assisted FROM surveys") == [(4, 1), (4, 1)]


@pytest.mark.parametrize("channel", ["web"], indirect=True)
async def test_two_taps_that_arrive_at_once_both_count(door: Door, house: House) -> None:
    an = await at_work(house, door)
    for _ in range(3):
        await an.taps(NEW)
        await an.taps(BIRTH)
        await an.taps(MISSING)
        first, second = an.keeps("1"), an.keeps("2")
        await asyncio.gather(an.taps_kept(first), an.taps_kept(second))
        await an.says("/batdau")
    assert (await counts(house)).lacked == {("khai-sinh", paper): 3 for paper in ("to-khai", "can-cuoc")}


async def test_what_was_asked_and_none_of_the_offered_was_meant_waits_for_officials_once(
    door: Door, house: House
) -> None:
    an = await at_work(house, door)
    await an.taps(NEW)
    await an.says("giấy hôn nhân xin ở phường")
    an.sees("Bạn cần việc nào?")
    await an.taps(TELL)
    found = an.keeps(LABEL("outcome_not_found"))
    await an.taps(LABEL("outcome_not_found"))
    await an.taps_kept(found)
    kept = house.rows("SELECT text, kind, assisted, outreach FROM asked_texts")
    assert kept == [("giấy hôn nhân xin ở phường", "rejected_choice", 1, EVENT.id)]
    await an.taps(NEW)
    await an.says("làm thẻ lên sao hỏa")
    await an.taps(TELL)
    await an.taps(LABEL("outcome_not_found"))
    kinds = house.rows("SELECT kind, count(*) FROM asked_texts GROUP BY kind ORDER BY kind")
    assert all(number == 1 for _, number in kinds), kinds
