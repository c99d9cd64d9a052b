"""Fixtures for any test that talks with the assistant; a conftest imports the ones it wants."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.actors.house import Door, House, open_house
from tests.actors.in_terminal import TerminalDoor
from tests.actors.on_telegram import TelegramDoor, telegram_by_webhook, telegram_in_process, telegram_over_http
from tests.actors.on_web import WebDoor

CHANNELS = ("terminal", "web", "telegram", "telegram-http", "telegram-webhook")


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    async with open_house(tmp_path) as house:
        yield house


@pytest.fixture(params=CHANNELS)
def channel(request: pytest.FixtureRequest) -> str:
    """The channel of this run; every test that asks for a door runs over each, unless it names its own."""
    return str(request.param)


@pytest.fixture
async def door(house: House, channel: str) -> AsyncIterator[Door]:
    """Where people come in."""
    match channel:
        case "terminal":
            yield TerminalDoor(house)
        case "web":
            yield WebDoor(house)
        case "telegram":
            async with telegram_in_process(house.guide, house.pseudonyms, house.guide) as opened:
                yield opened
        case "telegram-http":
            async with telegram_over_http(house.guide, house.pseudonyms, house.guide) as opened:
                yield opened
        case "telegram-webhook":
            async with telegram_by_webhook(house.guide, house.pseudonyms, house.ledger, house.guide) as opened:
                yield opened
        case _:
            raise ValueError(f"There is no channel {channel!r}; the channels are {CHANNELS}.")


@pytest.fixture
async def telegram(house: House) -> AsyncIterator[TelegramDoor]:
    """Telegram alone, for what only Telegram has."""
    async with telegram_in_process(house.guide, house.pseudonyms, house.guide) as opened:
        yield opened
