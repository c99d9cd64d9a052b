"""Pages that are kept in memory."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from bot.catalog.model import Words
from bot.conversation.sheets import Reading
from bot.conversation.turn import Service
from bot.records.board import Board, Pause
from bot.web.kept import Kept
from tests.actors.house import knowledge

READING = Reading(knowledge().catalog, Board(), date(2026, 11, 23))


def test_a_value_is_made_once_for_each_key() -> None:
    kept: Kept[int] = Kept(2)
    made: list[int] = []

    def make() -> int:
        made.append(1)
        return len(made)

    assert [kept.get(READING, key, make) for key in ("a", "a", "b", "a")] == [1, 1, 2, 1]
    kept.get(READING, "c", make)
    assert kept.get(READING, "a", make) == 1, "b was not asked for the longest"
    assert kept.get(READING, "b", make) == 4


@pytest.mark.parametrize(
    "changed",
    [
        {"catalog": replace(READING.catalog)},
        {"today": date(2026, 11, 24)},
        {"board": Board(pauses=(Pause("khai-sinh", Words("Bảo trì")),))},
        {"service": Service(telegram_username="motcua_test_bot")},
    ],
    ids=lambda changed: str(*changed),
)
def test_it_is_made_anew_when_what_it_was_made_from_changes(changed: dict[str, Any]) -> None:
    kept: Kept[object] = Kept(2)
    first = kept.get(READING, "a", object)
    assert kept.get(replace(READING), "a", object) is first, "equal is the same"
    assert kept.get(replace(READING, **changed), "a", object) is not first
