"""What a report's pictures show, in the units of the picture: shares with their intervals, weeks, five levels.

The SVG is drawn by templates/charts.html; `chart_png` draws the same shares for a chat.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from textwrap import wrap
from typing import Final

from bot.satisfaction.disclosure import Few, Hidden, Share, Shown, shown
from bot.satisfaction.headline import NAME, headline
from bot.satisfaction.report import Report
from bot.satisfaction.templating import cell, number, percent
from bot.satisfaction.voices import CRITERIA, Criterion
from bot.satisfaction.words import criterion_name

WIDTH: Final = 340
"""A phone's width without its margins: a picture is never made smaller than that."""

LETTERS: Final = 50
"""Of a label in one line."""

PHONE: Final = 4.3
"""Inches: 310 CSS pixels at 72 to the inch; a phone's chat is hardly wider."""

LINE: Final = 16
ROOM: Final = 36
"""Of a number above a column."""

SCALE: Final = (8.0, 208.0)
"""From 0 to 100 %, from the left."""


@dataclass(frozen=True)
class Interval:
    """A row: its label in lines, `top` where it begins, `middle` the height of its scale, the rest along the scale.

    `at` None: too few for a share. `low` None: too few for an interval, `told` says so.
    """

    lines: Sequence[str]
    top: float
    middle: float
    low: float | None
    high: float | None
    at: float | None
    told: str
    whole_told: str


@dataclass(frozen=True)
class Intervals:
    """A picture of shares one above the other, on one scale from 0 to 100 %."""

    rows: Sequence[Interval]
    height: float
    spoken: str


@dataclass(frozen=True)
class Column:
    """A column of a picture over time; `told` is only there where there is room for it."""

    left: float
    width: float
    top: float
    height: float
    label: str
    told: str


@dataclass(frozen=True)
class Segment:
    """A part of a bar; `told` is empty where it is too narrow for its number."""

    left: float
    width: float
    satisfied: bool
    told: str


@dataclass(frozen=True)
class Bar:
    """One factor: how many chose each of the five levels, from very dissatisfied to very satisfied."""

    label: str
    top: float
    segments: Sequence[Segment]
    told: str


def intervals(rows: Iterable[tuple[str, Shown]]) -> Intervals:
    """The picture of these shares."""
    drawn: list[Interval] = []
    top = 0.0
    spoken = []
    for label, each in rows:
        lines = wrap(label, LETTERS)
        middle = top + LINE * len(lines) + 12
        drawn.append(_interval(lines, top, middle, each))
        spoken.append(f"{label}: {cell(each)}")
        top = middle + 18
    return Intervals(drawn, top + 18, "; ".join(spoken))


def of_measures(report: Report, criteria: Iterable[Criterion]) -> Intervals:
    """What was measured, all together."""
    return intervals((criterion_name(each), shown(report.totals[each])) for each in criteria)


def of_weak(report: Report) -> Intervals:
    """What stands out, each beside all others."""
    rows: list[tuple[str, Shown]] = []
    for each in report.weak:
        about = criterion_name(each.weakness.criterion)
        rows += [(f"{about}, {each.where}", shown(each.weakness.counted))]
        rows += [(f"{about}, phần còn lại", shown(each.weakness.rest))]
    return intervals(rows)


def columns(values: Sequence[tuple[str, int]], height: float = 110.0) -> Sequence[Column]:
    """Columns from zero on; the largest, and the first and the last where there is room, carry their number, or all."""
    most = max((value for _, value in values), default=0) or 1
    step = WIDTH / max(len(values), 1)
    largest = max(range(len(values)), key=lambda at: values[at][1], default=0)
    told = {largest} | {at for at in (0, len(values) - 1) if abs(at - largest) * step >= ROOM}
    return [
        Column(
            left=at * step + step * 0.1,
            width=min(step * 0.8, 60.0),
            top=height * (1 - value / most),
            height=height * value / most,
            label=label if len(values) <= 8 or at in (0, len(values) - 1) else "",
            told=number(value) if len(values) <= 8 or at in told else "",
        )
        for at, (label, value) in enumerate(values)
    ]


def bars(levels: Mapping[str, Sequence[int]]) -> Sequence[Bar]:
    """A bar for each factor, as wide for ten voices as for a thousand; their number stands beside it."""
    drawn = []
    for at, (label, counts) in enumerate(levels.items()):
        whole, left, segments = sum(counts), 0.0, []
        for level, count in enumerate(counts, 1):
            width = WIDTH * count / whole if whole else 0.0
            told = number(count) if width >= 8 * len(number(count)) + 4 else ""
            segments.append(Segment(left, max(width - 1.5, 0.0), level > 3, told))
            left += width
        drawn.append(Bar(label, at * 50.0, segments, f"{number(whole)} phiếu"))
    return drawn


def chart_png(report: Report) -> bytes:
    """The shares of a report with their intervals as a picture for a chat, 1080 pixels wide.

    Drawn as if it were as wide as a phone (`PHONE`), so that its letters can be read there.
    """
    from matplotlib.figure import Figure

    rows = [(criterion_name(each), shown(report.totals[each])) for each in CRITERIA if report.totals[each].whole]
    figure = Figure(figsize=(PHONE, 1.9 + 0.53 * max(len(rows), 1)), dpi=1080 / PHONE, layout="constrained")
    axes = figure.add_subplot()
    for at, (label, each) in enumerate(rows):
        if isinstance(each, Few):
            colour, style = ("#1d5c8f", "-") if isinstance(each, Share) else ("#4c5863", ":")
            axes.plot([100 * each.low, 100 * each.high], [at, at], color=colour, linestyle=style, linewidth=4)
        if isinstance(each, Share):
            axes.plot([100 * each.value], [at], "|", color="#1d5c8f", markersize=12, markeredgewidth=3)
        axes.text(0, at - 0.38, label, va="center", fontsize=11)
        axes.text(104, at, _beside(each), va="center", fontsize=11)
    axes.set_yticks([])
    axes.set_xticks([0, 50, 100], ["0 %", "50", "100 %"], fontsize=10)
    axes.set_xlim(0, 100)
    axes.set_ylim(max(len(rows), 1) - 0.5, -0.75)
    axes.grid(axis="x", color="#c9d1d8")
    axes.set_axisbelow(True)
    axes.spines[["top", "right", "left"]].set_visible(False)
    axes.tick_params(length=0)
    figure.suptitle("\n".join(wrap(headline(report), 40)), fontsize=11.5, fontweight="bold", ha="left", x=0.02)
    note = f"{NAME}. Vạch là khoảng tin cậy 95 %. Không phải SIPAS hay 766."
    figure.supxlabel("\n".join(wrap(note, 48)), fontsize=9, ha="left", x=0.02)
    content = BytesIO()
    figure.savefig(content, format="png")
    return content.getvalue()


def _beside(each: Shown) -> str:
    match each:
        case Share(part, whole, _, _, share):
            return f"{number(part)}/{number(whole)}\n{percent(share)} %"
        case Few(part, whole):
            return f"{number(part)}/{number(whole)}"
        case Hidden(whole):
            return f"chưa đủ\ndữ liệu ({whole})"


def _interval(lines: Sequence[str], top: float, middle: float, each: Shown) -> Interval:
    start, end = SCALE

    def along(share: float) -> float:
        return start + share * (end - start)

    match each:
        case Share(part, whole, low, high, share):
            told = f"{percent(share)} %"
            return Interval(lines, top, middle, along(low), along(high), along(share), told, _of(part, whole))
        case Few(part, whole, low, high):
            return Interval(lines, top, middle, along(low), along(high), None, "", _of(part, whole))
        case Hidden(whole):
            return Interval(lines, top, middle, None, None, None, "", f"chưa đủ dữ liệu ({whole})")


def _of(part: int, whole: int) -> str:
    return f"{number(part)}/{number(whole)}"
