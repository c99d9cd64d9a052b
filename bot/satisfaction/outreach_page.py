"""The report on an event as files for officials, in Vietnamese: one sheet to print, and a workbook."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Final

from bot.catalog.catalog import Catalog
from bot.printing.event_report import Bar, Bars, Events, Listing, ReportPage, report_pdf
from bot.satisfaction.disclosure import Few, Share
from bot.satisfaction.exports import Flat, Plain, workbook
from bot.satisfaction.outreach import Before, Hours, Lacking, OutreachReport
from bot.satisfaction.tables import Table
from bot.satisfaction.templating import cell, number
from bot.satisfaction.words import Names, words

MOST_HOURS: Final = 13
"""Bars for which the sheet has room; of a longer day, hours are told in pairs."""

MOST_PROCEDURES: Final = 10
"""Procedures that the sheet names; the workbook names all that may be named."""


def as_pdf(report: OutreachReport, catalog: Catalog, today: date) -> bytes:
    """The report as a PDF of one A4 page."""
    return report_pdf(page(report, catalog, today), "vi")


def page(report: OutreachReport, catalog: Catalog, today: date) -> ReportPage:
    """What the sheet says."""
    said, names = _said(), Names(catalog)
    note = said["note"].format(day=f"{today:%d/%m/%Y}")
    unanswered = Listing(
        said["tables"]["unanswered"],
        tuple((f"{at}. «{text}»", "") for at, text in enumerate(report.unanswered, 1)),
        "" if report.unanswered else said["no_text"],
        said["more_texts"],
    )
    own = Before(report.outreach, report.people, report.online)
    columns = said["columns"]
    events = Events(
        said["tables"]["earlier"],
        (columns["day"], columns["place"], columns["people"], columns["online"]),
        tuple(map(_event, (own, *report.earlier))),
        "" if report.earlier else said["no_earlier"],
    )
    base = ReportPage(
        title=f"{said['name']}: {report.outreach.place}",
        subtitle=where_and_when(report, catalog),
        figure=_people(report.people),
        sentences=tuple(sentences(report)),
        counted=said["people"],
        events=events,
        note=note,
    )
    if not report.people:
        return base
    return replace(
        base,
        unanswered=unanswered,
        outcomes=_bars("outcomes", _outcomes(report)),
        hours=_bars("hours", [(_hours(each), each.count) for each in _in_pairs(report.hours)]),
        papers=_papers(report.lacking, names, more=report.more_lacked),
        procedures=_bars("procedures", _procedures(report, names, MOST_PROCEDURES)),
    )


def as_xlsx(report: OutreachReport, catalog: Catalog, today: date) -> bytes:
    """The report as a workbook: what to know first, then a sheet a table."""
    said, names = _said(), Names(catalog)
    read_first = [
        f"{said['name']}: {report.outreach.place}",
        where_and_when(report, catalog),
        f"{_people(report.people)} {said['people']}",
        *sentences(report),
        said["note"].format(day=f"{today:%d/%m/%Y}"),
    ]
    tables = [
        _flat("outcomes", ("outcome", "people"), _outcomes(report) if report.people else ()),
        _flat("procedures", ("procedure", "people"), _procedures(report, names) if report.people else ()),
        _flat("papers", ("procedure", "paper", "people"), [_lacked(each, names) for each in report.lacking]),
        _flat("hours", ("hours", "people"), [(_hours(each), each.count) for each in report.hours]),
        _flat("unanswered", ("text",), [(text,) for text in report.unanswered]),
        _flat(
            "earlier",
            ("day", "place", "people", "online", "share", "low", "high"),
            [_row(each) for each in (Before(report.outreach, report.people, report.online), *report.earlier)],
        ),
    ]
    return workbook(read_first, tables)


def where_and_when(report: OutreachReport, catalog: Catalog) -> str:
    """The commune, the day and the hours of an event, and whether it was cancelled."""
    held = report.outreach
    place = catalog.place(held.commune)
    parts = [
        place.name if place else held.commune,
        f"{held.day:%d/%m/%Y}",
        f"{held.begins:%H:%M}–{held.ends:%H:%M}",
        *([_said()["cancelled"]] if held.cancelled else []),
    ]
    return " · ".join(parts)


def sentences(report: OutreachReport) -> list[str]:
    """What there is to say of the people who were helped."""
    said = _said()
    if report.nobody:
        return [said["nobody"]]
    if report.people is None:
        return [said["too_few"]]
    found = [said["online"].format(share=cell(report.online))]
    if report.verdicts:
        found.append(said["verdicts"].format(share=cell(report.verdicts)))
    if report.frail:
        found.append(said["frail"].format(count=number(report.frail)))
    return found


def _said() -> Mapping[str, Any]:
    said: Mapping[str, Any] = words()["outreach"]
    return said


def _people(people: int | None) -> str:
    return _said()["few"] if people is None else number(people)


def _hours(hours: Hours) -> str:
    return f"{hours.first}:00–{hours.last + 1}:00"


def _in_pairs(hours: Sequence[Hours]) -> Sequence[Hours]:
    if len(hours) <= MOST_HOURS:
        return hours
    pairs = (hours[at : at + 2] for at in range(0, len(hours), 2))
    return [Hours(pair[0].first, pair[-1].last, sum(each.count for each in pair)) for pair in pairs]


def _outcomes(report: OutreachReport) -> list[tuple[str, int]]:
    said = _said()
    told = [(said["outcomes"][name], count) for name, count in report.outcomes.told]
    rest = [said["outcomes"][name] for name in report.outcomes.rest]
    names = ", ".join([*rest[:1], *(each[:1].lower() + each[1:] for each in rest[1:])])
    return [*told, (said["together"].format(names=names), report.outcomes.left)] if rest else told


def _procedures(report: OutreachReport, names: Names, most: int | None = None) -> list[tuple[str, int]]:
    """The procedures by name; those beyond `most`, and those with few people, together."""
    said, told = _said(), report.procedures.told
    shown = [(names.procedure(name) if name else said["without_procedure"], count) for name, count in told[:most]]
    left = sum(count for _, count in told[len(shown) :]) + report.procedures.left
    others = said["other_procedures" if shown else "many_procedures"]
    return [*shown, (others, left)] if left else shown


def _papers(lacking: Sequence[Lacking], names: Names, *, more: bool) -> Listing:
    said = _said()
    rows = tuple(
        (f"{paper} ({procedure})" if procedure else paper, number(count))
        for procedure, paper, count in (_lacked(each, names) for each in lacking)
    )
    note = said["other_papers"] if rows and more else "" if rows else said["no_paper"]
    return Listing(said["tables"]["papers"], rows, note, said["more_papers"])


def _lacked(each: Lacking, names: Names) -> tuple[str, str, int]:
    procedure = each.procedure or ""
    paper = names.paper(procedure, each.paper) or each.paper
    return (names.procedure(procedure) if procedure else "", paper, each.count)


def _bars(table: str, rows: Sequence[tuple[str, int]]) -> Bars:
    said = _said()
    return Bars(said["tables"][table], tuple(Bar(*each) for each in rows), "" if rows else said["not_enough"])


def _event(each: Before) -> tuple[str, str, str, str]:
    return (f"{each.outreach.day:%d/%m/%Y}", each.outreach.place, _people(each.people), cell(each.online))


def _row(each: Before) -> tuple[Plain, ...]:
    held, online = each.outreach, each.online
    part = online.part if isinstance(online, Few) else None
    share = online.value if isinstance(online, Share) else None
    low, high = (online.low, online.high) if isinstance(online, Few) else (None, None)
    return (held.day, held.place, each.people if each.people is not None else _said()["few"], part, share, low, high)


def _flat(name: str, columns: Sequence[str], rows: Sequence[Sequence[Plain]]) -> Flat:
    said = _said()
    headings = [said["columns"][column] for column in columns]
    return Flat(Table(name, said["tables"][name], columns, headings, ()), columns, headings, rows)
