"""The library behind the public pages: the project's own catalog, and whatever a test puts on the board."""

from dataclasses import replace
from datetime import date

from bot.catalog.catalog import Catalog
from bot.conversation.turn import Service
from bot.records.board import Board
from bot.web.library import Counts, Library, not_counted
from tests.actors.house import Clock, knowledge

SERVICE = Service(public_url="https://motcua.example/", telegram_username="motcua_test_bot")


def library(
    service: Service = SERVICE,
    board: Board | None = None,
    catalog: Catalog | None = None,
    clock: Clock | None = None,
    counts: Counts = not_counted,
) -> Library:
    """A library of the project's catalog, or of another that has the same names."""
    known = replace(knowledge(), service=service, catalog=catalog or knowledge().catalog)

    async def read(today: date) -> Board:
        return board or Board()

    return Library(lambda: known, clock or Clock(), read, counts)
