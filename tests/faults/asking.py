"""A person who talks with a guide directly, whichever guide answers next."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from itertools import count
from typing import Final

import asyncpg

from bot.conversation.actions import Action
from bot.conversation.events import Said, Tapped, Where, Who
from bot.conversation.guide import Guide
from bot.conversation.replies import Button, Replace, Reply, Say
from bot.conversation.speech import Speech
from bot.records import Database, Records
from tests.actors.house import SECRETS, Clock, knowledge
from tests.records.fresh import PostgresServer, postgres_copy

LABEL: Final = Speech("vi").label
_NUMBERS: Final = count(1)


class Asker:
    """Somebody on Telegram; sees the last message and its buttons."""

    def __init__(self, name: str) -> None:
        self._where, self._who = Where("telegram", f"chat of {name}"), Who(f"key of {name}", "vi")
        self.text = ""
        self._buttons: dict[str, Action] = {}

    async def says(self, guide: Guide, words: str) -> None:
        self._look(await guide.answer(Said(self._where, self._who, words)))

    async def taps(self, guide: Guide, label: str) -> None:
        self._look(await guide.answer(Tapped(self._where, self._who, self._buttons[label])))

    def _look(self, replies: tuple[Reply, ...]) -> None:
        """The words of all replies; a toast leaves the buttons where they are."""
        self.text = "\n".join(getattr(reply, "text", "") for reply in replies)
        for reply in replies:
            if isinstance(reply, Say | Replace):
                buttons = [each for row in reply.buttons for each in row if isinstance(each, Button)]
                self._buttons = {button.label: button.action for button in buttons}


def guide_of(database: Database, clock: Clock) -> Guide:
    """What one process would answer with."""
    return Guide(knowledge, Records(database, SECRETS), clock, lambda: f"{next(_NUMBERS):08}")


@asynccontextmanager
async def fresh_database(server: PostgresServer) -> AsyncIterator[tuple[str, asyncpg.Connection]]:
    """The address of a new database, and the operator's own connection to the server."""
    name = await postgres_copy(server)
    operator = await asyncpg.connect(server.get_uri())
    try:
        yield server.get_uri(database=name, driver="asyncpg"), operator
    finally:
        await operator.close()
