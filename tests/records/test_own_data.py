"""A person sees all that leads back to them, and can have it gone."""

import asyncio
import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from bot.records import Contact, Database, Entry, Erased, Records, Secrets
from tests.records.people import (
    AN,
    AN_CHAT,
    BINH,
    BINH_CHAT,
    NAMES,
    SECRETS,
    STATE,
    answered,
    asked,
    commented,
    explained,
    kept,
    rated,
    rows,
    state_of,
)

AN_CONTACT = Contact(AN, "telegram", "1001", "reminder", 1, date(2026, 9, 1))
BINH_CONTACT = Contact(BINH, "telegram", "1002", "reminder", 1, date(2026, 9, 1))
NOTHING: Mapping[str, object] = {
    "role": None,
    "conversations": [],
    "ratings": [],
    "surveys": [],
    "contacts": [],
    "reminders": [],
    "deeds": [],
    "events": [],
    "home_visits": [],
}
AN_COMMENT = "chưa nói tới giấy chứng sinh"


async def _tell(records: Records) -> None:
    await records.store(
        AN_CHAT,
        AN,
        STATE,
        [asked(), answered(), rated("down"), explained("missing", "chung-sinh"), commented(AN_COMMENT)],
    )
    await records.store(NAMES.chat("telegram", "1001", "-5"), AN, '{"language": "en"}')
    await records.store(
        BINH_CHAT, BINH, STATE, [answered("answer-2"), rated("up", BINH), rated("up", BINH, "answer-2")]
    )
    await records.keep_contact(AN_CONTACT)
    await records.keep_contact(BINH_CONTACT)


async def test_a_person_sees_everything_that_is_theirs_and_nothing_else(records: Records) -> None:
    await _tell(records)
    held = json.loads(json.dumps(await records.held_about(AN)))

    assert sorted(held["conversations"], key=str) == [{"language": "en"}, {"procedure": "khai-sinh"}]
    assert held["ratings"] == [
        {
            "answer": "answer-1",
            "verdict": "down",
            "reason": "missing",
            "detail": "chung-sinh",
            "comment": AN_COMMENT,
            "day": "2026-07-20",
        }
    ]
    assert held["contacts"] == [
        {
            "channel": "telegram",
            "chat": "1001",
            "purpose": "reminder",
            "consent_version": 1,
            "expires_on": "2026-09-01",
        }
    ]


async def test_nothing_is_held_about_a_stranger(records: Records) -> None:
    await _tell(records)

    assert await records.held_about(NAMES.person("web", "1001")) == NOTHING


async def test_erasing_takes_everything_of_a_person_and_nothing_of_another(
    records: Records, database: Database
) -> None:
    await _tell(records)
    of_binh = await records.held_about(BINH)

    assert await records.erase(AN) == 4
    assert await records.held_about(AN) == NOTHING
    assert await state_of(records, AN_CHAT) is None
    assert await records.held_about(BINH) == of_binh
    assert len(await rows(database, "ratings")) == 2
    assert await records.erase(AN) == 0


async def test_erasing_may_be_part_of_a_turn_which_then_starts_anew(records: Records) -> None:
    await _tell(records)
    await records.store(AN_CHAT, AN, '{"language": "vi"}', [Erased(AN)])

    held = await records.held_about(AN)
    assert held == {**NOTHING, "conversations": [{"language": "vi"}]}


@pytest.mark.parametrize("by_entry", [False, True])
async def test_erasing_leaves_no_byte_in_the_files(tmp_path: Path, by_entry: bool) -> None:
    path = tmp_path / "records.db"
    async with Database(f"sqlite+aiosqlite:///{path}") as database:
        records = Records(database, SECRETS)
        await _tell(records)
        for number in range(60):  # enough for pages to split, merge and be freed
            entries: list[Entry] = [answered(f"a{number:07}"), rated("down", AN, f"a{number:07}")]
            entries.append(commented(f"{AN_COMMENT} {'x' * 250}", AN, f"a{number:07}"))
            await records.store(NAMES.chat("telegram", "1001", str(number)), AN, STATE, entries)
            await records.store(NAMES.chat("web", str(number), ""), BINH, STATE)
        marks = [AN.encode(), AN_CHAT.encode(), AN_COMMENT.encode(), NAMES.rater(AN, "answer-1").encode()]
        assert all(mark in _bytes(path) for mark in marks)

        if by_entry:
            await records.store(AN_CHAT, AN, None, [Erased(AN)])
        else:
            await records.erase(AN)

        assert [mark for mark in marks if mark in _bytes(path)] == []
        assert BINH.encode() in _bytes(path)


def _bytes(path: Path) -> bytes:
    return b"".join(file.read_bytes() for file in path.parent.iterdir())


async def test_erasing_finds_what_another_program_is_just_writing_again(url: str, records: Records) -> None:
    await _tell(records)
    async with Database(url) as second:
        others = Records(second, SECRETS)
        turns = [others.store(NAMES.chat("web", str(n), ""), NAMES.person("web", str(n)), STATE) for n in range(30)]
        await asyncio.gather(records.erase(AN), *turns)
        assert await others.held_about(AN) == NOTHING


async def test_keys_rotate_and_old_values_still_open(database: Database) -> None:
    newer = Secrets(SECRETS.pseudonym, (Fernet.generate_key(), *SECRETS.sealing))
    await Records(database, SECRETS).store(AN_CHAT, AN, STATE)
    await Records(database, SECRETS).keep_contact(AN_CONTACT)

    held = await Records(database, newer).held_about(AN)

    assert await state_of(Records(database, newer), AN_CHAT) == STATE
    assert held["conversations"] == [json.loads(STATE)]
    assert len(await kept(database, "contacts", "id")) == 1
    assert held["contacts"] != []


async def test_what_no_key_opens_counts_as_no_conversation_and_can_still_be_erased(
    database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    await Records(database, SECRETS).store(AN_CHAT, AN, STATE)
    await Records(database, SECRETS).keep_contact(BINH_CONTACT)
    keyless = Records(database, Secrets(SECRETS.pseudonym, (Fernet.generate_key(),)))

    assert await state_of(keyless, AN_CHAT) is None
    assert "sealing key" in caplog.text
    assert AN_CHAT not in caplog.text
    assert (await keyless.held_about(AN))["conversations"] == [None]
    assert await keyless.erase(AN) == 1
    assert await rows(database, "conversations") == []
