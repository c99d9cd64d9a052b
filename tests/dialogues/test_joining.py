"""Somebody is invited to a role: by one link, once, in private; and gives it up when they like."""

from datetime import timedelta

import pytest

from bot.conversation.speech import Speech
from bot.desk.invitations import Invitation
from bot.records import GrantedRole, Records
from bot.terminal import plain
from tests.actors import Actor, Door, House, TelegramDoor
from tests.actors.house import SECRETS

ACCEPT = Speech("vi").label("accept_invitation")
REVIEWER = Invitation("reviewer", "r" * 22)
ROLES = "SELECT role FROM people ORDER BY role"


def said(template: str, **values: object) -> str:
    return plain(Speech("vi").say(template, **values))


async def make(house: House, invitation: Invitation) -> None:
    await Records(house.database, SECRETS).keep_invitation(invitation.kept(house.clock().date()))


async def accepts(person: Actor, invitation: Invitation) -> None:
    await person.opens(invitation.payload)
    await person.taps(ACCEPT)


@pytest.mark.parametrize("role", ["helper", "reviewer", "admin"])
async def test_who_accepts_an_invitation_has_its_role(door: Door, house: House, role: GrantedRole) -> None:
    invitation = Invitation(role, "-_09azAZ" + "x" * 14)
    await make(house, invitation)
    an = door.person("An")
    await an.opens(invitation.payload)
    an.sees(said("invited", role=role), "/riengtu")
    assert house.rows(ROLES) == []
    await an.taps(ACCEPT)
    an.sees(said("joined", role=role))
    assert house.rows(ROLES) == [(role,)]
    assert invitation.token.encode() not in house.written()


async def test_only_the_first_who_accepts_is_given_the_role(door: Door, house: House) -> None:
    await make(house, REVIEWER)
    an, binh = door.person("An"), door.person("Bình")
    await an.opens(REVIEWER.payload)
    await binh.opens(REVIEWER.payload)
    await binh.taps(ACCEPT)
    await an.taps(ACCEPT)
    an.sees(said("invitation_refused"))
    assert house.rows(ROLES) == [("reviewer",)]


@pytest.mark.parametrize(
    "opened",
    [Invitation("reviewer", "s" * 22), Invitation("admin", REVIEWER.token)],
    ids=["never made", "changed to another role"],
)
async def test_an_invitation_nobody_made_gives_nothing(door: Door, house: House, opened: Invitation) -> None:
    await make(house, REVIEWER)
    an = door.person("An")
    await accepts(an, opened)
    an.sees(said("invitation_refused"))
    assert house.rows(ROLES) == []
    assert house.complaints == []


async def test_an_invitation_holds_for_seven_days(door: Door, house: House) -> None:
    await make(house, REVIEWER)
    in_time, late = door.person("An"), door.person("Bình")
    house.clock.passes(days=6)
    await accepts(in_time, REVIEWER)
    in_time.sees(said("joined", role="reviewer"))
    house.clock.now -= timedelta(days=6)
    await make(house, REVIEWER)
    house.clock.passes(days=7)
    await accepts(late, REVIEWER)
    late.sees(said("invitation_refused"))
    assert house.rows(ROLES) == [("reviewer",)]


@pytest.mark.parametrize(
    "payload", ["inv-", "inv-reviewer-short", "inv-citizen-" + "r" * 22, "inv-reviewer-" + "ữ" * 22]
)
async def test_a_link_that_is_no_invitation_is_told_as_any_other(door: Door, payload: str) -> None:
    an = door.person("An")
    await an.says(f"/start {payload}")
    an.sees(said("unknown_link"))


async def test_a_later_invitation_takes_the_place_of_the_role(door: Door, house: House) -> None:
    helper = Invitation("helper", "h" * 22)
    await make(house, REVIEWER)
    await make(house, helper)
    an = door.person("An")
    await accepts(an, REVIEWER)
    await accepts(an, helper)
    assert house.rows(ROLES) == [("helper",)]


async def test_erasing_gives_the_role_up_and_says_so(door: Door, house: House) -> None:
    await make(house, REVIEWER)
    an = door.person("An")
    await accepts(an, REVIEWER)
    await an.says("/xoa")
    an.sees(said("erased_role", role="reviewer"))
    assert house.rows(ROLES) == []
    await an.says("/xoa")
    an.sees(said("erased"))


@pytest.mark.parametrize("channel", ["web", "telegram"], indirect=True)
async def test_own_data_names_the_role(door: Door, house: House) -> None:
    await make(house, REVIEWER)
    an = door.person("An")
    await an.says("/dulieu")
    assert b'"role": null' in an.files["motcua.json"]
    await accepts(an, REVIEWER)
    await an.says("/dulieu")
    assert b'"role": "reviewer"' in an.files["motcua.json"]


async def test_in_a_group_an_invitation_is_neither_accepted_nor_used_up(telegram: TelegramDoor, house: House) -> None:
    await make(house, REVIEWER)
    an = telegram.person("An")
    (inside,) = telegram.group("Tổ dân phố 3", an)
    await inside.says(f"/start@motcua_test_bot {REVIEWER.payload}")
    inside.sees(said("invitation_private"))
    await inside.says("/start khai-sinh")
    await inside.forges(f"1j:reviewer:{REVIEWER.token}")
    inside.sees_notice(said("invitation_private"))
    assert house.rows(ROLES) == []
    await accepts(an, REVIEWER)
    assert house.rows(ROLES) == [("reviewer",)]
