"""A helper's shift at an event: few taps, each counted once, and an end. All people are invented."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from bot.catalog.model import Words
from bot.records import Loaded, Pause, PauseGiven, RecordsUnavailable
from bot.records.board import WHOLE
from bot.records.decisions import OutreachCancelled
from bot.records.outreach import Helped
from tests.actors import Door, House, TelegramDoor
from tests.dialogues.officials import said
from tests.dialogues.shifts import (
    ADMIN,
    BIRTH,
    END,
    EVENT,
    FILED,
    FRAIL,
    LABEL,
    MARRIAGE,
    MISSING,
    NEW,
    OTHER,
    SKIP,
    TELL,
    UNDO,
    UP,
    at_work,
    counts,
    helps,
    joins,
    plans,
    twice,
)
from tests.dialogues.test_trouble import locked, told_once


async def test_a_person_takes_three_taps_and_is_counted(door: Door, house: House) -> None:
    an = await at_work(house, door)
    an.sees("Bạn đã vào ca", "Nhà văn hóa thôn 2", "đến 11:00")
    await helps(an)
    an.sees("Đã ghi: Đăng ký khai sinh, nộp trực tuyến xong", "Buổi này bạn đã giúp 1 người")
    await helps(an, OTHER)
    an.sees("bạn đã giúp 2 người")
    told = await counts(house)
    assert told.helped == (Helped(9, "khai-sinh", "filed_online", 1), Helped(9, "khai-sinh", "other", 1))


async def test_every_tap_of_a_person_that_comes_twice_counts_once(door: Door, house: House) -> None:
    an = await at_work(house, door, event=replace(EVENT, counts_frail=True))
    for label in (FRAIL, NEW, BIRTH, MISSING, "3. Giấy chứng sinh", "1", LABEL("papers_told"), UP):
        await twice(an, label)
    an.sees("bạn đã giúp 1 người", "bạn đã đếm: 1")
    told = await counts(house)
    assert told.helped == (Helped(9, "khai-sinh", "papers_missing", 1),)
    assert told.lacked == {("khai-sinh", "giay-chung-sinh"): 1, ("khai-sinh", "to-khai"): 1}
    assert (told.verdicts, told.frail) == ({"up": 1}, 1)
    assert house.rows("SELECT count(*) FROM answers") == house.rows("SELECT count(*) FROM ratings") == [(1,)]
    for label in (UNDO, END):
        await twice(an, label)
    assert (await counts(house)).frail == 1
    assert (await counts(house)).people == 0


async def test_a_message_from_before_tells_what_is_true_now(door: Door, house: House) -> None:
    an = await at_work(house, door)
    old_new = an.keeps(NEW)
    await an.taps(NEW)
    await an.taps(BIRTH)
    old_outcome = an.keeps(OTHER)
    await an.taps(FILED)
    old_undo = an.keeps(UNDO)
    await helps(an)
    await an.taps_kept(old_undo)
    an.sees("bạn đã giúp 2 người")
    an.sees_buttons(NEW, UNDO, END)
    await an.taps_kept(old_new)
    an.sees("Người mới cần làm việc gì?")
    assert (await counts(house)).people == 2
    await an.taps_kept(old_outcome)
    told = await counts(house)
    assert told.helped == (Helped(9, "khai-sinh", "filed_online", 1), Helped(9, "khai-sinh", "other", 1))


async def test_what_comes_late_out_of_a_dead_spot_is_counted_beside_the_next_person(door: Door, house: House) -> None:
    an = await at_work(house, door)
    home = an.keeps(NEW)
    await an.taps(NEW)
    pick = an.keeps(MARRIAGE)
    await an.taps(BIRTH)
    unsent = an.keeps(FILED)
    await an.taps_kept(home)
    await an.taps(MARRIAGE)
    await an.taps(OTHER)
    await an.taps_kept(unsent)
    an.sees("Đã ghi: Đăng ký khai sinh, nộp trực tuyến xong", "bạn đã giúp 2 người")
    await an.taps_kept(pick)
    an.sees("Đã ghi: Đăng ký khai sinh, nộp trực tuyến xong", "bạn đã giúp 2 người")
    told = await counts(house)
    assert told.helped == (Helped(9, "ket-hon", "other", 1), Helped(9, "khai-sinh", "filed_online", 1))


async def test_what_was_recorded_last_is_taken_back_with_the_thumb(door: Door, house: House) -> None:
    an = await at_work(house, door)
    await helps(an)
    await helps(an, OTHER, MARRIAGE)
    await an.taps(UP)
    await an.taps(UNDO)
    an.sees("Đã bỏ: Đăng ký kết hôn, kết quả khác", "bạn đã giúp 1 người")
    told = await counts(house)
    assert (told.people, told.verdicts) == (1, {})
    assert house.rows("SELECT * FROM ratings") == []
    await an.taps(UNDO)
    an.sees("Đã bỏ: Đăng ký khai sinh, nộp trực tuyến xong")
    an.sees_no_button(UNDO)
    assert (await counts(house)).people == 0


async def test_older_people_are_counted_only_where_the_event_wants_it(door: Door, house: House) -> None:
    an = await at_work(house, door)
    an.sees_no_button(FRAIL)
    other = replace(EVENT, id="event-02", joined_by="other", counts_frail=True)
    await plans(house, other)
    binh = await joins(house, door, "Bình", other)
    await binh.says("/batdau")
    await binh.taps(FRAIL)
    await binh.taps(FRAIL)
    binh.sees("bạn đã đếm: 2")
    await binh.taps(UNDO)
    binh.sees("Đã bỏ: một người cao tuổi hoặc khuyết tật", "bạn đã đếm: 1")
    assert (await counts(house, other)).frail == 1


async def test_what_could_not_be_recorded_is_tapped_again_and_counts_once(door: Door, house: House) -> None:
    an = await at_work(house, door)
    await an.taps(NEW)
    await an.taps(BIRTH)
    with locked(house):
        await an.taps(FILED)
        an.sees_notice(said("unsaved"))
    await twice(an, FILED)
    an.sees("bạn đã giúp 1 người")
    with locked(house):
        await an.taps(UP)
        an.sees_notice(said("unsaved"))
        await an.taps(UNDO)
        an.sees_notice(said("unsaved"))
    await an.taps(UP)
    told = await counts(house)
    assert (told.people, told.verdicts) == (1, {"up": 1})
    told_once(house)


async def test_a_moment_in_which_nothing_can_be_read_neither_ends_the_shift_nor_counts(
    door: Door, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    an = await at_work(house, door)
    await helps(an)
    await an.taps(SKIP)
    await an.taps(NEW)
    await an.taps(BIRTH)

    async def unread(key: str, today: date) -> Loaded:
        raise RecordsUnavailable("gone for a moment")

    with monkeypatch.context() as broken:
        broken.setattr(house.records, "loaded", unread)
        await an.taps(OTHER)
        an.sees_notice(said("unsaved"))
        await an.says("/goi")
    await an.says("/batdau")
    an.sees("bạn đã giúp 1 người")
    assert (await counts(house)).people == 1
    told_once(house)


async def test_while_everything_is_paused_helpers_go_on_recording(door: Door, house: House) -> None:
    an = await at_work(house, door)
    pause = Pause(WHOLE, Words("Đang kiểm tra lại dữ liệu."))
    await house.records.store("chat", "somebody", None, [PauseGiven(pause, ADMIN)])
    await an.taps(NEW)
    await an.taps(BIRTH)
    an.sees("Đang kiểm tra lại dữ liệu.")
    an.does_not_see("Giấy chứng sinh")
    await an.taps(MISSING)
    an.sees("bạn đã giúp 1 người")
    await an.says("/ketthuc")
    an.sees("Bạn đã giúp 1 người")
    assert (await counts(house)).people == 1


async def test_a_shift_ends_with_its_event_and_an_hour_is_left_for_what_did_not_arrive(
    door: Door, house: House
) -> None:
    an = await at_work(house, door)
    await helps(an)
    await an.taps(SKIP)
    await an.taps(NEW)
    await an.taps(BIRTH)
    new, outcome = an.keeps(LABEL("back")), an.keeps(OTHER)
    house.clock.passes(hours=2, minutes=30)
    await an.taps_kept(new)
    an.sees("Ca đã kết thúc lúc 11:00", "bấm lại, chậm nhất 12:00")
    await an.taps_kept(outcome)
    an.sees("lượt này vẫn được tính")
    assert (await counts(house)).helped == (
        Helped(9, "khai-sinh", "filed_online", 1),
        Helped(10, "khai-sinh", "other", 1),
    )
    await an.says("làm thẻ lên sao hỏa")
    an.sees_buttons(UP)
    an.sees_no_button(TELL)
    assert (await counts(house)).unanswered == ()
    house.clock.passes(minutes=30)
    await an.taps_kept(outcome)
    an.sees("ca đã kết thúc")
    assert (await counts(house)).people == 2


async def test_who_comes_back_after_a_break_goes_on_counting(door: Door, house: House) -> None:
    an = await at_work(house, door)
    await helps(an)
    await an.taps(SKIP)
    await an.taps(END)
    an.sees("Bạn đã giúp 1 người", "Cảm ơn bạn")
    await an.taps(LABEL("begin_again"))
    await helps(an)
    an.sees("bạn đã giúp 2 người")


async def test_of_several_events_one_is_chosen_and_the_person_counts_for_it(door: Door, house: House) -> None:
    market = replace(EVENT, id="event-02", place="Chợ Tam Kỳ", begins=time(9, 0), joined_by="market")
    await plans(house, EVENT, market)
    an = await joins(house, door, "An", EVENT, market)
    await an.says("/begin")
    an.sees("1. Nhà văn hóa thôn 2", "2. Chợ Tam Kỳ")
    await an.taps("2")
    an.sees("Chợ Tam Kỳ")
    await helps(an)
    assert [(await counts(house, each)).people for each in (EVENT, market)] == [0, 1]


async def test_why_a_shift_does_not_begin_is_said_plainly(door: Door, house: House) -> None:
    an = door.person("An")
    await an.says("/batdau")
    an.sees("Bạn chưa tham gia buổi hỗ trợ nào")
    saturday = replace(EVENT, id="event-02", day=EVENT.day + timedelta(days=5), joined_by="saturday")
    await plans(house, EVENT, saturday)
    binh = await joins(house, door, "Bình", EVENT, saturday)
    house.clock.passes(hours=2)
    await binh.says("/batdau")
    binh.sees("Buổi hỗ trợ tại Nhà văn hóa thôn 2 vào thứ Bảy 28/11, 08:30 đến 11:00", "từ 07:30 hôm đó")
    await house.records.store("chat", "somebody", None, [OutreachCancelled(saturday.id, ADMIN)])
    await binh.says("/batdau")
    binh.sees("thứ Bảy 28/11, đã hủy")
    await binh.says("/ketthuc")
    binh.sees("Bạn chưa vào ca")


async def test_what_is_not_of_this_shift_is_not_recorded(door: Door, house: House) -> None:
    an = await at_work(house, door)
    await an.taps(NEW)
    await an.taps(BIRTH)
    outcome = an.keeps(OTHER)
    await an.says("/xoa")
    await an.taps_kept(outcome)
    an.sees("ca đã kết thúc")
    assert (await counts(house)).people == 0


async def test_nobody_works_a_shift_in_a_group(telegram: TelegramDoor, house: House) -> None:
    an = await at_work(house, telegram)
    assert an.name == "An"
    inside, _ = telegram.group("Tổ hỗ trợ", telegram.person("Bình"), telegram.person("Chi"))
    await inside.says("/batdau")
    inside.sees("nhắn riêng")
