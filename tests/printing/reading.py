"""Printed pages read back: the code as a phone reads it, the text as a screen reader does, the sheet as it was set."""

import io
from collections.abc import Iterator
from itertools import combinations

import pypdfium2
import zxingcpp
from PIL import Image

from bot.printing.codes import matrix
from bot.printing.drawing import as_png
from bot.printing.faces import POINT, face
from bot.printing.sheet import Code, Filled, Mark, Outlined, Sheet, Written

DOTS = 120
"""Dots an inch, a fraction of what is printed: what is read in this is read on paper."""


def scanned(pdf: bytes, dots: int = DOTS) -> zxingcpp.Barcode:
    """The only code on the first page."""
    return _only_code(Image.open(io.BytesIO(as_png(pdf, dots))))


def codes_of(pdf: bytes) -> list[zxingcpp.Barcode]:
    """The only code of each page."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [_only_code(page.render(scale=DOTS / 72).to_pil()) for page in document]
    finally:
        document.close()


def _only_code(picture: Image.Image) -> zxingcpp.Barcode:
    (code,) = zxingcpp.read_barcodes(picture, formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode))
    return code


def text_of(pdf: bytes, page: int = 0) -> str:
    """The words of a page in their order, with one blank between."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        said: str = document[page].get_textpage().get_text_range()
    finally:
        document.close()
    return " ".join(said.split())


def pages_of(pdf: bytes) -> list[tuple[int, int]]:
    """Width and height of each page, in whole millimetres."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [(round(page.get_width() * POINT), round(page.get_height() * POINT)) for page in document]
    finally:
        document.close()


def written_on(sheet: Sheet) -> list[Written]:
    """The lines of text."""
    return [mark for mark in sheet.marks if isinstance(mark, Written)]


def code_on(sheet: Sheet) -> Code:
    """The only code."""
    (code,) = (mark for mark in sheet.marks if isinstance(mark, Code))
    return code


def flaws(sheet: Sheet) -> Iterator[str]:
    """What reaches into the margins, and what touches something else; around a code nothing but white."""
    paper, boxes = sheet.paper, [(mark, *_box(mark)) for mark in sheet.marks]
    for mark, left, top, right, bottom in boxes:
        edge = 0.0 if isinstance(mark, Code) else paper.margin
        if (
            left < edge - 0.1
            or top < edge - 0.1
            or right > paper.width - edge + 0.1
            or bottom > paper.height - edge + 0.1
        ):
            yield f"{mark} reaches into the margin"
    for one, other in combinations(boxes, 2):
        if one[1] < other[3] and other[1] < one[3] and one[2] < other[4] and other[2] < one[4]:
            yield f"{one[0]} touches {other[0]}"


def _box(mark: Mark) -> tuple[float, float, float, float]:
    """Left, top, right and bottom; of a code with the white around it."""
    match mark:
        case Written():
            width = face(mark.weight).width(mark.text, mark.size)
            high, deep = 0.93 * mark.size * POINT, 0.26 * mark.size * POINT
            return mark.x, mark.baseline - high, mark.x + width, mark.baseline + deep
        case Filled():
            return mark.x, mark.y, mark.x + mark.width, mark.y + mark.height
        case Outlined():
            return mark.x, mark.y, mark.x + mark.side, mark.y + mark.side
        case Code():
            quiet = 4 * mark.side / matrix(mark.address).modules
            return mark.x - quiet, mark.y - quiet, mark.x + mark.side + quiet, mark.y + mark.side + quiet
