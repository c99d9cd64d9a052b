"""Half a year of invented feedback, for looking at reports before there is any: the same for the same seed.

Every sentence and every office in it is marked "VÍ DỤ". Three weaknesses are planted, and nothing else is.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Final

from bot.catalog.catalog import Catalog
from bot.catalog.model import Ended, Procedure
from bot.language import Language
from bot.records.book import Assurance, Doubt
from bot.records.decisions import Decision, FactAssured, FactDoubted, Official
from bot.records.entries import (
    AnswerGiven,
    CandidateChosen,
    CommentGiven,
    Entry,
    Kind,
    QuestionAsked,
    Rated,
    ReasonGiven,
    Satisfaction,
    SurveyOffered,
    VisitSurveyed,
)

MARK: Final = "VÍ DỤ"
OFFICES: Final = tuple(f"{MARK}: Quầy {name}" for name in ("An Mẫu", "Bình Mẫu", "Cẩm Mẫu", "Duy Mẫu", "Điện Mẫu"))
FIELDS: Final = 8
PROCEDURES_OF_A_FIELD: Final = 3
CHANNELS: Final = ("telegram", "telegram", "web")
LANGUAGES: Final[Sequence[Language]] = ("vi",) * 19 + ("en",)
REASONS: Final = ("missing", "differs", "unclear", "other")
LINES: Final = ("time", "cost", "place")
LEVELS: Final[Sequence[Satisfaction]] = (1, 2, 3, 3, *(4,) * 11, *(5,) * 7)
"""Of 22 levels 18 are satisfied."""


@dataclass(frozen=True)
class Scale:
    """How much is invented, over how many days."""

    days: int = 182
    questions: int = 12_000
    ratings: int = 3_000
    surveys: int = 1_500


@dataclass(frozen=True)
class Planted:
    """What is weak in the invented half-year: whose papers are told wrong, who is late, what is not answered."""

    procedure: str
    office: str
    field: str


class History:
    """Invented feedback up to `last`, of procedures of the catalog. Raises ValueError for a catalog without any."""

    def __init__(self, catalog: Catalog, last: date, scale: Scale = Scale(), seed: int = 1) -> None:
        self._chance = Random(seed)  # noqa: S311 - invented, not secret
        self._last = last
        self._scale = scale
        self._procedures = _asked_about(catalog, last)
        if not self._procedures:
            raise ValueError("The catalog holds no procedure to invent feedback about")
        fields = list(dict.fromkeys(each.field for each in self._procedures))
        self.planted = Planted(self._procedures[0].id, OFFICES[2], fields[-1])

    def entries(self) -> Iterator[Entry]:
        """What people asked and said, in the order of days."""
        scale = self._scale
        days = sorted(self._day() for _ in range(scale.questions))
        rated = {*self._chance.sample(range(scale.questions), min(scale.ratings, scale.questions))}
        for number, day in enumerate(days):
            yield from self._question(number, day, rated=number in rated)
        for number in range(scale.surveys):
            yield from self._survey(number)

    def decisions(self) -> Iterator[Decision]:
        """What reviewers did about facts: some are mended, one after the other, one still waits."""
        for number, procedure in enumerate(self._procedures[1:7]):
            doubted = self._last - timedelta(days=20 * number + 15)
            doubt = Doubt(f"vidu{number:04}", procedure.id, "cost", "vidu0000", doubted, f"{MARK}: lệ phí đã đổi")
            yield FactDoubted(doubt, Official("vidu", "reviewer", doubted))
            if number:
                assured = doubted + timedelta(days=2 * number)
                assurance = Assurance(procedure.id, "cost", f"vidu{number % 3:04}", assured)
                yield FactAssured(assurance, Official("vidu", "reviewer", assured))

    def _day(self) -> date:
        """A day, a working day four times as likely as another."""
        while True:
            day = self._last - timedelta(days=self._chance.randrange(self._scale.days))
            if day.weekday() < 5 or self._chance.random() < 0.25:
                return day

    def _question(self, number: int, day: date, *, rated: bool) -> Iterator[Entry]:
        chance = self._chance
        procedure = chance.choice(self._procedures)
        channel, language = chance.choice(CHANNELS), chance.choice(LANGUAGES)
        kind = self._kind(procedure)
        name = procedure.id if kind == "procedure" else None
        question, answer = f"vd{number:07}", f"v{number:07}"
        text = f"{MARK}: câu hỏi {number} chưa có câu trả lời" if kind == "not_found" else None
        yield QuestionAsked(
            question, day, channel, language, kind, None, name, text, field=None if name else procedure.field
        )
        yield AnswerGiven(answer, question, day, channel, language, kind, name)
        chosen = kind == "choice" and chance.random() < 0.7
        if chosen:
            meant = procedure.id if chance.random() < 0.93 else None
            yield CandidateChosen(answer, meant, None, day, language)
        if rated and (kind == "procedure" or chosen):
            yield from self._rating(number, answer, procedure, day)

    def _kind(self, procedure: Procedure) -> Kind:
        missed = 0.3 if procedure.field == self.planted.field else 0.07
        return "not_found" if self._chance.random() < missed else self._chance.choice(("procedure",) * 4 + ("choice",))

    def _rating(self, number: int, answer: str, procedure: Procedure, day: date) -> Iterator[Entry]:
        chance, person = self._chance, f"{MARK} {number}"
        weak = procedure.id == self.planted.procedure
        helped = chance.random() < (0.45 if weak else 0.88)
        yield Rated(answer, person, "up" if helped else "down", day)
        if helped:
            return
        reason = "missing" if weak else chance.choice(REASONS)
        detail = {"missing": _a_paper(procedure, chance), "differs": chance.choice(LINES)}.get(reason)
        yield ReasonGiven(answer, person, reason, detail, day)
        if chance.random() < 0.1:
            yield CommentGiven(answer, person, f"{MARK}: góp ý số {number}", day)

    def _survey(self, number: int) -> Iterator[Entry]:
        chance, day = self._chance, self._day()
        channel, language = chance.choice(CHANNELS), chance.choice(LANGUAGES)
        yield SurveyOffered(day, channel, language)
        if chance.random() < 0.5:
            yield SurveyOffered(day, channel, language)
        office = chance.choice(OFFICES)
        punctual = 0.5 if office == self.planted.office else 0.88
        yield VisitSurveyed(
            f"{MARK} {number}",
            day,
            channel,
            language,
            chance.choice(self._procedures).id,
            office,
            access=chance.choice(LEVELS),
            formalities=chance.choice(LEVELS),
            staff=chance.choice(LEVELS),
            result=chance.choice(LEVELS),
            feedback=chance.choice(LEVELS),
            on_time=chance.random() < punctual,
            asked_for_more=chance.random() < 0.06,
            paid_extra=chance.random() < 0.03,
            trips=chance.choice((1, 1, 1, 2, 2, 3, 4)),
            comment=f"{MARK}: lời kể số {number}" if chance.random() < 0.05 else None,
            invited=chance.random() < 0.8,
        )


def _asked_about(catalog: Catalog, day: date) -> list[Procedure]:
    """Some procedures that hold on a day, of the fields that have most; in the order of their ids."""
    by_field: dict[str, list[Procedure]] = {}
    for each in sorted(catalog.procedures, key=lambda each: each.id):
        if not isinstance(each.on(day), Ended):
            by_field.setdefault(each.field, []).append(each)
    fields = sorted(by_field, key=lambda field: (-len(by_field[field]), field))[:FIELDS]
    return [each for field in fields for each in by_field[field][:PROCEDURES_OF_A_FIELD]]


def _a_paper(procedure: Procedure, chance: Random) -> str:
    papers = [each.id for group in procedure.evidence or () for each in (*group.all_of, *group.one_of)]
    return chance.choice(papers[:2]) if papers else "another"
