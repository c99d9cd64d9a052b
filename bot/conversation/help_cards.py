"""What a helper sees of a procedure with somebody beside them: its papers in few words, and which were missing."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from bot.conversation.checklists import ChecklistCard, Line
from bot.conversation.fitting import Steps
from bot.conversation.replies import MAX_LABEL, MAX_VISIBLE, Button
from bot.conversation.shift_actions import TellLacking


@dataclass(frozen=True, kw_only=True)
class HelpCard(ChecklistCard):
    """The papers of one person's case, as a list to go through together."""

    HELP_STEPS: ClassVar[Steps] = ((MAX_VISIBLE, ("full", "short")),)

    def person_text(self) -> str:
        """The papers, and the question what came of it."""
        shown = self.shown_lines
        hidden = len(self.lines) - len(shown)
        return self._fitting(
            lambda detail: self._say("shift_person", detail=detail, lines=shown, hidden=hidden), self.HELP_STEPS
        )

    def lacking_text(self, lacked: Sequence[str]) -> str:
        """All papers that may be meant, those that were missing marked."""
        values = {"lines": self.lines, "lacked": lacked}
        return self._fitting(lambda detail: self._say("shift_lacking", detail=detail, **values), self.HELP_STEPS)

    def lacking_buttons(self, helped: str, lacked: Sequence[str]) -> list[Button]:
        """A button for each line; tapped again it takes the mark away. Alternatives are told by their first paper."""
        return [
            Button(self._label(line, lacked), TellLacking(helped, line.ids[0], "n" if line.ids[0] in lacked else "y"))
            for line in self.lines
        ]

    def _label(self, line: Line, lacked: Sequence[str]) -> str:
        """`❌ 2. Giấy chứng sinh` where that fits a button, else the number of the line in the text."""
        short = f"❌ {line.number}" if line.ids[0] in lacked else str(line.number)
        long = f"{short}. {self.speech.text(line.name)}" if line.name else short
        return long if len(long) <= MAX_LABEL else short
