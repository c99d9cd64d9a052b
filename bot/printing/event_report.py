"""What came of an event on one sheet of A4: how many people, bars with their numbers, lists, other events beside it."""

from dataclasses import dataclass
from typing import Final

from bot.language import Language
from bot.printing.faces import Weight, face
from bot.printing.lines import abridged, fitted, wrapped
from bot.printing.sheet import A4, Column, Filled, Sheet, written
from bot.printing.words import words_in

SMALLEST: Final = 10.0
"""Points of what is read; headings are larger, only the note below is smaller."""

_GAP: Final = 7.0
_HALF: Final = (A4.inner - _GAP) / 2
_LABELS: Final = 45.0
"""Millimetres of a bar's label; the bar and its number have the rest."""

_NUMBERS: Final = 12.0
_BAR: Final = 3.6
_SHARES: Final = (0.14, 0.4, 0.16, 0.3)
"""What each column of the table has of its width: day, place, people, and how many of them filed online."""

_FOOT: Final = A4.height - A4.margin


@dataclass(frozen=True)
class Bar:
    """A number with its name."""

    label: str
    count: int


@dataclass(frozen=True)
class Bars:
    """Numbers of one kind, drawn from zero on one scale; `note` stands under them, or in their place."""

    title: str
    bars: tuple[Bar, ...] = ()
    note: str = ""


@dataclass(frozen=True)
class Listing:
    """Lines under a heading, each with what stands at its right; `note` stands under them, or in their place.

    `more` says how many have no room ("{count}").
    """

    title: str
    rows: tuple[tuple[str, str], ...] = ()
    note: str = ""
    more: str = "{count}"


@dataclass(frozen=True)
class Events:
    """Events one below the other (day, place, people, filed online), this one first; `note` stands under them."""

    title: str
    headings: tuple[str, str, str, str]
    rows: tuple[tuple[str, str, str, str], ...]
    note: str = ""


@dataclass(frozen=True)
class ReportPage:
    """What the sheet says, in its language.

    `figure` is the number that is read first, `counted` what it counts; `sentences` stand beside it.
    """

    title: str
    subtitle: str
    figure: str
    counted: str
    events: Events
    sentences: tuple[str, ...] = ()
    outcomes: Bars | None = None
    hours: Bars | None = None
    papers: Listing | None = None
    procedures: Bars | None = None
    unanswered: Listing | None = None
    note: str = ""


@dataclass(frozen=True)
class _Setting:
    """How large letters are (points), and how many lines of a list are shown."""

    size: float
    papers: int
    texts: int


_SETTINGS: Final = (
    _Setting(12, 8, 10),
    _Setting(11, 8, 10),
    *(_Setting(SMALLEST, *most) for most in ((8, 10), (5, 10), (5, 7), (3, 5), (1, 3), (0, 1))),
)


def report_pdf(page: ReportPage, language: Language) -> bytes:
    """The report as a PDF of one A4 page, always."""
    from bot.printing.drawing import as_pdf

    return as_pdf([report_sheet(page, language)], page.title, language)


def report_sheet(page: ReportPage, language: Language) -> Sheet:
    """The report with everything in its place: of what is long, fewer lines, and how many are left out."""
    head = _head(page, words_in(language).service)
    foot = wrapped(page.note, face("regular"), 9, A4.inner)
    end = _FOOT - foot.height
    for setting in _SETTINGS:
        body = _body(page, head.y, setting)
        if body.y <= end - 2:
            break
    return Sheet(A4, (*head.marks, *body.marks, *written(foot, A4.margin, end, A4.inner)))


def _head(page: ReportPage, service: str) -> Column:
    """Which event it is, and the number that is read first."""
    column = Column(A4.margin, A4.margin, A4.inner)
    column.set(wrapped(service, face("bold"), 13, A4.inner), accent=True)
    column.skip(1)
    column.rule(0.8)
    column.skip(3)
    column.set(fitted(page.title, face("bold"), A4.inner, 20, 24, 15))
    column.set(abridged(page.subtitle, face("regular"), 12, A4.inner, 2))
    column.skip(2)
    figure = wrapped(page.figure, face("bold"), 46, A4.inner)
    width = figure.width_of(page.figure)
    beside = Column(A4.margin + width + 5, column.y + 1, A4.inner - width - 5)
    beside.set(wrapped(page.counted, face("bold"), 16, beside.width))
    for each in page.sentences:
        beside.set(wrapped(each, face("regular"), 12, beside.width))
        beside.skip(0.5)
    column.set(figure, accent=True)
    column.marks += beside.marks
    column.y = max(column.y, beside.y) + 3
    return column


def _body(page: ReportPage, y: float, setting: _Setting) -> Column:
    """Two columns, below both the events beside each other, and what was asked in vain."""
    left, right = Column(A4.margin, y, _HALF), Column(A4.margin + _HALF + _GAP, y, _HALF)
    for bars in filter(None, (page.outcomes, page.hours)):
        _set_bars(left, bars, setting.size)
    if page.procedures:
        _set_bars(right, page.procedures, setting.size)
    if page.papers:
        _set_listing(min(left, right, key=lambda each: each.y), page.papers, setting.papers, setting.size, 2)
    below = Column(A4.margin, max(left.y, right.y), A4.inner)
    _set_events(below, page.events, setting.size)
    if page.unanswered:
        _set_listing(below, page.unanswered, setting.texts, setting.size, 1)
    below.marks = [*left.marks, *right.marks, *below.marks]
    return below


def _set_bars(column: Column, bars: Bars, size: float) -> None:
    """A bar for each number, all from zero; the number stands at its end."""
    _heading(column, bars.title, size)
    begin, largest = column.y, max((each.count for each in bars.bars), default=0)
    start = column.x + _LABELS + 2
    room = column.width - _LABELS - 2 - _NUMBERS
    for each in bars.bars:
        label = abridged(each.label, face("regular"), size, _LABELS, 2)
        length = room * each.count / largest if largest else 0.0
        middle = column.y + label.height / 2
        if length:
            column.marks.append(Filled(start, middle - _BAR / 2, length, _BAR))
        number = wrapped(f"{each.count:,}".replace(",", "."), face("bold"), size, _NUMBERS)
        column.marks += written(number, start + length + 1.2, middle - number.height / 2, _NUMBERS)
        column.set(label)
        column.skip(1.1)
    if bars.bars:
        # What bars grow from is drawn, so that nobody wonders where zero is.
        column.marks.append(Filled(start - 0.5, begin, 0.25, column.y - begin, accent=False))
    _note(column, bars.note, size)
    column.skip(2.5)


def _set_listing(column: Column, listing: Listing, most: int, size: float, lines: int) -> None:
    """Lines, each at most `lines` high."""
    _heading(column, listing.title, size)
    for text, value in listing.rows[:most]:
        number = wrapped(value, face("bold"), size, column.width)
        beside = number.width_of(value) + 3 if value else 0.0
        said = abridged(text, face("regular"), size, column.width - beside, lines)
        if value:
            column.marks += written(number, column.x, column.y, column.width, "right")
        column.set(said)
        column.skip(0.7)
    left = len(listing.rows) - most
    if left > 0:
        _note(column, listing.more.format(count=left), size)
    _note(column, listing.note, size)
    column.skip(2.5)


def _set_events(column: Column, events: Events, size: float) -> None:
    """The table of events; the first row, which is this one, in bold."""
    _heading(column, events.title, size)
    for number, row in enumerate((events.headings, *events.rows)):
        x, height = column.x, 0.0
        for text, share in zip(row, _SHARES, strict=True):
            width = column.width * share
            weight: Weight = "bold" if number == 1 else "regular"
            cell = abridged(text, face(weight), size, width - 2, 2)
            column.marks += written(cell, x, column.y, width, accent=number == 0)
            x, height = x + width, max(height, cell.height)
        column.skip(height + 0.7)
    _note(column, events.note, size)
    column.skip(2.5)


def _heading(column: Column, text: str, size: float) -> None:
    column.set(wrapped(text, face("bold"), size + 2, column.width), accent=True)
    column.skip(0.8)


def _note(column: Column, text: str, size: float) -> None:
    if text:
        column.set(wrapped(text, face("regular"), size, column.width))
