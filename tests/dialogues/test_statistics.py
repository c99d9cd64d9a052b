"""An official looks at a week in five lines and a picture, and may have it sent on Mondays."""

from collections.abc import Awaitable, Callable
from datetime import date, timedelta

import pytest

from bot.conversation.actions import write
from bot.conversation.report_actions import AgreeDigest, ShowWeek
from bot.conversation.speech import Speech
from bot.records import AnswerGiven, Entry, QuestionAsked, Rated
from tests.actors import Actor, Door, House, TelegramActor, TelegramDoor
from tests.dialogues.officials import official, said

LABEL = Speech("vi").label
BEFORE, AFTER, WANT, AGREE, STOP = (
    LABEL(name) for name in ("week_before", "week_after", "want_digest", "agree_digest", "stop_digest")
)
MONDAY = date(2026, 11, 16)
SUNDAY = MONDAY + timedelta(days=6)
PNG = b"\x89PNG"


async def rated(house: House, day: date, up: int, down: int, procedure: str = "khai-sinh") -> None:
    """People ask of a procedure, and so many of them say that the answer helped, or did not."""
    for number in range(up + down):
        answer, person = f"{day:%j}{procedure[0]}{number:04}", f"person {day} {number}"
        given: list[Entry] = [
            QuestionAsked(f"question {answer}", day, "web", "vi", "procedure", None, procedure, None),
            AnswerGiven(answer, f"question {answer}", day, "web", "vi", "procedure", procedure),
            Rated(answer, person, "up" if number < up else "down", day),
        ]
        await house.records.store("", "", None, given)


def pictures(actor: Actor) -> list[bytes]:
    """What came as a picture; a terminal only tells that there is one."""
    return [content for name, content in actor.files.items() if name == "photo" or name.endswith(".png")]


async def test_the_last_whole_week_is_five_lines_with_counts_before_shares(door: Door, house: House) -> None:
    await rated(house, SUNDAY, 30, 10)
    await rated(house, SUNDAY + timedelta(days=1), 0, 3, "ket-hon")
    chi_hoa = await official(door, house, "reviewer")
    await chi_hoa.says("/thongke")
    chi_hoa.sees(
        "Tuần 16/11–22/11/2026: 40 câu hỏi.", "1. Thấp nhất: câu trả lời giúp được: 30/40 lượt bấm (75 %, khoảng"
    )
    chi_hoa.sees("2. ", "3. ", "4. ", "5. Đã làm: chưa ai báo mục nào sai.", "Hài lòng về", "chưa đủ dữ liệu (0 phiếu)")
    chi_hoa.sees("không phải SIPAS", "766", "không phải mẫu đại diện", "không dùng để đánh giá một người cụ thể")
    assert len(pictures(chi_hoa)) == 1
    assert pictures(chi_hoa)[0][:4] in (PNG, b"")
    assert [each for each in chi_hoa.text.splitlines() if each[:3] in ("1. ", "2. ", "3. ", "4. ", "5. ", "6. ")][
        5:
    ] == []


@pytest.mark.parametrize("channel", ["terminal", "telegram"], indirect=True)
async def test_of_few_no_share_is_told_and_of_fewer_nothing(door: Door, house: House) -> None:
    await rated(house, SUNDAY, 20, 9)
    chi_hoa = await official(door, house, "reviewer")
    await chi_hoa.says("/thongke")
    chi_hoa.sees("Câu trả lời giúp được: 20/29 lượt bấm (khoảng 51–83 %)", "Chưa đủ dữ liệu để nói điều gì yếu nhất")
    chi_hoa.does_not_see("69 %")
    await rated(house, MONDAY - timedelta(days=1), 7, 2)
    await chi_hoa.taps(BEFORE)
    chi_hoa.sees("Câu trả lời giúp được: chưa đủ dữ liệu (9 lượt bấm)")
    chi_hoa.does_not_see("7/9", "78 %")


async def test_week_by_week_back_and_forth(door: Door, house: House) -> None:
    await rated(house, MONDAY - timedelta(days=3), 2, 0)
    chi_hoa = await official(door, house, "admin")
    await chi_hoa.says("/thongke")
    chi_hoa.sees("Tuần 16/11–22/11/2026: không có câu hỏi hay phản hồi nào.")
    chi_hoa.sees_no_button(AFTER)
    chi_hoa.sees_buttons(BEFORE, LABEL("show_queue"), LABEL("show_fixes"))
    assert pictures(chi_hoa) == []
    await chi_hoa.taps(BEFORE)
    chi_hoa.sees("Tuần 09/11–15/11/2026: 2 câu hỏi.")
    await chi_hoa.taps(AFTER)
    chi_hoa.sees("Tuần 16/11–22/11/2026")
    await chi_hoa.taps(LABEL("show_queue"))
    chi_hoa.sees(said("queue_empty"))
    await chi_hoa.says("/thongke")
    await chi_hoa.taps(LABEL("show_fixes"))
    chi_hoa.sees("Không ai báo sai mục nào.")


@pytest.mark.parametrize("channel", ["web", "telegram"], indirect=True)
@pytest.mark.parametrize(("asked", "shown"), [("9999-12-31", "16/11–22/11/2026"), ("0001-01-01", "18/11–24/11/2024")])
async def test_a_forged_week_is_the_nearest_one_there_is(door: Door, house: House, asked: str, shown: str) -> None:
    chi_hoa = await official(door, house, "admin")
    await chi_hoa.says("/thongke")
    await chi_hoa.forges(write(ShowWeek(asked)))  # type: ignore[attr-defined]  # no terminal can
    chi_hoa.sees(f"Tuần {shown}")
    if asked < "2000":
        chi_hoa.sees_no_button(BEFORE)


async def test_nobody_else_sees_it(door: Door, house: House) -> None:
    await rated(house, SUNDAY, 30, 10)
    an, helper = door.person("An"), await official(door, house, "helper", "Anh Bình")
    for person in (an, helper):
        await person.says("/thongke")
        person.sees(said("not_allowed"))
        person.does_not_see("30/40")
        assert person.files == {}


async def test_in_a_group_it_is_not_shown(house: House, telegram: TelegramDoor) -> None:
    await rated(house, SUNDAY, 30, 10)
    chi_hoa = await official(telegram, house, "reviewer")
    assert isinstance(chi_hoa, TelegramActor)
    (inside,) = telegram.group("Tổ một cửa", chi_hoa)
    await inside.says("/thongke@motcua_test_bot")
    inside.sees(said("official_private"))
    inside.does_not_see("30/40")
    assert inside.files == {}


@pytest.mark.parametrize("channel", ["telegram"], indirect=True)
async def test_in_english(door: Door, house: House) -> None:
    await rated(house, SUNDAY, 30, 10)
    chi_hoa = await official(door, house, "reviewer")
    await chi_hoa.says("/language")
    await chi_hoa.says("/statistics")
    chi_hoa.sees("16 Nov – 22 Nov 2026: 40 questions.", "1. Lowest: the answer helps: 30/40 thumbs (75%", "not SIPAS")
    assert len(pictures(chi_hoa)) == 1


@pytest.mark.parametrize("channel", ["telegram"], indirect=True)
async def test_the_digest_is_kept_sealed_after_consent_and_goes_by_a_tap(door: Door, house: House) -> None:
    chi_hoa = await official(door, house, "reviewer")
    await chi_hoa.says("/thongke")
    await chi_hoa.taps(WANT)
    chi_hoa.sees("thứ Hai", "khóa mã", "22/11/2027", "cảnh báo", "/xoa")
    assert house.rows("SELECT * FROM contacts") == []
    await chi_hoa.taps(AGREE)
    chi_hoa.sees("Mình sẽ nhắn bạn 7:30 sáng thứ Hai")
    assert house.rows("SELECT purpose, consent_version, expires_on FROM contacts") == [("digest", 1, "2027-11-22")]
    assert house.rows("SELECT digest_on, alert_on FROM subscribers") == [("2026-11-23", "2026-11-23")]
    assert isinstance(chi_hoa, TelegramActor)
    assert str(chi_hoa.person.user.id).encode() not in house.written()
    await chi_hoa.says("/dulieu")
    assert b'"purpose": "digest"' in chi_hoa.files["motcua.json"]
    await chi_hoa.says("/thongke")
    chi_hoa.sees_no_button(WANT)
    await chi_hoa.taps(STOP)
    chi_hoa.sees("đã xóa")
    assert house.rows("SELECT * FROM contacts") == house.rows("SELECT * FROM subscribers") == []
    await chi_hoa.taps(WANT)
    chi_hoa.sees_buttons(AGREE)


@pytest.mark.parametrize("channel", ["telegram"], indirect=True)
async def test_agreeing_twice_is_agreeing_once(door: Door, house: House) -> None:
    chi_hoa = await subscribed(door, house)
    await chi_hoa.forges(write(AgreeDigest()))
    assert len(house.rows("SELECT * FROM contacts")) == len(house.rows("SELECT * FROM subscribers")) == 1


async def leaves(chi_hoa: TelegramActor, telegram: TelegramDoor) -> None:
    telegram.begin()
    chi_hoa.person.blocks_bot()
    await telegram.all_done()


async def erases(chi_hoa: TelegramActor, _: TelegramDoor) -> None:
    await chi_hoa.says("/xoa")


@pytest.mark.parametrize("goes", [leaves, erases])
async def test_whoever_erases_or_blocks_is_forgotten(
    house: House, telegram: TelegramDoor, goes: Callable[[TelegramActor, TelegramDoor], Awaitable[None]]
) -> None:
    chi_hoa = await subscribed(telegram, house)
    assert len(house.rows("SELECT * FROM subscribers")) == 1
    await goes(chi_hoa, telegram)
    assert house.rows("SELECT * FROM contacts") == house.rows("SELECT * FROM subscribers") == []


@pytest.mark.parametrize("channel", ["web", "terminal"], indirect=True)
async def test_where_nobody_can_be_written_to_first_no_digest_is_offered(door: Door, house: House) -> None:
    chi_hoa = await official(door, house, "reviewer")
    await chi_hoa.says("/thongke")
    chi_hoa.sees_no_button(WANT, STOP)


@pytest.mark.parametrize("channel", ["telegram"], indirect=True)
async def test_without_a_role_nobody_is_subscribed(door: Door, house: House) -> None:
    an = door.person("An")
    await an.opens()
    await an.forges(write(AgreeDigest()))  # type: ignore[attr-defined]  # both channels have it
    an.sees_notice("dành cho người phụ trách")
    assert house.rows("SELECT * FROM contacts") == []


async def subscribed(door: Door, house: House) -> TelegramActor:
    chi_hoa = await official(door, house, "reviewer")
    await chi_hoa.says("/thongke")
    await chi_hoa.taps(WANT)
    await chi_hoa.taps(AGREE)
    assert isinstance(chi_hoa, TelegramActor)
    return chi_hoa
