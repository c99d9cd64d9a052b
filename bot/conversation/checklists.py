"""A person's list of a procedure's papers: which they have, which are missing, and what to do next."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar, Self

from bot.catalog.model import Words
from bot.conversation.actions import ShowCase
from bot.conversation.cards import Card
from bot.conversation.cases import Applies, Paper, papers, told, unanswered
from bot.conversation.fitting import COMFORTABLE, Detail, Steps, visible_text
from bot.conversation.list_actions import GiveUpChecklist, PrintChecklist, ShowChecklist, TickPaper
from bot.conversation.replies import MAX_LABEL, MAX_VISIBLE, Button, Row
from bot.conversation.rows import in_pairs
from bot.conversation.state import LISTED_FOR, Checklist
from bot.conversation.turn import day_of

if TYPE_CHECKING:
    from bot.printing.checklist import Checklist as PrintedChecklist
    from bot.printing.checklist import Line as PrintedLine


@dataclass(frozen=True)
class Line:
    """A line of the list: a paper, or several of which any one is enough; `needed` where it is sure or usual."""

    number: int
    papers: tuple[Paper, ...]
    label: Words | None
    needed: bool
    there: bool

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of its papers."""
        return tuple(each.evidence.id for each in self.papers)

    @property
    def conditional(self) -> bool:
        """Whether words that no case fact settles ("if you were fined") tell who needs it: a tick may say "not I"."""
        return self.needed and len(self.papers) == 1 and self.papers[0].evidence.when_text is not None

    @property
    def name(self) -> Words | None:
        """What the line is about; None where alternatives have no name together."""
        return self.label if len(self.papers) > 1 else self.papers[0].evidence.name


@dataclass(frozen=True, kw_only=True)
class ChecklistCard(Card):
    """The list of one person on one day; makes its texts, its buttons and its page to print."""

    LIST_STEPS: ClassVar[Steps] = (
        (COMFORTABLE, ("full", "brief", "least")),
        (MAX_VISIBLE, ("least", "tight", "short")),
    )

    checklist: Checklist

    @classmethod
    def of(cls, card: Card, checklist: Checklist) -> Self:
        """The list that belongs to a card."""
        known: dict[str, Any] = {each.name: getattr(card, each.name) for each in fields(Card)}
        return cls(**known, checklist=checklist)

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """What is or may be needed in this case, numbered as on the card: what may be needed comes last."""
        groups = papers(self.current, self.facts, self.forgotten)
        found = [
            (listed, group.label if group.one_of else None, group.applies is not Applies.PERHAPS)
            for group in groups
            for listed in ([group.papers] if group.one_of else [(each,) for each in group.papers])
        ]
        ordered = sorted(found, key=lambda each: not each[-1])
        return tuple(
            Line(number, listed, label, needed, self._has_one_of(listed))
            for number, (listed, label, needed) in enumerate(ordered, 1)
        )

    @property
    def shown_lines(self) -> tuple[Line, ...]:
        """The lines to tick: what may be needed only once the case is told whole, or where it is there."""
        open_case = unanswered(self.current, self.facts) is not None
        return tuple(line for line in self.lines if line.needed or line.there or not open_case)

    @property
    def ids(self) -> tuple[str, ...]:
        """The papers on the list, by their ids."""
        return tuple(each for line in self.lines for each in line.ids)

    @property
    def needed_lines(self) -> tuple[Line, ...]:
        """What is needed for sure, or usually."""
        return tuple(line for line in self.lines if line.needed)

    @property
    def missing(self) -> int:
        """How many of the papers that are needed are not there."""
        return sum(not line.there for line in self.needed_lines)

    def line_with(self, paper: str) -> Line | None:
        """The line on which a paper stands."""
        return next((line for line in self.lines if paper in line.ids), None)

    def list_text(self, dropped: Words | None = None) -> str:
        """The list as a message; `dropped` is the procedure whose list had to go for this one."""
        shown = self.shown_lines
        values = {
            "lines": shown,
            "hidden": len(self.lines) - len(shown),
            "missing": self.missing,
            "kept_until": self.kept_until,
            "dropped": dropped,
            "added": self._added(),
            "removed": self._removed(),
            "changed": bool(self.checklist.listed) and set(self.checklist.listed) != set(self.ids),
        }
        return self._fitting(lambda detail: self._say("checklist", detail=detail, **values), self.LIST_STEPS)

    def list_buttons(self, *, several: bool) -> tuple[Row, ...]:
        """A button for each paper, then what else one does with a list; `several`: the person keeps others, too."""
        name, label = self.procedure.id, self.speech.label
        ticks = [Button(self._tick_label(line), self._tick(line)) for line in self.shown_lines]
        ways = [Button(label("print"), PrintChecklist(name, self.answer))] if self.needed_lines else []
        if self.procedure.case_facts:
            ways.insert(0, Button(label("my_case"), ShowCase(name, self.answer)))
        if several:
            ways.append(Button(label("other_lists"), ShowChecklist()))
        ways.append(Button(label("give_up_list"), GiveUpChecklist(name, self.answer)))
        return (*in_pairs(ticks), *in_pairs(ways), (self.back(),))

    def to_print(self, address: str | None) -> "PrintedChecklist":
        """What stands on the page; `address` is where its code leads."""
        from bot.printing.checklist import Checklist as PrintedChecklist

        facts = self._lines_of("checklist_facts")
        return PrintedChecklist(
            title=self.speech.text(self.current.name),
            subtitle=self.speech.say("checklist_subtitle", today=self.today),
            case=tuple(self.speech.text(each) for each in told(self.current, self.facts)),
            papers=tuple(self._printed(line) for line in self.lines),
            missing=self.missing,
            facts=facts,
            address=address,
        )

    @property
    def kept_until(self) -> date:
        """The last day on which the list is still there."""
        return day_of(self.checklist.ticked_at + LISTED_FOR)

    def _has_one_of(self, listed: Sequence[Paper]) -> bool:
        return any(each.evidence.id in self.checklist.ticked for each in listed)

    def _tick(self, line: Line) -> TickPaper:
        return TickPaper(self.procedure.id, line.ids[0], "n" if line.there else "y", self.answer)

    def _tick_label(self, line: Line) -> str:
        """`✅ 2. Giấy chứng sinh` where that fits a button, else the number of the line in the text."""
        short = f"✅ {line.number}" if line.there else str(line.number)
        long = f"{short}. {self.speech.text(line.name)}" if line.name else short
        return long if len(long) <= MAX_LABEL else short

    def _added(self) -> tuple[Line, ...]:
        """What the catalog asks for since the list was seen last, as far as it is shown."""
        seen = self.checklist.listed
        return tuple(line for line in self.shown_lines if seen and not set(seen) & set(line.ids))

    def _removed(self) -> int:
        """How many papers are gone from the catalog since; their names went with them."""
        return len(set(self.checklist.listed) - set(self.ids))

    def _printed(self, line: Line) -> "PrintedLine":
        from bot.printing.checklist import Line as PrintedLine

        text, *notes = self._lines_of("checklist_line", line=line)
        return PrintedLine(text, line.there, ". ".join(notes) or None)

    def _lines_of(self, template: str, **values: object) -> tuple[str, ...]:
        detail: Detail = "brief"
        said = visible_text(self._say(template, detail=detail, **values))
        return tuple(line for line in said.split("\n") if line)
