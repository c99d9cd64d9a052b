"""Every dialogue runs over the terminal, the web and Telegram; some also over Telegram's real HTTP (tests/conftest)."""

from collections.abc import Awaitable, Callable

import pytest

from tests.actors import Door, House
from tests.actors.fixtures import channel, door, house, telegram
from tests.dialogues.script import play

__all__ = ["channel", "door", "house", "telegram"]


@pytest.fixture
def plays(door: Door, house: House) -> Callable[[str], Awaitable[None]]:
    """Plays a dialogue with somebody new."""
    return lambda dialogue: play(dialogue, door.person("An"), house)
