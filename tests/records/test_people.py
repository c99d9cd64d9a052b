"""Roles and the invitations by which they are given, on each database."""

import asyncio
from datetime import date, timedelta

import pytest

from bot.records import (
    Database,
    EntryRefused,
    InvitationAccepted,
    InvitationUnknown,
    KeptInvitation,
    Records,
    Retention,
)
from tests.records.people import (
    AN,
    AN_CHAT,
    BINH,
    BINH_CHAT,
    DAY,
    NAMES,
    SECRETS,
    STATE,
    kept,
    rows,
    state_of,
)

INVITATION = KeptInvitation("hash-of-a-secret", "admin", DAY + timedelta(days=7))


async def accept(records: Records, person: str = AN, chat: str = AN_CHAT, day: date = DAY) -> None:
    await records.store(chat, person, STATE, [InvitationAccepted(person, INVITATION.digest, day)])


async def test_an_accepted_invitation_gives_its_role_and_is_gone(records: Records, database: Database) -> None:
    await records.keep_invitation(INVITATION)
    assert await records.role_of(AN) is None
    await accept(records)
    assert await records.role_of(AN) == "admin"
    assert await records.role_of(BINH) is None
    assert await rows(database, "invitations") == []


async def test_a_person_is_kept_with_nothing_but_the_role(records: Records, database: Database) -> None:
    """A day beside a person would lead to the texts of that day."""
    await records.keep_invitation(INVITATION)
    await accept(records)
    assert await rows(database, "people") == [{"person": AN, "role": "admin"}]


async def test_of_many_who_accept_at_once_one_is_given_the_role(url: str, records: Records, database: Database) -> None:
    await records.keep_invitation(INVITATION)
    people = [NAMES.person("web", str(number)) for number in range(8)]
    async with Database(url) as second:
        others = Records(second, SECRETS)
        done = await asyncio.gather(
            *(accept((records, others)[number % 2], person, person) for number, person in enumerate(people)),
            return_exceptions=True,
        )
    assert sorted(map(type, done), key=str) == sorted([type(None), *[InvitationUnknown] * 7], key=str)
    assert len(await rows(database, "people")) == 1


@pytest.mark.parametrize(("days", "holds"), [(0, True), (6, True), (7, False), (400, False)])
async def test_it_holds_until_the_day_before_it_is_void(records: Records, days: int, holds: bool) -> None:
    await records.keep_invitation(INVITATION)
    if holds:
        await accept(records, day=DAY + timedelta(days=days))
    else:
        with pytest.raises(InvitationUnknown, match="make a new one"):
            await accept(records, day=DAY + timedelta(days=days))
        assert await state_of(records, AN_CHAT) is None
    assert (await records.role_of(AN) == "admin") == holds


async def test_a_void_invitation_is_purged_and_a_role_is_not(records: Records, database: Database) -> None:
    await records.keep_invitation(INVITATION)
    await accept(records)
    for digest, day in (("void", DAY), ("holds", DAY + timedelta(days=1))):
        await records.keep_invitation(KeptInvitation(digest, "helper", day))
    far = DAY + timedelta(days=5_000)
    assert (await records.purge(DAY, Retention(), lambda state: state))["invitations"] == 1
    assert await kept(database, "invitations", "hash") == ["holds"]
    await records.purge(far, Retention(), lambda state: state)
    assert await records.role_of(AN) == "admin"


async def test_erasing_takes_the_role_of_one_person_only(records: Records) -> None:
    for person, chat in ((AN, AN_CHAT), (BINH, BINH_CHAT)):
        await records.keep_invitation(INVITATION)
        await accept(records, person, chat)
    assert await records.erase(AN) == 2
    assert await records.role_of(AN) is None
    assert await records.role_of(BINH) == "admin"


async def test_a_role_nobody_knows_is_refused_by_the_database(records: Records) -> None:
    with pytest.raises(EntryRefused):
        await records.keep_invitation(KeptInvitation("x", "king", DAY))  # type: ignore[arg-type]  # what is proved
