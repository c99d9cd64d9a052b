"""A person says where they live, in the names of before or of today, and is told where to file there."""

import pytest

from bot.conversation.actions import AskPlace, SetPlace
from bot.conversation.events import Said, Tapped, Where, Who
from bot.conversation.replies import Button, Notice, Replace, Say
from bot.conversation.speech import Speech
from tests.actors import Door, House
from tests.dialogues.officials import official
from tests.dialogues.test_asking import Plays

DIALOGUES = {
    "a ward of today": """
        opens
        says   đổi thẻ căn cước hết hạn ở phường Bàn Thạch
        begins Cấp đổi thẻ căn cước
        sees   Đang xem cho phường Bàn Thạch.
        lacks  @which_place | @other_place
        taps   @section_place
        sees   Đang xem cho phường Bàn Thạch (gồm phường Hoà Thuận, phường Tân Thạnh, xã Tam Thăng cũ).
        sees   Chưa có thông tin về địa chỉ và giờ làm việc ở phường Bàn Thạch
        offers @other_place
        lacks  @which_place
    """,
    "a commune of before, without accents": """
        opens
        says   toi o xa tam thang
        begins Đã nhớ: phường Bàn Thạch (gồm
        sees   Bạn cần làm giấy gì?
        offers @browse | @person | @other_place
        says   đăng ký kết hôn
        begins Đăng ký kết hôn
        sees   Đang xem cho phường Bàn Thạch.
    """,
    "with a question, the answer comes first": """
        opens
        says   đổi thẻ căn cước hết hạn ở Tam Kỳ
        begins Cấp đổi thẻ căn cước
        hides  Đang xem cho
        offers @which_place
        taps   @which_place
        begins Trước đây là xã, phường nào?
        sees   Thành phố Tam Kỳ cũ nay là 4 xã, phường: phường Bàn Thạch, phường Hương Trà
        offers Phường An Mỹ | Xã Tam Thăng | Phường Hòa Hương | Xã Tam Phú | @back
        taps   Xã Tam Thăng
        begins 📍 Cấp đổi thẻ căn cước
        sees   Đang xem cho phường Bàn Thạch (gồm
        offers @helpful | @back | @other_place
        lacks  @which_place
        taps   @back
        begins Cấp đổi thẻ căn cước
        sees   Đang xem cho phường Bàn Thạch.
        lacks  @which_place
    """,
    "several procedures may be meant: the place is asked for once one is chosen": """
        opens
        says   em bị mất thẻ căn cước ở Tam Kỳ
        begins Bạn cần việc nào?
        taps   1. Cấp lại căn cước
        begins Cấp lại thẻ căn cước
        offers @which_place
    """,
    "back to the card without saying which": """
        opens
        says   chuyển hộ khẩu về Hội An
        begins Đăng ký thường trú
        taps   @which_place
        taps   @back
        begins Đăng ký thường trú
        hides  Đang xem cho
        offers @which_place
    """,
    "only a place, a moment after a procedure": """
        opens  khai-sinh
        says   ở Tam Kỳ
        begins Trước đây là xã, phường nào?
        taps   Phường Hòa Hương
        begins 📍 Đăng ký khai sinh
        sees   Đang xem cho phường Hương Trà
        says   mình ở phường An Mỹ
        begins 📍 Đăng ký khai sinh
        sees   Đang xem cho phường Tam Kỳ
        offers @helpful | @back
        says   còn lệ phí thì sao?
        begins 💵 Đăng ký khai sinh
    """,
    "only a place, and nothing before": """
        opens
        says   ở Tam Kỳ
        begins Trước đây là xã, phường nào?
        lacks  @back
        taps   Phường An Phú
        begins Đã nhớ: phường Quảng Phú
        sees   Bạn cần làm giấy gì?
        offers @browse | @other_place
    """,
    "an aspect and a place, a moment after a procedure": """
        opens  khai-sinh
        says   mình ở phường An Mỹ thì nộp ở đâu
        begins 📍 Đăng ký khai sinh
        sees   Đang xem cho phường Tam Kỳ (gồm
        says   còn ở Hội An thì lệ phí bao nhiêu
        begins 💵 Đăng ký khai sinh
        offers @which_place
    """,
    "an emergency is one wherever it is": """
        opens  khai-sinh
        says   cấp cứu ở đâu ở Tam Kỳ
        sees   115
    """,
    "a procedure of long ago is not meant": """
        opens  khai-sinh
        waits  16
        says   xã Tam Thăng
        begins Đã nhớ: phường Bàn Thạch
    """,
    "a large district: the places of today first": """
        opens
        says   nhà mình ở Hội An
        begins Nay là xã, phường nào?
        sees   2. Phường Hội An Đông (trước là phường Cẩm Châu, phường Cửa Đại, xã Cẩm Thanh)
        taps   Phường Hội An Đông
        begins Đã nhớ: phường Hội An Đông
    """,
    "a commune that was split": """
        opens
        says   ở xã Hòa Liên
        begins Nay là xã, phường nào?
        offers Phường Hải Vân | Phường Liên Chiểu
    """,
    "several communes of one name": """
        opens
        says   o tam thanh
        sees   Phường Quảng Phú (trước là xã Tam Thanh) | Xã Đức Phú (trước là xã Tam Thạnh)
    """,
    "another place": """
        opens
        says   ở phường An Mỹ
        taps   @other_place
        begins Bạn ở xã, phường nào?
        says   Tam Thăng
        sees   Đã nhớ: phường Bàn Thạch
    """,
    "another place after a slip among several": """
        opens  khai-sinh
        says   ở Tam Kỳ
        taps   Phường An Mỹ
        taps   @other_place
        offers Phường An Xuân | Xã Tam Thăng
        taps   Xã Tam Thăng
        sees   Đang xem cho phường Bàn Thạch
    """,
    "a district that the place lies in changes nothing": """
        opens
        says   ở xã Tam Thăng
        says   tôi ở Tam Kỳ
        begins Đã nhớ: phường Bàn Thạch
        says   tôi ở Hội An
        begins Nay là xã, phường nào?
        opens  khai-sinh
        hides  Đang xem cho phường Bàn Thạch
        offers @which_place
    """,
    "a question about places is answered as ever": """
        opens
        says   thành phố Tam Kỳ còn không
        begins Thành phố Tam Kỳ cũ nay là bốn phường
        opens  khai-sinh
        lacks  @which_place
    """,
    "what is none of our business leaves no place": """
        opens
        says   mai ở phường Tam Kỳ có mưa không
        opens  khai-sinh
        hides  Đang xem cho
    """,
    "a day later the place is still known, and gone when asked": """
        opens
        says   ở phường An Mỹ
        waits  1441
        opens  khai-sinh
        sees   Đang xem cho phường Tam Kỳ.
        says   /xoa
        opens  khai-sinh
        hides  Đang xem cho
    """,
    "in English": """
        opens
        taps   @language
        speaks en
        says   I live in Tam Ky
        begins Which commune or ward was it before July 2025?
        taps   Xã Tam Thăng
        begins Noted: Phường Bàn Thạch (the former Phường Hoà Thuận
        says   marriage registration
        sees   Shown for Phường Bàn Thạch.
        taps   @section_place
        sees   No information yet on the address and hours in Phường Bàn Thạch
        taps   @other_place
        sees   Which commune or ward was it
    """,
}


@pytest.mark.parametrize("channel", ["terminal", "web", "telegram"], indirect=True)
@pytest.mark.parametrize("dialogue", DIALOGUES.values(), ids=DIALOGUES.keys())
async def test_telling_where_one_lives(plays: Plays, dialogue: str) -> None:
    await plays(dialogue)


@pytest.mark.parametrize("channel", ["telegram"], indirect=True)
async def test_the_place_section_is_an_answer_that_can_be_rated(plays: Plays, house: House) -> None:
    await plays("""
        opens
        says   đổi thẻ căn cước hết hạn ở Tam Kỳ
        taps   @which_place
        taps   Xã Tam Thăng
        taps   @helpful
    """)
    (rated,) = house.rows("SELECT procedure FROM ratings JOIN answers ON answers.id = ratings.answer")
    assert rated == ("cap-doi-can-cuoc",)


@pytest.mark.parametrize("channel", ["web"], indirect=True)
async def test_what_was_said_of_a_place_is_shown_and_stands_nowhere_in_the_clear(door: Door, house: House) -> None:
    an = door.person("An")
    await an.says("ở phường An Mỹ")
    await an.says("/dulieu")
    (content,) = an.files.values()
    assert b"tam-ky" in content
    assert b"tam-ky" not in house.written()


@pytest.mark.parametrize("channel", ["web"], indirect=True)
async def test_whoever_lives_elsewhere_does_not_read_a_commune_s_notice(door: Door, house: House) -> None:
    admin, an = await official(door, house), door.person("An")
    await admin.says("/thongbao 23/11 25/11 phường Bàn Thạch: Quầy nghỉ vì mất điện.")
    for said, sees in ((None, True), ("ở phường An Mỹ", False), ("ở xã Tam Thăng", True)):
        if said:
            await an.says(said)
        await an.opens("khai-sinh")
        assert ("Quầy nghỉ vì mất điện." in an.text) == sees, said


GROUP, AN = Where("telegram", "group", private=False), Who("an", "vi")


@pytest.mark.parametrize(
    "text", ["đổi thẻ căn cước hết hạn ở Tam Kỳ", "đăng ký kết hôn ở phường An Mỹ", "ở phường An Mỹ"]
)
async def test_in_a_group_no_place_is_kept_or_asked_for(house: House, text: str) -> None:
    (reply,) = await house.guide.answer(Said(GROUP, AN, text))
    assert isinstance(reply, Say)
    assert "Đang xem cho" not in reply.text
    assert not [each for row in reply.buttons for each in row if isinstance(each, Button) and asks(each)]
    (again,) = await house.guide.answer(Said(GROUP, AN, "đăng ký kết hôn"))
    assert isinstance(again, Say)
    assert "Đang xem cho" not in again.text


def asks(button: Button) -> bool:
    return isinstance(button.action, AskPlace | SetPlace)


@pytest.mark.parametrize(
    ("where", "action"),
    [
        (GROUP, SetPlace("tam-ky", "khai-sinh")),
        (GROUP, AskPlace("khai-sinh", "abcdEFGH")),
        (Where("telegram", "chat"), SetPlace("khong-co", "khai-sinh")),
    ],
)
async def test_a_forged_button_is_told_that_it_is_old(house: House, where: Where, action: AskPlace | SetPlace) -> None:
    assert await house.guide.answer(Tapped(where, AN, action)) == (Notice(Speech("vi").say("expired")),)


async def test_a_button_beside_a_procedure_that_is_gone_still_notes_the_place(house: House) -> None:
    tapped = Tapped(Where("telegram", "chat"), AN, SetPlace("tam-ky", "da-bo"))
    (reply,) = await house.guide.answer(tapped)
    assert isinstance(reply, Replace)
    assert reply.text.startswith("Đã nhớ: <b>phường Tam Kỳ</b>")
