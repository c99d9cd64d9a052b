"""`motcua event`: plans events at which helpers help people in the field, lists them, cancels one."""

import asyncio
import re
from datetime import datetime, time
from pathlib import Path
from typing import Final

import click

from bot.cli.event_papers import outreach_report, pack
from bot.cli.options import clock_of, common, config_of, failing_clearly, writable

_CLOCK: Final = re.compile(r"(\d{1,2})(?:[:hg.](\d\d)?)?")


def clock(_: click.Context, __: click.Parameter, written: str) -> time:
    """An hour as it is typed: 7:30, 7h30, 7. Raises `click.BadParameter`."""
    found = _CLOCK.fullmatch(written.strip().lower())
    try:
        return time(int(found[1]), int(found[2] or 0)) if found else time.fromisoformat(written)
    except ValueError:
        raise click.BadParameter(f"{written!r} is no hour of a day; write 7:30 or 13:30") from None


def picture(context: click.Context, option: click.Parameter, file: Path | None) -> Path | None:
    """A file for a picture. Raises `click.BadParameter`."""
    if file is not None and file.suffix.lower() != ".png":
        raise click.BadParameter(f"{file}: end it in .png")
    return writable(context, option, file)


@click.group()
def event() -> None:
    """Plan events at which helpers help people in the field, list them, cancel one."""


@event.command()
@common
@click.option("--place", metavar="TEXT", required=True, help='Where, as citizens read it: "Nhà văn hóa khối phố 2".')
@click.option("--commune", metavar="NAME", required=True, help="The commune or ward: its name, of before too, or id.")
@click.option("--date", "day", type=click.DateTime(["%Y-%m-%d", "%d/%m/%Y"]), required=True, help="2026-11-28.")
@click.option("--from", "begins", metavar="HOUR", callback=clock, required=True, help="When it begins: 7:30.")
@click.option(
    "--to", "ends", metavar="HOUR", callback=clock, required=True, help="When it ends, and its links with it."
)
@click.option("--counts-frail", is_flag=True, help="Count older and disabled people, apart from everything else.")
@click.option("--qr", type=click.Path(path_type=Path), callback=picture, help="Write the helpers' link as FILE.png.")
def add(
    catalog: Path | None,
    config_file: Path | None,
    today: datetime | None,
    place: str,
    commune: str,
    day: datetime,
    begins: time,
    ends: time,
    counts_frail: bool,
    qr: Path | None,
) -> None:
    """Plan an event and print the links that make its helpers and its co-ordinator."""
    import secrets

    from bot.cli import planning
    from bot.desk.outreach import Passes
    from bot.printing.codes import png

    passes = Passes.of((secrets.token_urlsafe(16), secrets.token_urlsafe(16)))
    wish = planning.Wish(secrets.token_urlsafe(6), place, commune, day.date(), (begins, ends), counts_frail)
    with failing_clearly(*planning.REFUSALS):
        config = config_of(config_file, catalog)
        helpers, leader = (planning.links(each, config) for each in (passes.helpers, passes.coordinator))
        code = png(helpers[0]) if qr else b""
        click.echo(asyncio.run(planning.planned(config, clock_of(today), wish, passes)))
        click.echo("\n".join(("As many as you like become helpers by one of these, until it ends:", *helpers)))
        click.echo("\n".join(("One person becomes its co-ordinator by one of these, once:", *leader)))
        click.echo("The links are kept nowhere; /sukien in the bot makes new ones.", err=True)
        # Last: where the file cannot be written, the links were read at least.
        if qr:
            qr.write_bytes(code)


@event.command(name="list")
@common
def list_events(catalog: Path | None, config_file: Path | None, today: datetime | None) -> None:
    """List the events from today on, the cancelled ones too."""
    from bot.cli import planning

    with failing_clearly():
        lines = asyncio.run(planning.listed(config_of(config_file, catalog), clock_of(today)))
    for line in lines:
        click.echo(line)
    click.echo(f"{len(lines)} events are planned, or were cancelled, from today on.", err=True)


@event.command(name="cancel", context_settings={"ignore_unknown_options": True})
@common
@click.argument("key", metavar="ID")
def cancel_event(catalog: Path | None, config_file: Path | None, today: datetime | None, key: str) -> None:
    """Cancel the event ID; its links end."""
    from bot.cli import planning

    with failing_clearly():
        asyncio.run(planning.cancelled(config_of(config_file, catalog), clock_of(today), key))
    click.echo(f"{key} is cancelled; tell its helpers, for nobody knows here who they are.", err=True)


event.add_command(pack)
event.add_command(outreach_report)
