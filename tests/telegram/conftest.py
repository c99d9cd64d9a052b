"""Telegram with the whole house behind it, and what notes which updates were handled."""

from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path

import pytest

from bot.records import Database, Updates
from tests.actors.fixtures import channel, door, house, telegram

__all__ = ["channel", "door", "house", "telegram"]


@pytest.fixture
async def ledger(tmp_path: Path) -> AsyncIterator[Updates]:
    async with Database(f"sqlite+aiosqlite:///{tmp_path}/records.db") as database:
        yield Updates(database, lambda: date(2026, 11, 23))
