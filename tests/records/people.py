"""Invented people and what they say, for the tests of the records."""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from cryptography.fernet import Fernet
from sqlalchemy import text

from bot.records import (
    AnswerGiven,
    CandidateChosen,
    CommentGiven,
    Database,
    Kind,
    Pseudonyms,
    QuestionAsked,
    Rated,
    ReasonGiven,
    Records,
    Secrets,
    Verdict,
)

SECRETS = Secrets(pseudonym=b"p" * 32, sealing=(Fernet.generate_key(),))
NAMES = Pseudonyms(SECRETS.pseudonym)
DAY = date(2026, 7, 20)
AN = NAMES.person("telegram", "1001")
BINH = NAMES.person("telegram", "1002")
AN_CHAT = NAMES.chat("telegram", "1001", "1001")
BINH_CHAT = NAMES.chat("telegram", "1002", "1002")
STATE = json.dumps({"procedure": "khai-sinh"})


def asked(
    question: str = "question-1", kind: Kind = "not_found", asked_text: str | None = "xin giấy gì đây", day: date = DAY
) -> QuestionAsked:
    return QuestionAsked(question, day, "telegram", "vi", kind, None, None, asked_text)


def answered(
    answer: str = "answer-1", question: str | None = None, kind: Kind = "not_found", day: date = DAY
) -> AnswerGiven:
    return AnswerGiven(answer, question, day, "telegram", "vi", kind, None)


def chose(procedure: str | None, answer: str = "answer-1", asked_text: str | None = "xin giấy") -> CandidateChosen:
    return CandidateChosen(answer, procedure, asked_text, DAY, "vi")


def rated(verdict: Verdict, person: str = AN, answer: str = "answer-1", day: date = DAY) -> Rated:
    return Rated(answer, person, verdict, day)


def explained(reason: str, detail: str | None = None, person: str = AN, answer: str = "answer-1") -> ReasonGiven:
    return ReasonGiven(answer, person, reason, detail, DAY)


def commented(comment: str, person: str = AN, answer: str = "answer-1", day: date = DAY) -> CommentGiven:
    return CommentGiven(answer, person, comment, day)


async def state_of(records: Records, chat: str) -> str | None:
    """The state of a conversation as the next turn finds it."""
    return (await records.loaded(chat, DAY)).conversation


async def rows(database: Database, table: str, columns: str = "*") -> list[Mapping[str, Any]]:
    """All rows of a table, as anybody with the database reads them."""
    async with database.read() as connection:
        found = await connection.execute(text(f"SELECT {columns} FROM {table}"))
        return [dict(row) for row in found.mappings()]


async def kept(database: Database, table: str, column: str) -> list[Any]:
    """One column of a table, in order."""
    return sorted([row[column] for row in await rows(database, table, column)], key=str)
