"""What a helper carries where there is no signal: the handbook and the page of checklists, made once a day."""

import threading
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from bot.catalog.catalog import Catalog
from bot.conversation.speech import Speech
from bot.language import Language

if TYPE_CHECKING:
    from bot.conversation.turn import Service


@dataclass(frozen=True)
class Handout:
    """A file to carry: plain HTML, which every phone opens without a network."""

    name: str
    content: bytes


class Handouts:
    """The handouts of a catalog. To make them takes seconds, and at the beginning of an event many want them at once:
    one thread makes those of a day, the others wait for it."""

    def __init__(self, catalog: Catalog, service: "Service") -> None:
        self._catalog = catalog
        self._service = service
        self._making = threading.Lock()
        self._made: dict[Language, tuple[date, tuple[Handout, Handout]]] = {}

    def of(self, today: date, language: Language) -> tuple[Handout, Handout]:
        """The handbook and the page of checklists of a day."""
        with self._making:
            kept = self._made.get(language)
            if kept is None or kept[0] != today:
                kept = (today, self._make(today, language))
                self._made[language] = kept
            return kept[1]

    def _make(self, today: date, language: Language) -> tuple[Handout, Handout]:
        # What makes pages takes longer to import than most answers take, and knows of turns itself.
        from bot.conversation.handbook import handbook
        from bot.conversation.ticksheet import ticksheet

        given, label = (self._catalog, self._service, today, language), Speech(language).label
        pages = {"handbook_file": handbook(*given), "ticksheet_file": ticksheet(*given)}
        first, second = (
            Handout(f"{label(name)}-{today.isoformat()}.html", page.encode()) for name, page in pages.items()
        )
        return first, second
