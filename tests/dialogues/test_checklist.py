"""A person gathers papers for weeks: ticks them off, comes back, prints the list, gives it up."""

import json
from collections.abc import Awaitable, Callable
from typing import Final

import pytest

from bot.conversation.speech import Speech
from tests.actors import Door

Plays = Callable[[str], Awaitable[None]]
LABEL: Final = Speech("vi").label
DAY: Final = 24 * 60

DIALOGUES = {
    "ticked and taken back": """
        opens  khai-sinh
        lacks  @my_checklist
        taps   @section_documents
        taps   @my_checklist
        begins Còn thiếu 3 trong 3 giấy tờ thường phải mang.
        sees   1. Chưa có: Tờ khai đăng ký khai sinh | 3. Chưa có: Giấy chứng sinh | giữ đến 23/12/2026
        sees   Tùy trường hợp còn 6 giấy khác: bấm «Trường hợp của tôi» để biết chắc.
        offers 1 | 2 | 3. Giấy chứng sinh | @my_case | @print | @give_up_list | @back
        lacks  @other_lists | 4
        taps   1
        begins Còn thiếu 2 trong 3
        sees   1. ✅ Đã có: Tờ khai đăng ký khai sinh | 2. Chưa có
        offers ✅ 1 | 2
        taps   3. Giấy chứng sinh
        begins Còn thiếu 1 trong 3
        offers ✅ 3. Giấy chứng sinh
        taps   ✅ 1
        begins Còn thiếu 2 trong 3
        sees   1. Chưa có
    """,
    "all there: where to go, and how long it takes": """
        opens  ket-hon
        taps   @section_documents
        taps   @my_checklist
        hides  Trung tâm Phục vụ hành chính công
        taps   1
        taps   2
        begins Đủ rồi: không thiếu giấy nào trong 2 giấy tờ.
        sees   📍 Trung tâm Phục vụ hành chính công | ⏱ Hồ sơ đủ, không phải xác minh: trong ngày | gọi hỏi trước khi đi
    """,
    "of alternatives one is enough": """
        opens  khai-sinh
        taps   @my_case
        taps   Ở nhà, nơi khác
        taps   @back
        taps   @section_documents
        taps   @my_checklist
        sees   3. Chưa có: Giấy về việc sinh (khi sinh ở nhà, nơi khác), chỉ cần một: | – Giấy cam đoan về việc sinh
        begins Còn thiếu 3 trong 3
        taps   3
        begins Còn thiếu 2 trong 3
        sees   3. ✅ Đã có: Giấy về việc sinh (khi sinh ở nhà, nơi khác)
        hides  Giấy cam đoan
    """,
    "what is perhaps needed once all is told stands apart and is not counted": """
        opens  khai-sinh
        taps   @my_case
        taps   Ở nhà, nơi khác
        taps   Chưa đăng ký
        taps   Cha hoặc mẹ
        taps   Trong 60 ngày
        taps   @section_documents
        taps   @my_checklist
        begins Còn thiếu 4 trong 4 giấy tờ.
        sees   Tùy trường hợp, không tính vào số còn thiếu: | 5. Xác nhận mang thai hộ của cơ sở y tế (chỉ khi
        taps   5
        begins Còn thiếu 4 trong 4
        sees   5. ✅ Đã có: Xác nhận mang thai hộ của cơ sở y tế
    """,
    "the case is told anew: the ticks stay, the list is another": """
        opens  khai-sinh
        taps   @section_documents
        taps   @my_checklist
        taps   2
        taps   3. Giấy chứng sinh
        begins Còn thiếu 1 trong 3
        taps   @my_case
        taps   Bé bị bỏ rơi
        taps   Chưa đăng ký
        taps   Người được ủy quyền
        taps   Trong 60 ngày
        offers @my_checklist
        taps   @my_checklist
        begins Còn thiếu 4 trong 5 giấy tờ.
        sees   Bé bị bỏ rơi · | 2. ✅ Đã có: Căn cước | Chưa có: Biên bản về việc bé bị bỏ rơi
        hides  Giấy chứng sinh | vừa thay đổi
        taps   @my_case
        taps   1
        taps   Bệnh viện, trạm y tế
        taps   @my_checklist
        sees   3. ✅ Đã có: Giấy chứng sinh
        hides  vừa thay đổi
    """,
    "29 days later everything is there, the case too": f"""
        opens  khai-sinh
        taps   @my_case
        taps   Ở nhà, nơi khác
        taps   @back
        taps   @section_documents
        taps   @my_checklist
        taps   1
        waits  {29 * DAY}
        says   /danhsach
        begins Còn thiếu 2 trong 3
        sees   Ở nhà, nơi khác | 1. ✅ Đã có: Tờ khai | Giấy về việc sinh
        taps   @back
        begins Đăng ký khai sinh
        sees   Trường hợp: Ở nhà, nơi khác
        taps   @helpful
        toast  =thanks
    """,
    "31 days later nothing is left, the case neither": f"""
        opens  khai-sinh
        taps   @my_case
        taps   Ở nhà, nơi khác
        taps   @back
        taps   @section_documents
        taps   @my_checklist
        taps   1
        waits  {31 * DAY}
        says   /danhsach
        begins Bạn chưa có danh sách giấy tờ nào.
        offers @browse | @person
        opens  khai-sinh
        lacks  @my_checklist
        hides  Trường hợp: Ở nhà
    """,
    "each tick gives 30 days more, a look does not": f"""
        opens  ket-hon
        taps   @section_documents
        taps   @my_checklist
        waits  {29 * DAY}
        says   /danhsach
        sees   giữ đến 23/12/2026
        taps   1
        sees   giữ đến 21/01/2027
        waits  {29 * DAY}
        says   /danhsach
        sees   1. ✅ Đã có
        sees   giữ đến 21/01/2027
        waits  {2 * DAY}
        says   /danhsach
        begins Bạn chưa có danh sách
    """,
    "the button of a list that is gone begins one": f"""
        opens  khai-sinh
        taps   @section_documents
        taps   @my_checklist
        taps   1
        waits  {31 * DAY}
        taps   2
        begins Còn thiếu 2 trong 3
        sees   1. Chưa có | 2. ✅ Đã có
    """,
    "gone by /xoa": """
        opens  ket-hon
        taps   @section_documents
        taps   @my_checklist
        taps   1
        says   /xoa
        says   /danhsach
        begins Bạn chưa có danh sách
        opens  ket-hon
        lacks  @my_checklist
    """,
    "given up": """
        opens  ket-hon
        taps   @section_documents
        taps   @my_checklist
        taps   1
        taps   @give_up_list
        sees   Danh sách giấy tờ Đăng ký kết hôn đã bỏ
        taps   @back
        begins Đăng ký kết hôn
        lacks  @my_checklist
        says   /danhsach
        begins Bạn chưa có danh sách
    """,
    "several lists, three at most": """
        opens  ket-hon
        taps   @section_documents
        taps   @my_checklist
        waits  1
        opens  khai-sinh
        taps   @section_documents
        taps   @my_checklist
        offers @other_lists
        taps   1
        waits  1
        opens  khai-tu
        taps   @section_documents
        taps   @my_checklist
        hides  đã bỏ
        says   /danhsach
        sees   1. Đăng ký khai tử: | 2. Đăng ký khai sinh: còn thiếu 2 giấy | 3. Đăng ký kết hôn: còn thiếu 2
        taps   2. Khai sinh
        begins Còn thiếu 2 trong 3
        taps   @back
        taps   @helpful
        toast  =thanks
        waits  1
        opens  chung-thuc-ban-sao
        taps   @section_documents
        taps   @my_checklist
        sees   Mình giữ nhiều nhất 3 danh sách: danh sách cũ nhất (Đăng ký kết hôn) đã bỏ.
        taps   1
        hides  đã bỏ
        taps   @other_lists
        sees   Đăng ký khai tử | Đăng ký khai sinh
        hides  Đăng ký kết hôn
    """,
    "in English": """
        opens
        taps   @language
        speaks en
        opens  ket-hon
        taps   @section_documents
        taps   @my_checklist
        begins 2 of 2 papers still missing.
        sees   1. Missing: | kept until 23 Dec 2026
        taps   1
        sees   1. ✅ Have it:
        taps   2
        begins Complete: nothing is missing.
        says   /checklist
        begins Complete
    """,
}


@pytest.mark.parametrize("dialogue", DIALOGUES.values(), ids=DIALOGUES.keys())
async def test_keeping_a_list(plays: Plays, dialogue: str) -> None:
    await plays(dialogue)


async def test_the_list_is_sent_as_a_page_to_print(door: Door, channel: str) -> None:
    an = door.person("An")
    await an.opens("khai-sinh")
    await an.taps(LABEL("section_documents"))
    await an.taps(LABEL("my_checklist"))
    await an.taps(LABEL("print"))
    assert list(an.files) == ["giay-to-khai-sinh.pdf"]
    if channel != "terminal":
        assert an.files["giay-to-khai-sinh.pdf"].startswith(b"%PDF-")


@pytest.mark.parametrize("channel", ["web"], indirect=True)
async def test_what_is_kept_of_a_list_is_shown(door: Door) -> None:
    an = door.person("An")
    await an.opens("ket-hon")
    await an.taps(LABEL("section_documents"))
    await an.taps(LABEL("my_checklist"))
    await an.taps("1")
    await an.says("/dulieu")
    (kept,) = json.loads(an.files["motcua.json"])["conversations"]
    assert kept["checklists"]["ket-hon"]["ticked"] == ["to-khai"]


async def test_a_list_is_the_own_of_each_person(door: Door) -> None:
    an, binh = door.person("An"), door.person("Bình")
    for each in (an, binh):
        await each.opens("ket-hon")
        await each.taps(LABEL("section_documents"))
        await each.taps(LABEL("my_checklist"))
    await an.taps("1")
    await binh.says("/danhsach")
    binh.sees("Còn thiếu 2 trong 2")
