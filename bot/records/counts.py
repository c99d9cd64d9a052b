"""What people asked and said in a period, grouped and counted by the database; Python only ever adds counts up."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement, Row, and_, case, exists, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.records.answers import NONE_OF_THESE
from bot.records.entries import FACTORS, Factor, Kind, Verdict
from bot.records.schema import ANSWERS, QUESTIONS, RATINGS, SURVEY_OFFERS, SURVEYS

FACTS: Final = ("on_time", "asked_for_more", "paid_extra")
"""What a survey asks to be answered with yes or no."""

MANY_TRIPS: Final = 4
"""From so many trips on they are counted together."""

ABOUT: Final = func.nullif(func.coalesce(ANSWERS.c.procedure, ANSWERS.c.chosen), NONE_OF_THESE)
"""The procedure that an answer was about, or that was chosen from its list."""

_OF_ANSWERS: Final = (ANSWERS.c.channel, ANSWERS.c.language, ANSWERS.c.assisted, ABOUT, ANSWERS.c.field)
"""The labels of what was said of an answer."""


@dataclass(frozen=True)
class Period:
    """Days from `first` to `last`, both inclusive. Raises ValueError where they are reversed."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError(f"{self.first} … {self.last}: the last day comes before the first; turn them round")

    @property
    def days(self) -> int:
        """How many days."""
        return (self.last - self.first).days + 1

    @property
    def before(self) -> "Period":
        """As many days, right before."""
        length = timedelta(days=self.days)
        return Period(self.first - length, self.last - length)


@dataclass(frozen=True)
class Labels:
    """What the counts of one cell have in common; None: not known, or of no procedure."""

    channel: str
    language: str
    assisted: bool = False
    procedure: str | None = None
    field: str | None = None
    office: str | None = None


@dataclass(frozen=True)
class Asked:
    """How many questions were answered with `kind`."""

    labels: Labels
    kind: Kind
    count: int


@dataclass(frozen=True)
class Chosen:
    """How many lists were decided and not rated: with a procedure of the list, or with none of it (`meant` False)."""

    labels: Labels
    meant: bool
    count: int


@dataclass(frozen=True)
class Voiced:
    """How many ratings that count were alike; `meant` False: the answer was about another procedure."""

    labels: Labels
    kind: Kind
    verdict: Verdict
    reason: str | None
    detail: str | None
    meant: bool
    count: int


@dataclass(frozen=True)
class Surveyed:
    """How many surveys, for each factor how many of each level (1 to 5), for each fact how many said yes and no.

    `trips` counts 1, 2, 3, and `MANY_TRIPS` or more.
    """

    labels: Labels
    count: int
    invited: int
    levels: Mapping[Factor, tuple[int, ...]]
    facts: Mapping[str, tuple[int, int]]
    trips: tuple[int, ...]


@dataclass(frozen=True)
class Daily:
    """How much there was on one day, what a helper asked left out: questions by kind, thumbs that count."""

    day: date
    kinds: Mapping[Kind, int]
    up: int
    down: int


@dataclass(frozen=True)
class Counts:
    """All that was counted of a period.

    `answered`: answers with thumbs under them, without those to helpers; `offered`: invitations to a survey;
    `replaced`: ratings in whose place a later one of the same day counts.
    """

    period: Period
    asked: tuple[Asked, ...] = ()
    chosen: tuple[Chosen, ...] = ()
    voiced: tuple[Voiced, ...] = ()
    surveyed: tuple[Surveyed, ...] = ()
    daily: tuple[Daily, ...] = ()
    answered: int = 0
    offered: int = 0
    replaced: int = 0


async def counts(connection: AsyncConnection, period: Period) -> Counts:
    """Everything of a period; one query for each table and purpose."""
    return replace(
        await shares_only(connection, period),
        answered=await _number(
            connection, func.count(), and_(within(ANSWERS.c.day, period), ANSWERS.c.assisted.is_(False))
        ),
        daily=await _daily(connection, period),
        offered=await _number(connection, func.sum(SURVEY_OFFERS.c.offered), within(SURVEY_OFFERS.c.day, period)),
        replaced=await _number(connection, func.count(), and_(within(RATINGS.c.day, period), RATINGS.c.once.is_(None))),
    )


async def shares_only(connection: AsyncConnection, period: Period) -> Counts:
    """What shares are made of, to compare another period with."""
    return Counts(
        period,
        asked=await _asked(connection, period),
        chosen=await _chosen(connection, period),
        voiced=await voiced(connection, period),
        surveyed=await _surveyed(connection, period),
    )


def within(day: ColumnElement[date], period: Period) -> ColumnElement[bool]:
    """Whether a day is one of the period."""
    return day.between(period.first, period.last)


async def _asked(connection: AsyncConnection, period: Period) -> tuple[Asked, ...]:
    table = QUESTIONS.c
    # In the order of the index nothing need be sorted but the counts of the days, which are few.
    in_order = (table.day, table.kind, table.channel, table.language, table.assisted, table.procedure, table.field)
    days = select(*in_order, func.count().label("number")).where(within(table.day, period)).group_by(*in_order)
    day = days.subquery().c
    by = (day.channel, day.language, day.assisted, day.procedure, day.field, day.kind)
    found = await connection.execute(select(*by, func.sum(day.number)).group_by(*by))
    return tuple(Asked(Labels(*labels), kind, int(count)) for *labels, kind, count in found)


async def _chosen(connection: AsyncConnection, period: Period) -> tuple[Chosen, ...]:
    meant = ANSWERS.c.chosen != NONE_OF_THESE
    by = (*_OF_ANSWERS, meant)
    rated = exists().where(RATINGS.c.answer == ANSWERS.c.id, RATINGS.c.once.is_not(None))
    decided = and_(within(ANSWERS.c.day, period), ANSWERS.c.kind == "choice", ANSWERS.c.chosen.is_not(None), ~rated)
    found = await connection.execute(select(*by, func.count()).where(decided).group_by(*by))
    return tuple(Chosen(Labels(*labels), bool(meant), count) for *labels, meant, count in found)


async def voiced(connection: AsyncConnection, period: Period) -> tuple[Voiced, ...]:
    """The ratings that count."""
    meant = and_(func.coalesce(RATINGS.c.reason, "") != "wrong", func.coalesce(ANSWERS.c.chosen, "") != NONE_OF_THESE)
    by = (*_OF_ANSWERS, ANSWERS.c.kind, RATINGS.c.verdict, RATINGS.c.reason, RATINGS.c.detail, meant)
    counted = and_(within(RATINGS.c.day, period), RATINGS.c.once.is_not(None))
    found = await connection.execute(select(*by, func.count()).join_from(RATINGS, ANSWERS).where(counted).group_by(*by))
    return tuple(
        Voiced(Labels(*labels), kind, verdict, reason, detail, bool(meant), count)
        for *labels, kind, verdict, reason, detail, meant, count in found
    )


async def _surveyed(connection: AsyncConnection, period: Period) -> tuple[Surveyed, ...]:
    table = SURVEYS.c
    by = (table.channel, table.language, table.assisted, table.procedure, table.office)
    surveys = select(*by, func.count(), *_OF_SURVEYS).where(within(table.day, period))
    return tuple(_survey(row) for row in await connection.execute(surveys.group_by(*by)))


def _survey(row: Row[Any]) -> Surveyed:
    channel, language, assisted, procedure, office, count, invited, *sums = tuple(row)
    levels = {factor: tuple(sums[5 * at : 5 * at + 5]) for at, factor in enumerate(FACTORS)}
    rest = sums[5 * len(FACTORS) :]
    facts = {fact: (rest[2 * at], rest[2 * at + 1]) for at, fact in enumerate(FACTS)}
    labels = Labels(channel, language, assisted, procedure, office=office)
    return Surveyed(labels, count, invited, levels, facts, tuple(rest[2 * len(FACTS) :]))


async def _daily(connection: AsyncConnection, period: Period) -> tuple[Daily, ...]:
    asked = select(QUESTIONS.c.day, QUESTIONS.c.kind, func.count()).where(
        within(QUESTIONS.c.day, period), QUESTIONS.c.assisted.is_(False)
    )
    rated = (
        select(RATINGS.c.day, RATINGS.c.verdict, func.count())
        .join_from(RATINGS, ANSWERS)
        .where(within(RATINGS.c.day, period), RATINGS.c.once.is_not(None), ANSWERS.c.assisted.is_(False))
    )
    kinds: dict[date, dict[Kind, int]] = {}
    for day, kind, count in await connection.execute(asked.group_by(QUESTIONS.c.day, QUESTIONS.c.kind)):
        kinds.setdefault(day, {})[kind] = count
    thumbs: dict[date, dict[str, int]] = {}
    for day, verdict, count in await connection.execute(rated.group_by(RATINGS.c.day, RATINGS.c.verdict)):
        thumbs.setdefault(day, {})[verdict] = count
    return tuple(
        Daily(day, kinds.get(day, {}), thumbs.get(day, {}).get("up", 0), thumbs.get(day, {}).get("down", 0))
        for day in sorted(kinds.keys() | thumbs.keys())
    )


async def _number(connection: AsyncConnection, number: Any, where: ColumnElement[bool]) -> int:
    return int((await connection.execute(select(func.coalesce(number, 0)).where(where))).scalar_one())


def _many(so: ColumnElement[bool]) -> ColumnElement[int]:
    return func.coalesce(func.sum(case((so, 1), else_=0)), 0)


_OF_SURVEYS: Final = (
    _many(SURVEYS.c.invited.is_(True)),
    *(_many(SURVEYS.c[factor] == level) for factor in FACTORS for level in range(1, 6)),
    *(_many(SURVEYS.c[fact].is_(answer)) for fact in FACTS for answer in (True, False)),
    *(_many(SURVEYS.c.trips == trips) for trips in range(1, MANY_TRIPS)),
    _many(SURVEYS.c.trips >= MANY_TRIPS),
)
"""What is counted of surveys, in the order in which `_survey` reads it; made once, for there are many."""
