"""People come to help at an event in the field by its link, or to co-ordinate it. Everything here is invented."""

from datetime import timedelta

import pytest

from bot.conversation.speech import Speech
from tests.actors import Actor, Door, House, TelegramDoor, WebDoor
from tests.actors.house import MORNING, knowledge
from tests.dialogues.events import TYPED, Planned, links_in, planned
from tests.dialogues.officials import said
from tests.dialogues.test_trouble import gone, locked, told_once

LABEL = Speech("vi").label
JOIN, LEAD, AGAIN, FETCH, BEGIN = (
    LABEL(name)
    for name in ("join_event", "accept_coordinating", "fetch_handouts_again", "fetch_handouts", "begin_shift")
)
CANCEL, RENEW, COUNT = (LABEL(name) for name in ("cancel_event", "renew_links", "count_frail"))
HANDOUTS = {"so-tay-2026-11-23.html", "giay-to-2026-11-23.html"}
EVENTS = "SELECT day, begins, ends, commune, place, cancelled FROM outreaches"
PARTS = "SELECT part, contact IS NOT NULL FROM serving ORDER BY part"
NO_MORE = "Đường dẫn này không dùng được nữa"


@pytest.fixture(scope="module", autouse=True)
def handouts() -> None:
    """Made once, before anybody waits for them: it takes seconds."""
    knowledge().handouts.of(MORNING.date(), "vi")


async def joins(door: Door, event: Planned, name: str = "Bình") -> Actor:
    person = door.person(name)
    await person.opens(event.helpers)
    await person.taps(JOIN)
    return person


async def test_who_opens_the_helpers_link_joins_by_one_tap_and_gets_what_helps_without_a_network(
    door: Door, house: House
) -> None:
    event = await planned(door, house)
    binh = door.person("Bình")
    await binh.opens(event.helpers)
    binh.sees("thứ Bảy 28/11/2026", "Nhà văn hóa khối phố 2, Phường Tam Kỳ", "Không cần tên", "/riengtu")
    assert house.rows(PARTS) == []
    await binh.taps(JOIN)
    binh.sees("bạn đã tham gia", "thứ Bảy 28/11/2026", "07:30–11:00", "/batdau")
    binh.sees_buttons(BEGIN, AGAIN)
    assert set(binh.files) == HANDOUTS
    assert house.rows(PARTS) == [("helper", 0)]
    await joins(door, event, "Em")
    await event.admin.says("/sukien")
    event.admin.sees("2 người hỗ trợ đã tham gia, chưa có người phụ trách")


async def test_who_joined_is_told_so_again_and_sent_the_files_only_when_they_ask(door: Door, house: House) -> None:
    event = await planned(door, house)
    binh = door.person("Bình")
    await binh.opens(event.helpers)
    await binh.taps(JOIN)
    await binh.opens(event.helpers)
    binh.sees("bạn đã tham gia")
    assert not binh.files
    await binh.taps(AGAIN)
    assert set(binh.files) == HANDOUTS
    assert house.rows(PARTS) == [("helper", 0)]


@pytest.mark.parametrize("channel", ["web", "telegram"], indirect=True)
async def test_a_tap_that_comes_twice_joins_once_and_brings_the_files_once(door: Door, house: House) -> None:
    event = await planned(door, house)
    binh = await joins(door, event)
    await binh.forges(f"1Oa:helper:{event.helpers[5:]}")  # type: ignore[attr-defined]  # both channels have it
    assert not binh.files
    assert house.rows(PARTS) == [("helper", 0)]


@pytest.mark.parametrize("channel", ["web", "telegram"], indirect=True)
async def test_a_helper_helps_at_that_event_and_may_nothing_else(door: Door, house: House) -> None:
    event = await planned(door, house)
    await event.admin.says("/sukien 29/11 7h-11h xã Duy Xuyên; Chợ Ví Dụ")
    ((other,),) = house.rows("SELECT id FROM outreaches WHERE place = 'Chợ Ví Dụ'")
    binh = await joins(door, event)
    for command in ("/sukien", f"/sukien {TYPED}", "/ton", "/ra_soat", "/tamdung"):
        await binh.says(command)
        binh.sees(said("not_allowed"))
    await binh.forges(f"1Of:{other}")  # type: ignore[attr-defined]  # both channels have it
    binh.sees_notice(said("handouts_refused"))
    assert not binh.files
    for wire in (f"1Ob:{event.key}:0", f"1Oc:{event.key}:y", f"1Od:{event.key}:y", f"1Oe:{event.key}:y"):
        await binh.forges(wire)  # type: ignore[attr-defined]  # both channels have it
        binh.sees_notice(said("not_allowed"))
    assert [row[-1] for row in house.rows(EVENTS)] == [0, 0]
    assert house.rows("SELECT role FROM people") == [("admin",)]
    assert house.rows("SELECT counts_frail FROM outreaches") == [(0,), (0,)]


async def test_one_person_co_ordinates_and_is_told_what_is_kept(door: Door, house: House, channel: str) -> None:
    event = await planned(door, house)
    chi_lan, late = door.person("Chị Lan"), door.person("Anh Tư")
    await chi_lan.opens(event.coordinator)
    reachable = channel.startswith("telegram")
    chi_lan.sees("người phụ trách", "ngày 30/11/2026 thì xóa" if reachable else "không nhắn trước cho bạn được")
    assert house.rows(PARTS) == []
    await chi_lan.taps(LEAD)
    chi_lan.sees("bạn là người phụ trách", "Việc của bạn", "30 ngày")
    chi_lan.sees_buttons(BEGIN, FETCH)
    assert house.rows(PARTS) == [("coordinator", int(reachable))]
    assert house.rows("SELECT expires_on FROM contacts") == ([("2026-11-30",)] if reachable else [])
    await chi_lan.opens(event.coordinator)
    chi_lan.sees("bạn là người phụ trách")
    await late.opens(event.coordinator)
    late.sees(NO_MORE)
    await event.admin.says("/sukien")
    event.admin.sees("đã có người phụ trách")


@pytest.mark.parametrize("channel", ["web", "telegram"], indirect=True)
async def test_new_links_end_the_old_ones_and_a_new_co_ordinator_takes_the_place_of_the_old(
    door: Door, house: House
) -> None:
    event = await planned(door, house)
    chi_lan, anh_tu, binh = door.person("Chị Lan"), door.person("Anh Tư"), await joins(door, event)
    await chi_lan.opens(event.coordinator)
    await chi_lan.taps(LEAD)
    await event.admin.says("/sukien")
    await event.admin.taps("1")
    await event.admin.taps(RENEW)
    event.admin.sees("không dùng được nữa", "sẽ thay người đó")
    await event.admin.taps(LABEL("renew_links_sure"))
    helpers, coordinator = links_in(event.admin.text)
    assert not {helpers, coordinator} & {event.helpers, event.coordinator}
    assert event.admin.files
    await anh_tu.opens(event.helpers)
    anh_tu.sees(NO_MORE)
    await anh_tu.opens(coordinator)
    anh_tu.sees("thay người đó")
    await anh_tu.taps(LEAD)
    await binh.opens(helpers)
    binh.sees("bạn đã tham gia")
    assert [part for part, _ in house.rows(PARTS)] == ["coordinator", "helper", "helper"]
    assert len(house.rows("SELECT id FROM contacts")) <= 1


async def test_a_cancelled_event_is_gone_for_everybody(door: Door, house: House) -> None:
    event = await planned(door, house)
    binh, late = await joins(door, event), door.person("Em")
    await event.admin.says("/sukien")
    await event.admin.taps("1")
    await event.admin.taps(CANCEL)
    event.admin.sees("Hủy buổi hỗ trợ", "bạn báo họ giúp")
    assert house.rows("SELECT cancelled FROM outreaches") == [(0,)]
    await event.admin.taps(LABEL("cancel_event_sure"))
    event.admin.sees(said("outreach_cancelled"))
    await late.opens(event.helpers)
    late.sees("28/11/2026", "đã hủy")
    late.sees_no_button(JOIN)
    await binh.opens(event.helpers)
    binh.sees("đã hủy")
    await event.admin.says("/sukien")
    event.admin.sees("Chưa có buổi hỗ trợ nào")
    assert house.rows("SELECT deed FROM audit ORDER BY deed") == [("cancel",), ("plan",)]


@pytest.mark.parametrize("channel", ["web", "telegram"], indirect=True)
async def test_a_button_that_outlived_its_event_says_so(door: Door, house: House) -> None:
    event = await planned(door, house)
    binh = door.person("Bình")
    await binh.opens(event.helpers)
    await event.admin.says("/sukien")
    await event.admin.taps("1")
    house.clock.now = MORNING + timedelta(days=5, hours=2)
    await binh.taps(JOIN)
    binh.sees("28/11/2026", "đã kết thúc")
    assert not binh.files
    assert house.rows(PARTS) == []
    await event.admin.taps(CANCEL)
    event.admin.sees(said("outreach_gone"))
    assert house.rows("SELECT cancelled FROM outreaches") == [(0,)]


@pytest.mark.parametrize("minutes_left", [1, 0])
async def test_one_may_join_until_the_event_ends(door: Door, house: House, minutes_left: int) -> None:
    event = await planned(door, house)
    house.clock.now = MORNING + timedelta(days=5, hours=2, minutes=-minutes_left)
    binh = door.person("Bình")
    await binh.opens(event.helpers)
    binh.sees("Bạn được mời" if minutes_left else "đã kết thúc")


@pytest.mark.parametrize(
    "payload", ["ev-h-" + "x" * 22, "ev-c-" + "x" * 22, "swapped", "ev-h-short", "ev-x-" + "x" * 22]
)
@pytest.mark.parametrize("channel", ["web", "telegram"], indirect=True)
async def test_a_link_that_nobody_made_leads_nowhere(door: Door, house: House, payload: str) -> None:
    event = await planned(door, house)
    forged = event.helpers.replace("ev-h-", "ev-c-") if payload == "swapped" else payload
    binh = door.person("Bình")
    await binh.opens(forged)
    binh.sees(NO_MORE if len(forged) == len(event.helpers) and forged[3] != "x" else said("unknown_link"))
    binh.sees_no_button(JOIN, LEAD)
    await binh.forges("1Oa:coordinator:" + event.helpers[5:])  # type: ignore[attr-defined]  # both channels have it
    binh.sees(NO_MORE)
    assert house.rows(PARTS) == []


async def test_an_event_that_is_far_ahead_has_its_handbook_near_the_day(door: Door, house: House) -> None:
    event = await planned(door, house, "16/1/2027 7h-11h phường Tam Kỳ; Chợ Ví Dụ")
    binh = await joins(door, event)
    binh.sees("Từ ngày 17/12/2026", FETCH)
    assert not binh.files
    binh.sees_buttons(FETCH)


async def test_in_a_group_nobody_joins_and_nothing_is_planned(telegram: TelegramDoor, house: House) -> None:
    event = await planned(telegram, house)
    admin, an = event.admin, telegram.person("An")
    inside, chi_hoa = telegram.group("Tổ dân phố 3", an, admin)  # type: ignore[arg-type]  # people of this door
    await inside.says(f"/start@motcua_test_bot {event.helpers}")
    inside.sees(said("pass_private"))
    await chi_hoa.says(f"/sukien@motcua_test_bot {TYPED}")
    chi_hoa.sees(said("official_private"))
    await inside.says("/start khai-sinh")
    for wire in (f"1Oa:helper:{event.helpers[5:]}", f"1Of:{event.key}"):
        await inside.forges(wire)
        inside.sees_notice(said("pass_private"))
    assert house.rows(PARTS) == []
    assert len(house.rows(EVENTS)) == 1


async def test_what_cannot_be_noted_is_said_and_can_be_tried_again(door: Door, house: House) -> None:
    event = await planned(door, house)
    binh = door.person("Bình")
    await binh.opens(event.helpers)
    with locked(house):
        await binh.taps(JOIN)
        binh.sees_notice(said("unsaved"))
        assert not binh.files
        await event.admin.says(f"/sukien {TYPED}")
        event.admin.sees(said("outreach_unsaved"))
        assert "ev-h-" not in event.admin.text
    told_once(house)
    await binh.taps(JOIN)
    assert house.rows(PARTS) == [("helper", 0)]
    assert len(house.rows(EVENTS)) == 1


async def test_a_link_that_cannot_be_looked_up_now_says_so(door: Door, house: House) -> None:
    event = await planned(door, house)
    binh = door.person("Bình")
    await gone(house)
    await binh.opens(event.helpers)
    binh.sees(said("pass_unread"))
    binh.sees_no_button(JOIN)
    house.complaints.clear()


async def test_while_everything_is_paused_events_go_on(door: Door, house: House) -> None:
    event = await planned(door, house)
    await event.admin.says("/tamdung tất cả Hệ thống đang bảo trì.")
    binh = await joins(door, event)
    binh.sees("bạn đã tham gia")
    await event.admin.says("/sukien")
    event.admin.sees("1 người hỗ trợ đã tham gia")


@pytest.mark.parametrize("channel", ["web", "telegram"], indirect=True)
async def test_who_joined_sees_it_in_their_data_and_leaves_by_erasing(door: Door, house: House) -> None:
    binh = await joins(door, await planned(door, house))
    await binh.says("/dulieu")
    assert "Nhà văn hóa khối phố 2".encode() in binh.files["motcua.json"]
    await binh.says("/xoa")
    assert house.rows(PARTS) == []


async def test_the_files_are_whole_on_the_web(house: House) -> None:
    door = WebDoor(house)
    binh = await joins(door, await planned(door, house))
    handbook, papers = (binh.files[name].decode() for name in sorted(HANDOUTS, reverse=True))
    assert "Sổ tay thủ tục" in handbook
    assert "Giấy tờ cần mang" in papers
    assert handbook.rstrip().endswith("</html>")
    assert papers.rstrip().endswith("</html>")


@pytest.mark.parametrize("channel", ["web", "telegram"], indirect=True)
async def test_an_event_that_is_over_leads_its_admin_and_its_co_ordinator_to_its_report(
    door: Door, house: House
) -> None:
    event = await planned(door, house)
    binh = door.person("Bình")
    await binh.opens(event.coordinator)
    await binh.taps(LEAD)
    house.clock.passes(days=6)
    await event.admin.says("/sukien")
    event.admin.sees("Đã qua", "thứ Bảy 28/11/2026")
    for person, label in ((event.admin, f"{LABEL('outreach_report')} 28/11"), (binh, LABEL("outreach_report"))):
        await person.taps(label)
        person.sees("Chưa ghi nhận ai")
        assert any(name.endswith(".pdf") for name in person.files)
