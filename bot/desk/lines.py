"""Where a fact of a procedure stands in the catalog's files, so that an official finds what to mend."""

from pathlib import Path

from bot.catalog.model import Procedure
from bot.catalog.source import Source, read
from bot.desk.reviews import FIELDS
from bot.records.book import Fact


def line_of(folder: Path, procedure: Procedure, fact: Fact) -> str | None:
    """File and line, from the folder of the catalog on ("catalog/commune/ho-tich/khai-sinh.yaml:31").

    None where the file cannot be read any more.
    """
    way = Path(procedure.level, procedure.field, f"{procedure.id}.yaml")
    source = read(folder / way)
    return f"{Path(folder.resolve().name) / way}:{fact_line(source, fact)}" if source.data is not None else None


def fact_line(source: Source, fact: Fact) -> int:
    """The line (from 1) on which a fact begins in its file."""
    held = source.data if isinstance(source.data, dict) else {}
    return min((source.line(name) for name in FIELDS[fact] if name in held), default=1)
