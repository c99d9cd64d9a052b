"""Which papers people often forget, as far as their reports tell."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Final, Protocol

ENOUGH: Final = 10
"""Reports from which on a paper is said to be forgotten often: fewer may be a few people's bad day, or one person's
mischief, and a mark on a paper that nobody forgets would be a word too many on every card."""

LOOKED_BACK: Final = timedelta(days=365)
"""How long a report speaks: what was changed on the card since should be able to lose its mark."""


class Reports(Protocol):
    """What is needed of `bot.records.Records`."""

    async def missed_papers(self, since: date, least: int) -> Mapping[str, frozenset[str]]:
        """The papers (procedure → ids) that `least` answers or more were reported to lack, from `since` on."""


async def forgotten_papers(reports: Reports, today: date) -> Mapping[str, frozenset[str]]:
    """The papers (procedure → ids) that citizens reported often enough; raises `RecordsUnavailable`."""
    return await reports.missed_papers(today - LOOKED_BACK, ENOUGH)
