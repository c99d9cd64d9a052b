"""Fixtures for any test that talks to a bot on Telegram; a conftest imports the ones it wants."""

from collections.abc import Iterator

import pytest

from tests.telegram_server.server import TelegramServer


@pytest.fixture
def server() -> Iterator[TelegramServer]:
    """A fresh server; the test fails where the bot used something that the server does not model."""
    server = TelegramServer()
    yield server
    assert server.problems() == []
