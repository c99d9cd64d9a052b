"""The sticker for a door or a counter's glass: a short name, the code, and what scanning is good for."""

from typing import Final

from bot.language import Language
from bot.printing.codes import sides
from bot.printing.faces import face
from bot.printing.lines import Lines, fitted, typed, wrapped
from bot.printing.poster import Poster, PosterTooFull
from bot.printing.sheet import STICKER, Code, Column, Sheet
from bot.printing.words import day_in, words_in

CODE_ROOM: Final = 40.5
"""Millimetres of the code with what stays white around it."""

LARGEST_TITLE: Final = 22.0
SMALLEST_TITLE: Final = 10.0
"""Points."""

TITLE_TOP: Final = 7.8
CODE_TOP: Final = 23.2
_TITLE_ROOM: Final = 12.2


def sticker(poster: Poster, language: Language) -> Sheet:
    """A poster of 60 × 80 mm. Raises `PosterTooFull` and `AddressTooLong`."""
    words, paper = words_in(language), STICKER
    column = Column(paper.margin, paper.margin, paper.inner)
    column.set(wrapped(words.service, face("bold"), 9, paper.inner), side="middle", accent=True)
    title = _title(poster)
    column.y = TITLE_TOP + (_TITLE_ROOM - title.height) / 2
    column.set(title, side="middle")
    column.y = TITLE_TOP + _TITLE_ROOM
    column.set(fitted(words.short_scan, face("regular"), paper.inner, 4, 7, 6), side="middle")
    side, quiet = sides(poster.address, CODE_ROOM)
    column.marks.append(Code((paper.width - side) / 2, CODE_TOP + quiet, side, poster.address))
    column.y = CODE_TOP + CODE_ROOM
    column.set(fitted(typed(poster.address), face("bold"), paper.inner, 5, 9, 5.5), side="middle")
    column.set(wrapped(words.short_open, face("regular"), 6.5, paper.inner), side="middle")
    day = words.printed.format(day=day_in(poster.printed_on, language))
    agency = poster.agency or words.short_unofficial
    foot = fitted(f"{agency} · {day}", face("regular"), paper.inner, 4.8, 6, 4.5)
    column.y = paper.height - paper.margin - foot.height
    column.set(foot, side="middle")
    return Sheet(paper, tuple(column.marks))


def _title(poster: Poster) -> Lines:
    said = poster.short_title or poster.title
    title = fitted(said, face("bold"), STICKER.inner, _TITLE_ROOM, LARGEST_TITLE, SMALLEST_TITLE)
    if title.height > _TITLE_ROOM:
        raise PosterTooFull(f"{said!r} is too long for a sticker; say it in fewer words, or print it on A5.")
    return title
