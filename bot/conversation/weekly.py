"""What an official reads of a week, of what waits for them, and of procedures that help less than they did.

What the words are about is counted elsewhere; whatever needs a database is imported where it is used.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from bot.catalog.catalog import Catalog
from bot.catalog.model import Procedure, Words
from bot.conversation.fitting import visible_length
from bot.conversation.official_actions import ReviewFact
from bot.conversation.queue_actions import ShowItem
from bot.conversation.replies import MAX_LABEL, MAX_VISIBLE, Button, Row, Say
from bot.conversation.report_actions import ShowFixes, ShowWeek, StopDigest
from bot.conversation.rows import in_pairs, numbered_label
from bot.conversation.speech import Speech
from bot.desk.reviews import FactStanding
from bot.records.queue import Item

if TYPE_CHECKING:
    from bot.records.counts import Period
    from bot.satisfaction.alerts import Alert
    from bot.satisfaction.disclosure import Shown
    from bot.satisfaction.report import Report, Weak
    from bot.satisfaction.week import Line

MOST_DETAIL: Final = 3
"""Everything. Where it does not fit, who and what is in it is left out first, then the reasons, then file and line."""


@dataclass(frozen=True)
class Waiting:
    """What waits for officials: items of the queue, the oldest of them `age` days, and what is called wrong."""

    items: Sequence[Item]
    new: int
    age: int
    challenged: Sequence[tuple[Procedure, FactStanding]]


def told(report: "Report", catalog: Catalog, speech: Speech, waiting: Waiting | None = None) -> str:
    """A week in five lines and, where it is given, what waits; of a week without a word one sentence."""
    from bot.satisfaction.week import lines

    found = lines(report)
    said = ""
    for detail in range(MOST_DETAIL, -1, -1):
        said = speech.say(
            "week",
            period=report.period,
            empty=report.empty,
            asked=report.asked,
            lines=[_named(each, catalog) for each in found],
            weak=bool(report.weak),
            lowest=report.lowest,
            done=report.done,
            waiting=waiting,
            detail=detail,
        )
        if visible_length(said) <= MAX_VISIBLE:
            break
    return said


def digest(report: "Report", catalog: Catalog, speech: Speech, waiting: Waiting) -> Say:
    """The letter on Mondays."""
    label = speech.label
    ways = [
        Button(label("show_week"), ShowWeek(report.period.first.isoformat())),
        Button(label("show_queue"), ShowItem()),
        Button(label("show_fixes"), ShowFixes()),
        Button(label("stop_digest"), StopDigest()),
    ]
    return Say(told(report, catalog, speech, waiting), in_pairs(ways))


def alerts(found: Sequence["Alert"], period: "Period", catalog: Catalog, speech: Speech) -> Say | None:
    """The letter when procedures help less than they did; None where the catalog holds none of them (any more)."""
    from bot.satisfaction.disclosure import shown

    known = [(procedure, each) for each in found if (procedure := catalog.procedure(each.fall.procedure))]
    if not known:
        return None
    rows = [(procedure, each, shown(each.fall.now), shown(each.fall.before)) for procedure, each in known]
    said = ""
    for detail in range(MOST_DETAIL, -1, -1):
        said = speech.say("alert", rows=rows, period=period, detail=detail)
        if visible_length(said) <= MAX_VISIBLE:
            break
    ways = [
        Button(numbered_label(speech, number, procedure, MAX_LABEL), ReviewFact(procedure.id, each.fact or "documents"))
        for number, (procedure, each) in enumerate(known, 1)
    ]
    week = ShowWeek((period.last - timedelta(days=period.last.weekday())).isoformat())
    rest: Row = (Button(speech.label("show_week"), week), Button(speech.label("stop_digest"), StopDigest()))
    return Say(said, (*in_pairs(ways), rest))


def _named(line: "Line", catalog: Catalog) -> tuple[Words, "Line", Words | None, "Shown | None"]:
    """A line with the name of its criterion and, where something in it stands out, of that and what may be shown."""
    from bot.satisfaction.disclosure import shown
    from bot.satisfaction.words import criterion_words

    apart = shown(line.weak.weakness.counted) if line.weak else None
    return criterion_words(line.criterion), line, _where(line.weak, catalog), apart


def _where(weak: "Weak | None", catalog: Catalog) -> Words | None:
    """What stands out, by the name that the catalog has for it."""
    if weak is None:
        return None
    found = catalog.procedure(weak.weakness.name) if weak.weakness.dimension == "procedure" else None
    return (found.short_name or found.name) if found else Words(weak.where)
