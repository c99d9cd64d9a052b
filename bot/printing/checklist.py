"""A person's list of papers on one sheet of A4: boxes to tick with a pen, and what else to know before going."""

from dataclasses import dataclass, replace
from typing import Final

from bot.language import Language
from bot.printing.codes import sides
from bot.printing.faces import Weight, face
from bot.printing.lines import fitted, typed, wrapped
from bot.printing.sheet import A4, Code, Column, Outlined, Sheet
from bot.printing.words import PaperWords, words_in

SIZES: Final = (14.0, 13.0, 12.0, 11.0, 10.0, 9.0)
"""Points of a paper's name, tried in this order: first with the notes, then without."""

SMALLEST: Final = 8.0
"""At this size, without notes, papers that still have no room are counted instead of named."""

CODE_ROOM: Final = 40.0
"""The code with what stays white around it, in millimetres."""

_FOOT: Final = A4.height - A4.margin
_GAP: Final = 6.0


@dataclass(frozen=True)
class Line:
    """A paper: its name and what to do with it, whether it is at hand, and what else to know of it, in paragraphs."""

    text: str
    ticked: bool = False
    note: str | None = None


@dataclass(frozen=True)
class Checklist:
    """What one sheet says, in its language.

    `case` is what the person told of their case, `missing` how many papers are not at hand, `facts` the lines about
    time, fee and place, `address` the page that its code leads to.
    """

    title: str
    subtitle: str
    case: tuple[str, ...] = ()
    papers: tuple[Line, ...] = ()
    missing: int = 0
    facts: tuple[str, ...] = ()
    address: str | None = None


@dataclass(frozen=True)
class _Setting:
    """One way to set the papers: how large, with notes or without, and how far down the sheet (None: all of them)."""

    size: float
    notes: bool
    end: float | None = None

    @property
    def weight(self) -> Weight:
        """A name stands out from its notes, and only from them."""
        return "bold" if self.notes else "regular"

    @property
    def sizes(self) -> tuple[float, float]:
        """Points of a paper's name and of its note."""
        return self.size, self.size - 1.5


_SETTINGS: Final = (
    *(_Setting(size, notes) for notes in (True, False) for size in SIZES),
    _Setting(SMALLEST, notes=False),
)


def checklist_pdf(checklist: Checklist, language: Language) -> bytes:
    """The list as a PDF of one A4 page, always. Raises `AddressTooLong`."""
    from bot.printing.drawing import as_pdf

    return as_pdf([checklist_sheet(checklist, language)], checklist.title, language)


def checklist_sheet(checklist: Checklist, language: Language) -> Sheet:
    """The list with everything in its place: smaller, then without notes, where there is much of it."""
    words = words_in(language)
    head = _head(checklist, words)
    for setting in _SETTINGS:
        papers = _papers(checklist, words, setting, head.y)
        end = _end(checklist, words, setting.size, 0)
        if papers.y + end.y <= _FOOT:
            break
    else:
        papers = _papers(checklist, words, replace(setting, end=_FOOT - end.y), head.y)
    end = _end(checklist, words, setting.size, _FOOT - end.y)
    return Sheet(A4, (*head.marks, *papers.marks, *end.marks))


def _head(checklist: Checklist, words: PaperWords) -> Column:
    """What the list is for, and in which case."""
    column = Column(A4.margin, A4.margin, A4.inner)
    column.set(wrapped(words.service, face("bold"), 15, A4.inner), accent=True)
    column.skip(1)
    column.rule(0.8)
    column.skip(5)
    column.set(fitted(checklist.title, face("bold"), A4.inner, 13, 28, 19))
    if checklist.subtitle:
        column.skip(1)
        column.set(fitted(checklist.subtitle, face("regular"), A4.inner, 12, 13, 9))
    if checklist.case:
        column.skip(1)
        told = words.your_case + " · ".join(checklist.case)
        column.set(fitted(told, face("regular"), A4.inner, 12, 13, 9))
    column.skip(_GAP)
    return column


def _papers(checklist: Checklist, words: PaperWords, setting: _Setting, y: float) -> Column:
    """The papers with their boxes, numbered, and how many are missing."""
    column = Column(A4.margin, y, A4.inner)
    if checklist.papers:
        missing = checklist.missing
        said = words.missing.format(count=missing) if missing else words.nothing_missing
        column.set(wrapped(said, face("bold"), setting.size + 2, column.width), accent=True)
        column.skip(setting.size * 0.2)
    for number, paper in enumerate(checklist.papers, 1):
        with_it = Column(column.x, column.y, column.width)
        boxed(with_it, number, paper if setting.notes else replace(paper, note=None), setting.weight, setting.sizes)
        said = words.left_out.format(count=len(checklist.papers) - number + 1)
        left_out = wrapped(said, face("bold"), setting.size, column.width)
        if setting.end is not None and with_it.y + left_out.height + _GAP > setting.end:
            column.set(left_out)
            break
        column.marks += with_it.marks
        column.y = with_it.y
    column.skip(_GAP)
    return column


def boxed(column: Column, number: int, paper: Line, weight: Weight, sizes: tuple[float, float]) -> None:
    """A box to tick, the paper's name beside it, and below the name what else to know; `sizes` are those of both."""
    size, of_note = sizes
    indent = size * 0.62
    inner = Column(column.x + indent, column.y, column.width - indent)
    name = wrapped(f"{number}. {paper.text}", face(weight), size, inner.width)
    inner.set(name)
    for paragraph in paper.note.split("\n") if paper.note else ():
        inner.set(wrapped(paragraph, face("regular"), of_note, inner.width))
    side = name.step * 0.78
    column.marks += [Outlined(column.x, column.y + (name.step - side) / 2, side, paper.ticked), *inner.marks]
    column.y = inner.y + size * 0.13


def _end(checklist: Checklist, words: PaperWords, size: float, y: float) -> Column:
    """Time, fee and place, and beside them the code that leads back to the page."""
    column = Column(A4.margin, y, A4.inner)
    column.rule(0.4)
    column.skip(3)
    code = Column(A4.width - A4.margin - CODE_ROOM, column.y, CODE_ROOM)
    if checklist.address:
        _code(code, checklist.address)
    width = A4.inner - (CODE_ROOM + _GAP if checklist.address else 0)
    facts = Column(A4.margin, column.y, width)
    for fact in checklist.facts:
        facts.set(wrapped(fact, face("regular"), min(size, 12), width))
        facts.skip(1)
    column.marks += [*code.marks, *facts.marks]
    column.y = max(code.y, facts.y)
    if checklist.address:
        column.set(fitted(f"{words.again} {typed(checklist.address)}", face("regular"), A4.inner, 5, 9.5, 7), "right")
    return column


def _code(column: Column, address: str) -> None:
    side, quiet = sides(address, CODE_ROOM)
    column.marks.append(Code(column.x + CODE_ROOM - side, column.y + quiet - 2, side, address))
    column.skip(CODE_ROOM - 2)
