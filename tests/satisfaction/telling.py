"""Invented counts, for the tests of what they come to."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from bot.catalog.catalog import Catalog
from bot.catalog.model import Procedure, Words
from bot.catalog.surroundings import Authority, Topic
from bot.records.counts import Asked, Counts, Labels, Period, Surveyed, Voiced
from bot.records.entries import FACTORS, Factor, Verdict
from bot.records.told import Told

WEEK: Final = Period(date(2026, 11, 16), date(2026, 11, 22))
CATALOG: Final = Catalog(
    procedures=(
        Procedure(id="khai-sinh", level="commune", field="ho-tich", name=Words("Khai sinh"), competent_authority="xa"),
        Procedure(id="ket-hon", level="commune", field="ho-tich", name=Words("Kết hôn")),
        Procedure(id="so-do", level="province", field="dat-dai", name=Words("Sổ đỏ")),
    ),
    authorities=(Authority("xa", Words("Ủy ban nhân dân xã"), "commune"),),
    fields=(Topic("ho-tich", Words("Hộ tịch")), Topic("dat-dai", Words("Đất đai"))),
)
NOBODY: Final[Sequence[int]] = (0, 0, 0, 0, 0)


def labels(
    procedure: str | None = None,
    *,
    office: str | None = None,
    field: str | None = None,
    channel: str = "web",
    assisted: bool = False,
) -> Labels:
    return Labels(channel, "vi", assisted, procedure, field, office)


def thumbs(
    procedure: str, up: int, down: int, reason: str | None = None, detail: str | None = None, *, assisted: bool = False
) -> tuple[Voiced, ...]:
    own = labels(procedure, assisted=assisted)
    given: tuple[tuple[Verdict, str | None, str | None, int], ...] = (
        ("up", None, None, up),
        ("down", reason, detail, down),
    )
    return tuple(
        Voiced(own, "procedure", verdict, why, what, why != "wrong", count)
        for verdict, why, what, count in given
        if count
    )


def visits(
    office: str | None = None,
    *,
    procedure: str | None = None,
    punctual: tuple[int, int] = (0, 0),
    assisted: bool = False,
    **levels: Sequence[int],
) -> Surveyed:
    """Surveys of one office; `punctual`: on time and late, `levels` by factor."""
    told: dict[Factor, tuple[int, ...]] = {factor: tuple(levels.get(factor, NOBODY)) for factor in FACTORS}
    count = max(sum(punctual), *(sum(each) for each in told.values()))
    facts = {"on_time": punctual, "asked_for_more": (0, 0), "paid_extra": (0, 0)}
    return Surveyed(labels(procedure, office=office, assisted=assisted), count, 0, told, facts, (0, 0, 0, 0))


def asked(field: str, found: int, missed: int) -> tuple[Asked, ...]:
    return (Asked(labels(field=field), "choice", found), Asked(labels(field=field), "not_found", missed))


def told(**counted: object) -> Told:
    """What was told in a week, after one in which nobody said anything."""
    return Told(replace(Counts(WEEK), **counted), Counts(WEEK.before))  # type: ignore[arg-type]  # by name, in tests
