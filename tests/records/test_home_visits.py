"""A visit at home: sealed, for one co-ordinator, and gone when it should be. All people and numbers are invented."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.records import Database, NotInForce, Official, Records, Retention
from bot.records.decisions import OutreachCancelled
from bot.records.diary import Address
from bot.records.outreach import OutreachJoined, VisitAnswered, VisitDue, VisitWanted, VisitWithdrawn
from bot.records.outreach_outgoing import VisitsDue
from tests.records.people import AN, AN_CHAT, BINH, BINH_CHAT, DAY, SECRETS, kept
from tests.records.test_outreaches import EVENT, LATER, MORNING, SATURDAY, join, plan

NUMBER = "0905 000 123"
ASKED = VisitWanted(AN, EVENT.id, f"Nhà ông Bảy, gọi {NUMBER}", "telegram", "1001", "vi", 1, SATURDAY)


async def ask(records: Records, asked: VisitWanted = ASKED) -> None:
    await records.store("chat", asked.person, None, [asked])


async def leads(records: Records) -> None:
    joined = OutreachJoined(BINH, "led", MORNING, Address("telegram", "1002"))
    await records.store(BINH_CHAT, BINH, None, [joined])


async def due(database: Database) -> tuple[VisitDue, ...]:
    return await VisitsDue(database, SECRETS).due()


async def purposes(database: Database) -> list[str]:
    return await kept(database, "contacts", "purpose")


async def test_only_with_the_keys_one_reads_what_was_said_and_of_whom(records: Records, database: Database) -> None:
    await plan(records, EVENT)
    await leads(records)
    await ask(records)

    (visit,) = await due(database)

    assert (visit.said, visit.outreach.id, visit.language) == (ASKED.said, EVENT.id, "vi")
    assert (visit.asker, visit.coordinator) == (Address("telegram", "1001"), Address("telegram", "1002"))
    assert NUMBER not in repr(visit)
    if database.is_sqlite:
        file = Path(database.place.removeprefix("sqlite+aiosqlite:///"))
        written = b"".join(each.read_bytes() for each in file.parent.glob(f"{file.name}*"))
        assert EVENT.place.encode() in written, "the event itself is in clear"
        for secret in (NUMBER, "0905", "ông Bảy", "1001", AN):
            assert secret.encode() not in written


async def test_a_second_request_replaces_the_first_and_another_event_has_its_own(
    records: Records, database: Database
) -> None:
    await plan(records, EVENT, LATER)
    await ask(records)
    await ask(records, replace(ASKED, said="Dọn nhà rồi"))
    await ask(records, replace(ASKED, outreach=LATER.id))
    await ask(records, replace(ASKED, person=BINH))

    assert sorted((each.outreach.id, each.said) for each in await due(database)) == [
        (EVENT.id, "Dọn nhà rồi"),
        (EVENT.id, ASKED.said),
        (LATER.id, ASKED.said),
    ]


async def test_nobody_comes_home_from_an_event_that_is_not_held(records: Records, database: Database) -> None:
    await plan(records, EVENT)
    await records.store(BINH_CHAT, BINH, None, [OutreachCancelled(EVENT.id, Official(BINH, "admin", DAY))])

    with pytest.raises(NotInForce):
        await ask(records)

    assert await purposes(database) == []


async def test_who_asked_from_the_web_can_be_shown_it_and_not_written_to(records: Records, database: Database) -> None:
    await plan(records, EVENT)
    await ask(records, replace(ASKED, channel="web", address=None))

    (visit,) = await due(database)

    assert visit.asker is None
    held = await records.held_about(AN)
    assert held["home_visits"] == [{"place": EVENT.place, "day": "2026-07-25", "said": ASKED.said, "told": False}]


async def test_of_what_was_not_told_nothing_is_left_when_it_is_taken_back(records: Records, database: Database) -> None:
    await plan(records, EVENT)
    await ask(records)
    await records.store(AN_CHAT, AN, None, [VisitWithdrawn(AN, EVENT.id)])

    assert await purposes(database) == []
    with pytest.raises(NotInForce):
        await records.store(AN_CHAT, AN, None, [VisitWithdrawn(AN, EVENT.id)])


async def test_nobody_takes_back_or_answers_what_another_asked(records: Records, database: Database) -> None:
    await plan(records, EVENT, LATER)
    await leads(records)
    await join(records, AN)
    await ask(records)
    (visit,) = await due(database)

    with pytest.raises(NotInForce):
        await records.store(BINH_CHAT, BINH, None, [VisitWithdrawn(BINH, EVENT.id)])
    with pytest.raises(NotInForce):
        await records.store(AN_CHAT, AN, None, [VisitAnswered(AN, visit.key)])
    assert len(await due(database)) == 1

    await records.store(BINH_CHAT, BINH, None, [VisitAnswered(BINH, visit.key)])

    assert await purposes(database) == ["coordinator"]


async def test_erasing_and_the_day_after_take_it_along(records: Records, database: Database) -> None:
    await plan(records, EVENT)
    await ask(records)
    await ask(records, replace(ASKED, person=BINH))

    await records.erase(AN)
    assert await purposes(database) == ["home_visit"]

    await records.purge(SATURDAY, Retention(), lambda text: text)
    assert len(await due(database)) == 1
    await records.purge(SATURDAY + timedelta(days=1), Retention(), lambda text: text)

    assert await purposes(database) == await kept(database, "home_visits", "contact") == []
