"""Cards that are not the usual one: a group's, that of a procedure that is paused, and what a reviewer looks at."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from bot.catalog.model import Aspect
from bot.conversation.actions import Section, ShowSection
from bot.conversation.cards import SECTIONS, Card
from bot.conversation.fitting import Detail, Steps, fitting
from bot.conversation.replies import MAX_VISIBLE, Button, Link, Row
from bot.conversation.rows import in_pairs, rating_row, ways_on
from bot.records.board import Pause


@dataclass(frozen=True, kw_only=True)
class GroupCard(Card):
    """A card where others read along: as short as can be, with the way to ask on in private, where there is one."""

    CARD_STEPS: ClassVar[Steps] = ((MAX_VISIBLE, ("tight", "short", "bare")),)
    SECTION_STEPS: ClassVar[Steps] = ((MAX_VISIBLE, ("tight",)),)
    private: Link | None

    def buttons(self, shown: Section | None = None, share: Link | None = None) -> tuple[Row, ...]:
        """The way to a private chat, one row of sections, the thumbs; nothing is passed on from here."""
        if self.ended:
            return super().buttons(shown, share)
        sections = [
            Button(self.speech.label(f"section_{name}"), ShowSection(self.procedure.id, name, self.answer))
            for name in SECTIONS
            if name != shown
        ]
        row = (sections[0], self.back()) if shown else (sections[0], sections[1])
        way_out: tuple[Row, ...] = ((self.private,),) if self.private else ()
        return (*way_out, row, rating_row(self.speech, self.answer, self.procedure.id))

    @property
    def _all_papers(self) -> str:
        return "section_documents"


@dataclass(frozen=True, kw_only=True)
class PausedCard(Card):
    """The name of a procedure and why nothing is said of it now."""

    pause: Pause

    def text(self, aspect: Aspect | None = None) -> str:
        """The official's sentence in place of the card."""
        return self.speech.say("paused", p=self.procedure, pause=self.pause)

    def section(self, name: Section) -> str:
        """The official's sentence in place of the section."""
        return self.text()

    def head(self, detail: Detail = "full") -> str:
        """The official's sentence; in short, the name."""
        return super().head(detail) if detail == "short" else self.text()

    def buttons(self, shown: Section | None = None, share: Link | None = None) -> tuple[Row, ...]:
        """The ways on, and the thumbs."""
        return (*in_pairs(ways_on(self.speech)), rating_row(self.speech, self.answer, self.procedure.id))


@dataclass(frozen=True, kw_only=True)
class ReviewCard(Card):
    """One section as citizens read it, under what a reviewer must know of it, said at most length first."""

    heads: Sequence[str]

    def section(self, name: Section) -> str:
        """The section, or how the procedure ended."""
        if self.ended:
            return self._fitting(lambda _: self.text(), self.SECTION_STEPS)
        return super().section(name)

    def _fitting(self, say: Callable[[Detail], str], steps: Steps) -> str:
        return fitting((f"{head}\n\n" for head in self.heads), say, steps)
