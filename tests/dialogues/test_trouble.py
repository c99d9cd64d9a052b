"""The database is locked or gone: people are answered all the same, and the operator is told."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager

import pytest

from bot.conversation.speech import Speech
from bot.terminal import plain
from tests.actors import Actor, Door, House

LABEL = Speech("vi").label
UNSAVED, THANKS, NOT_ERASED, DATA_MISSING = (
    plain(Speech("vi").say(name)) for name in ("unsaved", "thanks", "not_erased", "data_missing")
)


@contextmanager
def locked(house: House) -> Iterator[None]:
    """Somebody else is writing."""
    with closing(sqlite3.connect(house.file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


async def gone(house: House) -> None:
    """The file is lost, and a folder stands in its place."""
    await house.database.close()
    for file in house.file.parent.glob("records.db*"):
        file.unlink()
    house.file.mkdir()


def told_once(house: House) -> None:
    assert len(house.complaints) == 1
    assert "The records cannot be used, answers go on without them" in house.complaints[0]
    house.complaints.clear()


@pytest.fixture
async def an(door: Door) -> Actor:
    an = door.person("An")
    await an.opens()
    await an.says("khai sinh")
    return an


async def test_a_question_is_answered_while_the_database_is_locked(an: Actor, house: House) -> None:
    with locked(house):
        await an.says("kết hôn")
        an.sees("Đăng ký kết hôn", "15:00")
        await an.taps(LABEL("section_place"))
        an.sees("Đăng ký kết hôn")
    told_once(house)


async def test_an_unsaved_rating_says_so_and_can_be_given_again(an: Actor, house: House) -> None:
    with locked(house):
        await an.taps(LABEL("helpful"))
        an.sees_notice(UNSAVED)
    await an.taps(LABEL("helpful"))
    an.sees_notice(THANKS)
    assert house.rows("SELECT verdict FROM ratings") == [("up",)]
    told_once(house)


async def test_who_cannot_be_erased_is_told(an: Actor, house: House) -> None:
    with locked(house):
        await an.says("/xoa")
        an.sees(NOT_ERASED)
    assert house.rows("SELECT count(*) FROM conversations") == [(1,)]
    told_once(house)


async def test_a_lost_miss_is_not_said_to_be_kept(an: Actor, house: House) -> None:
    await an.says("làm thẻ lên sao hỏa")
    an.sees("đã được ghi lại")
    with locked(house):
        await an.says("làm thẻ lên sao hỏa")
        an.does_not_see("đã được ghi lại")
        an.sees_buttons(LABEL("browse"))
    told_once(house)


async def test_without_a_database_everything_but_keeping_works(an: Actor, house: House) -> None:
    await gone(house)
    await an.says("kết hôn mất bao lâu")
    an.sees("Đăng ký kết hôn", "15:00")
    await an.taps(LABEL("helpful"))
    an.sees_notice(UNSAVED)
    await an.says("/dulieu")
    an.sees(DATA_MISSING)
    await an.says("/thutuc")
    an.sees_buttons(LABEL("by_field"))
    told_once(house)


async def test_the_operator_is_told_again_after_an_hour(an: Actor, house: House) -> None:
    with locked(house):
        await an.says("kết hôn")
        house.clock.passes(minutes=59)
        await an.says("kết hôn")
        told_once(house)
        house.clock.passes(minutes=2)
        await an.says("kết hôn")
    told_once(house)
