"""What the assistant knows now: the last catalog without an error, and what stands beside it."""

import asyncio
import logging
import threading
from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path

from bot.catalog import CatalogBroken, read_catalog
from bot.conversation.turn import Knowledge, Service
from bot.desk.learning import Pairs
from bot.desk.lines import line_of
from bot.exchange.national import as_catalog, distant, read_index
from bot.matching import Matcher
from bot.matching.evaluation import questions_beside
from bot.matching.keeping import load_matcher
from bot.matching.titles import Titles

_log = logging.getLogger(__name__)


class Shelf:
    """What the assistant knows now: the last catalog without an error; `national` is an index of titles beside it.

    Raises `CatalogBroken` when made from none, and `NationalUnreadable`.
    """

    def __init__(self, folder: Path, service: Service, national: Path | None = None) -> None:
        self._folder = folder
        self._service = service
        self._titles = read_index(national) if national else ()
        self._trials = questions_beside(folder)
        # The catalog and what is learned are taken in threads of their own, one after the other.
        self._building, self._changing = threading.Lock(), threading.Lock()
        self.knowledge = self._know(load_matcher(folder))

    def reload(self) -> None:
        """Takes the catalog as it is now; one with errors is told to the log and the last good one stays."""
        reading = read_catalog(self._folder)
        if reading.errors:
            _log.error("The catalog has errors, the last good one stays:\n%s", CatalogBroken(reading.errors))
            return
        with self._building:
            self._take(Matcher(reading.catalog, self.knowledge.matcher.phrases))
        _log.info("The catalog was taken anew: %d procedures.", len(reading.catalog.procedures))

    def learn(self, phrases: Pairs) -> None:
        """From now on these are the phrases that officials taught; takes a second where they are others than before."""
        with self._building:
            if phrases != self.knowledge.matcher.phrases:
                self._take(Matcher(self.knowledge.catalog, phrases))
                _log.info("Learned phrases that are known now: %d.", len(phrases))

    def run_by(self, service: Service) -> None:
        """From now on the assistant is this one."""
        with self._changing:
            self._service = service
            self.knowledge = replace(self.knowledge, service=service)

    def hears(self, forgotten: Mapping[str, frozenset[str]]) -> None:
        """From now on these papers are those that people often forget."""
        with self._changing:
            self.knowledge = replace(self.knowledge, forgotten=forgotten)

    def is_named(self, username: str) -> None:
        """Takes the bot's name on Telegram, where the config has none, so that cards can be passed on."""
        if not self._service.telegram_username:
            self.run_by(replace(self._service, telegram_username=username))

    async def watch(self, stop: asyncio.Event) -> None:
        """Reloads whenever a file changes, until `stop`."""
        from watchfiles import awatch

        async for _ in awatch(self._folder, stop_event=stop):
            await asyncio.to_thread(self.reload)

    def _take(self, matcher: Matcher) -> None:
        knowledge = self._know(matcher)
        knowledge.build()
        with self._changing:
            self.knowledge = replace(knowledge, service=self._service, forgotten=self.knowledge.forgotten)

    def _know(self, matcher: Matcher) -> Knowledge:
        titles = Titles(as_catalog(self._titles, matcher.catalog), distant(self._titles)) if self._titles else None
        lines = partial(line_of, self._folder)
        return Knowledge(matcher.catalog, matcher, self._service, titles, trials=self._trials, line_of=lines)
