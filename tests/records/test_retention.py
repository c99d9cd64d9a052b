"""Nothing is kept longer than was promised, nothing is thrown away before."""

import json
from datetime import date, timedelta

import pytest
from cryptography.fernet import Fernet
from sqlalchemy import insert

from bot.records import Address, Contact, Database, DigestWanted, Entry, Records, Retention, Secrets
from bot.records.retention import months_before
from bot.records.schema import CONVERSATIONS
from bot.records.sealing import Sealing
from tests.records.people import (
    AN,
    AN_CHAT,
    BINH,
    BINH_CHAT,
    SECRETS,
    STATE,
    answered,
    asked,
    commented,
    kept,
    rated,
    rows,
    state_of,
)

TODAY = date(2026, 7, 20)
LAST_DAY_OF_TEXT = date(2026, 4, 21)
LAST_DAY_OF_ROWS = date(2024, 7, 20)
ONE = timedelta(days=1)
NOTHING = {
    "asked_texts": 0,
    "comments": 0,
    "ratings": 0,
    "answers": 0,
    "questions": 0,
    "surveys": 0,
    "survey_comments": 0,
    "survey_offers": 0,
    "alerts": 0,
    "contacts": 0,
    "invitations": 0,
    "poster_uses": 0,
    "updates": 0,
    "notices": 0,
    "audit": 0,
    "assurances": 0,
    "doubts": 0,
    "unanswered": 0,
    "boards": 0,
    "helpers": 0,
    "coordinators": 0,
    "outreaches": 0,
    "conversations": 0,
}


def _stays(state: str) -> str | None:
    return state


async def test_texts_and_comments_go_after_ninety_days(records: Records, database: Database) -> None:
    for number, day in enumerate((LAST_DAY_OF_TEXT, LAST_DAY_OF_TEXT - ONE)):
        answer = f"answer-{number}"
        entries: list[Entry] = [asked(f"q{number}", asked_text=answer, day=day), answered(answer, day=day)]
        await records.store(
            AN_CHAT, AN, None, [*entries, rated("down", AN, answer, day), commented("thiếu", AN, answer, day)]
        )

    counts = await records.purge(TODAY, Retention(), _stays)

    assert counts == {**NOTHING, "asked_texts": 1, "comments": 1}
    assert await kept(database, "asked_texts", "text") == ["answer-0"]
    assert sorted((row["answer"], row["comment"]) for row in await rows(database, "ratings")) == [
        ("answer-0", "thiếu"),
        ("answer-1", None),
    ]
    assert len(await rows(database, "questions")) == 2


async def test_questions_answers_and_ratings_go_after_two_years(records: Records, database: Database) -> None:
    for number, day in enumerate((LAST_DAY_OF_ROWS, LAST_DAY_OF_ROWS - ONE)):
        answer = f"answer-{number}"
        entries: list[Entry] = [asked(f"q{number}", day=day, asked_text=None), answered(answer, f"q{number}", day=day)]
        await records.store(AN_CHAT, AN, None, [*entries, rated("up", AN, answer, TODAY)])

    counts = await records.purge(TODAY, Retention(), _stays)

    assert counts == {**NOTHING, "questions": 1, "answers": 1, "ratings": 1}
    assert await kept(database, "questions", "id") == ["q0"]
    assert await kept(database, "answers", "id") == ["answer-0"]
    assert await kept(database, "ratings", "answer") == ["answer-0"]


async def test_an_answer_given_after_midnight_outlives_its_question(records: Records, database: Database) -> None:
    before_midnight = asked("q", day=LAST_DAY_OF_ROWS - ONE, asked_text=None)
    await records.store(AN_CHAT, AN, None, [before_midnight, answered("a", "q", day=LAST_DAY_OF_ROWS)])

    await records.purge(TODAY, Retention(), _stays)

    assert await kept(database, "answers", "question") == [None]


async def test_contacts_go_on_the_day_they_expire(records: Records, database: Database) -> None:
    for day in (TODAY, TODAY + ONE):
        await records.keep_contact(Contact(AN, "telegram", "1001", "reminder", 1, day))

    assert await records.purge(TODAY, Retention(), _stays) == {**NOTHING, "contacts": 1}
    assert [str(day) for day in await kept(database, "contacts", "expires_on")] == [str(TODAY + ONE)]


async def test_alerts_go_after_two_years_and_who_wanted_them_with_the_contact(
    records: Records, database: Database
) -> None:
    for day in (LAST_DAY_OF_ROWS, LAST_DAY_OF_ROWS - ONE):
        await records.settle_alerts(day, lambda _: ["khai-sinh"])
    wanted = DigestWanted(AN, Address("telegram", "1001"), "vi", 1, TODAY - ONE, TODAY)
    await records.store(AN_CHAT, AN, None, [wanted])
    assert len(await rows(database, "subscribers")) == 1

    counts = await records.purge(TODAY, Retention(), _stays)

    assert counts == {**NOTHING, "alerts": 2, "contacts": 1}
    assert {str(day) for day in await kept(database, "alerts", "day")} == {str(LAST_DAY_OF_ROWS)}
    assert await rows(database, "subscribers") == []


async def test_conversations_are_trimmed_or_deleted_as_the_conversation_says(records: Records) -> None:
    await records.store(AN_CHAT, AN, '{"language": "en", "procedure": "khai-sinh"}')
    await records.store(BINH_CHAT, BINH, "{}")

    def expired(state: str) -> str | None:
        language = json.loads(state).get("language")
        return json.dumps({"language": language}) if language else None

    assert await records.purge(TODAY, Retention(), expired) == {**NOTHING, "conversations": 1}
    assert await state_of(records, AN_CHAT) == '{"language": "en"}'
    assert await state_of(records, BINH_CHAT) is None


async def test_every_conversation_is_looked_at_however_many_there_are(records: Records, database: Database) -> None:
    sealed = Sealing(SECRETS.sealing).seal(STATE)
    many = [{"key": f"chat-{number}", "person": AN, "sealed": sealed} for number in range(450)]
    async with database.write() as connection:
        await connection.execute(insert(CONVERSATIONS), many)

    assert (await records.purge(TODAY, Retention(), lambda _: None))["conversations"] == 450
    assert await rows(database, "conversations") == []


async def test_a_purge_seals_anew_so_that_an_old_key_can_be_given_up(database: Database) -> None:
    newest = Fernet.generate_key()
    await Records(database, SECRETS).store(AN_CHAT, AN, STATE)
    both = Records(database, Secrets(SECRETS.pseudonym, (newest, *SECRETS.sealing)))
    await both.purge(TODAY, Retention(), _stays)

    assert await state_of(Records(database, Secrets(SECRETS.pseudonym, (newest,))), AN_CHAT) == STATE


async def test_a_conversation_that_no_key_opens_is_purged(database: Database) -> None:
    await Records(database, SECRETS).store(AN_CHAT, AN, STATE)
    keyless = Records(database, Secrets(SECRETS.pseudonym, (Fernet.generate_key(),)))

    assert (await keyless.purge(TODAY, Retention(), _stays))["conversations"] == 1


async def test_a_second_purge_finds_nothing(records: Records) -> None:
    await records.store(AN_CHAT, AN, STATE, [asked(day=LAST_DAY_OF_ROWS - ONE)])
    await records.purge(TODAY, Retention(), _stays)

    assert await records.purge(TODAY, Retention(), _stays) == NOTHING


@pytest.mark.parametrize(
    ("day", "months", "earlier"),
    [
        (date(2026, 7, 20), 24, date(2024, 7, 20)),
        (date(2026, 3, 31), 1, date(2026, 2, 28)),
        (date(2024, 2, 29), 24, date(2022, 2, 28)),
        (date(2026, 1, 15), 1, date(2025, 12, 15)),
    ],
)
def test_months_are_counted_by_the_calendar(day: date, months: int, earlier: date) -> None:
    assert months_before(day, months) == earlier
