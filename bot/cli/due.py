"""`motcua due`: the day a result is expected on, for a period or for each time of a procedure."""

import json
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any, get_args

import click

from bot.catalog import Catalog, load
from bot.catalog.model import Ended, ProcessingTime, Unit
from bot.cli.options import common, config_of, failing_clearly
from bot.conversation.speech import Speech
from bot.conversation.turn import VIETNAM
from bot.language import Language
from bot.terminal import plain
from bot.worktime import Expected, Period
from bot.worktime import due as expected

MOMENTS = ("%Y-%m-%dT%H:%M", "%Y-%m-%d")


@click.command()
@common
@click.argument("name", metavar="[ID]", required=False)
@click.option("--received", type=click.DateTime(MOMENTS), required=True, help="2026-11-20T15:10")
@click.option("--value", type=click.IntRange(1), help="How many units.")
@click.option("--unit", type=click.Choice(get_args(Unit)), help="What is counted.")
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
    if unit:
        told: Any = _told(Period(unit, value, cut_off.time() if cut_off else None), moment, held, speech)
        rows = [told]
    else:
        told = _of_procedure(name or "", moment, held, speech)
        rows = [*told["statutory"], *told["committed"]]
    if as_json:
        click.echo(json.dumps(told, ensure_ascii=False))
    else:
        for row in rows:
            click.echo(f"{row['date']}  {row.get('case') or ''}\n{row['because']}\n")


def _of_procedure(name: str, moment: datetime, held: Catalog, speech: Speech) -> dict[str, Any]:
    procedure = held.procedure(name)
    state = procedure.on(moment.date()) if procedure else None
    if state is None:
        raise click.ClickException(f"{name} is no procedure of the catalog; write its id or its national code.")
    if isinstance(state, Ended):
        raise click.ClickException(f"{name} ended on {state.on}; ask for what took its place.")
    promised = (each.time for each in held.promises(state, moment.date()) if each.time)
    rows = {
        "statutory": list(_rows(state.processing_time.statutory, moment, held, speech)),
        "committed": list(_rows(promised, moment, held, speech)),
    }
    if not any(rows.values()):
        raise click.ClickException(f"No source says how long {name} takes, so no day can be given.")
    return rows


def _rows(times: Iterable[ProcessingTime], moment: datetime, held: Catalog, speech: Speech) -> Iterable[dict[str, Any]]:
    for each in times:
        case = speech.text(each.case) if each.case else None
        period = Period(each.unit, each.value, each.cut_off)
        yield {**_told(period, moment, held, speech), "case": case, "channel": each.channel}


def _told(period: Period, moment: datetime, held: Catalog, speech: Speech) -> dict[str, Any]:
    found: Expected = expected(moment, period, held.calendar)
    values = {"expected": found, "period": period, "covered_until": held.calendar.covered_until}
    return {"date": found.day.isoformat(), "because": plain(speech.say("because", **values))}
