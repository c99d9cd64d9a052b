"""The text of a message as blocks of a page: paragraphs, headings and lists that a screen reader can walk through."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from markupsafe import Markup

_NUMBERED: Final = re.compile(r"(\d+)\. (.*)")
_DASHED: Final = "– "
_HEADING: Final = re.compile(r"<b>([^<]*)</b>\.?")


def blocks(text: str) -> Markup:
    """Small HTML with its lines made into blocks; a line that is all bold becomes a heading of the third level."""
    return Markup("\n").join(each for paragraph in text.split("\n\n") for each in _blocks(paragraph))


def _blocks(paragraph: str) -> Iterator[Markup]:
    lines = [line for line in paragraph.split("\n") if line]
    under_number = False
    kinds: list[str] = []
    for line in lines:
        kind = _kind(line)
        under_number = kind == "numbered" or (under_number and kind == "dashed")
        kinds.append("numbered" if under_number else kind)
    for kind, group in groupby(zip(kinds, lines, strict=True), key=lambda each: each[0]):
        yield _block(kind, [line for _, line in group])


def _kind(line: str) -> str:
    if _NUMBERED.fullmatch(line):
        return "numbered"
    if line.startswith(_DASHED):
        return "dashed"
    return "heading" if _HEADING.fullmatch(line) else "plain"


def _block(kind: str, lines: Sequence[str]) -> Markup:
    match kind:
        case "numbered":
            return _numbered(lines)
        case "dashed":
            return _dashed(lines)
        case "heading":
            found = [_HEADING.fullmatch(line) for line in lines]
            return _markup("".join(f"<h3>{each[1]}</h3>" for each in found if each))
    return _markup("<p>" + "<br>\n".join(lines) + "</p>")


def _numbered(lines: Sequence[str]) -> Markup:
    """An ordered list that begins at its first number; dashed lines stand under the number before them."""
    items: list[tuple[str, list[str]]] = []
    first = ""
    for line in lines:
        found = _NUMBERED.fullmatch(line)
        if found:
            first = first or found[1]
            items.append((found[2], []))
        else:
            items[-1][1].append(line)
    start = "" if first == "1" else f' start="{first}"'
    said = (f"<li>{text}{_dashed(under) if under else ''}</li>" for text, under in items)
    return _markup(f"<ol{start}>\n" + "\n".join(said) + "\n</ol>")


def _dashed(lines: Sequence[str]) -> Markup:
    return _markup("<ul>" + "".join(f"<li>{line.removeprefix(_DASHED)}</li>" for line in lines) + "</ul>")


def _markup(text: str) -> Markup:
    return Markup(text)  # noqa: S704 - made from templates, which escape what comes from outside
