"""What came of an event in the field, as one message."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from bot.catalog.catalog import Catalog
from bot.catalog.model import Words
from bot.conversation.fitting import visible_length
from bot.conversation.replies import MAX_VISIBLE
from bot.conversation.speech import Speech
from bot.records.outreach import OutreachTold
from bot.satisfaction.outreach import OutreachReport, compiled

LONGEST: Final = 60
"""Characters of a name or a question; a longer one ends in an ellipsis."""


@dataclass(frozen=True)
class _Most:
    """How many lines of a kind are said."""

    procedures: int
    papers: int
    texts: int
    earlier: int


_STEPS: Final = (_Most(10, 5, 5, 4), _Most(5, 3, 3, 4), _Most(5, 3, 3, 2), _Most(3, 2, 2, 1), _Most(3, 1, 1, 0))


def said(told: OutreachTold, catalog: Catalog, speech: Speech) -> str:
    """The report on an event in small HTML: as much as one message holds; it says where there is more."""
    report = compiled(told)
    names = _names(report, catalog)
    place = catalog.place(report.outreach.commune)
    text = ""
    for most in _STEPS:
        text = speech.say("outreach_report", report=report, names=names, place=place, most=most, longest=LONGEST)
        if visible_length(text) <= MAX_VISIBLE:
            break
    return text


def _names(report: OutreachReport, catalog: Catalog) -> Mapping[str | tuple[str | None, str], Words]:
    """What the report's procedures and papers are called; an id stands for itself where the catalog lost it."""
    names: dict[str | tuple[str | None, str], Words] = {}
    for name in {name for name, _ in report.procedures.told if name} | {each.procedure for each in report.lacking}:
        procedure = catalog.procedure(name or "")
        groups = (procedure.evidence or ()) if procedure else ()
        papers = {each.id: each.name for group in groups for each in (*group.all_of, *group.one_of)}
        if name:
            names[name] = (procedure.short_name or procedure.name) if procedure else Words(name)
        for each in report.lacking:
            if each.procedure == name:
                names[name, each.paper] = papers.get(each.paper) or Words(each.paper)
    return names
