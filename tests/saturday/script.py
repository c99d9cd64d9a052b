"""The script of a Saturday, read from `script.csv`, and what must have been counted when it was played.

A line is one citizen: in which hour who helped them, with what, in which case, what came of it, which papers were
missing, what they thought of it, how many older or disabled people were counted beside, and what went wrong. Everybody
in it is invented.
"""

import csv
from collections import Counter
from dataclasses import dataclass
from datetime import date, time
from pathlib import Path
from typing import Final, Literal, cast, get_args

from bot.records.outreach import HELP_OUTCOMES, HelpOutcome

DAY: Final = date(2026, 11, 28)
BEGINS, ENDS = time(7, 0), time(11, 0)
PLACE: Final = "Nhà văn hóa thôn Ví Dụ"
COMMUNE: Final = "tam-ky"

TELEGRAM: Final = ("An", "Bình", "Chi", "Dũng", "Giang")
WEB: Final = ("Hạnh", "Khoa", "Lan")
JOINS_TWICE, FORGETS_TO_END = "Bình", "Chi"
BY_DAY: Final = ("Bình", "Chi", "Hạnh")
"""Who plays where there is little time; the others come too at night."""

Trouble = Literal[
    "",
    "twice new", "twice pick", "twice outcome", "twice paper", "twice thumb", "twice frail",
    "answer lost new", "answer lost pick", "answer lost outcome", "answer lost paper", "answer lost thumb",
    "answer lost frail", "mistaken", "late", "after", "undone", "frail undone", "left",
]  # fmt: skip
"""What goes wrong: a double tap; a tap that was recorded, but whose answer never arrived, so it is made again; another
outcome in the place of one whose answer was lost; an outcome that leaves the dead spot after the next person, or after
the event; what was taken back; somebody who goes away in the middle."""


@dataclass(frozen=True)
class Citizen:
    """One line of the script; `case` are the options in the order in which the case's facts are asked."""

    hour: int
    helper: str
    procedure: str | None
    asked: str
    case: tuple[str, ...]
    outcome: HelpOutcome
    lacked: tuple[str, ...]
    thumb: Literal["up", "down", ""]
    frail: int
    trouble: Trouble

    @property
    def counts(self) -> bool:
        """Whether it is in the numbers at the end."""
        return self.trouble not in ("undone", "left")

    @property
    def asked_in_vain(self) -> bool:
        """Whether nobody knows an answer to what was typed."""
        return bool(self.asked) and self.procedure is None


@dataclass(frozen=True)
class Recount:
    """What the script comes to, counted line by line."""

    helped: Counter[tuple[int, str | None, HelpOutcome]]
    lacked: Counter[tuple[str | None, str]]
    verdicts: Counter[str]
    frail: int
    unanswered: Counter[str]
    by_helper: Counter[str]


def script(helpers: tuple[str, ...] = TELEGRAM + WEB) -> tuple[Citizen, ...]:
    """The lines of these helpers, in the order of the day."""
    with Path(__file__).with_name("script.csv").open(encoding="utf-8", newline="") as file:
        return tuple(_citizen(line) for line in csv.DictReader(file) if line["helper"] in helpers)


def recount(lines: tuple[Citizen, ...]) -> Recount:
    """What must have been counted of these lines."""
    counted = [line for line in lines if line.counts]
    return Recount(
        Counter((line.hour, line.procedure, line.outcome) for line in counted),
        Counter((line.procedure, paper) for line in counted for paper in line.lacked),
        Counter(line.thumb for line in counted if line.thumb),
        sum(line.frail for line in lines),
        Counter(line.asked for line in lines if line.asked_in_vain),
        Counter(line.helper for line in counted),
    )


def _citizen(line: dict[str, str]) -> Citizen:
    assert line["outcome"] in HELP_OUTCOMES, line
    assert line["trouble"] in get_args(Trouble), line
    assert line["thumb"] in ("up", "down", ""), line
    return Citizen(
        int(line["hour"]),
        line["helper"],
        line["procedure"] or None,
        line["asked"],
        tuple(line["case"].split()),
        line["outcome"],
        tuple(line["lacked"].split()),
        cast(Literal["up", "down", ""], line["thumb"]),
        int(line["frail"] or 0),
        cast(Trouble, line["trouble"]),
    )
