"""The poster for a wall, as it stands on A4: who speaks, what it is about, the code, how to open it."""

from collections.abc import Iterator
from typing import Final

from bot.language import Language
from bot.printing.codes import sides
from bot.printing.faces import Weight, face
from bot.printing.lines import Lines, fitted, typed, wrapped
from bot.printing.poster import Poster, PosterTooFull
from bot.printing.sheet import A4, Code, Column, Filled, Mark, Sheet, written
from bot.printing.words import PaperWords, day_in, words_in

LARGEST_TITLE: Final = 92.0
SMALLEST_TITLE: Final = 36.0
"""Points on A4, legible at two metres; 25 on A5, which hangs closer."""

OCCASION: Final = (38.0, 24.0)
"""Points of when and where something is held: the largest, and the smallest that is read in passing."""

CODE_ROOM: Final = 105.0
"""The code with what stays white around it: at least 79 mm of code on A4, 56 mm on A5."""

CODE_TOP: Final = 153.0
FOOT: Final = 268.0
"""Where the code, and where the last lines begin, in millimetres from the top."""

_AIR: Final = 7.0
"""Between blocks."""

_LINE_OF_OCCASION: Final = 25.0
"""Millimetres in height that a line of it may take, wrapped or not."""


def wall_poster(poster: Poster, language: Language) -> Sheet:
    """A poster on A4. Raises `PosterTooFull` and `AddressTooLong`."""
    words = words_in(language)
    marks = (
        *_head(poster, words),
        *_title(poster, words),
        *_code(poster, words),
        *_promise(poster, words),
        *_foot(poster, words, language),
    )
    return Sheet(A4, marks)


def _head(poster: Poster, words: PaperWords) -> Iterator[Mark]:
    """The assistant's name, the agency that answers for it, and a line below both."""
    name = wrapped(words.service, face("bold"), 26, A4.inner)
    yield from written(name, A4.margin, A4.margin, A4.inner, accent=True)
    if poster.agency:
        width = A4.inner - name.width_of(words.service) - 2 * _AIR
        agency = fitted(poster.agency, face("bold"), width, name.height, 15, 10)
        y = A4.margin + (name.height - agency.height) / 2
        yield from written(agency, A4.margin, y, A4.inner, side="right")
    yield Filled(A4.margin, A4.margin + name.height + 1.5, A4.inner, 1.4)


def _title(poster: Poster, words: PaperWords) -> Iterator[Mark]:
    """Where it hangs, what it is about, and the same in the other language."""
    column = Column(A4.margin, 37, A4.inner)
    column.set(fitted(poster.where or words.kicker, face("bold"), A4.inner, 18, 24, 16), accent=True)
    column.skip(2)
    beside = poster.beside and wrapped(poster.beside, face("regular"), 19, A4.inner)
    _, quiet = sides(poster.address, CODE_ROOM)
    occasion = [fitted(each, face("bold"), A4.inner, _LINE_OF_OCCASION, *OCCASION) for each in poster.occasion]
    below = sum(each.height for each in occasion) + (3 if occasion else 0) + (beside.height + 3 if beside else 0)
    room = CODE_TOP - max(_AIR, quiet) - column.y - below
    title = fitted(poster.title, face("bold"), A4.inner, room, LARGEST_TITLE, SMALLEST_TITLE)
    if title.height > room:
        raise PosterTooFull(f"{poster.title!r} is too long to be read on a poster; say it in fewer words.")
    column.set(title)
    column.skip(3 if occasion else 0)
    for each in occasion:
        column.set(each, accent=True)
    if beside:
        column.skip(3)
        column.set(beside)
    yield from column.marks


def _code(poster: Poster, words: PaperWords) -> Iterator[Mark]:
    """The code and, below it, its address for those who type."""
    side, quiet = sides(poster.address, CODE_ROOM)
    yield Code(A4.margin, CODE_TOP, side, poster.address)
    column = Column(A4.margin, CODE_TOP + side + quiet, A4.inner)
    column.set(wrapped(words.typed, face("regular"), 12, column.width))
    column.set(fitted(typed(poster.address), face("bold"), column.width, FOOT - column.y - 2, 15, 10))
    yield from column.marks


def _promise(poster: Poster, words: PaperWords) -> Iterator[Mark]:
    """What one learns, and how, beside the code."""
    x = A4.margin + sum(sides(poster.address, CODE_ROOM)) + 2
    column = Column(x, CODE_TOP - 2, A4.width - A4.margin - x)
    column.set(_lines(words.scan, "bold", 24, column))
    column.skip(2)
    for each in (words.papers, words.time, words.fee, words.place):
        yield from _item(column, each)
    column.skip(5)
    column.set(_lines(words.open, "bold", 15, column), accent=True)
    column.skip(1)
    for step in (words.step_scan, words.step_tap):
        column.set(_lines(step, "regular", 14.5, column))
        column.skip(1)
    column.set(_lines(words.no_app, "bold", 14.5, column))
    yield from column.marks


def _item(column: Column, text: str) -> Iterator[Mark]:
    yield Filled(column.x, column.y + 2.8, 2.6, 2.6)
    inner = Column(column.x + 6, column.y, column.width - 6)
    inner.set(wrapped(text, face("bold"), 19, inner.width))
    column.y = inner.y + 0.6
    yield from inner.marks


def _lines(text: str, weight: Weight, size: float, column: Column) -> Lines:
    return wrapped(text, face(weight), size, column.width)


def _foot(poster: Poster, words: PaperWords, language: Language) -> Iterator[Mark]:
    """The other language's line, the date, and that nobody official speaks where that is so."""
    column = Column(A4.margin, FOOT, A4.inner)
    column.rule(0.5)
    column.skip(1.5)
    day = wrapped(words.printed.format(day=day_in(poster.printed_on, language)), face("regular"), 11, A4.inner)
    yield from written(day, A4.margin, column.y, A4.inner, side="right")
    column.set(wrapped(words.other_language, face("regular"), 12, A4.inner - 45))
    if not poster.agency:
        column.set(wrapped(words.unofficial, face("bold"), 11, A4.inner))
    yield from column.marks
