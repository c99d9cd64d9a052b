"""What is tried by day, and what only at night, when `NIGHTLY` is in the environment (scripts/nightly sets it).

Of made-up cases hypothesis makes a fixed choice by day (`ci`), many and new ones each time at night (`nightly`);
`--hypothesis-profile` on the command line wins. Of each file of dialogues and faults all run over Telegram by day,
every third over the web, every eighth in the terminal and over Telegram's real HTTP, and everything at night: each
channel hands over the same events, and by polling over HTTP and by webhook the same application gets the same updates.
"""

import os
from collections import Counter
from pathlib import Path
from typing import Final

import pytest
from hypothesis import HealthCheck, settings

BY_DAY: Final = {"web": 3, "terminal": 8, "telegram-http": 8, "telegram-webhook": 8}
"""Of so many runs over a channel one is made by day."""

_FOLDERS: Final = [Path(__file__).with_name(name) for name in ("dialogues", "faults")]

FUZZ_TESTS: Final = 9
"""Tests under tests/fuzz that take the profile's number of cases."""

# A case is a whole conversation with a database: slow beside what hypothesis thinks usual, on a busy machine more so.
_SLOW: Final = (HealthCheck.too_slow,)
settings.register_profile(
    "ci",
    max_examples=1_000 // FUZZ_TESTS + 1,
    derandomize=True,
    database=None,
    deadline=None,
    suppress_health_check=_SLOW,
)
settings.register_profile(
    "nightly",
    max_examples=100_000 // FUZZ_TESTS + 1,
    deadline=None,
    print_blob=True,
    suppress_health_check=_SLOW,
)
settings.load_profile("nightly" if os.environ.get("NIGHTLY") else "ci")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leaves out by day, but for one in so many of a file's, the runs over the channels that are tried at night."""
    if os.environ.get("NIGHTLY"):
        return
    seen: Counter[tuple[Path, str]] = Counter()
    left_out = set()
    for item in items:
        channel = _channel_of(item)
        if channel in BY_DAY:
            of_file = (item.path, channel)
            if seen[of_file] % BY_DAY[channel]:
                left_out.add(item)
            seen[of_file] += 1
    config.hook.pytest_deselected(items=list(left_out))
    items[:] = [item for item in items if item not in left_out]


def _channel_of(item: pytest.Item) -> str:
    """The channel a dialogue or a fault runs over; nothing where it has none, or is neither."""
    if not isinstance(item, pytest.Function) or not any(folder in item.path.parents for folder in _FOLDERS):
        return ""
    return str(item.callspec.params.get("channel", "")) if hasattr(item, "callspec") else ""
