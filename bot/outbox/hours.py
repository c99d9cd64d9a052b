"""When nobody wants to be written to."""

from datetime import datetime, time, timedelta
from typing import Final

from bot.conversation.turn import VIETNAM

FROM: Final = time(21)
UNTIL: Final = time(7)


def is_quiet(moment: datetime) -> bool:
    """Whether it is night in Vietnam: from 21:00 to before 7:00 nothing is sent, what comes due waits."""
    there = moment.astimezone(VIETNAM).time()
    return there >= FROM or there < UNTIL


def end_of_day(moment: datetime) -> datetime:
    """The next midnight in Vietnam."""
    following = moment.astimezone(VIETNAM).date() + timedelta(days=1)
    return datetime.combine(following, time(), VIETNAM)
