"""Many entries kept at once, as `Records.store` would leave them one by one: for a demonstration or a measurement."""

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any, Final

from sqlalchemy import Table, insert
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.records.answers import NONE_OF_THESE
from bot.records.entries import (
    AnswerGiven,
    CandidateChosen,
    CommentGiven,
    Entry,
    QuestionAsked,
    Rated,
    ReasonGiven,
    SurveyOffered,
    VisitSurveyed,
)
from bot.records.mixing import random_key
from bot.records.schema import ANSWERS, ASKED_TEXTS, QUESTIONS, RATINGS, SURVEY_OFFERS, SURVEYS
from bot.records.sealing import Pseudonyms

_TOGETHER: Final = 5_000
Row = dict[str, Any]


class Stock:
    """Entries of people as rows; what officials do is not for it. Raises TypeError for an entry it does not know."""

    def __init__(self, pseudonyms: Pseudonyms) -> None:
        self._pseudonyms = pseudonyms
        self._questions: dict[str, Row] = {}
        self._texts: list[Row] = []
        self._answers: dict[str, Row] = {}
        self._ratings: dict[tuple[str, str], Row] = {}
        self._counting: dict[str, Row] = {}
        self._surveys: dict[str, Row] = {}
        self._offers: dict[tuple[Any, ...], Row] = {}

    def take(self, entries: Iterable[Entry]) -> None:
        """Makes rows of entries, in the order in which they were said."""
        for entry in entries:
            self._take(entry)

    async def keep(self, connection: AsyncConnection) -> int:
        """Writes all rows, each table in the order of its random keys; how many."""
        kept = 0
        tables: tuple[tuple[Table, Iterable[Row]], ...] = (
            (QUESTIONS, self._questions.values()),
            (ASKED_TEXTS, self._texts),
            (ANSWERS, self._answers.values()),
            (RATINGS, self._ratings.values()),
            (SURVEYS, self._surveys.values()),
            (SURVEY_OFFERS, self._offers.values()),
        )
        for table, rows in tables:
            keys = [column.name for column in table.primary_key.columns]
            ordered = sorted(rows, key=lambda row: [str(row[key]) for key in keys])
            for start in range(0, len(ordered), _TOGETHER):
                await connection.execute(insert(table), ordered[start : start + _TOGETHER])
            kept += len(ordered)
        return kept

    def _take(self, entry: Entry) -> None:
        match entry:
            case QuestionAsked():
                row = asdict(entry)
                text = row.pop("text")
                self._questions[entry.id] = row
                if text is not None:
                    self._texts.append(
                        {"id": random_key(), "text": text}
                        | {name: row[name] for name in ("day", "language", "kind", "procedure", "assisted")}
                    )
            case AnswerGiven():
                asked = self._questions.get(entry.question or "", {"assisted": False, "field": None})
                of_question = {name: asked[name] for name in ("assisted", "field")}
                self._answers[entry.id] = asdict(entry) | {"chosen": None} | of_question
            case CandidateChosen():
                self._answers[entry.answer]["chosen"] = entry.procedure or NONE_OF_THESE
            case Rated():
                self._rate(entry)
            case ReasonGiven():
                self._rating_of(entry).update(reason=entry.reason, detail=entry.detail)
            case CommentGiven():
                self._rating_of(entry).update(comment=entry.comment)
            case VisitSurveyed():
                told = asdict(entry)
                once = self._pseudonyms.once(told.pop("person"), entry.day, entry.procedure, entry.office)
                self._surveys[once] = {"once": once, **told}
            case SurveyOffered():
                key = (entry.day, entry.channel, entry.language)
                self._offers.setdefault(key, asdict(entry) | {"offered": 0})["offered"] += 1
            case _:
                raise TypeError(f"{type(entry).__name__} cannot be kept with many others; use Records.store")

    def _rate(self, entry: Rated) -> None:
        answer = self._answers[entry.answer]
        once = self._pseudonyms.once(entry.person, entry.day, answer["procedure"] or answer["chosen"])
        if once in self._counting:
            self._counting[once]["once"] = None
        rater = self._pseudonyms.rater(entry.person, entry.answer)
        row: Row = {"answer": entry.answer, "rater": rater, "verdict": entry.verdict, "day": entry.day, "once": once}
        before = self._ratings.get((entry.answer, rater), {})
        kept = before if before.get("verdict") == entry.verdict else {}
        row |= {name: kept.get(name) for name in ("reason", "detail", "comment")}
        self._ratings[entry.answer, rater] = self._counting[once] = row

    def _rating_of(self, entry: ReasonGiven | CommentGiven) -> Row:
        return self._ratings[entry.answer, self._pseudonyms.rater(entry.person, entry.answer)]
