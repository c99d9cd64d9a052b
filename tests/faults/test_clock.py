"""The clock of the machine jumps, forward and back: people are answered, and nothing is kept longer for it."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.conversation.speech import Speech
from bot.terminal import plain
from tests.actors import Door, House
from tests.actors.house import MORNING

LABEL = Speech("vi").label
THANKS, WHICH = (plain(Speech("vi").say(name)) for name in ("thanks", "which_procedure"))
JUMPS = {
    "a second back": timedelta(seconds=-1),
    "an hour back": timedelta(hours=-1),
    "a year back": timedelta(days=-365),
    "a day ahead": timedelta(days=1),
    "ten years ahead": timedelta(days=3653),
    "to the epoch, with a flat battery": datetime(1970, 1, 1, tzinfo=UTC) - MORNING,
    "to the end of 32 bits": datetime(2038, 1, 19, 3, 14, 8, tzinfo=UTC) - MORNING,
}


@pytest.mark.parametrize("jump", JUMPS.values(), ids=JUMPS.keys())
async def test_a_dialogue_survives_a_jump_and_the_jump_back(door: Door, house: House, jump: timedelta) -> None:
    an = door.person("An")
    await an.opens()
    for step in (timedelta(), jump, -jump):
        house.clock.now += step
        await an.says("khai sinh")
        an.sees("khai sinh")
        await an.taps(LABEL("not_helpful"))
        await an.taps(LABEL("reason_other"))
        await an.taps(LABEL("write"))
        await an.says("quầy đóng cửa sớm")
        an.sees("quầy đóng cửa sớm")
        await an.says("khai sinh")
        await an.says("lệ phí")
        an.sees("khai sinh")
        await an.says("làm thẻ lên sao hỏa")
        an.sees_buttons(LABEL("browse"))
    assert house.rows("SELECT count(*) FROM ratings") == [(3,)]


@pytest.mark.parametrize("channel", ["web"], indirect=True)
async def test_what_was_said_under_a_clock_far_ahead_is_not_remembered_until_then(door: Door, house: House) -> None:
    """A conversation dated next year would else be kept for a year and a day instead of a day."""
    an = door.person("An")
    await an.opens()
    house.clock.passes(days=365)
    await an.says("khai sinh")
    house.clock.passes(days=-365)
    await an.says("còn lệ phí thì sao")
    an.sees(WHICH)


@pytest.mark.parametrize("channel", ["web"], indirect=True)
async def test_a_procedure_shown_in_the_future_is_not_what_is_talked_of_now(door: Door, house: House) -> None:
    an = door.person("An")
    await an.opens()
    house.clock.passes(hours=3)
    await an.says("khai sinh")
    house.clock.passes(hours=-3)
    await an.says("còn lệ phí thì sao")
    an.sees(WHICH)


@pytest.mark.parametrize("channel", ["web"], indirect=True)
async def test_the_operator_hears_of_trouble_although_the_clock_went_back(door: Door, house: House) -> None:
    an = door.person("An")
    await an.opens()
    await house.database.close()
    for file in house.file.parent.glob("records.db*"):
        file.unlink()
    house.file.mkdir()
    await an.says("khai sinh")
    assert len(house.complaints) == 1
    house.clock.passes(days=-365)
    await an.says("khai sinh")
    assert len(house.complaints) == 2
    house.complaints.clear()
