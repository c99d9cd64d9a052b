"""When the result is to be expected: as a date, for filing now, at the next opening, or on the day somebody names.

The dialogues begin on Monday 23 November 2026 at 9:00; the day after is a public holiday.
"""

from datetime import date

import pytest

from bot.conversation.events import Tapped, Where, Who
from bot.conversation.filing_actions import AskFilingDay, SetFilingDay
from bot.conversation.replies import Notice
from tests.actors import House
from tests.dialogues.test_asking import Plays

DIALOGUES = {
    "the same day, before the cut-off": """
        says   lam giay khai sinh bao lau
        begins ⏱ Đăng ký khai sinh: Nộp trước 15:00 hôm nay thì hôm nay có kết quả; trễ hơn thì thứ Tư 25/11.
        taps   @section_time
        sees   Nộp hôm nay: dự kiến hôm nay. Nộp thứ Tư 25/11: cùng ngày.
        sees   Ngày trên giấy hẹn mới là chính thức.
        offers @other_day | @back
    """,
    "the same day, after the cut-off": """
        waits  370
        says   lam giay khai sinh bao lau
        sees   Nộp bây giờ: dự kiến thứ Tư 25/11.
    """,
    "in the evening nobody is sent off today": """
        waits  490
        says   đăng ký thường trú mất bao lâu
        sees   Nộp thứ Tư 25/11: dự kiến thứ Sáu 04/12.
        hides  Nộp hôm nay
    """,
    "working days pass over the holiday, and say so": """
        says   đăng ký thường trú mất bao lâu
        begins ⏱ Đăng ký thường trú: 7 ngày làm việc. Nộp hôm nay: dự kiến thứ Năm 03/12.
        taps   @section_time
        sees   Nộp hôm nay: dự kiến thứ Năm 03/12. Nộp thứ Tư 25/11: thứ Sáu 04/12.
        sees   Nghỉ thứ Ba 24/11: Ngày Văn hóa Việt Nam.
    """,
    "another day is tapped": """
        opens  thuong-tru
        taps   @section_time
        taps   @other_day
        begins ⏱ Đăng ký thường trú
        sees   Bạn định nộp hồ sơ ngày nào?
        offers thứ Hai 23/11 | thứ Tư 25/11 | thứ Năm 26/11 | thứ Sáu 27/11 | @stop_writing
        taps   thứ Sáu 27/11
        begins ⏱ Đăng ký thường trú: thời hạn
        sees   Nộp thứ Sáu 27/11: dự kiến thứ Ba 08/12.
        offers @other_day | @back
        taps   @back
        begins Đăng ký thường trú
    """,
    "another day is said": """
        opens  thuong-tru
        taps   @section_time
        taps   @other_day
        says   mai
        sees   Thứ Ba 24/11 không phải ngày làm việc (Ngày Văn hóa Việt Nam): mình tính như nộp thứ Tư 25/11.
        sees   Nộp thứ Tư 25/11: dự kiến thứ Sáu 04/12.
    """,
    "a day of next week, without accents": """
        opens  thuong-tru
        taps   @section_time
        taps   @other_day
        says   thu 2 tuan sau
        sees   Nộp thứ Hai 30/11: dự kiến thứ Tư 09/12.
    """,
    "past the published calendar there is only an earliest day": """
        opens  thuong-tru
        taps   @section_time
        taps   @other_day
        says   mùng 5 Tết
        sees   Nộp thứ Tư 10/02/2027: dự kiến sớm nhất thứ Sáu 19/02/2027.
        sees   Lịch nghỉ sau 31/12/2026 chưa công bố, nên chỉ biết ngày sớm nhất.
    """,
    "what is no day is asked again": """
        opens  thuong-tru
        taps   @section_time
        taps   @other_day
        says   lúc nào cũng được
        begins Mình chưa hiểu bạn nói ngày nào.
        offers thứ Hai 23/11
        says   3/12
        sees   Nộp thứ Năm 03/12: dự kiến thứ Hai 14/12.
    """,
    "a question in between is answered as one": """
        opens  thuong-tru
        taps   @section_time
        taps   @other_day
        says   lam giay khai sinh can gi
        begins Đăng ký khai sinh
    """,
    "without being asked, just after a card": """
        opens  thuong-tru
        says   nếu thứ hai tuần sau nộp thì khi nào có?
        begins ⏱ Đăng ký thường trú: thời hạn
        sees   Nộp thứ Hai 30/11: dự kiến thứ Tư 09/12.
        says   còn mốt thì sao
        sees   Nộp thứ Tư 25/11
    """,
    "a day that is part of a question is not the day of filing": """
        opens  thuong-tru
        says   con sinh ngày 3/12 thì làm giấy khai sinh sao
        begins Đăng ký khai sinh
    """,
    "changed their mind": """
        opens  thuong-tru
        taps   @section_time
        taps   @other_day
        taps   @stop_writing
        begins =stopped
    """,
    "a time that does not run from the day of filing": """
        opens  khieu-nai-lan-dau
        taps   @section_time
        sees   Chưa tính được ngày có kết quả, vì thời hạn không chạy từ ngày nộp.
        lacks  @other_day
    """,
    "in English": """
        says   how long does permanent residence registration take
        speaks en
        sees   Filed today: expected Thursday 3 Dec.
        taps   @section_time
        sees   Closed on Tuesday 24 Nov: Vietnamese Culture Day.
        taps   @other_day
        says   next Monday
        sees   Filed on Monday 30 Nov: expected Wednesday 9 Dec.
    """,
}


@pytest.mark.parametrize("dialogue", DIALOGUES.values(), ids=DIALOGUES.keys())
async def test_dialogue(dialogue: str, plays: Plays) -> None:
    await plays(dialogue)


@pytest.mark.parametrize(
    "action",
    [
        AskFilingDay("khong-co", "answer01"),
        SetFilingDay("khong-co", date(2026, 11, 25), "answer01"),
    ],
)
async def test_a_button_of_a_procedure_that_is_gone(action: AskFilingDay | SetFilingDay, house: House) -> None:
    where, who = Where("web", "chat"), Who("person")
    (reply,) = await house.guide.answer(Tapped(where, who, action))
    assert isinstance(reply, Notice)
