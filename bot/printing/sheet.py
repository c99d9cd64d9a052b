"""A sheet as values: what stands where on it, in millimetres from its upper left corner."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final, Literal

from bot.printing.faces import POINT, Weight
from bot.printing.lines import ASCENT, Lines

Side = Literal["left", "middle", "right"]


@dataclass(frozen=True)
class Paper:
    """A size of paper, and how much of its edge stays white: an office printer does not reach it."""

    width: float
    height: float
    margin: float

    @property
    def inner(self) -> float:
        """The width between the margins."""
        return self.width - 2 * self.margin


A4: Final = Paper(210, 297, 15)
A5: Final = Paper(148, 210, 10.5)
STICKER: Final = Paper(60, 80, 4)


@dataclass(frozen=True)
class Written:
    """A line of text; `baseline` is what its letters stand on, `size` in points."""

    x: float
    baseline: float
    text: str
    weight: Weight
    size: float
    accent: bool = False


@dataclass(frozen=True)
class Filled:
    """A filled rectangle."""

    x: float
    y: float
    width: float
    height: float
    accent: bool = True


@dataclass(frozen=True)
class Outlined:
    """An empty square: a box to tick with a pen."""

    x: float
    y: float
    side: float
    ticked: bool = False


@dataclass(frozen=True)
class Code:
    """A QR code of `address`; `side` is without its quiet zone."""

    x: float
    y: float
    side: float
    address: str


Mark = Written | Filled | Outlined | Code


@dataclass(frozen=True)
class Sheet:
    """One side of paper with all that stands on it."""

    paper: Paper
    marks: tuple[Mark, ...]

    def on(self, paper: Paper) -> "Sheet":
        """The same sheet on paper of the same shape, everything larger or smaller by as much (ISO 216)."""
        by = paper.width / self.paper.width
        return Sheet(paper, tuple(_sized(each, by) for each in self.marks))


class Column:
    """Marks set one below the other; `y` is where the next one begins."""

    def __init__(self, x: float, y: float, width: float) -> None:
        self.x = x
        self.y = y
        self.width = width
        self.marks: list[Mark] = []

    def set(self, lines: Lines, side: Side = "left", accent: bool = False) -> None:
        """Sets lines and goes below them."""
        self.marks += written(lines, self.x, self.y, self.width, side, accent)
        self.y += lines.height

    def rule(self, height: float) -> None:
        """Draws a line over the whole width."""
        self.marks.append(Filled(self.x, self.y, self.width, height))
        self.y += height

    def skip(self, height: float) -> None:
        """Leaves room."""
        self.y += height


def written(
    lines: Lines, x: float, y: float, width: float, side: Side = "left", accent: bool = False
) -> Iterator[Mark]:
    """Lines set below `y`, at one side of `width`."""
    for number, text in enumerate(lines.texts):
        free = width - lines.width_of(text)
        shift = {"left": 0.0, "middle": free / 2, "right": free}[side]
        baseline = y + number * lines.step + ASCENT * lines.size * POINT
        yield Written(x + shift, baseline, text, lines.face.weight, lines.size, accent)


def _sized(mark: Mark, by: float) -> Mark:
    match mark:
        case Written():
            return replace(mark, x=mark.x * by, baseline=mark.baseline * by, size=mark.size * by)
        case Filled():
            return replace(mark, x=mark.x * by, y=mark.y * by, width=mark.width * by, height=mark.height * by)
        case Outlined() | Code():
            return replace(mark, x=mark.x * by, y=mark.y * by, side=mark.side * by)
