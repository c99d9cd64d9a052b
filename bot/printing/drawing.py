"""Sheets made into bytes: a PDF with letters and codes as outlines, and a picture of its first page."""

import io
import logging
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Final

import pypdfium2
from fpdf import FPDF
from fpdf.drawing_primitives import DeviceRGB
from fpdf.fonts import TTFFont

from bot.language import Language
from bot.printing.codes import matrix
from bot.printing.faces import FILES, NO_BREAK, face
from bot.printing.sheet import Code, Filled, Mark, Outlined, Sheet, Written

ACCENT: Final = (11, 95, 128)
BLACK: Final = (0, 0, 0)
DOTS: Final = 300
"""Dots per inch of a picture: what a print shop asks for."""

_NO_MOMENT: Final = datetime.fromtimestamp(0, UTC)
"""Stands where a PDF says when it was made, so that the same sheets are the same bytes (reproducible-builds.org)."""

_FAMILY: Final = "Roboto"
_STYLES: Final = {"regular": "", "bold": "B"}
_PEN: Final = 0.35
"""Millimetres; thinner ones break up on a worn drum."""


# They tell each step at every page, and the letters that are on it: nobody's list belongs into a log.
for _talkative in ("fontTools", "fpdf"):
    logging.getLogger(_talkative).setLevel(logging.WARNING)


def as_pdf(sheets: Iterable[Sheet], title: str, language: Language) -> bytes:
    """The sheets as one PDF; the same sheets give the same bytes. Raises `AddressTooLong`."""
    pdf = FPDF(unit="mm")
    pdf.set_auto_page_break(False)
    pdf.set_title(title)
    pdf.set_lang({"vi": "vi-VN", "en": "en-GB"}[language])
    pdf.set_creation_date(_NO_MOMENT)
    for weight in FILES:
        pdf.add_font(_FAMILY, _STYLES[weight], face(weight).file)
    try:
        for sheet in sheets:
            pdf.add_page(format=(sheet.paper.width, sheet.paper.height))
            for mark in sheet.marks:
                _draw(pdf, mark)
        return bytes(pdf.output())
    finally:
        _close_faces(pdf)


def _close_faces(pdf: FPDF) -> None:
    """fpdf2 leaves the files of its fonts open until somebody sweeps them up."""
    for font in pdf.fonts.values():
        if isinstance(font, TTFFont):
            font.ttfont.close()


def as_png(pdf: bytes, dots: int = DOTS) -> bytes:
    """The first page as a picture of `dots` an inch."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        picture = document[0].render(scale=dots / 72).to_pil()
    finally:
        document.close()
    kept = io.BytesIO()
    picture.convert("RGB").save(kept, "PNG", dpi=(dots, dots))
    return kept.getvalue()


def _draw(pdf: FPDF, mark: Mark) -> None:
    match mark:
        case Written():
            pdf.set_font(_FAMILY, _STYLES[mark.weight], mark.size)
            pdf.set_text_color(*(ACCENT if mark.accent else BLACK))
            pdf.text(mark.x, mark.baseline, mark.text.replace(NO_BREAK, " "))
        case Filled():
            pdf.set_fill_color(*(ACCENT if mark.accent else BLACK))
            pdf.rect(mark.x, mark.y, mark.width, mark.height, style="F")
        case Outlined():
            _draw_box(pdf, mark)
        case Code():
            _draw_code(pdf, mark)


def _draw_box(pdf: FPDF, box: Outlined) -> None:
    pdf.set_draw_color(*BLACK)
    pdf.set_line_width(_PEN)
    pdf.rect(box.x, box.y, box.side, box.side)
    if box.ticked:
        left, middle, right = (box.x + part * box.side for part in (0.2, 0.42, 0.82))
        high, level, low = (box.y + part * box.side for part in (0.24, 0.54, 0.76))
        pdf.set_line_width(2 * _PEN)
        pdf.polyline([(left, level), (middle, low), (right, high)])


def _draw_code(pdf: FPDF, code: Code) -> None:
    """One path for all modules: side by side as single shapes they would show hairlines between them."""
    dark = matrix(code.address)
    module = code.side / dark.modules
    with pdf.new_path() as path:
        path.style.fill_color = DeviceRGB(0, 0, 0)
        path.style.stroke_color = None
        for row, column, length in dark.runs():
            path.rectangle(code.x + column * module, code.y + row * module, length * module, module)
