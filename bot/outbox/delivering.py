"""How a message is handed to a channel, and how long to wait where it is not taken."""

import asyncio
import logging
from datetime import timedelta
from typing import Final

from bot.conversation.replies import Say
from bot.logs import described
from bot.outbox.outcomes import Deliver, Outcome, Unsure
from bot.records.diary import Address

_log = logging.getLogger(__name__)
SEND_WITHIN: Final = timedelta(minutes=2)
"""After that nobody knows any more whether a message arrives."""

MOST_UNSURE: Final = 2
"""How often a message is sent of which nobody learns whether it arrived."""

FIRST_WAIT: Final = timedelta(minutes=1)
LONGEST_WAIT: Final = timedelta(hours=1)


def back_off(attempts: int) -> timedelta:
    """How long to wait after so many attempts: twice as long each time, an hour at most."""
    return min(FIRST_WAIT * (1 << min(attempts, 10)), LONGEST_WAIT)


async def sent(deliver: Deliver, address: Address, message: Say) -> Outcome:
    """What came of a message; `Unsure` where the channel failed or took too long."""
    try:
        async with asyncio.timeout(SEND_WITHIN.total_seconds()):
            return await deliver(address, message)
    except Exception as error:
        _log.error("A message could not be sent: %s", described(error))
        return Unsure()
