"""The life of the program that helpers talk with: it may die at any moment, and comes back."""

import asyncio
from collections.abc import Awaitable
from typing import Any, Final

PATIENCE: Final = 30.0
"""Seconds a helper waits while the program runs."""


class ProgramDied(Exception):
    """Nobody answers any more."""


class TurnedAway(Exception):
    """So much at once that the program asks to wait, by the real clock."""


class Life:
    """Whether the program runs, and where its web chat is."""

    def __init__(self) -> None:
        self.address = ""
        self.alive = asyncio.Event()
        self.died = asyncio.Event()

    def begins(self, address: str) -> None:
        """It answers at this address."""
        self.address = address
        self.died.clear()
        self.alive.set()

    def ends(self) -> None:
        """It answers no more."""
        self.alive.clear()
        self.died.set()

    async def unless_dead(self, waiting: Awaitable[Any]) -> Any:
        """What comes of waiting; raises `ProgramDied` where the program ends before."""
        task, died = asyncio.ensure_future(waiting), asyncio.ensure_future(self.died.wait())
        try:
            async with asyncio.timeout(PATIENCE):
                await asyncio.wait({task, died}, return_when=asyncio.FIRST_COMPLETED)
            if not task.done():
                raise ProgramDied
            return task.result()
        finally:
            for each in (task, died):
                each.cancel()
