"""The commands that bring the national portal's titles in and the catalog out."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any, Final, get_args

import click

from bot import service
from bot.catalog import load
from bot.cli.options import common, config_of, day_in_vietnam, failing_clearly, writable
from bot.language import Language

UNADDRESSED: Final = "urn:motcua:"
"""What procedures are called in linked data where nobody set an address for their pages."""


@click.command(name="import-national")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "-o", "index", type=click.Path(path_type=Path), callback=writable, required=True, help="The index to write."
)
def import_national(file: Path, index: Path) -> None:
    """Make an index of the national portal's titles from FILE, its records as JSON lines (.gz: compressed)."""
    from bot.exchange.national import lines, read_records, write_index

    with failing_clearly():
        records = sum(1 for _ in lines(file))
        with click.progressbar(read_records(file), length=records, label=f"{records} records of {file}") as titles:
            count = write_index(titles, index)
    click.echo(f"{count} titles written to {index}; set national: {index}, or ask with --national {index}.")


@click.command(name="export-catalog")
@common
@click.option(
    "--format", "kind", type=click.Choice(["csv", "xlsx", "jsonld", "html"]), required=True, help="html: the handbook."
)
@click.option(
    "-o", "file", type=click.Path(path_type=Path), callback=writable, required=True, help="The file to write."
)
@click.option("--lang", type=click.Choice(get_args(Language)), help="Language of the handbook; Vietnamese by default.")
def export_catalog(
    catalog: Path | None, config_file: Path | None, today: datetime | None, kind: str, file: Path, lang: Any
) -> None:
    """Write the catalog as a table, as linked data (CPSV-AP) or as a handbook to carry and print."""
    if lang and kind != "html":
        raise click.UsageError("--lang is for --format html; the other formats hold both languages.")
    with failing_clearly():
        config = config_of(config_file, catalog)
        held = load(config.catalog)
        day = day_in_vietnam(today)
        match kind:
            case "csv":
                from bot.exchange.tables import as_csv, rows

                file.write_bytes(as_csv(rows(held, day)))
            case "xlsx":
                from bot.exchange.tables import rows, write_xlsx

                write_xlsx(rows(held, day), file, "catalog")
            case "jsonld":
                from bot.exchange.linked_data import as_linked_data

                address = f"{config.web.public_url}/t/" if config.web.public_url else UNADDRESSED
                document = json.dumps(as_linked_data(held, day, address), ensure_ascii=False, indent=1)
                file.write_text(document + "\n", encoding="utf-8")
            case "html":
                from bot.conversation.handbook import handbook

                text = handbook(held, service.service_of(config), day, lang or "vi")
                file.write_text(text, encoding="utf-8")
    click.echo(f"{len(held.procedures)} procedures written to {file}.")
