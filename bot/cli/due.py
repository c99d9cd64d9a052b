"""`motcua due`: the day a result is expected on, for a period or for each time of a procedure."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, get_args

import click

from bot.catalog import Catalog, load
from bot.catalog.model import Ended, ProcessingTime, Unit
from bot.catalog.nearest import nearest
from bot.catalog.offices import Office
from bot.cli.options import common, config_of, failing_clearly
from bot.conversation.dates import next_moments
from bot.conversation.speech import Speech
from bot.conversation.turn import VIETNAM
from bot.language import Language
from bot.terminal import plain
from bot.worktime import Expected, Period
from bot.worktime import due as expected

MOMENTS = ("%Y-%m-%dT%H:%M", "%Y-%m-%d")


@dataclass(frozen=True)
class _Filed:
    """When and where something is filed."""

    at: datetime
    office: Office | None
    held: Catalog

    @property
    def received(self) -> datetime:
        """When it is received: at the next opening, where the office is known to be shut."""
        if self.office is None or self.office.hours is None:
            return self.at
        return next_moments(self.at, self.held.calendar, self.office)[0]


@click.command()
@common
@click.argument("name", metavar="[ID]", required=False)
@click.option("--received", type=click.DateTime(MOMENTS), required=True, help="2026-11-20T15:10")
@click.option("--value", type=click.IntRange(1), help="How many units.")
@click.option("--unit", type=click.Choice(get_args(Unit)), help="What is counted.")
@click.option("--office", metavar="ID", help="Where it is filed; its opening hours count, where they are known.")
@click.option("--cut-off", type=click.DateTime(["%H:%M"]), help="With same_day: 15:00")
@click.option("--lang", type=click.Choice(get_args(Language)), default="vi", help="Language of the reasons.")
@click.option("--json", "as_json", is_flag=True, help="JSON instead of lines.")
def due(
    catalog: Path | None,
    config_file: Path | None,
    today: datetime | None,
    name: str | None,
    received: datetime,
    value: int | None,
    unit: Unit | None,
    office: str | None,
    cut_off: datetime | None,
    lang: Any,
    as_json: bool,
) -> None:
    """Tell when the result of procedure ID, or of one --value in --unit, is expected, and why."""
    moment = received.replace(tzinfo=VIETNAM)
    if (name is None) == (unit is None) or (cut_off and unit != "same_day"):
        raise click.UsageError("Give an ID, or --unit with --value; --cut-off goes with --unit same_day.")
    if unit and (value is None) != (unit == "same_day"):
        raise click.UsageError("Every unit but same_day needs a --value.")
    with failing_clearly():
        held = load(config_of(config_file, catalog).catalog)
    speech = Speech(lang)
    filed = _Filed(moment, _office(office, held, moment.date()) if office else None, held)
    if unit:
        told: Any = _told(Period(unit, value, cut_off.time() if cut_off else None), filed, speech)
        rows = [told]
    else:
        told = _of_procedure(name or "", filed, speech)
        rows = [*told["statutory"], *told["committed"]]
    if as_json:
        click.echo(json.dumps(told, ensure_ascii=False))
    else:
        for row in rows:
            click.echo(f"{row['date']}  {row.get('case') or ''}\n{row['because']}\n")


def _office(name: str, held: Catalog, day: date) -> Office:
    found = held.office(name)
    if found is None:
        near = nearest(name, [each.id for each in held.offices])
        raise click.ClickException(f"{name} is no office of the catalog{f'; did you mean {near}?' if near else '.'}")
    if not found.holds(day):
        raise click.ClickException(f"{name} is not there on {day}; see valid_from and valid_until in offices.yaml.")
    return found


def _of_procedure(name: str, filed: _Filed, speech: Speech) -> dict[str, Any]:
    procedure = filed.held.procedure(name)
    state = procedure.on(filed.at.date()) if procedure else None
    if state is None:
        raise click.ClickException(f"{name} is no procedure of the catalog; write its id or its national code.")
    if isinstance(state, Ended):
        raise click.ClickException(f"{name} ended on {state.on}; ask for what took its place.")
    promised = (each.time for each in filed.held.promises(state, filed.at.date()) if each.time)
    rows = {
        "statutory": list(_rows(state.processing_time.statutory, filed, speech)),
        "committed": list(_rows(promised, filed, speech)),
    }
    if any(rows.values()):
        return rows
    if state.processing_time.statutory:
        starts = state.processing_time.statutory[0].starts
        raise click.ClickException(
            f"The time of {name} does not run from the day of filing ({speech.text(starts) if starts else 'later'}),"
            " so no day can be given."
        )
    raise click.ClickException(f"No source says how long {name} takes, so no day can be given.")


def _rows(times: Iterable[ProcessingTime], filed: _Filed, speech: Speech) -> Iterable[dict[str, Any]]:
    for each in times:
        if each.starts_later:
            continue
        case = speech.text(each.case) if each.case else None
        period = Period(each.unit, each.value, each.cut_off)
        yield {**_told(period, filed, speech), "case": case, "channel": each.channel}


def _told(period: Period, filed: _Filed, speech: Speech) -> dict[str, Any]:
    received, calendar = filed.received, filed.held.calendar
    found: Expected = expected(received, period, calendar)
    values = {"expected": found, "period": period, "covered_until": calendar.covered_until, "filed": filed}
    return {"date": found.day.isoformat(), "because": plain(speech.say("because", **values))}
