"""YAML files → `Catalog`, telling every error of every file at once."""

from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from pathlib import Path
from types import UnionType
from typing import Annotated, Any, TypeVar, Union, cast, get_args, get_origin

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from bot.catalog.calendar import Calendar
from bot.catalog.catalog import Catalog
from bot.catalog.checking import Placed, check, check_commitment, check_references, check_shelf
from bot.catalog.commitments import Commitment
from bot.catalog.findings import CatalogBroken, Finding
from bot.catalog.general import Elsewhere, GeneralAnswer
from bot.catalog.keeping import kept
from bot.catalog.lexicon import Lexicon
from bot.catalog.listing import check_list, check_places
from bot.catalog.model import Level, Procedure, Redress
from bot.catalog.nearest import nearest
from bot.catalog.offices import Office, check_offices
from bot.catalog.source import Source, read
from bot.catalog.surroundings import Authority, Place, Topic

T = TypeVar("T")
E = TypeVar("E")
LEVELS: tuple[Level, ...] = get_args(Level)
LISTS = (
    "authorities.yaml",
    "offices.yaml",
    "fields.yaml",
    "life_events.yaml",
    "places.yaml",
    "faq.yaml",
    "elsewhere.yaml",
    "redress.yaml",
    "language.yaml",
    "calendar.yaml",
)
"""The files beside the folders of procedures."""

PACKAGE = Path(__file__).parent
"""The program that reads a catalog; a copy made by another is not taken."""

COMMITMENTS = "commitments"
"""The folder of decisions that shorten times."""


@dataclass(frozen=True)
class Reading:
    """What a folder holds: as much of the catalog as could be read, and what to mend."""

    catalog: Catalog
    placed: Placed
    findings: tuple[Finding, ...]

    @property
    def errors(self) -> tuple[Finding, ...]:
        """The findings that keep the catalog from being served."""
        return tuple(finding for finding in self.findings if finding.severity == "error")


def load(path: Path | str) -> Catalog:
    """The catalog in the folder `path`, or the copy that was kept of it (`bot.catalog.keeping`).

    Raises `CatalogBroken` with every error of every file.
    """
    return kept(Catalog, Path(path), (PACKAGE,), lambda: _served(Path(path)))


def _served(folder: Path) -> Catalog:
    reading = read_catalog(folder)
    if reading.errors:
        raise CatalogBroken(reading.errors)
    return reading.catalog


def read_catalog(folder: Path) -> Reading:
    """The folder's catalog and all findings about it; never raises for bad content."""
    if not folder.is_dir():
        return Reading(Catalog(procedures=()), (), (Finding.of("no_catalog", folder, 1),))
    findings: list[Finding] = []
    placed = tuple(_procedures(folder, findings))
    decisions = tuple(_commitments(folder, findings))

    def one(name: str, kind: type[T], empty: E) -> T | E:
        source = _source(folder / name, findings)
        return empty if source is None else _decode(source, kind, findings) or empty

    def many(name: str, kind: type[T]) -> tuple[T, ...]:
        source = _source(folder / name, findings)
        if source is None:
            return ()
        items = _decode(source, tuple[kind, ...], findings) or ()  # type: ignore[valid-type]  # no types made at run time in mypy
        findings.extend(check_list(source, items))
        return items

    catalog = Catalog(
        procedures=tuple(procedure for procedure, _ in placed),
        authorities=many("authorities.yaml", Authority),
        offices=many("offices.yaml", Office),
        fields=many("fields.yaml", Topic),
        life_events=many("life_events.yaml", Topic),
        places=many("places.yaml", Place),
        general_answers=many("faq.yaml", GeneralAnswer),
        elsewhere=many("elsewhere.yaml", Elsewhere),
        commitments=tuple(decision for decision, _ in decisions),
        redress=one("redress.yaml", Redress, None),
        lexicon=one("language.yaml", Lexicon, Lexicon()),
        calendar=one("calendar.yaml", Calendar, Calendar()),
    )
    findings += [*check_places(folder, (*LISTS, COMMITMENTS), LEVELS), *check(placed, folder)]
    if not any(finding.severity == "error" for finding in findings):
        # Only now: a list that could not be read would make every reference to it look wrong.
        findings += check_references(catalog, placed)
        for name, topics in (("fields.yaml", catalog.fields), ("life_events.yaml", catalog.life_events)):
            shelf = _source(folder / name, findings)
            findings += check_shelf(shelf, topics, catalog) if shelf else ()
        offices = _source(folder / "offices.yaml", findings)
        findings += check_offices(offices, catalog.offices, catalog.places) if offices else ()
        findings += [
            finding for decision, source in decisions for finding in check_commitment(decision, source, catalog)
        ]
        findings += [] if placed else [Finding.of("no_procedures", folder, 1)]
    return Reading(catalog, placed, tuple(sorted(findings)))


def _procedures(folder: Path, findings: list[Finding]) -> Iterator[tuple[Procedure, Source]]:
    for path in sorted(path for level in LEVELS for path in (folder / level).glob("**/*.yaml")):
        source = _source(path, findings)
        procedure = _decode(source, Procedure, findings) if source else None
        if source and procedure:
            yield procedure, source


def _commitments(folder: Path, findings: list[Finding]) -> Iterator[tuple[Commitment, Source]]:
    for path in sorted((folder / COMMITMENTS).glob("*.yaml")):
        source = _source(path, findings)
        commitment = _decode(source, Commitment, findings) if source else None
        if source and commitment:
            yield commitment, source


def _source(path: Path, findings: list[Finding]) -> Source | None:
    if not path.exists():
        return None
    source = read(path)
    findings.extend(source.findings)
    if source.data is None and not source.findings:
        findings.append(source.finding("empty_file"))
    return None if source.data is None else source


def _decode(source: Source, kind: type[T], findings: list[Finding]) -> T | None:
    try:
        decoded: T = _adapter(cast(Hashable, kind)).validate_python(source.data)
        return decoded
    except ValidationError as error:
        findings.extend(_finding(source, kind, each) for each in error.errors())
        return None


@cache
def _adapter(kind: Hashable) -> TypeAdapter[Any]:
    """Made once for a kind: that takes longer than reading a file with it."""
    return TypeAdapter(kind)


_OF_A_KEY = "[key]"
"""Where pydantic puts the error of a mapping's key."""


def _finding(source: Source, kind: Any, error: ErrorDetails) -> Finding:
    trail = error["loc"]
    key = next((part for part in reversed(trail) if isinstance(part, str) and part != _OF_A_KEY), "")
    if error["type"] == "unexpected_keyword_argument":
        known = _known_keys(kind, trail[:-1])
        return source.finding("unknown_key", *trail, key=key, nearest=nearest(key, known))
    code, expected = _EXPLANATIONS.get(error["type"], _UNEXPLAINED)(error.get("ctx", {}))
    return source.finding(code, *trail, key=key, given=error["input"], expected=expected, problem=error["msg"])


_Explanation = Callable[[Mapping[str, Any]], tuple[str, object]]
_UNEXPLAINED: _Explanation = lambda _: ("other", "")  # noqa: E731 - one of the table's kind
_EXPLANATIONS: Mapping[str, _Explanation] = {
    "missing": lambda _: ("missing_key", ""),
    "literal_error": lambda ctx: ("not_one_of", ctx["expected"].replace(" or ", ", ")),
    "int_parsing": lambda _: ("not_a_number", ""),
    "int_type": lambda _: ("not_a_number", ""),
    "greater_than": lambda ctx: ("not_in_range", f"> {ctx['gt']}"),
    "greater_than_equal": lambda ctx: ("not_in_range", f"≥ {ctx['ge']}"),
    "less_than_equal": lambda ctx: ("not_in_range", f"≤ {ctx['le']}"),
    "float_parsing": lambda _: ("not_degrees", ""),
    "float_type": lambda _: ("not_degrees", ""),
    "bool_parsing": lambda _: ("not_a_truth", ""),
    "bool_type": lambda _: ("not_a_truth", ""),
    "date_from_datetime_parsing": lambda _: ("not_a_date", ""),
    "date_from_datetime_inexact": lambda _: ("not_a_date", ""),
    "date_parsing": lambda _: ("not_a_date", ""),
    "date_type": lambda _: ("not_a_date", ""),
    "time_parsing": lambda _: ("not_a_time", ""),
    "time_type": lambda _: ("not_a_time", ""),
    "closes_early": lambda ctx: ("closes_early", ctx["opening"]),
    "string_pattern_mismatch": lambda ctx: ("not_matching", ctx["pattern"]),
    "string_type": lambda _: ("not_text", ""),
    "string_too_short": lambda ctx: ("too_short", ctx["min_length"]),
    "too_short": lambda ctx: ("too_few", ctx["min_length"]),
    "tuple_type": lambda _: ("not_a_list", ""),
    "mapping_type": lambda _: ("not_a_mapping", ""),
    "dataclass_type": lambda _: ("not_a_mapping", ""),
}


def _known_keys(kind: Any, trail: tuple[str | int, ...]) -> list[str]:
    """The keys that may stand at `trail`, found by walking the types down."""
    for part in trail:
        kind = _inside(kind, part)
    kind = _bare(kind)
    return [_key(field) for field in fields(kind)] if is_dataclass(kind) else []


def _inside(kind: Any, part: str | int) -> Any:
    kind = _bare(kind)
    if is_dataclass(kind):
        return next((field.type for field in fields(kind) if _key(field) == part), None)
    return get_args(kind)[0] if isinstance(part, int) and get_args(kind) else None


def _bare(kind: Any) -> Any:
    while get_origin(kind) in (Annotated, Union, UnionType):
        kind = next(option for option in get_args(kind) if option is not type(None))
    return kind


def _key(field: Any) -> str:
    return "from" if field.name == "from_day" else str(field.name)
