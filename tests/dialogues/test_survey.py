"""A person tells of a visit to an office: what was tapped is what is kept, and only once it is sent."""

from collections.abc import Awaitable, Callable
from typing import Any, Final

import pytest

from bot.conversation.speech import Speech
from tests.actors import Door, House

Plays = Callable[[str], Awaitable[None]]
LABEL: Final = Speech("vi").label
FACTORS: Final = "access, formalities, staff, result, feedback"
FACTS: Final = "on_time, asked_for_more, paid_extra, trips"
KEPT: Final = f"SELECT procedure, office, {FACTORS}, {FACTS}, comment FROM surveys ORDER BY procedure"
CENTRE: Final = "trung-tam-hcc-xa"
FIVE: Final = """
    taps   4. Hài lòng
    taps   2. Không hài lòng
    taps   3. Bình thường
    taps   5. Rất hài lòng
    taps   1. Rất không hài lòng
"""
REST: Final = """
    taps   @said_no
    taps   @said_no
    taps   @said_yes
    taps   @trips_2
"""

SENT: dict[str, tuple[str, tuple[Any, ...]]] = {
    "everything, from a card": (
        f"""
        opens  khai-sinh
        taps   @tell_visit
        begins Bạn kể lại chuyến đi làm thủ tục: 9 câu
        sees   Bạn đã tới nơi nào? | 1. Trung tâm Phục vụ hành chính công xã/phường
        taps   1
        begins Đăng ký khai sinh · câu 1 trên 9
        sees   Nơi bạn tới: Trung tâm Phục vụ hành chính công xã/phường
        {FIVE}
        begins Đăng ký khai sinh · câu 6 trên 9
        {REST}
        sees   đừng viết tên ai | 90 ngày
        says   Chờ lâu, quạt hỏng
        begins Xem lại trước khi gửi
        sees   2. Thủ tục: không hài lòng | 6. Đúng ngày hẹn: Không | 9. Số lần đi: 2 lần | «Chờ lâu, quạt hỏng»
        taps   @send_survey
        begins Cảm ơn bạn
        sees   không phải điểm hài lòng của Nhà nước (SIPAS, chỉ số 766) | không chấm riêng ai | 0235 000 0000
        offers @person
        """,
        ("khai-sinh", CENTRE, 4, 2, 3, 5, 1, 0, 0, 1, 2, "Chờ lâu, quạt hỏng"),
    ),
    "only one answer, and nothing to complain of": (
        """
        opens  khai-sinh
        taps   @tell_visit
        taps   1
        lacks  @end_survey
        taps   4. Hài lòng
        taps   @end_survey
        sees   2. Thủ tục: bỏ qua | Viết thêm: bỏ qua
        taps   @send_survey
        begins Cảm ơn bạn
        hides  0235 000 0000
        lacks  @person
        """,
        ("khai-sinh", CENTRE, 4, *[None] * 9),
    ),
    "by the command: of what was just seen": (
        """
        opens  chung-thuc-ban-sao
        says   /danhgia
        sees   Bạn đi làm việc nào? | 1. Chứng thực bản sao từ bản chính
        offers @another_visit | @skip | @stop_writing
        taps   1. Chứng thực bản sao
        begins Chứng thực bản sao từ bản chính · câu 1 trên 9
        taps   @skip
        taps   3. Bình thường
        taps   @end_survey
        taps   @send_survey
        """,
        ("chung-thuc-ban-sao", CENTRE, None, 3, *[None] * 8),
    ),
    "of something else, which is typed; then without an office": (
        """
        opens  chung-thuc-ban-sao
        says   /survey
        taps   @another_visit
        sees   Bạn đi làm việc gì?
        says   con chó biết bay qua sao hỏa
        begins Mình chưa hiểu đó là việc nào
        says   đăng ký kết hôn
        begins Đăng ký kết hôn
        taps   @skip
        sees   câu 1 trên 9
        hides  Nơi bạn tới
        taps   5. Rất hài lòng
        taps   @end_survey
        taps   @send_survey
        """,
        ("ket-hon", None, 5, *[None] * 9),
    ),
    "of one of several that may be meant": (
        """
        says   /danhgia
        says   đất
        begins Có phải bạn đi làm một trong những việc này không?
        taps   1. Sổ đỏ lần đầu
        begins Đăng ký đất đai, cấp sổ đỏ lần đầu
        taps   @skip
        taps   1. Rất không hài lòng
        taps   @end_survey
        taps   @send_survey
        """,
        ("so-do-lan-dau", None, 1, *[None] * 9),
    ),
    "of nothing in particular, at the counter most people go to": (
        """
        says   /danhgia
        taps   @skip
        sees   Bạn đã tới nơi nào?
        taps   1
        begins Chuyến đi của bạn · câu 1 trên 9
        taps   @skip
        taps   @skip
        taps   @skip
        taps   @skip
        taps   @skip
        taps   @said_yes
        taps   @end_survey
        taps   @send_survey
        """,
        (None, CENTRE, *[None] * 5, 1, *[None] * 4),
    ),
    "at the counter of the place where the person lives": (
        """
        says   /noio
        says   phường Tam Kỳ
        opens  chung-thuc-ban-sao
        taps   @tell_visit
        sees   Nơi bạn tới: Trung tâm Phục vụ hành chính công xã/phường, Phường Tam Kỳ
        taps   3. Bình thường
        taps   @end_survey
        taps   @visit_office
        sees   Phường Tam Kỳ
        taps   1
        taps   @send_survey
        """,
        ("chung-thuc-ban-sao", f"{CENTRE}@tam-ky", 3, *[None] * 9),
    ),
    "an answer is changed on the way, and others before it is sent": (
        f"""
        opens  khai-sinh
        taps   @tell_visit
        taps   1
        taps   4. Hài lòng
        taps   @back
        sees   câu 1 trên 9 | Đang chọn: hài lòng
        taps   2. Không hài lòng
        begins Đăng ký khai sinh · câu 2 trên 9
        taps   2. Không hài lòng
        taps   3. Bình thường
        taps   5. Rất hài lòng
        taps   1. Rất không hài lòng
        {REST}
        taps   @skip
        begins Xem lại trước khi gửi
        taps   9
        sees   Đang chọn: 2 lần
        lacks  @end_survey
        taps   @trips_4
        sees   9. Số lần đi: 4 lần trở lên
        taps   5
        taps   @skip
        sees   5. Việc nghe góp ý: bỏ qua
        taps   4
        taps   @back
        sees   4. Kết quả: rất hài lòng
        taps   @visit_comment
        says   Đường khó tìm
        sees   «Đường khó tìm»
        taps   @send_survey
        """,
        ("khai-sinh", CENTRE, 2, 2, 3, 5, None, 0, 0, 1, 4, "Đường khó tìm"),
    ),
    "the procedure is changed: the office is asked again": (
        """
        opens  khai-sinh
        taps   @tell_visit
        taps   2
        taps   4. Hài lòng
        taps   @end_survey
        sees   Nơi đã tới: Trung tâm Phục vụ hành chính công cấp tỉnh
        taps   @visit_procedure
        taps   @another_visit
        says   chứng thực bản sao
        begins Xem lại trước khi gửi
        sees   Chứng thực bản sao | Nơi đã tới: Trung tâm Phục vụ hành chính công xã/phường
        taps   @send_survey
        """,
        ("chung-thuc-ban-sao", CENTRE, 4, *[None] * 9),
    ),
    "without the numbers in the sentence": (
        """
        opens  khai-sinh
        taps   @tell_visit
        taps   @skip
        taps   @skip
        taps   3. Bình thường
        taps   @end_survey
        taps   @visit_comment
        says   Gọi 0905 123 456 không ai nghe
        sees   «Gọi [điện thoại] không ai nghe»
        taps   @send_survey
        """,
        ("khai-sinh", None, None, 3, *[None] * 7, "Gọi [điện thoại] không ai nghe"),
    ),
    "with a sentence that is too long at first: nothing that was tapped is lost": (
        f"""
        opens  khai-sinh
        taps   @tell_visit
        taps   1
        taps   2. Không hài lòng
        taps   @end_survey
        taps   @visit_comment
        says   {"rất lâu " * 1_000}
        begins Câu này dài 7.999 ký tự, mình chỉ ghi được 300
        sees   Những gì bạn đã chọn vẫn còn.
        says   Rất lâu
        sees   1. Nơi tiếp nhận: không hài lòng | «Rất lâu»
        taps   @send_survey
        """,
        ("khai-sinh", CENTRE, 2, *[None] * 8, "Rất lâu"),
    ),
    "with a question in between: it goes on where it was": (
        """
        opens  khai-sinh
        taps   @tell_visit
        taps   1
        taps   4. Hài lòng
        says   đăng ký kết hôn
        begins Đăng ký kết hôn
        says   /danhgia
        begins Đăng ký khai sinh · câu 2 trên 9
        hides  9 câu
        taps   @end_survey
        taps   @send_survey
        """,
        ("khai-sinh", CENTRE, 4, *[None] * 9),
    ),
}


@pytest.mark.parametrize(("dialogue", "kept"), SENT.values(), ids=SENT.keys())
async def test_what_was_tapped_is_kept(plays: Plays, house: House, dialogue: str, kept: tuple[Any, ...]) -> None:
    await plays(dialogue)
    assert house.rows(KEPT) == [kept]
    assert house.rows("SELECT day, language, assisted, invited FROM surveys") == [("2026-11-23", "vi", 0, 0)]


UNSENT = {
    "everything is skipped": """
        opens  khai-sinh
        taps   @tell_visit
        taps   1
        taps   @skip
        taps   @skip
        taps   @skip
        taps   @skip
        taps   @skip
        taps   @skip
        taps   @skip
        taps   @skip
        taps   @skip
        taps   @skip
        begins Xem lại trước khi gửi
        taps   @send_survey
        begins =survey_empty
    """,
    "it is given up": """
        opens  khai-sinh
        taps   @tell_visit
        taps   1
        taps   4. Hài lòng
        taps   @end_survey
        taps   @drop_survey
        begins =survey_dropped
        says   /danhgia
        sees   9 câu
    """,
    "it is left before the end, and comes to its end a day later": """
        opens  khai-sinh
        taps   @tell_visit
        taps   1
        taps   4. Hài lòng
        taps   @end_survey
        waits  1441
        taps   @send_survey
        toast  =survey_gone
    """,
    "it is looked over and not sent": """
        opens  khai-sinh
        taps   @tell_visit
        taps   1
        taps   1. Rất không hài lòng
        taps   @end_survey
        taps   @visit_comment
        says   Chưa chắc có gửi hay không
    """,
}


@pytest.mark.parametrize("dialogue", UNSENT.values(), ids=UNSENT.keys())
async def test_nothing_is_kept_of_what_was_not_sent(plays: Plays, house: House, dialogue: str) -> None:
    await plays(dialogue)
    assert house.rows(KEPT) == []
    assert "Chưa chắc có gửi".encode() not in house.written()


async def test_a_later_survey_of_the_same_day_takes_the_place_of_the_first(plays: Plays, house: House) -> None:
    tell = "taps @tell_visit\ntaps 1\n{}\ntaps @end_survey\ntaps @send_survey\n"
    await plays(
        "opens khai-sinh\n"
        + tell.format("taps 2. Không hài lòng")
        + "opens khai-sinh\n"
        + tell.format("taps 4. Hài lòng")
    )
    assert house.rows("SELECT procedure, access FROM surveys") == [("khai-sinh", 4)]


async def test_surveys_of_another_day_another_procedure_and_another_person_stand_beside(
    door: Door, house: House
) -> None:
    for name in ("An", "Bình"):
        person = door.person(name)
        for procedure in ("khai-sinh", "ket-hon"):
            await person.opens(procedure)
            for label in (LABEL("tell_visit"), LABEL("skip"), "4. Hài lòng", LABEL("end_survey"), LABEL("send_survey")):
                await person.taps(label)
        house.clock.passes(days=1)
    found = house.rows("SELECT day, procedure FROM surveys ORDER BY day, procedure")
    days = ("2026-11-23", "2026-11-24")
    assert found == [(day, procedure) for day in days for procedure in ("ket-hon", "khai-sinh")]
