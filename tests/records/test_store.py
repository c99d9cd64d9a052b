"""Whatever a turn of a conversation tells is kept whole, or not at all."""

import asyncio

import pytest

from bot.records import (
    AnswerUnknown,
    AskedKind,
    Database,
    Entry,
    EntryRefused,
    KeepText,
    QuestionAsked,
    Records,
    kept_text,
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
    asked,
    chose,
    commented,
    explained,
    kept,
    rated,
    rows,
    state_of,
)


async def test_a_conversation_goes_on_where_it_stood(records: Records) -> None:
    assert await state_of(records, AN_CHAT) is None

    await records.store(AN_CHAT, AN, STATE)
    await records.store(BINH_CHAT, BINH, '{"language": "en"}')
    await records.store(AN_CHAT, AN, '{"procedure": "ket-hon"}')

    assert await state_of(records, AN_CHAT) == '{"procedure": "ket-hon"}'
    assert await state_of(records, BINH_CHAT) == '{"language": "en"}'


async def test_storing_no_state_leaves_the_stored_one(records: Records) -> None:
    await records.store(AN_CHAT, AN, STATE)
    await records.store(AN_CHAT, AN, None, [asked()])

    assert await state_of(records, AN_CHAT) == STATE


async def test_a_question_is_kept_without_its_text(records: Records, database: Database) -> None:
    question = QuestionAsked(
        "q", DAY, "web", "en", "procedure", "cost", "khai-sinh", "what does it cost", assisted=True
    )
    await records.store(AN_CHAT, AN, None, [question, asked("other")])

    first, second = sorted(await rows(database, "questions"), key=lambda row: str(row["id"]), reverse=True)
    assert {**first, "day": str(first["day"]), "assisted": bool(first["assisted"])} == {
        "id": "q",
        "day": "2026-07-20",
        "channel": "web",
        "language": "en",
        "kind": "procedure",
        "aspect": "cost",
        "procedure": "khai-sinh",
        "assisted": True,
        "field": None,
    }
    assert not second["assisted"]


@pytest.mark.parametrize(
    ("policy", "kind", "stays"),
    [
        ("never", "not_found", False),
        ("never", "rejected_choice", False),
        ("unanswered", "not_found", True),
        ("unanswered", "listed_elsewhere", True),
        ("unanswered", "rejected_choice", True),
        ("unanswered", "procedure", False),
        ("unanswered", "choice", False),
        ("unanswered", "emergency", False),
        ("all", "procedure", True),
        ("all", "small_talk", True),
    ],
)
def test_a_text_stays_only_where_the_operator_keeps_its_kind(policy: KeepText, kind: AskedKind, stays: bool) -> None:
    assert kept_text(policy, kind, "xin giấy") == ("xin giấy" if stays else None)
    assert kept_text(policy, kind, None) is None


@pytest.mark.parametrize(("policy", "texts"), [("never", 0), ("unanswered", 2), ("all", 3)])
async def test_the_records_keep_texts_as_the_operator_chose(database: Database, policy: KeepText, texts: int) -> None:
    records = Records(database, SECRETS, policy)
    await records.store(
        AN_CHAT,
        AN,
        None,
        [asked("q1"), asked("q2", "procedure"), answered(kind="choice"), chose(None), asked("q3", asked_text=None)],
    )

    assert len(await rows(database, "asked_texts")) == texts


async def test_the_procedure_chosen_is_kept_and_its_question_is_not(records: Records, database: Database) -> None:
    await records.store(AN_CHAT, AN, None, [answered(kind="choice"), chose("khai-sinh")])

    assert await kept(database, "answers", "chosen") == ["khai-sinh"]
    assert await rows(database, "asked_texts") == []


async def test_a_rejected_choice_keeps_what_was_asked(records: Records, database: Database) -> None:
    await records.store(AN_CHAT, AN, None, [answered(kind="choice"), chose(None)])

    assert await kept(database, "answers", "chosen") == ["none"]
    (text,) = await rows(database, "asked_texts", "text, kind, procedure")
    assert text == {"text": "xin giấy", "kind": "rejected_choice", "procedure": None}


async def test_a_later_rating_replaces_the_earlier_and_its_reason(records: Records, database: Database) -> None:
    await records.store(
        AN_CHAT, AN, None, [answered(), rated("down"), explained("missing", "to-khai"), commented("thiếu")]
    )
    (down,) = await rows(database, "ratings", "verdict, reason, detail, comment")
    await records.store(AN_CHAT, AN, None, [rated("up")])
    (up,) = await rows(database, "ratings", "verdict, reason, detail, comment")

    assert down == {"verdict": "down", "reason": "missing", "detail": "to-khai", "comment": "thiếu"}
    assert up == {"verdict": "up", "reason": None, "detail": None, "comment": None}


async def test_the_same_thumb_twice_keeps_the_reason(records: Records, database: Database) -> None:
    await records.store(AN_CHAT, AN, None, [answered(), rated("down"), explained("unclear"), rated("down")])

    assert await kept(database, "ratings", "reason") == ["unclear"]


async def test_a_later_reason_replaces_the_earlier(records: Records, database: Database) -> None:
    await records.store(
        AN_CHAT, AN, None, [answered(), rated("down"), explained("differs", "cost"), explained("unclear")]
    )

    assert await rows(database, "ratings", "reason, detail") == [{"reason": "unclear", "detail": None}]


async def test_everybody_has_one_rating_an_answer(records: Records, database: Database) -> None:
    entries: list[Entry] = [
        answered(),
        answered("answer-2"),
        rated("up"),
        rated("up", BINH),
        rated("up", AN, "answer-2"),
    ]
    await records.store(AN_CHAT, AN, None, [*entries, rated("down", BINH)])

    assert sorted((row["answer"], row["verdict"]) for row in await rows(database, "ratings")) == [
        ("answer-1", "down"),
        ("answer-1", "up"),
        ("answer-2", "up"),
    ]


@pytest.mark.parametrize("entry", [rated("up"), explained("unclear"), commented("hay"), chose("khai-sinh")])
async def test_what_concerns_an_unknown_answer_is_told(records: Records, entry: Entry) -> None:
    with pytest.raises(AnswerUnknown, match="answer-1"):
        await records.store(AN_CHAT, AN, STATE, [entry])


async def test_a_reason_without_a_rating_of_that_person_is_told(records: Records) -> None:
    await records.store(AN_CHAT, AN, None, [answered(), rated("down")])

    with pytest.raises(AnswerUnknown):
        await records.store(BINH_CHAT, BINH, None, [explained("unclear", person=BINH)])


async def test_an_entry_that_fails_leaves_everything_as_it_was(records: Records, database: Database) -> None:
    await records.store(AN_CHAT, AN, STATE)

    with pytest.raises(AnswerUnknown):
        await records.store(AN_CHAT, AN, '{"lost": true}', [asked(), answered(), rated("up", answer="gone-123")])

    assert await state_of(records, AN_CHAT) == STATE
    for table in ("questions", "asked_texts", "answers", "ratings"):
        assert await rows(database, table) == []


async def test_what_the_database_refuses_is_told_without_repeating_it(records: Records) -> None:
    await records.store(AN_CHAT, AN, STATE, [answered(), rated("down")])

    for entry in (commented("bí mật " * 60), answered("other", question="bí mật"), answered()):
        with pytest.raises(EntryRefused) as refused:
            await records.store(AN_CHAT, AN, None, [entry])
        assert "bí mật" not in str(refused.value)
        assert refused.value.__cause__ is None
        assert refused.value.__suppress_context__


async def test_many_write_at_once_and_nothing_is_lost(records: Records, database: Database) -> None:
    await records.store(AN_CHAT, AN, None, [answered()])

    async def turn(number: int) -> None:
        person = NAMES.person("web", str(number))
        key = NAMES.chat("web", str(number), "")
        await records.store(key, person, STATE, [asked(f"question-{number}"), rated("up", person)])

    await asyncio.gather(*(turn(number) for number in range(40)))

    for table in ("conversations", "questions", "asked_texts", "ratings"):
        assert len(await rows(database, table)) == 40


async def test_two_programs_write_at_once_and_nothing_is_lost(url: str, records: Records) -> None:
    async with Database(url) as second:
        programs = (records, Records(second, SECRETS))
        await asyncio.gather(
            *(programs[number % 2].store(AN_CHAT, AN, STATE, [asked(f"question-{number}")]) for number in range(20))
        )
        assert len(await rows(second, "questions")) == 20


async def test_a_turn_that_is_cancelled_half_way_is_undone_and_hinders_nobody(
    records: Records, database: Database
) -> None:
    await records.store(AN_CHAT, AN, STATE, [answered()])
    for steps in range(0, 60, 3):
        turn = asyncio.create_task(records.store(AN_CHAT, AN, '{"cut": true}', [asked("q"), rated("up", answer="?")]))
        for _ in range(steps):
            await asyncio.sleep(0)  # lets the turn come so far
        turn.cancel()
        await asyncio.wait([turn])

    await records.store(BINH_CHAT, BINH, STATE, [rated("up", BINH)])
    assert await rows(database, "questions") == []
    assert await state_of(records, AN_CHAT) == await state_of(records, BINH_CHAT) == STATE


async def test_one_turns_failure_does_not_undo_anothers(records: Records, database: Database) -> None:
    outcomes = await asyncio.gather(
        *(records.store(AN_CHAT, AN, None, [asked(f"q{number}")]) for number in range(5)),
        *(records.store(BINH_CHAT, BINH, STATE, [asked(f"lost{n}"), rated("up", BINH)]) for n in range(5)),
        return_exceptions=True,
    )

    assert [type(outcome) for outcome in outcomes] == [type(None)] * 5 + [AnswerUnknown] * 5
    assert await kept(database, "questions", "id") == ["q0", "q1", "q2", "q3", "q4"]
    assert await state_of(records, BINH_CHAT) is None
