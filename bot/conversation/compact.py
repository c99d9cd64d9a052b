"""Compact cards: a procedure as it is passed on into any chat, and the lines by which it is picked from a list."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final

from bot.catalog.catalog import Catalog
from bot.catalog.model import Aspect
from bot.conversation.fitting import visible_text
from bot.conversation.other_cards import GroupCard, PausedCard
from bot.conversation.speech import Speech
from bot.language import Language
from bot.records.board import Announcement, Pause

KEPT: Final = 1_000
"""Compact cards kept ready: those of a day in both languages, a few kilobytes each."""


@dataclass(frozen=True)
class Said:
    """A procedure in a list (plain text) and as a message (small HTML)."""

    title: str
    description: str
    text: str


@dataclass(frozen=True, kw_only=True)
class CompactCard(GroupCard):
    """A card for a chat that we are not part of: what does not fit is behind the way into a private chat."""

    def text(self, aspect: Aspect | None = None) -> str:
        """The card, and where the sections are that it names."""
        if self.ended:
            return super().text(aspect)
        return self._fitting(lambda detail: self._say("compact", lead="documents", detail=detail), self.CARD_STEPS)

    def description(self) -> str:
        """One line beside the name: who decides, how many papers, how long."""
        return visible_text(self._say("suggestion", ended=self.ended, pause=None))

    @property
    def _all_papers(self) -> str:
        return "private_chat"

    @property
    def _needed_papers(self) -> str:
        return "private_chat"


class CompactCards:
    """The compact cards of a catalog. A card is made when it is first wanted, and again when a day has passed or
    officials have something else to say of it: ten of them take longer than a question."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self.said: Callable[[str, date, Language, tuple[Announcement, ...], Pause | None], Said]
        self.said = lru_cache(KEPT)(self._said)

    def _said(
        self, name: str, today: date, language: Language, notices: tuple[Announcement, ...], pause: Pause | None
    ) -> Said:
        procedure, speech = self._catalog.procedure(name), Speech(language)
        assert procedure is not None, f"{name!r} is no procedure of this catalog"
        title = speech.text(procedure.name)
        if pause:
            paused = PausedCard(procedure, self._catalog, {}, today, speech, "", pause=pause)
            return Said(title, visible_text(speech.say("suggestion", pause=pause)), paused.text())
        card = CompactCard(procedure, self._catalog, {}, today, speech, "", notices, private=None)
        return Said(title, card.description(), card.text())
