"""`motcua learned`: the phrases that officials taught in the bot; as a change of the catalog's files, or taken back."""

import asyncio
import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path
from typing import Final

import click

from bot import service
from bot.catalog import CatalogBroken, read_catalog
from bot.catalog.loading import Reading
from bot.catalog.model import Procedure
from bot.cli.options import clock_of, common, config_of, day_in_vietnam, failing_clearly, writable
from bot.cli.reviewing import inside
from bot.config import Config
from bot.matching.text import clean, folded
from bot.records.decisions import Official, PhraseUnlearned
from bot.records.queue import Learned

COMMAND_LINE: Final = "motcua learned"
"""Who took a phrase back, in the audit: whoever may run commands where the assistant runs."""


@click.command(name="learned")
@common
@click.option("--write", "as_diff", is_flag=True, help="Print a diff that adds them to the keywords of the catalog.")
@click.option("--revoke", metavar="ID", help="Take a phrase back; every process forgets it within a minute.")
@click.option("--json", "as_json", is_flag=True, help="A JSON list.")
@click.option("-o", "file", type=click.Path(path_type=Path), callback=writable, help="Write to FILE, not the screen.")
def learned(
    catalog: Path | None,
    config_file: Path | None,
    today: datetime | None,
    as_diff: bool,
    revoke: str | None,
    as_json: bool,
    file: Path | None,
) -> None:
    """List the phrases that officials taught, fold them into the catalog, or take one back.

    Look the diff through, then apply it in the folder that holds the catalog: patch -p1 < FILE
    """
    if (revoke is not None) + as_diff + as_json > 1:
        raise click.UsageError("--write, --revoke and --json do different things; give one of them.")
    with failing_clearly():
        config = config_of(config_file, catalog)
        if revoke is not None:
            asyncio.run(_revoked(config, revoke, today))
            click.echo(f"{revoke} is taken back; its question waits again.", err=True)
            return
        reading = read_catalog(config.catalog)
        if reading.errors:
            raise CatalogBroken(reading.errors)
        phrases = asyncio.run(learned_phrases(config, today))
        if as_diff:
            text = "".join(_differences(reading, phrases, config.catalog))
        elif as_json:
            rows = [asdict(each) | {"in_catalog": _is_held(each, reading)} for each in phrases]
            text = json.dumps(rows, ensure_ascii=False, indent=2, default=date.isoformat) + "\n"
        else:
            text = "".join(_line(each, reading) for each in phrases)
        if file:
            file.write_text(text, encoding="utf-8")
    if not file:
        click.echo(text, nl=False)
    held = sum(_is_held(each, reading) for each in phrases)
    click.echo(f"{len(phrases)} phrases are learned, {held} of them are in the catalog and can be revoked.", err=True)


async def learned_phrases(config: Config, today: datetime | None) -> tuple[Learned, ...]:
    """The phrases in the database that the config names. Raises what `service.opened` raises."""
    async with service.opened(config, clock_of(today)) as house:
        return await house.records.learned()


async def _revoked(config: Config, name: str, today: datetime | None) -> None:
    by = Official(COMMAND_LINE, "admin", day_in_vietnam(today))
    async with service.opened(config, clock_of(today)) as house:
        await house.records.store("", "", None, [PhraseUnlearned(name, by)])


def _line(phrase: Learned, reading: Reading) -> str:
    note = "" if not _is_held(phrase, reading) else "  (in the catalog)"
    return f"{phrase.id}  {phrase.day}  {phrase.procedure}  «{phrase.phrase}»{note}\n"


def _is_held(phrase: Learned, reading: Reading) -> bool:
    """Whether the procedure is called so in the catalog, whatever the accents."""
    procedure = reading.catalog.procedure(phrase.procedure)
    return procedure is not None and _plain(phrase.phrase) in _called(procedure)


def _differences(reading: Reading, phrases: Sequence[Learned], folder: Path) -> Iterator[str]:
    """The change of each file; a comment for each phrase whose procedure the catalog has lost."""
    from bot.exchange.learned import with_keywords
    from bot.exchange.reviewed import difference

    for phrase in phrases:
        if reading.catalog.procedure(phrase.procedure) is None:
            yield f"# {phrase.id}: the catalog has no {phrase.procedure!r} for «{phrase.phrase}»; revoke it.\n"
    for procedure, source in reading.placed:
        own = [each for each in phrases if each.procedure == procedure.id and not _is_held(each, reading)]
        new = with_keywords(source.text, list(dict.fromkeys(each.phrase for each in own)))
        yield difference(inside(source, folder), source.text, new)


def _called(procedure: Procedure) -> frozenset[tuple[str, ...]]:
    return frozenset(map(_plain, (procedure.name.vi, *procedure.keywords)))


def _plain(text: str) -> tuple[str, ...]:
    return folded(clean(text))
