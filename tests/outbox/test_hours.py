"""At night nobody is written to."""

from datetime import UTC, datetime

import pytest

from bot.conversation.turn import VIETNAM
from bot.outbox.hours import end_of_day, is_quiet


@pytest.mark.parametrize(
    ("hour", "minute", "quiet"),
    [(20, 59, False), (21, 0, True), (23, 59, True), (0, 0, True), (6, 59, True), (7, 0, False), (12, 0, False)],
)
def test_night_is_from_nine_to_seven_in_vietnam(hour: int, minute: int, quiet: bool) -> None:
    there = datetime(2026, 11, 23, hour, minute, tzinfo=VIETNAM)
    assert is_quiet(there) is quiet
    assert is_quiet(there.astimezone(UTC)) is quiet


def test_the_day_ends_in_vietnam() -> None:
    late = datetime(2026, 11, 23, 18, 0, tzinfo=UTC)
    assert end_of_day(late) == datetime(2026, 11, 25, tzinfo=VIETNAM)
