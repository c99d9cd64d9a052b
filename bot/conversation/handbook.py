"""The handbook: every card in one file that is carried, searched and printed where there is no signal."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from markupsafe import Markup

from bot.catalog.catalog import Catalog
from bot.catalog.model import Procedure, Words
from bot.conversation.actions import Section
from bot.conversation.cards import Card
from bot.conversation.sheets import NO_ANSWER, Part, part
from bot.conversation.shelves import in_order
from bot.conversation.speech import Speech
from bot.conversation.turn import Service
from bot.language import Language
from bot.matching.text import clean, folded

EXPIRES_AFTER: Final = timedelta(days=30)
"""How long a printed fact is believed; then the helper fetches a new handbook."""

SECTIONS: Final[tuple[Section, ...]] = ("documents", "time", "cost", "place", "online", "steps")
"""What stands under a card; of the law the card names the first, and the redress of all stands at the top."""
OWN_REDRESS: Final[Section] = "legal"
"""The section for those where one complains elsewhere."""


@dataclass(frozen=True)
class Page:
    """One procedure: its name, the card, the sections, and the folded words by which it is found."""

    id: str
    name: str
    card: Markup
    sections: Sequence[Part]
    words: str


@dataclass(frozen=True)
class Chapter:
    """The pages of one field."""

    title: str
    pages: tuple[Page, ...]


def handbook(catalog: Catalog, service: Service, today: date, language: Language) -> str:
    """The whole handbook as one HTML document that needs nothing beside it."""
    speech = Speech(language)
    return speech.page(
        "handbook",
        chapters=tuple(_chapters(catalog, today, speech)),
        count=len(catalog.procedures),
        agency=service.agency,
        operator=service.operator,
        redress=catalog.redress,
        today=today,
        expires=today + EXPIRES_AFTER,
    )


def _chapters(catalog: Catalog, today: date, speech: Speech) -> Iterable[Chapter]:
    for field in catalog.fields:
        held = sorted((each for each in catalog.procedures if each.field == field.id), key=in_order)
        if held:
            yield Chapter(speech.text(field.name), tuple(_page(catalog, each, today, speech) for each in held))


def _page(catalog: Catalog, procedure: Procedure, today: date, speech: Speech) -> Page:
    card = Card(procedure, catalog, {}, today, speech, NO_ANSWER)
    sections = () if card.ended else (*SECTIONS, OWN_REDRESS) if procedure.redress else SECTIONS
    text = card.text()
    beside = (_beside_card(card, name, frozenset(text.split("\n"))) for name in sections)
    return Page(
        procedure.id,
        speech.text(procedure.name),
        _markup(text),
        tuple(each for each in beside if each.text),
        " ".join(dict.fromkeys(word for text in _spoken(procedure) for word in folded(clean(text)))),
    )


def _beside_card(card: Card, name: Section, said: frozenset[str]) -> Part:
    """What a section tells that is not `said` by its card, nor by every procedure of which nothing is known.

    A paragraph of which the card says a part stays whole: a list that begins at its third line is no help.
    """
    known = card.procedure
    unknown = Procedure(id=known.id, level=known.level, field=known.field, name=known.name)
    standing = set(replace(card, procedure=unknown).section(name).split("\n"))
    whole = part(card, name)
    left = ([line for line in each.split("\n") if line not in standing] for each in whole.text.split("\n\n"))
    return replace(whole, text="\n\n".join("\n".join(lines) for lines in left if not said.issuperset(lines)))


def _spoken(procedure: Procedure) -> Iterable[str]:
    named: tuple[Words | None, ...] = (procedure.name, procedure.short_name)
    for words in filter(None, named):
        yield from filter(None, (words.vi, words.en))
    yield from procedure.keywords
    yield from filter(None, [procedure.code])


def _markup(text: str) -> Markup:
    return Markup(text)  # noqa: S704 - our own templates, which escape what comes from outside
