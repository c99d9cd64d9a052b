"""Advice to officials: what a served catalog still lacks, and what the calendar will soon ask for.

Nothing here keeps a catalog from being served. `motcua check` tells it apart from errors.
"""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date, timedelta
from typing import Final

from bot.catalog.catalog import Catalog
from bot.catalog.checking import Placed
from bot.catalog.findings import Finding
from bot.catalog.model import LegalResource, Procedure, Words
from bot.catalog.offices import SOURCES_NEEDED
from bot.catalog.source import Source, Trail, read

SUNSET: Final = timedelta(days=60)
"""How long before a decided change the official is told."""


def advise(catalog: Catalog, placed: Placed, offices: Source | None, today: date) -> list[Finding]:
    """The advice for `today`; `offices` is the file of offices, where there is one."""
    advice: list[Finding] = []
    for procedure, source in placed:
        state = procedure.on(today)
        advice += _dates(procedure, source, today)
        advice += _provenance(procedure, source)
        if isinstance(state, Procedure):
            advice += _unknown(procedure, source)
            advice += _papers(procedure, source)
            advice += _languages(procedure, source)
            advice += _siblings(procedure, source, catalog)
    return [*advice, *(_offices(catalog, offices, today) if offices else ())]


def offices_of(placed: Placed, name: str = "offices.yaml") -> Source | None:
    """The file of offices beside the procedures, read again for its lines."""
    folder = next((source.path.parents[2] for _, source in placed), None)
    return read(folder / name) if folder and (folder / name).exists() else None


def _dates(procedure: Procedure, source: Source, today: date) -> Iterator[Finding]:
    due = procedure.review.next_review_on
    if due and due < today:
        yield source.finding("review_due", "review", day=due)
    for position, change in enumerate(procedure.ahead):
        if today <= change.from_day <= today + SUNSET:
            yield source.finding("sunset_near", "ahead", position, day=change.from_day, by=change.legal_resource)
    for position, cost in enumerate(procedure.cost or ()):
        if cost.valid_until and cost.valid_until <= today:
            yield source.finding("cost_expired", "cost", position, day=cost.valid_until)
        elif cost.valid_until and cost.valid_until <= today + SUNSET:
            yield source.finding("law_ends", "cost", position, day=cost.valid_until, by=cost.legal_resource)


def _provenance(procedure: Procedure, source: Source) -> Iterator[Finding]:
    if not procedure.provenance:
        yield source.finding("no_provenance")


def _unknown(procedure: Procedure, source: Source) -> Iterator[Finding]:
    if not procedure.processing_time.statutory:
        yield source.finding("time_unknown", "processing_time")
    if procedure.cost is None:
        yield source.finding("cost_unknown", "cost")
    for position, time in enumerate(procedure.processing_time.statutory):
        if time.unverified:
            yield source.finding("unverified", "processing_time", "statutory", position)
    for position, cost in enumerate(procedure.cost or ()):
        if cost.unverified:
            yield source.finding("unverified", "cost", position)


def _papers(procedure: Procedure, source: Source) -> Iterator[Finding]:
    for position, group in enumerate(procedure.evidence or ()):
        for key, papers in (("all_of", group.all_of), ("one_of", group.one_of)):
            for place, paper in enumerate(papers):
                if paper.handling == "submitted" and paper.originals is None and paper.copies is None:
                    yield source.finding("no_copies", "evidence", position, key, place, name=paper.name.vi)


def _siblings(procedure: Procedure, source: Source, catalog: Catalog) -> Iterator[Finding]:
    siblings = sorted(catalog.siblings(procedure))
    if siblings and procedure.differs is None:
        yield source.finding("no_differs", "confusable_with", names=", ".join(siblings))


def _languages(procedure: Procedure, source: Source) -> Iterator[Finding]:
    lacking = [trail for trail, words in _texts(procedure, ()) if not words.en]
    if lacking:
        yield source.finding("no_english", *lacking[0], count=len(lacking))


def _texts(value: object, trail: Trail) -> Iterator[tuple[Trail, Words]]:
    """Every text people read, with its place; titles of laws are official and stay Vietnamese."""
    if isinstance(value, Words):
        yield trail, value
    elif isinstance(value, tuple):
        for position, each in enumerate(value):
            yield from _texts(each, (*trail, position))
    elif is_dataclass(value) and not isinstance(value, LegalResource):
        for field in fields(value):
            yield from _texts(getattr(value, field.name), (*trail, field.name))


def _offices(catalog: Catalog, offices: Source, today: date) -> Iterator[Finding]:
    """What people are not told of the office of a place, because nobody has said it or only one source has."""
    for position, office in enumerate(catalog.offices):
        if office.place and office.holds(today) and office.hours is None:
            yield offices.finding("no_hours", position)
        if office.address and office.agreed_address is None:
            count, needed = len(set(office.address_sources)), SOURCES_NEEDED
            yield offices.finding("address_unverified", position, "address", count=count, needed=needed)
