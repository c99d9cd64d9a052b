"""Notices, pauses and their audit, and what is forgotten of who left, on each database."""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

import pytest
from cryptography.fernet import Fernet
from sqlalchemy import event

from bot.catalog.model import Words
from bot.records import (
    Announcement,
    Board,
    Contact,
    Database,
    Departed,
    Entry,
    EntryRefused,
    Loaded,
    NoticeGiven,
    NoticeWithdrawn,
    NotInForce,
    Official,
    Pause,
    PauseGiven,
    PauseLifted,
    Records,
    Retention,
    Scope,
    Secrets,
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
    answered,
    kept,
    rated,
    rows,
    state_of,
)

NOTICE = Announcement("notice-1", Words("Nghỉ bão.", "Closed."), DAY, DAY + timedelta(days=2))
OFFICE = Announcement("notice-2", Words("Mất điện."), DAY, DAY, Scope("office", "cong-an-xa"))
PAUSE = Pause("khai-sinh", Words("Đang kiểm tra lại."))
BY = Official(AN, "admin", DAY)


async def decide(records: Records, *entries: Entry) -> None:
    await records.store(AN_CHAT, AN, None, entries)


async def board(records: Records, day: date = DAY) -> Board:
    return (await records.loaded("nobody", day)).board


async def audit(database: Database) -> list[tuple[str, ...]]:
    """What the audit says in the clear."""
    names = ("day", "deed", "role", "subject", "said")
    return sorted(tuple(str(row[name]) for name in names) for row in await rows(database, "audit"))


async def test_what_was_announced_and_paused_is_given_with_the_conversation(records: Records) -> None:
    await records.store(AN_CHAT, AN, STATE)
    await decide(records, NoticeGiven(OFFICE, BY), NoticeGiven(NOTICE, BY), PauseGiven(PAUSE, BY))
    assert await records.loaded(AN_CHAT, DAY) == Loaded(STATE, Board((NOTICE, OFFICE), (PAUSE,)))
    assert await records.loaded(BINH_CHAT, DAY) == Loaded(None, Board((NOTICE, OFFICE), (PAUSE,)))


async def test_the_board_holds_what_has_not_ended_and_what_is_to_come(records: Records) -> None:
    ahead = replace(NOTICE, id="notice-3", first_day=DAY + timedelta(days=9), last_day=DAY + timedelta(days=9))
    await decide(records, *(NoticeGiven(each, BY) for each in (ahead, OFFICE, NOTICE)))
    for days, stays in ((0, (NOTICE, OFFICE, ahead)), (1, (NOTICE, ahead)), (3, (ahead,)), (10, ())):
        assert (await board(records, DAY + timedelta(days=days))).announcements == stays


async def test_state_and_board_come_in_one_transaction_of_two_queries(records: Records, database: Database) -> None:
    """A turn waits for each of them."""
    asked: list[str] = []
    event.listen(
        database._reader.sync_engine, "before_cursor_execute", lambda _c, _k, statement, *_: asked.append(statement)
    )
    await records.loaded(AN_CHAT, DAY)
    assert len([statement for statement in asked if statement.startswith("SELECT")]) == 2


async def test_a_second_pause_replaces_the_sentence_of_the_first(records: Records) -> None:
    whole, again = Pause("*", Words("Bảo trì.", "Maintenance.")), Pause("*", Words("Xong lúc 9 giờ."))
    await decide(records, PauseGiven(whole, BY), PauseGiven(PAUSE, BY), PauseGiven(again, BY))
    found = await board(records)
    assert found.pauses == (again, PAUSE)
    assert found.whole == again
    assert found.pause_of("khai-sinh") == PAUSE
    assert found.pause_of("ket-hon") is None


async def test_everything_an_official_does_is_in_the_audit(records: Records, database: Database) -> None:
    await decide(records, NoticeGiven(OFFICE, BY), PauseGiven(PAUSE, BY))
    later = Official(BINH, "admin", DAY + timedelta(days=1))
    await decide(records, NoticeWithdrawn(OFFICE.id, later), PauseLifted(PAUSE.subject, later))
    assert await board(records) == Board()
    day, next_day = str(DAY), str(DAY + timedelta(days=1))
    assert await audit(database) == [
        (day, "announce", "admin", "office:cong-an-xa", "Mất điện."),
        (day, "pause", "admin", "khai-sinh", "Đang kiểm tra lại."),
        (next_day, "resume", "admin", "khai-sinh", "Đang kiểm tra lại."),
        (next_day, "withdraw", "admin", "office:cong-an-xa", "Mất điện."),
    ]


@pytest.mark.parametrize("entry", [NoticeWithdrawn("unknown0", BY), PauseLifted("khai-sinh", BY)])
async def test_what_is_not_in_force_cannot_be_ended(
    records: Records, database: Database, entry: NoticeWithdrawn | PauseLifted
) -> None:
    with pytest.raises(NotInForce):
        await records.store(AN_CHAT, AN, STATE, [entry])
    assert await audit(database) == []
    assert await state_of(records, AN_CHAT) is None


async def test_a_refused_notice_leaves_no_audit(records: Records, database: Database) -> None:
    wrong = replace(NOTICE, scope=Scope("street"))  # type: ignore[arg-type]  # what is proved
    with pytest.raises(EntryRefused):
        await decide(records, NoticeGiven(wrong, BY))
    assert await audit(database) == []


async def deeds(records: Records, person: str) -> list[Mapping[str, str]]:
    held = json.loads(json.dumps(await records.held_about(person)))
    return held["deeds"]  # type: ignore[no-any-return]  # a list of objects


async def test_officials_see_their_own_deeds_and_nobody_else_s(records: Records) -> None:
    await decide(records, NoticeGiven(NOTICE, BY))
    await decide(records, PauseGiven(PAUSE, Official(BINH, "admin", DAY)))
    assert await deeds(records, AN) == [
        {"day": str(DAY), "deed": "announce", "role": "admin", "subject": "all", "said": "Nghỉ bão."}
    ]
    assert [deed["deed"] for deed in await deeds(records, BINH)] == ["pause"]


async def test_erasing_takes_the_actor_out_and_leaves_the_deed_and_the_notice(
    records: Records, database: Database
) -> None:
    await decide(records, NoticeGiven(NOTICE, BY))
    await decide(records, PauseGiven(PAUSE, Official(BINH, "admin", DAY)))
    before = await audit(database)
    assert await records.erase(AN) == 1
    assert await audit(database) == before
    assert sorted(row["deed"] for row in await rows(database, "audit") if row["sealed"] is None) == ["announce"]
    assert await deeds(records, AN) == []
    assert len(await deeds(records, BINH)) == 1
    assert (await board(records)).announcements == (NOTICE,)


async def test_an_actor_whose_key_is_gone_is_nobody(records: Records, database: Database) -> None:
    await decide(records, NoticeGiven(NOTICE, BY))
    keyless = Records(database, Secrets(SECRETS.pseudonym, (Fernet.generate_key(),)))
    assert await deeds(keyless, AN) == []
    assert await keyless.erase(AN) == 0


async def test_notices_go_a_year_after_their_end_and_the_audit_after_two(records: Records, database: Database) -> None:
    today = DAY
    for number, ended in enumerate((date(2025, 7, 20), date(2025, 7, 19))):
        notice = Announcement(f"notice-{number}", Words(f"Lời {number}"), ended, ended)
        await decide(records, NoticeGiven(notice, Official(AN, "admin", DAY)))
    for number, day in enumerate((date(2024, 7, 20), date(2024, 7, 19))):
        await decide(records, PauseGiven(Pause(f"viec-{number}", PAUSE.sentence), Official(AN, "admin", day)))
    counts = await records.purge(today, Retention(), lambda state: state)
    assert (counts["notices"], counts["audit"]) == (1, 1)
    assert await kept(database, "notices", "id") == ["notice-0"]
    assert await kept(database, "pauses", "subject") == ["viec-0", "viec-1"]
    assert sorted(subject for _, deed, _, subject, _ in await audit(database) if deed == "pause") == ["viec-0"]


GROUP_CHAT = NAMES.chat("telegram", "1001", "-5")


async def somebody_known(records: Records) -> None:
    """An rates in a private chat and in a group, and may be written to; Bình too."""
    await records.store(AN_CHAT, AN, STATE, [answered(), rated("down")])
    await records.store(GROUP_CHAT, AN, STATE)
    await records.store(BINH_CHAT, BINH, STATE)
    for person, chat in ((AN, "1001"), (BINH, "1002")):
        await records.keep_contact(Contact(person, "telegram", chat, "reminder", 1, DAY + timedelta(days=9)))


async def test_who_left_a_private_chat_is_forgotten_but_for_the_ratings(records: Records, database: Database) -> None:
    await somebody_known(records)
    of_binh = await records.held_about(BINH)
    await records.store(AN_CHAT, AN, None, [Departed(AN_CHAT, AN)])
    assert await state_of(records, AN_CHAT) is None
    assert await state_of(records, GROUP_CHAT) == STATE
    held = await records.held_about(AN)
    assert held["contacts"] == []
    assert len(await rows(database, "ratings")) == 1
    assert await records.held_about(BINH) == of_binh


async def test_who_took_the_bot_out_of_a_group_can_still_be_written_to(records: Records) -> None:
    await somebody_known(records)
    await records.store(GROUP_CHAT, AN, None, [Departed(GROUP_CHAT, None)])
    assert await state_of(records, GROUP_CHAT) is None
    assert await state_of(records, AN_CHAT) == STATE
    assert len(json.loads(json.dumps(await records.held_about(AN)))["contacts"]) == 1
