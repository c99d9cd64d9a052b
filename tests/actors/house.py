"""The whole assistant, put together for tests: everything real but the clock and the secrets."""

import logging
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any, Final, Protocol

from cryptography.fernet import Fernet

from bot.catalog import load
from bot.catalog.model import Words
from bot.conversation.guide import Guide
from bot.conversation.turn import VIETNAM, Knowledge, Operator, Service
from bot.desk.learning import Pairs, look
from bot.language import Language
from bot.matching import Matcher
from bot.records import Database, Pseudonyms, Records, Secrets, Updates
from bot.web.library import Library
from tests.actors.actor import Actor
from tests.records.fresh import sqlite_copy

PROJECT: Final = Path(__file__).resolve().parents[2]
MORNING: Final = datetime(2026, 11, 23, 9, 0, tzinfo=VIETNAM)
"""Monday, the moment at which every test begins."""

PERSON_TO_CALL: Final = Operator("Chị Hoa", "0235 000 0000", Words("8:00 đến 16:00", "8:00 to 16:00"))
SECRETS: Final = Secrets(pseudonym=b"invented for the tests, 32 bytes", sealing=(Fernet.generate_key(),))
SERVICE: Final = Service(operator=PERSON_TO_CALL, telegram_username="motcua_test_bot")


@cache
def knowledge() -> Knowledge:
    """The project's own catalog, and its matcher."""
    catalog = load(PROJECT / "catalog")
    return Knowledge(catalog, Matcher(catalog), SERVICE)


@dataclass
class Clock:
    """A clock that goes when a test says so."""

    now: datetime = MORNING

    def __call__(self) -> datetime:
        return self.now

    def passes(self, **time: float) -> None:
        """`clock.passes(minutes=16)`."""
        self.now += timedelta(**time)


class Complaints(logging.Handler):
    """What the operator would read as an error."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.format(record))


@dataclass
class House:
    """What stands behind the channels, and what tests look at there."""

    file: Path
    guide: Guide
    database: Database
    pseudonyms: Pseudonyms
    clock: Clock
    records: Records
    complaints: list[str] = field(default_factory=list)
    """Errors that were logged; a test that expects some takes them out, for at the end there must be none."""

    @property
    def ledger(self) -> Updates:
        """Which of Telegram's updates were handled."""
        return Updates(self.database, lambda: self.clock().date())

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """What a query finds in the database."""
        with closing(sqlite3.connect(self.file)) as connection:
            return connection.execute(query).fetchall()

    def written(self) -> bytes:
        """Every byte of the database and its logs."""
        return b"".join(file.read_bytes() for file in sorted(self.file.parent.glob(f"{self.file.name}*")))

    @property
    def library(self) -> Library:
        """What the public pages are made from."""
        return Library(self.guide.knowledge, self.clock, self.records.board)

    def knows(self, service: Service) -> None:
        """From now on the assistant is run this way."""
        changed = replace(knowledge(), service=service)
        self.guide.knowledge = lambda: changed

    async def learns(self) -> None:
        """What officials taught is known now, as every process sees to within a minute."""

        def know(phrases: Pairs) -> None:
            known = self.guide.knowledge()
            changed = replace(known, matcher=Matcher(known.catalog, phrases))
            self.guide.knowledge = lambda: changed

        await look(Records(self.database, SECRETS).learned, know)


class Door(Protocol):
    """A channel through which people come."""

    def person(self, name: str, language: Language = "vi") -> Actor:
        """Somebody new; `language` is what their app or browser is set to."""
        ...


@asynccontextmanager
async def open_house(folder: Path) -> AsyncIterator[House]:
    """A house with an empty database in `folder`; fails at the end if errors were logged."""
    complaints = Complaints()
    logger = logging.getLogger("bot")
    logger.addHandler(complaints)
    file, clock, numbers = folder / "records.db", Clock(), count(1)
    await sqlite_copy(file)
    try:
        # A locked database is given up at once, for nobody unlocks it while a test waits.
        async with Database(f"sqlite+aiosqlite:///{file}", busy_timeout=0.05) as database:
            records = Records(database, SECRETS)
            guide = Guide(knowledge, records, clock, lambda: f"{next(numbers):08}")
            yield House(file, guide, database, Pseudonyms(SECRETS.pseudonym), clock, records, complaints.lines)
    finally:
        logger.removeHandler(complaints)
    assert complaints.lines == []
