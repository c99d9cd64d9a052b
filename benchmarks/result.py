"""What a measure comes to, and the table that shows it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

HEAD: Final = ("measure", "ours", "baseline", "ratio", "bound", "kept")
_SIGNS: Final = {"at least": "≥", "at most": "≤"}


@dataclass(frozen=True)
class Bound:
    """What the ratio of ours to the baseline must be."""

    kind: Literal["at least", "at most"]
    value: float

    def keeps(self, ratio: float) -> bool:
        """Whether a ratio is within the bound."""
        return ratio >= self.value if self.kind == "at least" else ratio <= self.value

    def __str__(self) -> str:
        return f"{_SIGNS[self.kind]} {self.value:g}"


@dataclass(frozen=True)
class Result:
    """Ours beside the baseline, both with their unit in words; `ratio` None: it could not be measured here."""

    name: str
    ours: str
    baseline: str
    ratio: float | None
    bound: Bound | None = None

    @property
    def kept(self) -> bool | None:
        """Whether the bound is kept; None where there is none, or nothing was measured."""
        return None if self.bound is None or self.ratio is None else self.bound.keeps(self.ratio)

    def cells(self) -> tuple[str, ...]:
        """The row of the table."""
        ratio = "not measured" if self.ratio is None else f"{self.ratio:.2f}"
        kept = {True: "yes", False: "no", None: "–"}[self.kept]
        return (self.name, self.ours, self.baseline, ratio, str(self.bound or "–"), kept)


def not_measured(name: str, reason: str, bound: Bound) -> Result:
    """A measure that cannot be taken on this machine."""
    return Result(name, reason, "–", None, bound)


def table(results: Sequence[Result], markdown: bool = False) -> str:
    """The results as columns for a terminal, or as a table of Markdown."""
    rows = [HEAD, *(each.cells() for each in results)]
    if markdown:
        return "\n".join(f"| {' | '.join(row)} |" for row in (rows[0], ("---",) * len(HEAD), *rows[1:]))
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    )
