"""Officials, and who co-ordinated an event, get its report: a message, a page and a workbook; nobody else does."""

import io
from dataclasses import replace

import pytest
from openpyxl import load_workbook

from bot.conversation.actions import write
from bot.conversation.outreach_report_actions import ShowOutreachReport
from bot.records import GrantedRole, Official
from bot.records.decisions import OutreachPlanned
from bot.records.outreach import OutreachJoined, PersonHelped
from tests.actors import Actor, Door, House
from tests.actors.on_telegram import TelegramActor
from tests.actors.on_web import WebActor
from tests.dialogues.officials import official, said
from tests.printing.reading import pages_of, text_of
from tests.satisfaction.events import EVENT

OTHER = replace(EVENT, id="event-02", place="Chợ Ví Dụ", joined_by="j2", coordinated_by="l2")

pytestmark = pytest.mark.parametrize("channel", ["web", "telegram"], indirect=True)


async def held(house: House, people: int = 12) -> None:
    """Two events were planned, and at the first of them people were helped; it is the Sunday after."""
    admin = Official("b" * 64, "admin", house.clock().date())
    visit = PersonHelped("visit", EVENT.id, 8, "telegram", "vi", "filed_online", "ho-chieu")
    helped = [replace(visit, id=f"visit-{at}") for at in range(people)]
    planned = [OutreachPlanned(each, admin) for each in (EVENT, OTHER)]
    await house.records.store("chat", admin.person, None, [*planned, *helped])


async def belongs(house: House, digest: str) -> None:
    """The only person who has spoken so far accepts a link of an event; then it is the Sunday after."""
    ((key,),) = house.rows("SELECT DISTINCT person FROM conversations")
    await house.records.store("chat", key, None, [OutreachJoined(key, digest, house.clock())])
    house.clock.passes(days=6)


async def wants(actor: Actor, outreach: str) -> None:
    """Taps the button of an event's report, wherever it hangs."""
    assert isinstance(actor, TelegramActor | WebActor)
    await actor.forges(write(ShowOutreachReport(outreach)))


@pytest.mark.parametrize("role", ["admin", "reviewer"])
async def test_an_official_gets_the_report_as_a_message_a_page_and_a_workbook(
    door: Door, house: House, role: GrantedRole
) -> None:
    await held(house)
    chi_hoa = await official(door, house, role)
    await chi_hoa.says("/start")
    await wants(chi_hoa, EVENT.id)

    chi_hoa.sees("Buổi hỗ trợ giúp 12 người", "Nhà văn hóa thôn Ví Dụ", "Làm hộ chiếu: 12")
    page, workbook = (chi_hoa.files[f"bao-cao-2026-11-28.{kind}"] for kind in ("pdf", "xlsx"))
    assert pages_of(page) == [(210, 297)]
    assert "Làm hộ chiếu" in text_of(page)
    assert list(load_workbook(io.BytesIO(workbook))["Thủ tục"].values)[1] == ("Làm hộ chiếu", 12)


async def test_who_coordinates_an_event_gets_its_report_and_no_other(door: Door, house: House) -> None:
    await held(house)
    an = door.person("An")
    await an.says("/start")
    await belongs(house, "l")

    await wants(an, EVENT.id)
    an.sees("Buổi hỗ trợ giúp 12 người")
    await an.says("/start")
    await wants(an, OTHER.id)
    an.sees_notice(said("not_allowed"))
    assert an.files == {}


async def test_a_helper_and_a_citizen_get_none(door: Door, house: House) -> None:
    await held(house)
    an = door.person("An")
    await an.says("/start")
    await wants(an, EVENT.id)
    an.sees_notice(said("not_allowed"))
    await belongs(house, "j")
    await wants(an, EVENT.id)
    an.sees_notice(said("not_allowed"))
    assert an.files == {}


async def test_of_few_people_an_official_learns_only_that_they_were_few(door: Door, house: House) -> None:
    await held(house, people=4)
    chi_hoa = await official(door, house)
    await chi_hoa.says("/start")
    await wants(chi_hoa, EVENT.id)

    chi_hoa.sees("dưới 5")
    chi_hoa.does_not_see("hộ chiếu")
    assert "hộ chiếu" not in text_of(chi_hoa.files["bao-cao-2026-11-28.pdf"])


async def test_of_an_event_that_is_gone_nothing_is_told(door: Door, house: House) -> None:
    chi_hoa = await official(door, house)
    await chi_hoa.says("/start")
    await wants(chi_hoa, "event-99")
    chi_hoa.sees_notice(said("outreach_untold"))
