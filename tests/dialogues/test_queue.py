"""Officials go through what could not be answered: they take it, teach it, reject it or put it to another one."""

import os
from dataclasses import replace
from functools import partial

import pytest

from bot.conversation.speech import Speech
from bot.desk.lines import line_of
from tests.actors import Actor, Door, House
from tests.actors.fixtures import CHANNELS
from tests.actors.house import PROJECT, SERVICE, knowledge
from tests.dialogues.officials import official, said

LABEL = Speech("vi").label
MARS = "làm thẻ lên sao hỏa"
DRAGON = "xin phép nuôi rồng trong vườn"
TAKE, NEXT, REJECT, MERGE = (LABEL(name) for name in ("take_item", "next_item", "reject_item", "merge_item"))
NAME, TEACH, UNTEACH, BACK = (LABEL(name) for name in ("name_procedure", "teach", "unteach", "back"))
STATES = "SELECT state, procedure FROM unanswered ORDER BY state"

# Trying a phrase builds the index of the whole catalog anew.
on_few_channels = pytest.mark.parametrize(
    "channel", CHANNELS if os.environ.get("NIGHTLY") else ["web", "telegram"], indirect=True
)


async def asks(door: Door, *questions: str) -> None:
    person = door.person("An")
    for question in questions:
        await person.says(question)


async def takes_first(door: Door, house: House) -> Actor:
    chi_hoa = await official(door, house, "reviewer")
    await chi_hoa.says("/ton")
    await chi_hoa.taps(TAKE)
    return chi_hoa


async def test_what_was_asked_most_comes_first_and_alike_questions_are_one(door: Door, house: House) -> None:
    await asks(door, DRAGON, MARS, "cho em hỏi lam the len sao hoa ạ")
    house.clock.passes(days=2)
    chi_hoa = await official(door, house, "reviewer")
    await chi_hoa.says("/ton")
    chi_hoa.sees("1/2", f"«{MARS}»", "2 lượt hỏi", "2 lượt hỏi, ngày 23/11/2026 (2 ngày trước)")
    chi_hoa.sees_buttons(TAKE, NEXT)
    chi_hoa.sees_no_button(REJECT, NAME)
    await chi_hoa.taps(NEXT)
    chi_hoa.sees("2/2", f"«{DRAGON}»", "1 lượt hỏi")
    await chi_hoa.taps(NEXT)
    chi_hoa.sees("1/2")


@on_few_channels
async def test_a_phrase_is_taught_after_its_effect_was_seen_and_can_be_taken_back(door: Door, house: House) -> None:
    await asks(door, MARS)
    chi_hoa = await takes_first(door, house)
    chi_hoa.sees("Bạn đã nhận ngày 23/11/2026")
    await chi_hoa.taps(NAME)
    chi_hoa.sees(f"«{MARS}»", "tên thủ tục")
    await chi_hoa.says("khai-sinh")
    chi_hoa.sees(f"Dạy câu «{MARS}»", "Đăng ký khai sinh", "Không câu nào đang có trả lời bị đổi")
    await chi_hoa.taps(TEACH)
    chi_hoa.sees("Đã dạy", "một phút")
    assert house.rows(STATES) == [("applied", "khai-sinh")]
    assert house.rows("SELECT phrase, procedure, day FROM learned") == [(MARS, "khai-sinh", "2026-11-23")]
    await house.learns()
    binh = door.person("Bình")
    await binh.says("làm thẻ lên sao hỏa")
    binh.sees("Đăng ký khai sinh")
    await chi_hoa.taps(UNTEACH)
    chi_hoa.sees("Đã gỡ")
    await house.learns()
    await binh.says("làm thẻ lên sao hỏa")
    binh.sees("Mình chưa tìm được")
    assert house.rows(STATES) == [("new", None)]
    deeds = [deed for (deed,) in house.rows("SELECT deed FROM audit ORDER BY deed")]
    assert deeds == ["learn", "take", "unlearn"]
    assert house.rows("SELECT count(*) FROM audit WHERE said LIKE '%hỏa%' OR subject LIKE '%hỏa%'") == [(0,)]


@on_few_channels
async def test_a_button_teaches_only_the_phrase_whose_effect_was_seen(door: Door, house: House) -> None:
    await asks(door, MARS)
    chi_hoa = await takes_first(door, house)
    await chi_hoa.taps(NAME)
    await chi_hoa.says("thẻ lên sao hỏa = khai-sinh")
    house.clock.passes(minutes=11)
    await chi_hoa.taps(TEACH)
    chi_hoa.sees(f"Dạy câu «{MARS}»")
    assert house.rows("SELECT * FROM learned") == []


@on_few_channels
async def test_other_words_than_those_that_were_asked_are_taught(door: Door, house: House) -> None:
    await asks(door, MARS)
    chi_hoa = await takes_first(door, house)
    await chi_hoa.taps(NAME)
    await chi_hoa.says("thẻ lên sao hỏa = đăng ký kết hôn")
    chi_hoa.sees("Dạy câu «thẻ lên sao hỏa»", "Đăng ký kết hôn")
    await chi_hoa.taps(TEACH)
    assert house.rows("SELECT phrase, procedure FROM learned") == [("thẻ lên sao hỏa", "ket-hon")]


@on_few_channels
async def test_the_nearest_procedure_is_tapped_and_the_way_back_leads_to_the_item(door: Door, house: House) -> None:
    an = door.person("An")
    await an.says("giấy hôn nhân xin ở phường")
    await an.taps(LABEL("none_of_these"))
    chi_hoa = await takes_first(door, house)
    chi_hoa.sees("«giấy hôn nhân xin ở phường»", "Thủ tục gần nhất", "1. Đăng ký kết hôn")
    await chi_hoa.taps("1. Kết hôn")
    chi_hoa.sees("Dạy câu «giấy hôn nhân xin ở phường»", "Đăng ký kết hôn")
    await chi_hoa.taps(BACK)
    chi_hoa.sees("Bạn đã nhận")


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("giấy tờ = khai-sinh", "quá chung"),
        ("con của ông có căn cước 049123456789 = khai-sinh", "số giấy tờ"),
        ("thẻ sao hỏa " * 12 + "= khai-sinh", "dài quá"),
        ("trời ơi đất hỡi = làm thẻ lên sao hỏa", "Không có thủ tục nào"),
    ],
)
async def test_what_cannot_be_taught_is_refused_with_the_reason(
    door: Door, house: House, typed: str, reason: str
) -> None:
    await asks(door, MARS)
    chi_hoa = await takes_first(door, house)
    await chi_hoa.taps(NAME)
    await chi_hoa.says(typed)
    chi_hoa.sees(reason)
    assert house.rows("SELECT * FROM learned") == []


@on_few_channels
async def test_a_phrase_that_would_take_others_over_is_refused(door: Door, house: House) -> None:
    colours = ("đỏ", "xanh", "tím", "vàng", "trắng", "nâu", "hồng", "cam")
    tried = replace(knowledge(), trials=tuple(f"thuê phi thuyền màu {each}" for each in colours))
    house.guide.knowledge = lambda: tried
    await asks(door, MARS)
    chi_hoa = await takes_first(door, house)
    await chi_hoa.taps(NAME)
    await chi_hoa.says("thuê phi thuyền màu = khai-sinh")
    chi_hoa.sees("Không dạy được", "/9 câu hỏi khác")
    assert house.rows("SELECT * FROM learned") == []


@on_few_channels
async def test_what_would_change_is_shown_before(door: Door, house: House) -> None:
    tried = replace(knowledge(), trials=("thuê phi thuyền màu đỏ", "khai sinh cho con", "thuê phi thuyền"))
    house.guide.knowledge = lambda: tried
    await asks(door, MARS)
    chi_hoa = await takes_first(door, house)
    await chi_hoa.taps(NAME)
    await chi_hoa.says("khai sinh cho con = ket-hon")
    chi_hoa.sees("4 câu hỏi", "1 câu sẽ đi nơi khác", "«khai sinh cho con»: Khai sinh → ")
    await chi_hoa.says("thuê phi thuyền = ket-hon")
    chi_hoa.sees("Cũng được trả lời", "«thuê phi thuyền»")


async def test_of_two_officials_the_second_is_told(door: Door, house: House) -> None:
    await asks(door, MARS)
    chi_hoa, anh_minh = await official(door, house, "reviewer"), await official(door, house, "admin", "Anh Minh")
    for person in (chi_hoa, anh_minh):
        await person.says("/ton")
        person.sees_buttons(TAKE)
    await chi_hoa.taps(TAKE)
    await anh_minh.taps(TAKE)
    anh_minh.sees_notice("vừa có người khác nhận")
    await anh_minh.says("/ton")
    anh_minh.sees("Đã có người nhận ngày 23/11/2026")
    anh_minh.sees_no_button(TAKE, REJECT)
    house.clock.passes(days=8)
    await anh_minh.says("/ton")
    await anh_minh.taps(TAKE)
    anh_minh.sees("Bạn đã nhận ngày 01/12/2026")
    await chi_hoa.taps(REJECT)
    chi_hoa.sees_notice("vừa có người khác nhận")


async def test_an_item_is_rejected_and_stays_away(door: Door, house: House) -> None:
    await asks(door, MARS)
    chi_hoa = await takes_first(door, house)
    await chi_hoa.taps(REJECT)
    chi_hoa.sees(said("queue_empty"))
    await asks(door, MARS)
    await chi_hoa.says("/ton")
    chi_hoa.sees(said("queue_empty"))
    assert house.rows(STATES) == [("rejected", None)]


async def test_an_item_is_put_to_the_one_that_is_like_it(door: Door, house: House) -> None:
    await asks(door, MARS, "thẻ đi sao hỏa bằng phi thuyền", "thẻ đi sao hỏa bằng phi thuyền")
    chi_hoa = await official(door, house, "reviewer")
    await chi_hoa.says("/ton")
    await chi_hoa.taps(NEXT)
    await chi_hoa.taps(TAKE)
    chi_hoa.sees(f"«{MARS}»", "gần giống: «thẻ đi sao hỏa bằng phi thuyền»")
    await chi_hoa.taps(MERGE)
    chi_hoa.sees("1/1", "3 lượt hỏi")
    assert [state for state, _ in house.rows(STATES)] == ["duplicate", "new"]


async def test_nothing_like_it_is_said(door: Door, house: House) -> None:
    await asks(door, MARS)
    chi_hoa = await takes_first(door, house)
    await chi_hoa.taps(MERGE)
    chi_hoa.sees("Không có câu nào khác đang chờ gần giống")
    assert house.rows(STATES) == [("assigned", None)]


async def test_a_wrong_procedure_is_counted_without_what_was_asked(door: Door, house: House) -> None:
    an = door.person("An")
    await an.says("khai sinh cần giấy gì")
    await an.taps(LABEL("not_helpful"))
    await an.taps(LABEL("reason_wrong"))
    chi_hoa = await official(door, house, "reviewer")
    await chi_hoa.says("/ton")
    chi_hoa.sees("1 lượt bấm «Sai thủ tục»", "Đăng ký khai sinh", "không lưu")
    await chi_hoa.taps(TAKE)
    await chi_hoa.taps(LABEL("settle_item"))
    chi_hoa.sees(said("queue_empty"))
    binh = door.person("Bình")
    await binh.says("khai sinh cần giấy gì")
    await binh.taps(LABEL("not_helpful"))
    await binh.taps(LABEL("reason_wrong"))
    await chi_hoa.says("/ton")
    chi_hoa.sees("1 lượt bấm «Sai thủ tục»")


async def test_where_no_text_is_kept_there_is_no_queue(door: Door, house: House) -> None:
    house.knows(replace(SERVICE, keeps_text="never"))
    chi_hoa = await official(door, house, "reviewer")
    await chi_hoa.says("/ton")
    chi_hoa.sees("không giữ câu hỏi", "privacy.keep_question_text")


async def test_nobody_else_sees_the_queue(door: Door, house: House) -> None:
    await asks(door, MARS)
    an, helper = door.person("An"), await official(door, house, "helper", "Anh Bình")
    helper.does_not_see("/ton")
    for person in (an, helper):
        for command in ("/ton", "/sua"):
            await person.says(command)
            person.sees(said("not_allowed"))
            person.does_not_see(MARS)


async def test_what_was_typed_is_shown_as_text(door: Door, house: House) -> None:
    await asks(door, '=HYPERLINK("x") <b>sao hỏa</b> <script>')
    chi_hoa = await takes_first(door, house)
    chi_hoa.sees('«=HYPERLINK("x") <b>sao hỏa</b> <script>»')


async def test_fifty_thousand_characters_are_one_short_item(door: Door, house: House) -> None:
    await asks(door, ("phi thuyền sao hỏa " * 3000)[:50_000])
    chi_hoa = await takes_first(door, house)
    chi_hoa.sees("«phi thuyền sao hỏa")
    assert house.rows("SELECT max(length(text)) <= 300 FROM asked_texts") == [(1,)]


@pytest.mark.parametrize("channel", ["telegram"], indirect=True)
async def test_the_queue_in_english(door: Door, house: House) -> None:
    await asks(door, MARS)
    chi_hoa = await official(door, house, "reviewer")
    await chi_hoa.says("/language")
    await chi_hoa.says("/queue")
    chi_hoa.sees("Not answered yet", "Asked 1 time, on 23 Nov 2026.")
    await chi_hoa.says("/fixes")
    chi_hoa.sees("Nobody called anything wrong.")


async def test_what_is_called_wrong_comes_with_file_and_line(door: Door, house: House) -> None:
    lined = replace(knowledge(), line_of=partial(line_of, PROJECT / "catalog"))
    house.guide.knowledge = lambda: lined
    an = door.person("An")
    await an.says("khai sinh cần giấy gì")
    await an.taps(LABEL("not_helpful"))
    await an.taps(LABEL("reason_differs"))
    await an.taps(LABEL("section_cost"))
    await an.taps(LABEL("write"))
    await an.says("Ở xã thu thêm <b>tiền</b>")
    chi_hoa = await official(door, house, "reviewer")
    await chi_hoa.says("/sua")
    text = (PROJECT / "catalog/commune/ho-tich/khai-sinh.yaml").read_text(encoding="utf-8")
    line = next(number for number, each in enumerate(text.splitlines(), 1) if each.startswith("cost:"))
    chi_hoa.sees("1 lượt", f"catalog/commune/ho-tich/khai-sinh.yaml:{line}", "«Ở xã thu thêm <b>tiền</b>»")
    await chi_hoa.taps("1. Khai sinh")
    chi_hoa.sees("mục 3/7: lệ phí")
