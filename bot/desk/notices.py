"""Officials announce something and take it back, pause a procedure or everything and let it go on.

Each use-case asks for the acting person, whose role must allow the deed, and gives what the records are to keep.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Final

from bot.catalog.catalog import Catalog
from bot.catalog.model import Procedure, Words
from bot.desk.people import Person, official
from bot.desk.refusals import (
    AllPast,
    DaysReversed,
    IdentityNumber,
    ProcedureUnknown,
    ScopeUnknown,
    TextMissing,
    TextTooLong,
    TooLongInForce,
)
from bot.matching.text import clean, folded
from bot.records.board import WHOLE, Announcement, Board, Pause, ScopeKind
from bot.records.decisions import NoticeGiven, NoticeWithdrawn, PauseGiven, PauseLifted
from bot.redaction import redact

MAX_TEXT: Final = 300
"""Characters of a notice, or of the sentence of a pause, in each language."""

MAX_COMMUNE: Final = 40
"""Characters of a commune's name, its kind included."""

LONGEST: Final = timedelta(days=366)
"""From the first day of a notice to its last."""

_NEAREST_FIRST: Final[tuple[ScopeKind, ...]] = ("commune", "office", "field", "all")
_DAY: Final = "%d/%m/%Y"


def announce(person: Person, announcement: Announcement, catalog: Catalog, today: date) -> NoticeGiven:
    """A notice that everybody reads whom it concerns. Raises `NotAllowed` and `Refused`."""
    by = official(person, "edit_notice", today)
    first, last = announcement.first_day, announcement.last_day
    if last < first:
        raise DaysReversed(f"{first:{_DAY}} – {last:{_DAY}}")
    if last - first > LONGEST:
        raise TooLongInForce(f"{first:{_DAY}} – {last:{_DAY}}")
    if last < today:
        raise AllPast(f"{last:{_DAY}}")
    _check_scope(announcement, catalog)
    _check_text(announcement.text)
    return NoticeGiven(announcement, by)


def withdraw(person: Person, notice: str, today: date) -> NoticeWithdrawn:
    """The notice with this id taken back. Raises `NotAllowed`."""
    return NoticeWithdrawn(notice, official(person, "edit_notice", today))


def pause(person: Person, given: Pause, catalog: Catalog, today: date) -> PauseGiven:
    """A procedure, or everything, answered with a sentence only. Raises `NotAllowed` and `Refused`."""
    by = official(person, "pause_service", today)
    if given.subject != WHOLE and catalog.procedure(given.subject) is None:
        raise ProcedureUnknown(given.subject)
    _check_text(given.sentence)
    return PauseGiven(given, by)


def resume(person: Person, subject: str, today: date) -> PauseLifted:
    """What was paused goes on; also a procedure that the catalog has lost since. Raises `NotAllowed`."""
    return PauseLifted(subject, official(person, "pause_service", today))


def concerning(
    board: Board, procedures: Iterable[Procedure], catalog: Catalog, commune: str | None, today: date
) -> tuple[Announcement, ...]:
    """The notices that whoever asks for one of these procedures today must know, the most specific first.

    A notice of a commune concerns what is decided at commune level, one of its own office what is filed there, except
    for somebody known to live in another.
    """
    asked = tuple(procedures)
    found = [
        each
        for each in board.holding_on(today)
        if any(_concerns(each, procedure, catalog, commune) for procedure in asked)
    ]
    return tuple(sorted(found, key=lambda each: _NEAREST_FIRST.index(each.scope.kind)))


def _concerns(announcement: Announcement, procedure: Procedure, catalog: Catalog, commune: str | None) -> bool:
    subject = announcement.scope.subject
    match announcement.scope.kind:
        case "all":
            return True
        case "field":
            return procedure.field == subject
        case "office":
            office = catalog.office(subject)
            of_place = catalog.place(office.place) if office else None
            kinds = {subject, office.one_of if office else None}
            gone_to = kinds.intersection((*procedure.file_at, *procedure.result_at))
            return bool(gone_to) and (of_place is None or _may_live_in(commune, of_place.name))
        case "commune":
            authority = catalog.authority(procedure.competent_authority)
            at_commune = (authority.level if authority else procedure.level) == "commune"
            return at_commune and _may_live_in(commune, subject)


def _may_live_in(commune: str | None, other: str) -> bool:
    """Whether somebody lives in the other commune, as far as is known of them."""
    return commune is None or commune_name(commune) == commune_name(other)


def commune_name(typed: str) -> tuple[str, ...]:
    """The name of a commune without its kind and without accents, for comparing."""
    syllables = folded(clean(typed))
    for kind in (("dac", "khu"), ("xa",), ("phuong",), ("commune",), ("ward",)):
        if syllables[: len(kind)] == kind and len(syllables) > len(kind):
            return syllables[len(kind) :]
    return syllables


def _check_scope(announcement: Announcement, catalog: Catalog) -> None:
    kind, subject = announcement.scope.kind, announcement.scope.subject
    known = {"field": {each.id for each in catalog.fields}, "office": {each.id for each in catalog.offices}}
    if subject not in known.get(kind, {subject}) or len(subject) > MAX_COMMUNE:
        raise ScopeUnknown(subject)


def _check_text(text: Words) -> None:
    if not text.vi.strip():
        raise TextMissing()
    for each in filter(None, (text.vi, text.en)):
        if len(each) > MAX_TEXT:
            raise TextTooLong(f"{len(each)}/{MAX_TEXT}")
        if redact(each).identity:
            raise IdentityNumber()
