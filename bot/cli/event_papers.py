"""`motcua event pack` and `motcua event report`: what is carried to an event on paper, and what came of it."""

import asyncio
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, get_args

import click

from bot.catalog import Catalog, load
from bot.cli.options import common, config_of, day_in_vietnam, failing_clearly, writable
from bot.config import Config
from bot.language import Language

if TYPE_CHECKING:
    from bot.records.board import Board
    from bot.records.outreach import Outreach, OutreachTold

FILE = click.Path(path_type=Path)


@click.command()
@common
@click.argument("name", metavar="ID")
@click.option("-o", "file", type=FILE, callback=writable, required=True, help="The FILE.pdf to write.")
@click.option("--lang", type=click.Choice(get_args(Language)), default="vi", show_default=True)
def pack(
    catalog: Path | None, config_file: Path | None, today: datetime | None, name: str, file: Path, lang: Any
) -> None:
    """Print what is carried to event ID: a poster, and a page for each of the procedures that people ask for most."""
    from bot.cli import hanging
    from bot.conversation.event_pack import NothingToPrint, Printing
    from bot.printing.pack import BEFORE, pack_pdf

    if file.suffix.lower() != ".pdf":
        raise click.UsageError(f"-o {file}: a pack is a PDF; end the name in .pdf.")
    with failing_clearly(NothingToPrint, *hanging.REFUSALS):
        config = config_of(config_file, catalog)
        public_url = hanging.public_url_of(config)
        held, day = load(config.catalog), day_in_vietnam(today)
        outreach, board, most_asked = asyncio.run(_planned(config, name, day))
        hanging.printable(outreach.place)
        agency = config.agency.name if config.agency else None
        made = Printing(outreach, held, board, public_url, day, lang, agency).pack(most_asked)
        file.write_bytes(pack_pdf(made, lang))
    click.echo(f"{file} written: {len(made.handouts) + BEFORE} pages; its codes lead to {made.poster.address}.")
    if made.expires_on < outreach.day:
        click.echo(f"It is good until {made.expires_on}, before the event on {outreach.day}: print it again then.")


@click.command(name="report")
@common
@click.argument("name", metavar="ID")
@click.option("--format", "kind", type=click.Choice(["pdf", "xlsx", "text"]), default="pdf", show_default=True)
@click.option("-o", "file", type=FILE, callback=writable, help="The file to write; a text is printed without it.")
def outreach_report(
    catalog: Path | None, config_file: Path | None, today: datetime | None, name: str, kind: str, file: Path | None
) -> None:
    """Tell what came of event ID, beside the events before it; nothing about fewer than 5 people."""
    if file is None and kind != "text":
        raise click.UsageError(f"Give -o FILE.{kind}.")
    with failing_clearly():
        config = config_of(config_file, catalog)
        held = load(config.catalog)
        written = _written(asyncio.run(_told(config, name)), held, kind, day_in_vietnam(today))
        if file is None:
            click.echo(written.decode(), nl=False)
            return
        file.write_bytes(written)
    click.echo(f"{file} written.")


async def _planned(config: Config, name: str, day: date) -> "tuple[Outreach, Board, tuple[str, ...]]":
    """The event, what officials announced, and what people asked for most; raises `NotInForce`."""
    from bot.conversation.event_pack import ASKED_ENOUGH, ASKED_WITHIN
    from bot.records import Database
    from bot.records.counts import Period
    from bot.records.most_asked import most_asked
    from bot.records.notices import board
    from bot.records.outreaches import outreach

    async with Database(config.database.get_secret_value()) as database, database.read() as connection:
        found = await outreach(connection, name) or _unknown(name)
        asked = await most_asked(connection, Period(day - ASKED_WITHIN + timedelta(days=1), day), ASKED_ENOUGH)
        return found, await board(connection, day), asked


async def _told(config: Config, name: str) -> "OutreachTold":
    from bot.records import Database
    from bot.records.helping import told

    async with Database(config.database.get_secret_value()) as database, database.read() as connection:
        return await told(connection, name) or _unknown(name)


def _unknown(name: str) -> NoReturn:
    from bot.records import NotInForce

    raise NotInForce(f"Event {name!r} is not planned here; `motcua event list` names those that are.")


def _written(told: "OutreachTold", catalog: Catalog, kind: str, today: date) -> bytes:
    from bot.satisfaction.outreach import compiled

    match kind:
        case "pdf":
            from bot.satisfaction.outreach_page import as_pdf

            return as_pdf(compiled(told), catalog, today)
        case "xlsx":
            from bot.satisfaction.outreach_page import as_xlsx

            return as_xlsx(compiled(told), catalog, today)
    from bot.conversation.outreach_report import said
    from bot.conversation.sheets import plain
    from bot.conversation.speech import Speech

    return "".join(f"{plain(line)}\n" for line in said(told, catalog, Speech("vi")).split("\n")).encode()
