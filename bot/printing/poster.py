"""A poster: one code to scan, for a procedure, an office, a counter, an event or the whole assistant.

An A5 poster is the A4 one made smaller (ISO 216); a sticker shows less.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from bot.language import Language
from bot.printing.sheet import A5, Sheet
from bot.printing.words import words_in

Size = Literal["a4", "a5", "sticker"]


class PosterTooFull(ValueError):
    """Raised when a text is so long that it would have to be smaller than people can read."""


@dataclass(frozen=True)
class Poster:
    """What one poster says; texts in its language, `address` in full.

    `where` is the office and counter it hangs at, `title` what is read first, `short_title` what a sticker has room
    for, `beside` the title in the other language, `agency` who answers for the assistant (None: nobody does).
    `occasion` is when and where something is held, in lines of their own, nearly as large as the title.
    """

    title: str
    address: str
    printed_on: date
    short_title: str | None = None
    where: str | None = None
    beside: str | None = None
    agency: str | None = None
    occasion: tuple[str, ...] = ()


def posters_pdf(posters: Iterable[Poster], size: Size, language: Language) -> bytes:
    """A PDF with a page for each poster. Raises `PosterTooFull` and `AddressTooLong`."""
    from bot.printing.drawing import as_pdf

    return as_pdf((sheet(each, size, language) for each in posters), words_in(language).service, language)


def sheet(poster: Poster, size: Size, language: Language) -> Sheet:
    """A poster with everything in its place. Raises `PosterTooFull` and `AddressTooLong`."""
    from bot.printing.sticker import sticker
    from bot.printing.wall import wall_poster

    match size:
        case "a4":
            return wall_poster(poster, language)
        case "a5":
            return wall_poster(poster, language).on(A5)
        case "sticker":
            return sticker(poster, language)
