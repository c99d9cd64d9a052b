"""The page of checklists: the papers of the likeliest procedures in one file, to tick off where there is no signal."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import chain, islice, zip_longest
from typing import TYPE_CHECKING, Final

from bot.catalog.catalog import Catalog
from bot.catalog.model import Procedure
from bot.conversation.cards import Card
from bot.conversation.checklists import ChecklistCard
from bot.conversation.handbook import EXPIRES_AFTER
from bot.conversation.sheets import NO_ANSWER
from bot.conversation.shelves import standing
from bot.conversation.speech import Speech
from bot.conversation.state import Checklist
from bot.conversation.turn import VIETNAM, Service
from bot.language import Language

if TYPE_CHECKING:
    from bot.printing.checklist import Line

MOST: Final = 30
"""Procedures of which a list is carried; the others are in the handbook."""


@dataclass(frozen=True)
class PaperList:
    """The papers of one procedure, and the lines on time, fee and place."""

    id: str
    name: str
    papers: Sequence["Line"]
    facts: Sequence[str]


def ticksheet(
    catalog: Catalog, service: Service, today: date, language: Language, asked: Sequence[Procedure] = ()
) -> str:
    """The lists as one HTML document that needs nothing beside it; `asked` are the procedures asked most, the most
    first: without them, what most people want of each event of a life."""
    speech = Speech(language)
    likeliest = dict.fromkeys(each.id for each in chain(asked, likely(catalog, today)))
    lists = (_list(catalog, each, today, speech) for each in filter(None, map(catalog.procedure, likeliest)))
    return speech.page(
        "ticksheet",
        lists=tuple(islice(filter(None, lists), MOST)),
        agency=service.agency,
        operator=service.operator,
        today=today,
        expires=today + EXPIRES_AFTER,
    )


def likely(catalog: Catalog, today: date) -> Iterator[Procedure]:
    """What people most often want; then of every event of a life in turn what a commune decides today."""
    yield from catalog.first
    shelves = (_at_commune(standing(catalog, "life_event", each, today), catalog) for each in catalog.life_events)
    yield from filter(None, chain.from_iterable(zip_longest(*shelves)))


def _at_commune(procedures: Iterable[Procedure], catalog: Catalog) -> Iterator[Procedure]:
    for each in procedures:
        authority = catalog.authority(each.competent_authority)
        if authority and authority.level == "commune":
            yield each


def _list(catalog: Catalog, procedure: Procedure, today: date, speech: Speech) -> PaperList | None:
    """The list of a procedure; None where it ended, or nobody knows its papers."""
    card = Card(procedure, catalog, {}, today, speech, NO_ANSWER)
    kept = ChecklistCard.of(card, Checklist(datetime.combine(today, time(), VIETNAM)))
    if card.ended or not kept.needed_lines:
        return None
    page = kept.to_print(None)
    return PaperList(procedure.id, page.title, page.papers, page.facts)
