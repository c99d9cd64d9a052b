"""What is carried to an event on paper: a poster for the wall, a page of contents, and a sheet for each procedure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from bot.language import Language
from bot.printing.faces import face
from bot.printing.handout import Handout, handout_sheet
from bot.printing.lines import abridged, fitted, wrapped
from bot.printing.poster import Poster
from bot.printing.sheet import A4, Column, Sheet, written
from bot.printing.wall import wall_poster
from bot.printing.words import day_in, words_in

BEFORE: Final = 2
"""Pages before the first procedure."""


@dataclass(frozen=True)
class Pack:
    """All that is in it, in its language; `chosen` are the sentences that say how the procedures were chosen."""

    poster: Poster
    occasion: str
    chosen: tuple[str, ...]
    handouts: Sequence[Handout]
    printed_on: date
    expires_on: date


def pack_pdf(pack: Pack, language: Language) -> bytes:
    """The pack as one PDF on A4. Raises `PosterTooFull` and `AddressTooLong`."""
    from bot.printing.drawing import as_pdf

    return as_pdf(pack_sheets(pack, language), pack.occasion, language)


def pack_sheets(pack: Pack, language: Language) -> tuple[Sheet, ...]:
    """Poster, contents, then the procedures. Raises `PosterTooFull` and `AddressTooLong`."""
    return (
        wall_poster(pack.poster, language),
        contents_sheet(pack, language),
        *(handout_sheet(each, language) for each in pack.handouts),
    )


def contents_sheet(pack: Pack, language: Language) -> Sheet:
    """Which procedures there are, on which page, how they were chosen, and until when it is good."""
    words = words_in(language)
    column = Column(A4.margin, A4.margin, A4.inner)
    column.set(wrapped(words.service, face("bold"), 15, A4.inner), accent=True)
    column.skip(1)
    column.rule(0.8)
    column.skip(5)
    column.set(fitted(words.contents, face("bold"), A4.inner, 14, 30, 24))
    column.set(abridged(pack.occasion, face("regular"), 14, A4.inner, 2))
    column.skip(5)
    for number, each in enumerate(pack.handouts, 1):
        page = wrapped(words.page.format(page=number + BEFORE), face("regular"), 14, 30)
        title = abridged(f"{number}. {each.title}", face("bold"), 14, A4.inner - 32, 2)
        top = column.y
        column.set(title)
        column.marks += written(page, column.x, top, A4.inner, "right")
        column.skip(2.2)
    column.skip(4)
    until = words.expires.format(day=day_in(pack.printed_on, language), until=day_in(pack.expires_on, language))
    for sentence in (*pack.chosen, until):
        column.set(wrapped(sentence, face("regular"), 14, A4.inner))
        column.skip(1.5)
    return Sheet(A4, tuple(column.marks))
