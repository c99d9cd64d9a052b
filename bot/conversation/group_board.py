"""The numbers of an event in its helpers' group: the link that brings them there, and their words.

Nothing of a helper, nothing of a citizen; how many older or disabled people came only from `LEAST` up.
"""

import re
from collections import Counter
from datetime import datetime
from typing import Final

from bot.catalog.catalog import Catalog
from bot.conversation.saturdays import told
from bot.conversation.speech import Speech
from bot.records.outreach import HELP_OUTCOMES, OutreachCounts

LEAST: Final = 5
"""Older or disabled people of whom it is said how many came: of fewer, somebody may know which."""

MOST_ASKED: Final = 3

_PAYLOAD: Final = re.compile(r"ev-b-([A-Za-z0-9_-]{8})")


def payload(outreach: str) -> str:
    """What the link carries that brings the numbers of this event into a group."""
    return f"ev-b-{outreach}"


def link(username: str, outreach: str) -> str:
    """The link that puts the bot into a group, which its co-ordinator then chooses, and shows the numbers there."""
    return f"https://t.me/{username}?startgroup={payload(outreach)}"


def read(given: str) -> str | None:
    """The event in a link's payload, None where it is something else."""
    match = _PAYLOAD.fullmatch(given)
    return match[1] if match else None


def is_over(counts: OutreachCounts, now: datetime) -> bool:
    """Whether the numbers are the last ones: the event has ended, or is not held."""
    return counts.outreach.cancelled or now >= counts.outreach.end


def words(counts: OutreachCounts, catalog: Catalog, now: datetime) -> str:
    """What the group reads, in Vietnamese: helpers read it to each other."""
    speech = Speech("vi")
    outcomes, asked, hours = Counter[str](), Counter[str](), Counter[int]()
    for each in counts.helped:
        outcomes[each.outcome] += each.count
        hours[each.hour] += each.count
        procedure = catalog.procedure(each.procedure) if each.procedure else None
        if procedure:
            asked[speech.text(procedure.short_name or procedure.name)] += each.count
    return speech.say(
        "board",
        event=told(counts.outreach, catalog),
        over=is_over(counts, now),
        people=counts.people,
        outcomes=[(each, outcomes[each]) for each in HELP_OUTCOMES if outcomes[each]],
        asked=sorted(asked.items(), key=lambda item: (-item[1], item[0]))[:MOST_ASKED],
        hours=sorted(hours.items()),
        frail=counts.frail if counts.outreach.counts_frail else None,
        least=LEAST,
    )
