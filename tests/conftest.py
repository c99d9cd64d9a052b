"""What is tried by day, and what only at night, when `NIGHTLY` is in the environment (scripts/nightly sets it).

Of made-up cases hypothesis makes a fixed choice by day (`ci`), many and new ones each time at night (`nightly`);
`--hypothesis-profile` on the command line wins. Of each file of dialogues and faults every third runs over the web
by day, the others over Telegram, every eighth also in the terminal and over Telegram's real HTTP, and everything at
night: each channel hands over the same events, and over HTTP and by webhook the same application gets the same updates.
"""

import os
from pathlib import Path
from typing import Final

import pytest
from hypothesis import HealthCheck, settings

BY_DAY: Final = {"web": 3, "terminal": 8, "telegram-http": 8, "telegram-webhook": 8}
"""Of so many tests one runs over a channel by day; over Telegram in process those run that do not over the web."""

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
    """Leaves out by day most of the channels of a dialogue or a fault, never the only one it has."""
    if os.environ.get("NIGHTLY"):
        return
    of_test: dict[Path, dict[str, dict[str, pytest.Item]]] = {}
    for item in items:
        if channel := _channel_of(item):
            same = item.nodeid.replace(f"[{channel}", "[").replace(f"-{channel}", "")
            of_test.setdefault(item.path, {}).setdefault(same, {})[channel] = item
    left_out = {
        item
        for tests in of_test.values()
        for at, channels in enumerate(tests.values())
        for channel, item in channels.items()
        if len(channels) > 1 and not _runs_by_day(channel, at)
    }
    config.hook.pytest_deselected(items=list(left_out))
    items[:] = [item for item in items if item not in left_out]


def _runs_by_day(channel: str, at: int) -> bool:
    """Whether the test at a place of its file runs over a channel."""
    if channel == "telegram":
        return not _runs_by_day("web", at)
    return at % BY_DAY.get(channel, 1) == 0


def _channel_of(item: pytest.Item) -> str:
    """The channel a dialogue or a fault runs over; nothing where it has none, or is neither."""
    if not isinstance(item, pytest.Function) or not any(folder in item.path.parents for folder in _FOLDERS):
        return ""
    return str(item.callspec.params.get("channel", "")) if hasattr(item, "callspec") else ""
