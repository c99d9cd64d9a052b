"""A procedure on one sheet of A4 in large letters, to be given to somebody without a phone at an event."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from bot.language import Language
from bot.printing.checklist import Line, boxed
from bot.printing.codes import sides
from bot.printing.faces import face
from bot.printing.lines import Lines, abridged, fitted, typed, wrapped
from bot.printing.sheet import A4, Code, Column, Sheet
from bot.printing.words import PaperWords, day_in, words_in

TITLE: Final = (30.0, 24.0)
"""Points of the title: the largest, and the smallest."""

BODY: Final = 14.0
"""Points that everything one reads before going has at least: a reader of 65 without glasses on."""

LARGEST_BODY: Final = 16.0
CODE_ROOM: Final = 52.0
"""The code with what stays white around it, in millimetres."""

MOST_LINES: Final = 5
"""Lines of a fact."""

_FOOT: Final = A4.height - A4.margin
_GAP: Final = 5.0


@dataclass(frozen=True)
class Paper:
    """A paper and what to do with it; `remedy` is what to do without it, left out first where room is short."""

    text: str
    condition: str | None = None
    remedy: str | None = None


@dataclass(frozen=True)
class Handout:
    """What one sheet says, in its language.

    `needed` are the papers everybody brings, or most do (`usual`), None where nothing is known; `perhaps` those that
    some do. `notices` are what officials announced, `facts` the lines about time, fee and place, `occasion` the event
    it is given out at.
    """

    title: str
    occasion: str
    address: str
    source: str
    printed_on: date
    expires_on: date
    needed: tuple[Paper, ...] | None = ()
    perhaps: tuple[Paper, ...] = ()
    notices: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    usual: bool = False


@dataclass(frozen=True)
class _Setting:
    """One way to set the papers: how large, with remedies or without, how far down the sheet (None: all of them)."""

    size: float
    remedies: bool
    end: float | None = None


_SETTINGS: Final = tuple(
    _Setting(size, remedies) for remedies in (True, False) for size in (LARGEST_BODY, LARGEST_BODY - 1, BODY)
)


def handout_sheet(handout: Handout, language: Language) -> Sheet:
    """The sheet with everything in its place; what has no room is left out, and says so. Raises `AddressTooLong`."""
    words = words_in(language)
    head = _head(handout, words)
    end = _end(handout, words, language, 0)
    begin = _FOOT - end.y
    for setting in _SETTINGS:
        papers = _papers(handout, words, setting, head.y)
        if papers.y + _GAP <= begin:
            break
    else:
        papers = _papers(handout, words, _Setting(BODY, remedies=False, end=begin - _GAP), head.y)
    return Sheet(A4, (*head.marks, *papers.marks, *_end(handout, words, language, begin).marks))


def _head(handout: Handout, words: PaperWords) -> Column:
    """Who speaks, at which event, what it is about, and what officials announced."""
    column = Column(A4.margin, A4.margin, A4.inner)
    name = wrapped(words.service, face("bold"), 15, A4.inner)
    width = A4.inner - name.width_of(words.service) - 8
    occasion = abridged(handout.occasion, face("regular"), 11, width, 1)
    beside = Column(A4.width - A4.margin - width, column.y + name.height - occasion.height, width)
    beside.set(occasion, "right")
    column.set(name, accent=True)
    column.marks += beside.marks
    column.skip(1)
    column.rule(0.8)
    column.skip(4)
    column.set(fitted(handout.title, face("bold"), A4.inner, 36, *TITLE))
    column.skip(2)
    for notice in handout.notices:
        column.set(wrapped(notice, face("bold"), BODY, A4.inner))
        column.skip(1)
    column.skip(2)
    return column


def _papers(handout: Handout, words: PaperWords, setting: _Setting, y: float) -> Column:
    """The papers with their boxes, numbered: what everybody brings, then what depends on the case."""
    column = Column(A4.margin, y, A4.inner)
    if handout.needed is None:
        column.set(wrapped(words.papers_unknown, face("bold"), setting.size, A4.inner))
        return column
    if not handout.needed and not handout.perhaps:
        column.set(wrapped(words.bring_nothing, face("bold"), setting.size, A4.inner))
        return column
    every = (*handout.needed, *handout.perhaps)
    if handout.needed:
        heading = (words.usually_bring if handout.usual else words.bring).format(count=len(handout.needed))
        column.set(wrapped(heading, face("bold"), setting.size + 2, A4.inner), accent=True)
        column.skip(1)
    for told, paper in enumerate(every):
        with_it = Column(column.x, column.y, column.width)
        if told == len(handout.needed):
            with_it.skip(1)
            with_it.set(wrapped(words.perhaps, face("bold"), setting.size + 1, A4.inner), accent=True)
            with_it.skip(1)
        boxed(with_it, told + 1, _line(paper, setting), "bold", (setting.size, max(BODY, setting.size - 1)))
        left_out = _set_in(words.papers_left_out.format(count=len(every) - told))
        if setting.end is not None and with_it.y + left_out.height > setting.end:
            column.set(left_out)
            return column
        column.marks += with_it.marks
        column.y = with_it.y
    if not setting.remedies and any(each.remedy for each in every):
        column.set(_set_in(words.remedies_left_out))
    return column


def _set_in(text: str) -> Lines:
    return wrapped(text, face("regular"), BODY, A4.inner)


def _line(paper: Paper, setting: _Setting) -> Line:
    notes = (paper.condition, paper.remedy if setting.remedies else None)
    return Line(paper.text, note="\n".join(filter(None, notes)) or None)


def _end(handout: Handout, words: PaperWords, language: Language, y: float) -> Column:
    """Time, fee and place, beside them the code that leads to the page, and until when the sheet is good."""
    column = Column(A4.margin, y, A4.inner)
    column.rule(0.4)
    column.skip(3)
    code = Column(A4.width - A4.margin - CODE_ROOM, column.y, CODE_ROOM)
    side, quiet = sides(handout.address, CODE_ROOM)
    code.marks.append(Code(code.x + quiet, code.y + quiet - 2, side, handout.address))
    code.skip(side + 2 * quiet - 2)
    code.set(wrapped(words.scan_for_all, face("bold"), 12, CODE_ROOM), "middle")
    facts = Column(A4.margin, column.y, A4.inner - CODE_ROOM - _GAP)
    for fact in handout.facts:
        facts.set(_shortened(fact, words, facts.width))
        facts.skip(1.5)
    column.marks += [*code.marks, *facts.marks]
    column.y = max(code.y, facts.y) + 2
    until = words.expires.format(day=day_in(handout.printed_on, language), until=day_in(handout.expires_on, language))
    column.set(wrapped(until, face("bold"), 11, A4.inner))
    column.set(abridged(handout.source, face("regular"), 10, A4.inner, 2))
    column.set(wrapped(f"{words.typed} {typed(handout.address)}", face("regular"), 10, A4.inner))
    return column


def _shortened(fact: str, words: PaperWords, width: float) -> Lines:
    """A fact in a few lines: of one that is longer the last sentences are left out, and the code beside is named."""
    lines = wrapped(fact, face("regular"), BODY, width)
    kept = fact.split(". ")
    while len(lines.texts) > MOST_LINES and len(kept) > 1:
        kept.pop()
        lines = wrapped(f"{'. '.join(kept)}. {words.fact_left_out}", face("regular"), BODY, width)
    if len(lines.texts) <= MOST_LINES:
        return lines
    first = abridged(fact, face("regular"), BODY, width, MOST_LINES - 1)
    return replace(first, texts=(*first.texts, words.fact_left_out))
