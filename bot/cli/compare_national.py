"""`scripts/compare-national ID FILE`: a procedure's facts beside the raw text of the portal's record."""

from datetime import datetime
from pathlib import Path

import click

from bot.catalog import load
from bot.cli.options import common, config_of, day_in_vietnam, failing_clearly


@click.command()
@common
@click.argument("name", metavar="ID")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def compare_national(
    catalog: Path | None, config_file: Path | None, today: datetime | None, name: str, file: Path
) -> None:
    """Show what the catalog says of procedure ID beside the records of FILE that have its code."""
    from bot.exchange.beside import beside, records
    from bot.exchange.tables import rows

    with failing_clearly():
        held = load(config_of(config_file, catalog).catalog)
        procedure = held.procedure(name)
        if procedure is None:
            raise click.BadParameter(f"{name} is no procedure of the catalog; write its id or its national code")
        codes = set(procedure.codes)
        ours = next(each for each in rows(held, day_in_vietnam(today)) if each["id"] == procedure.id)
        found = list(records(file, codes))
    for record in found:
        for line in beside(ours, record):
            click.echo(line)
    if not found:
        told = ", ".join(sorted(codes)) or "no code; write one under code or provenance"
        raise click.ClickException(f"{file} has no record of {procedure.id} ({told}).")


if __name__ == "__main__":
    compare_national()
