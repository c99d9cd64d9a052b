"""`motcua poster`: posters to print, with the operator's own address in their code; and how often each one was used."""

from datetime import datetime
from pathlib import Path
from typing import Any, Final, get_args

import click

from bot.catalog import load
from bot.cli.options import common, config_of, day_in_vietnam, failing_clearly, writable
from bot.cli.poster_counts import DAY, tell_counts
from bot.language import Language

SUFFIXES: Final = (".pdf", ".png")


@click.command()
@common
@click.argument("name", metavar="[ID]", required=False)
@click.option("--all", "every", is_flag=True, help="One for each procedure; with --office, of those filed there.")
@click.option("--office", metavar="ID", help="Where it hangs; without a procedure, a poster for this office.")
@click.option("--counter", metavar="TEXT", help='Which counter of the office: "Quầy 3".')
@click.option("--event", metavar="TEXT", help='What it is made for: "Thứ Bảy vì dân".')
@click.option("--bot", "whole", is_flag=True, help="A poster for all that can be asked, for any place.")
@click.option(
    "--size", type=click.Choice(["a4", "a5", "sticker"]), default="a4", show_default=True, help="Stickers: 60 × 80 mm."
)
@click.option("--lang", type=click.Choice(get_args(Language)), default="vi", show_default=True)
@click.option(
    "-o", "file", type=click.Path(path_type=Path), help="FILE.pdf or FILE.png; with --all FILE.pdf or a folder."
)
@click.option("--counts", is_flag=True, help="Print how often each poster led somebody here, instead of a poster.")
@click.option("--from", "first", type=DAY, help="With --counts: the first day (2026-11-01).")
@click.option("--to", "last", type=DAY, help="With --counts: the last day.")
@click.option("--json", "as_json", is_flag=True, help="With --counts: JSON instead of lines.")
def poster(
    catalog: Path | None,
    config_file: Path | None,
    today: datetime | None,
    name: str | None,
    every: bool,
    office: str | None,
    counter: str | None,
    event: str | None,
    whole: bool,
    size: Any,
    lang: Any,
    file: Path | None,
    counts: bool,
    first: datetime | None,
    last: datetime | None,
    as_json: bool,
) -> None:
    """Make a poster for procedure ID, an office, a counter, an event or everything, with a code to scan."""
    if counts:
        if any((name, every, office, counter, event, whole, file)):
            raise click.UsageError("--counts makes no poster; leave out what describes one.")
        tell_counts(catalog, config_file, today, first, last, as_json)
        return
    if first or last or as_json:
        raise click.UsageError("--from, --to and --json go with --counts.")
    _check_wish(name, every, office, counter, event, whole)
    target = _target(file, every)
    from bot.cli import hanging

    with failing_clearly(*hanging.REFUSALS):
        config = config_of(config_file, catalog)
        public_url = hanging.public_url_of(config)
        held, day = load(config.catalog), day_in_vietnam(today)
        at = hanging.office_of(office, held, day) if office else None
        place = hanging.Place(at, counter and hanging.printable(counter), event and hanging.printable(event))
        agency = config.agency.name if config.agency else None
        series = hanging.Series(place, public_url, agency, day, lang, size)
        if every:
            made = series.write_all(hanging.procedures_at(at, held, day), target)
        else:
            made = series.write_one(hanging.procedure_of(name, held, day) if name else None, target)
    click.echo(made)


def _check_wish(
    name: str | None, every: bool, office: str | None, counter: str | None, event: str | None, whole: bool
) -> None:
    """Raises `click.UsageError` where it is not clear which poster is meant."""
    if "" in (counter, event):
        raise click.UsageError("--counter and --event need a text.")
    if not any((name, every, office, event, whole)):
        raise click.UsageError("Name a procedure, or give --all, --office, --event or --bot.")
    if name and every:
        raise click.UsageError("Give an ID or --all, not both.")
    if whole and any((name, every, office, event)):
        raise click.UsageError("--bot is for any place and any procedure; leave out the rest.")
    if counter and not office:
        raise click.UsageError("--counter needs the --office it belongs to.")
    if event and office:
        raise click.UsageError("A poster is counted by its --event or by its --office; give one of them.")


def _target(file: Path | None, every: bool) -> Path:
    """Where to write; raises `click.UsageError` and `click.BadParameter`."""
    if file is None:
        raise click.UsageError("Give -o FILE.pdf or FILE.png.")
    if every and file.is_dir():
        return file
    if file.suffix.lower() not in SUFFIXES:
        raise click.UsageError(f"-o {file}: end it in .pdf or .png, or with --all name a folder that there is.")
    if every and file.suffix.lower() != ".pdf":
        raise click.UsageError(f"-o {file}: with --all name one .pdf, or a folder; a picture holds one poster.")
    writable(click.get_current_context(), click.Option(["-o"]), file)
    return file
