"""Our facts and the national portal's raw text of the same code, one after the other, for whoever writes a file."""

import json
from collections.abc import Iterator, Mapping, Set
from pathlib import Path
from typing import Final

from bot.exchange.national import NationalUnreadable, lines
from bot.exchange.tables import Row

Record = Mapping[str, str | None]

BESIDE: Final = (
    (("name_vi", "level_2024", "field"), ("name", "level", "field")),
    (("competent_authority", "file_at"), ("competent_authority", "agency", "receiving_address")),
    (("evidence",), ("documents", "requirements")),
    (("statutory_time", "committed_time", "cost", "online"), ("channels",)),
    (("legal_resources", "source"), ("legal_basis", "decision")),
    ((), ("steps", "output", "audience", "description")),
)
"""Columns of our table, and the parts of a record that speak of the same."""


def records(path: Path, codes: Set[str]) -> Iterator[Record]:
    """The records of a file that have one of these codes; raises `NationalUnreadable`."""
    for number, line in enumerate(lines(path), 1):
        # Most lines are long and wanted by nobody: only those that name a code are read.
        if not any(code in line for code in codes):
            continue
        try:
            record = json.loads(line)
            wanted = record["code"] in codes
        except (ValueError, KeyError, TypeError) as error:
            raise NationalUnreadable(f'{path}:{number}: no record; write one JSON object with "code" a line') from error
        if wanted:
            yield record


def beside(ours: Row, record: Record) -> Iterator[str]:
    """Lines that an author reads from the top down: what we say, then what the portal says of the same."""
    yield f"===== {ours['id']} | {record['code']}"
    for columns, parts in BESIDE:
        yield "-----"
        yield from (f"{column}: {ours[column]}" for column in columns if ours[column])
        yield from (f"  | {line}" for part in parts for line in _part(part, record.get(part)))


def _part(name: str, text: str | None) -> Iterator[str]:
    told = (text or "").strip()
    if told:
        yield f"{name}:"
        yield from told.splitlines()
