"""Reviewers look at the catalog fact by fact: which procedure is next, what they say of it, what that comes to.

A procedure is reviewed once each of its facts was called true, as it stands there now, within `FRESH` days; a fact that
was changed in the catalog since, or that somebody doubts, must be looked at again.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, is_dataclass, replace
from datetime import date, timedelta
from typing import Final

from bot.catalog.catalog import Catalog
from bot.catalog.model import Ended, Procedure
from bot.desk.people import Person, official
from bot.records.book import FACTS, Assurance, Book, Doubt, Fact, Reported
from bot.records.decisions import DoubtExplained, FactAssured, FactDoubted
from bot.records.entries import MAX_COMMENT
from bot.redaction import redact

FRESH: Final = timedelta(days=90)
"""How long an assurance stands for the review it belongs to."""

FIELDS: Final[Mapping[Fact, Sequence[str]]] = {
    "documents": ("evidence", "case_facts"),
    "time": ("processing_time", "citizen_deadline"),
    "cost": ("cost",),
    "place": ("competent_authority", "file_at", "result_at"),
    "online": ("channel",),
    "steps": ("steps", "mistakes", "output"),
    "legal": ("name", "code", "legal_resources", "redress", "before", "ahead", "ended"),
}
"""What of a procedure each fact is made of."""


@dataclass(frozen=True)
class FactStanding:
    """Where the review of one fact stands: when it was called true, what is said against it since."""

    fact: Fact
    assured: date | None
    doubts: tuple[Doubt, ...]
    reports: tuple[Reported, ...]

    @property
    def against(self) -> int:
        """How many reviewers and citizens say that it is wrong."""
        return len(self.doubts) + sum(each.count for each in self.reports)

    @property
    def said(self) -> tuple[str, ...]:
        """What they say of it, reviewers first."""
        told = [doubt.said for doubt in self.doubts] + [text for report in self.reports for text in report.comments]
        return tuple(filter(None, told))


@dataclass(frozen=True)
class ProcedureStanding:
    """A procedure that a reviewer should look at, and where its facts stand."""

    procedure: Procedure
    standings: tuple[FactStanding, ...]

    @property
    def open(self) -> tuple[FactStanding, ...]:
        """The facts that are yet to be looked at."""
        return tuple(each for each in self.standings if each.assured is None)

    @property
    def against(self) -> int:
        """How many reviewers and citizens say that something of it is wrong."""
        return sum(each.against for each in self.standings)


class FactChanged(Exception):
    """A fact was changed in the catalog since the reviewer looked at it; the remedy is to look again."""

    def __init__(self, procedure: Procedure, fact: Fact) -> None:
        super().__init__(f"{procedure.id}: {fact} is not what it was any more; show it again.")


def digest(procedure: Procedure, fact: Fact) -> str:
    """What stands there now of a fact, in eight characters that change when it does."""
    values = {name: getattr(procedure, name) for name in FIELDS[fact]}
    text = json.dumps(values, default=_plain, sort_keys=True)
    return hashlib.blake2s(text.encode(), digest_size=4).hexdigest()


def facts_of(procedure: Procedure, today: date) -> tuple[Fact, ...]:
    """The facts people are told of a procedure; of one that ended, only that it did."""
    return ("legal",) if isinstance(procedure.on(today), Ended) else FACTS


def standing(procedure: Procedure, book: Book, today: date) -> ProcedureStanding:
    """Where the facts of a procedure stand today."""
    return ProcedureStanding(
        procedure, tuple(_standing(procedure, fact, book, today) for fact in facts_of(procedure, today))
    )


def due(catalog: Catalog, book: Book, today: date) -> tuple[ProcedureStanding, ...]:
    """The procedures to look at: first those that most people call wrong, then the most overdue."""
    found = [standing(each, book, today) for each in catalog.procedures]
    wanted = [each for each in found if each.against or (each.open and _is_due(each.procedure, today))]
    return tuple(sorted(wanted, key=lambda each: (-each.against, _review_on(each.procedure), each.procedure.id)))


def challenged(catalog: Catalog, book: Book, today: date) -> tuple[tuple[Procedure, FactStanding], ...]:
    """The facts that somebody calls wrong, those that most do first."""
    found = ((each, at) for each in catalog.procedures for at in standing(each, book, today).standings if at.against)
    return tuple(sorted(found, key=lambda each: (-each[1].against, each[0].id, FACTS.index(each[1].fact))))


def reviewed_on(procedure: Procedure, book: Book, today: date) -> date | None:
    """The day since which every fact of a procedure is vouched for; None where one is not."""
    found = standing(procedure, book, today)
    if found.open or found.against:
        return None
    return min(each.assured for each in found.standings if each.assured)


def assure(person: Person, procedure: Procedure, fact: Fact, seen: str, book: Book, today: date) -> FactAssured:
    """A fact is still true; `seen` is the digest of what the reviewer looked at. Raises `NotAllowed`, `FactChanged`."""
    by = official(person, "review_fact", today)
    if digest(procedure, fact) != seen:
        raise FactChanged(procedure, fact)
    reports = sum(each.count for each in _reports(procedure, fact, book) if each.day == today)
    return FactAssured(Assurance(procedure.id, fact, seen, today, reports), by)


def doubt(person: Person, procedure: Procedure, fact: Fact, name: str, today: date) -> FactDoubted:
    """A fact is wrong; `name` is a fresh id for the doubt. Raises `NotAllowed`."""
    by = official(person, "review_fact", today)
    return FactDoubted(Doubt(name, procedure.id, fact, digest(procedure, fact), today), by)


def explain(person: Person, name: str, said: str, today: date) -> DoubtExplained:
    """What is wrong with a fact, without numbers that point at somebody. Raises `NotAllowed`."""
    kept = " ".join(redact(said).text.split())[:MAX_COMMENT]
    return DoubtExplained(name, kept, official(person, "review_fact", today))


def _standing(procedure: Procedure, fact: Fact, book: Book, today: date) -> FactStanding:
    last = book.assurance_of(procedure.id, fact)
    doubts = tuple(each for each in book.doubts_of(procedure.id) if each.fact == fact)
    return FactStanding(
        fact,
        last.day if last and _holds(last, procedure, today) else None,
        doubts,
        tuple(_since(last, _reports(procedure, fact, book))),
    )


def _holds(assurance: Assurance, procedure: Procedure, today: date) -> bool:
    """Whether an assurance belongs to the review that is going on, and to what stands in the catalog now."""
    written = procedure.review.assured_on
    recent = today - FRESH <= assurance.day and (written is None or written <= assurance.day)
    return recent and assurance.digest == digest(procedure, assurance.fact)


def _reports(procedure: Procedure, fact: Fact, book: Book) -> Iterator[Reported]:
    """What citizens reported of a fact; who did not say of which is heard at the first."""
    first = FACTS[0]
    return (each for each in book.reports_of(procedure.id) if (each.fact or first) == fact)


def _since(last: Assurance | None, reports: Iterable[Reported]) -> Iterator[Reported]:
    """The reports that came after a fact was last looked at."""
    known = last.reports if last else 0
    for each in reports:
        if last is None or each.day > last.day:
            yield each
        elif each.day == last.day:
            if each.count > known:
                yield replace(each, count=each.count - known)
            known = max(known - each.count, 0)


def _is_due(procedure: Procedure, today: date) -> bool:
    return _review_on(procedure) <= today


def _review_on(procedure: Procedure) -> date:
    """When a procedure is to be looked at; at once where nobody said."""
    return procedure.review.next_review_on or date.min


def _plain(value: object) -> object:
    return asdict(value) if is_dataclass(value) and not isinstance(value, type) else str(value)
