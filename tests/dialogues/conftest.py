"""Every dialogue runs over the terminal, the web and Telegram; every eighth also over Telegram's real HTTP.

By polling over HTTP and by webhook the same application gets the same updates; `scripts/nightly` runs all of them so.
"""

import os
from collections import Counter
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Final

import pytest

from tests.actors import Door, House
from tests.actors.fixtures import channel, door, house, telegram
from tests.dialogues.script import play

OVER_HTTP: Final = ("telegram-http", "telegram-webhook")
EVERY: Final = 8

__all__ = ["channel", "door", "house", "telegram"]


@pytest.fixture
def plays(door: Door, house: House) -> Callable[[str], Awaitable[None]]:
    """Plays a dialogue with somebody new."""
    return lambda dialogue: play(dialogue, door.person("An"), house)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leaves out, but for every eighth of a test's, the dialogues over HTTP; all of them stay at night."""
    if os.environ.get("NIGHTLY"):
        return
    seen: Counter[tuple[str, str]] = Counter()
    left_out = []
    for item in items:
        channel = _channel_of(item)
        if channel in OVER_HTTP:
            test = (item.nodeid.partition("[")[0], channel)
            if seen[test] % EVERY:
                left_out.append(item)
            seen[test] += 1
    config.hook.pytest_deselected(items=left_out)
    items[:] = [item for item in items if item not in left_out]


def _channel_of(item: pytest.Item) -> str:
    """The channel a dialogue runs over; nothing where it has none, or is no dialogue."""
    if not isinstance(item, pytest.Function) or Path(__file__).parent not in item.path.parents:
        return ""
    return str(item.callspec.params.get("channel", "")) if hasattr(item, "callspec") else ""
