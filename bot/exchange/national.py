"""The national portal's titles: read from a crawl of its records, kept as an index, searched after the catalog.

Only what a title says is taken over: code, name, level, field. Times, fees and papers of a record are full of traps and
reach nobody unread.
"""

import gzip
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Annotated, Final, Literal, TypeVar

from pydantic import StringConstraints, TypeAdapter, ValidationError

from bot.catalog.catalog import Catalog
from bot.catalog.general import Elsewhere
from bot.catalog.model import Words

TitleLevel = Literal["commune", "province", "ministry"]
LEVELS: Final[dict[str, TitleLevel]] = {
    "Cấp Xã": "commune",
    "Cấp Tỉnh": "province",
    "Cấp Bộ/Trung ương": "ministry",
}
"""The portal's own words for who decides; the district ended on 1 July 2025."""

STRUCK_OFF: Final = "-Xoa"
"""How the portal ends the code of what it has deleted."""

_FORMAT: Final = 1
_CODE: Final = re.compile(r"[0-9]\.[0-9]{6}")


Said = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Read = TypeVar("Read")


class NationalUnreadable(ValueError):
    """A file of records or of titles cannot be read; names file, line and remedy."""


@dataclass(frozen=True)
class Title:
    """A procedure as the national portal lists it; `level` is None where the portal does not say."""

    code: str
    name: Said
    level: TitleLevel | None = None
    field: str | None = None


@dataclass(frozen=True)
class _Index:
    format: Literal[1]
    titles: tuple[Title, ...]


@dataclass(frozen=True)
class _Record:
    code: str
    name: Said
    level: str | None = None
    field: str | None = None


@cache
def _reading(kind: type[Read]) -> TypeAdapter[Read]:
    """Made when something is read, for that takes longer than importing this module."""
    return TypeAdapter(kind)


def read_records(path: Path) -> Iterator[Title]:
    """The titles of a file of records, without those struck off; raises `NationalUnreadable`."""
    for number, line in enumerate(lines(path), 1):
        if not line.strip():
            continue
        try:
            record: _Record = _reading(_Record).validate_json(line)
        except ValidationError as error:
            problem = error.errors()[0]
            where = ".".join(map(str, problem["loc"])) or "line"
            remedy = 'write one JSON object with "code" and "name" a line'
            raise NationalUnreadable(f"{path}:{number}: {where}: {problem['msg']}; {remedy}") from error
        if not record.code.endswith(STRUCK_OFF):
            yield Title(record.code, " ".join(record.name.split()), LEVELS.get(record.level or ""), record.field)


def write_index(titles: Iterable[Title], path: Path) -> int:
    """Writes the index, each code once, and gives how many titles it holds; raises `OSError`."""
    kept = {title.code: title for title in titles}
    text = json.dumps({"format": _FORMAT, "titles": [asdict(title) for title in kept.values()]}, ensure_ascii=False)
    path.write_text(text, encoding="utf-8")
    return len(kept)


def read_index(path: Path) -> tuple[Title, ...]:
    """The titles of an index; raises `NationalUnreadable`."""
    try:
        index: _Index = _reading(_Index).validate_json(path.read_bytes())
    except OSError as error:
        raise NationalUnreadable(f"{path}: cannot be read ({error.strerror})") from error
    except ValidationError as error:
        raise NationalUnreadable(f"{path}: no index of titles; `motcua import-national` makes one") from error
    return index.titles


def as_catalog(titles: Iterable[Title], beside: Catalog) -> Catalog:
    """A catalog of nothing but titles, without those that `beside` holds itself: what `Titles` search."""
    held = {code for each in beside.procedures for code in each.codes} | {each.code for each in beside.elsewhere}
    entries = (_entry(number, title) for number, title in enumerate(titles) if title.code not in held)
    return Catalog(procedures=(), elsewhere=tuple(entries), lexicon=beside.lexicon)


def distant(titles: Iterable[Title]) -> frozenset[str]:
    """The ids in that catalog of what a commune does not decide: citizens have to do with it less often."""
    return frozenset(_id(number) for number, title in enumerate(titles) if title.level != "commune")


def _entry(number: int, title: Title) -> Elsewhere:
    code = title.code if _CODE.fullmatch(title.code) else None
    return Elsewhere(id=_id(number), name=Words(title.name), code=code)


def _id(number: int) -> str:
    return f"title-{number}"


def lines(path: Path) -> Iterator[str]:
    """The lines of a file of records, one JSON object each (`.gz`: compressed); raises `NationalUnreadable`."""
    try:
        with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as file:
            yield from file
    except (OSError, EOFError, UnicodeDecodeError) as error:
        raise NationalUnreadable(
            f"{path}: cannot be read ({error}); give the portal's records as JSON lines"
        ) from error
