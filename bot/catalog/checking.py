"""Findings an official should mend that no single value shows: references, folders, shapes, clashes.

Each check takes what it looks at and yields findings; `check` runs them all. None knows what day it is: whether a
catalog can be served never depends on that. What depends on it is advice (`bot.catalog.advising`).
"""

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from bot.catalog.catalog import Catalog
from bot.catalog.commitments import Commitment
from bot.catalog.findings import Finding
from bot.catalog.model import (
    Condition,
    Cost,
    EvidenceGroup,
    Procedure,
    ProcessingTime,
    ProcessingTimes,
    State,
)
from bot.catalog.nearest import nearest
from bot.catalog.source import Source, Trail
from bot.catalog.surroundings import Topic

MAX_LABEL = 22
"""Characters of a button (docs/voice: a verb or noun that fits a phone)."""

MAX_FACT_BUTTON = 50
"""Bytes that procedure, case fact and option may have together: Telegram's 64 less what a button adds."""

MAX_PAPER_BUTTON = 49
"""Bytes that procedure and paper may have together on the button that ticks the paper off."""

Placed = Sequence[tuple[Procedure, Source]]
"""Each procedure with the file it came from."""


def check(placed: Placed, folder: Path) -> list[Finding]:
    """The findings that each file, and the files together, show by themselves."""
    findings = [*_clashes(placed)]
    for procedure, source in placed:
        findings += _folders(procedure, source, folder)
        findings += _evidence(procedure, source)
        findings += _paper_buttons(procedure, source)
        findings += _conditions(procedure, source)
        findings += _times(procedure, source)
        findings += _labels(procedure, source)
        findings += _changes(procedure, source)
        if not procedure.legal_resources and not procedure.ended:
            findings.append(source.finding("no_law"))
    return findings


def check_references(catalog: Catalog, placed: Placed) -> list[Finding]:
    """The findings about what files name of each other, once all of them could be read."""
    return [finding for procedure, source in placed for finding in _references(procedure, source, catalog)]


def check_shelf(source: Source, topics: Sequence[Topic], catalog: Catalog) -> Iterator[Finding]:
    """What stands first on a shelf and is not there."""
    ids = [each.id for each in catalog.procedures]
    for at, topic in enumerate(topics):
        for place, name in enumerate(topic.first):
            if name not in ids:
                named = {"key": "first", "given": name, "where": "catalog", "nearest": nearest(name, ids)}
                yield source.finding("unknown_reference", at, "first", place, **named)


def check_commitment(commitment: Commitment, source: Source, catalog: Catalog) -> Iterator[Finding]:
    """A time and a percentage at once, or neither; a procedure that is not there."""
    known = [each.id for each in catalog.procedures]
    for position, each in enumerate(commitment.shortened):
        whole = each.unit is not None and (each.value is not None) == (each.unit != "same_day")
        if whole == (each.percentage is not None) or (each.unit is None and each.value is not None):
            yield source.finding("promise_shape", "shortened", position)
    named: list[tuple[Trail, str]] = [
        (("shortened", at, "procedure"), each.procedure) for at, each in enumerate(commitment.shortened)
    ]
    if commitment.same_day:
        named += [(("same_day", "procedures", at), each) for at, each in enumerate(commitment.same_day.procedures)]
    for trail, given in named:
        if given not in known:
            about = {"key": "procedure", "given": given, "where": "catalog", "nearest": nearest(given, known)}
            yield source.finding("unknown_reference", *trail, **about)


def _clashes(placed: Placed) -> Iterator[Finding]:
    ids: dict[str, Source] = {}
    codes: dict[str, Source] = {}
    names: dict[str, Source] = {}
    keywords: dict[str, Procedure] = {}
    for procedure, source in placed:
        if procedure.id in ids:
            yield source.finding("id_taken", "id", id=procedure.id, other=ids[procedure.id].path)
        ids.setdefault(procedure.id, source)
        if procedure.code and procedure.code in codes:
            yield source.finding("code_taken", "code", number=procedure.code, other=codes[procedure.code].path)
        codes.setdefault(procedure.code or "", source)
        if ids[procedure.id] is source and not procedure.ended:
            name = _folded(procedure.name.vi)
            if name in names:
                yield source.finding("name_taken", "name", name=procedure.name.vi, other=names[name].path)
            names.setdefault(name, source)
        for position, keyword in enumerate(procedure.keywords):
            other = keywords.setdefault(_folded(keyword), procedure)
            if other is not procedure and not _are_siblings(procedure, other):
                yield source.finding("keyword_shared", "keywords", position, keyword=keyword, other=other.id)


def _are_siblings(one: Procedure, other: Procedure) -> bool:
    """Whether the assistant asks between the two anyway."""
    return other.id in one.confusable_with or one.id in other.confusable_with


def _folded(text: str) -> str:
    """`text` as people type it in haste: small letters, no accents, one blank between words."""
    decomposed = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    return " ".join("".join(each for each in decomposed if not unicodedata.combining(each)).split())


def _folders(procedure: Procedure, source: Source, folder: Path) -> Iterator[Finding]:
    if source.path.stem != procedure.id:
        yield source.finding("wrong_file_name", "id", name=source.path.name, id=procedure.id)
    parts = source.path.relative_to(folder).parts
    for key, given, name in (("level", procedure.level, parts[0]), ("field", procedure.field, parts[-2])):
        if given != name:
            yield source.finding("wrong_folder", key, key=key, given=given, folder=name)


def _references(procedure: Procedure, source: Source, catalog: Catalog) -> Iterator[Finding]:
    ids = {
        "authorities.yaml": [each.id for each in catalog.authorities],
        "offices.yaml": [each.id for each in catalog.offices],
        "fields.yaml": [each.id for each in catalog.fields],
        "life_events.yaml": [each.id for each in catalog.life_events],
        "catalog": [each.id for each in catalog.procedures],
    }
    for trail, given, where in _named(procedure):
        if given not in ids[where]:
            key = trail[-1] if isinstance(trail[-1], str) else trail[-2]
            named = {"key": key, "given": given, "where": where, "nearest": nearest(given, ids[where])}
            yield source.finding("unknown_reference", *trail, **named)


def _named(procedure: Procedure) -> Iterator[tuple[Trail, str, str]]:
    yield ("field",), procedure.field, "fields.yaml"
    lists: list[tuple[Trail, Iterable[str], str]] = [
        (("life_events",), procedure.life_events, "life_events.yaml"),
        (("confusable_with",), procedure.confusable_with, "catalog"),
        (("file_at",), procedure.file_at, "offices.yaml"),
        (("result_at",), procedure.result_at, "offices.yaml"),
    ]
    if procedure.competent_authority:
        yield ("competent_authority",), procedure.competent_authority, "authorities.yaml"
    if procedure.ended:
        lists.append((("ended", "successors"), procedure.ended.successors, "catalog"))
    for key, states in (("before", procedure.before), ("ahead", procedure.ahead)):
        for position, state in enumerate(states):
            if state.competent_authority:
                yield (key, position, "competent_authority"), state.competent_authority, "authorities.yaml"
            lists.append(((key, position, "file_at"), state.file_at or (), "offices.yaml"))
            lists.append(((key, position, "result_at"), state.result_at or (), "offices.yaml"))
    for trail, names, where in lists:
        for position, name in enumerate(names):
            yield (*trail, position), name, where


@dataclass(frozen=True)
class _Held:
    """What holds at some time, and where in the file it stands."""

    trail: Trail
    evidence: tuple[EvidenceGroup, ...]
    times: ProcessingTimes
    cost: tuple[Cost, ...]

    @classmethod
    def of(cls, trail: Trail, state: Procedure | State) -> "_Held":
        return cls(trail, state.evidence or (), state.processing_time or ProcessingTimes(), state.cost or ())

    def all_times(self) -> Iterator[tuple[Trail, ProcessingTime]]:
        for key, times in (("statutory", self.times.statutory), ("committed", self.times.committed)):
            for position, time in enumerate(times):
                yield (*self.trail, "processing_time", key, position), time

    def conditions(self) -> Iterator[tuple[Trail, Condition]]:
        for position, group in enumerate(self.evidence):
            here = (*self.trail, "evidence", position)
            yield here, group.when
            for key, papers in (("all_of", group.all_of), ("one_of", group.one_of)):
                for place, paper in enumerate(papers):
                    yield (*here, key, place), paper.when
        for trail, time in self.all_times():
            yield trail, time.when
        for position, cost in enumerate(self.cost):
            yield (*self.trail, "cost", position), cost.when


def _held(procedure: Procedure) -> Iterator[_Held]:
    """What holds now, held before and will hold."""
    yield _Held.of((), procedure)
    for key, states in (("before", procedure.before), ("ahead", procedure.ahead)):
        for position, state in enumerate(states):
            yield _Held.of((key, position), state)


def _evidence(procedure: Procedure, source: Source) -> Iterator[Finding]:
    for held in _held(procedure):
        seen: Counter[str] = Counter()
        for position, group in enumerate(held.evidence):
            here = (*held.trail, "evidence", position)
            if bool(group.all_of) == bool(group.one_of):
                yield source.finding("group_shape", *here)
            for each in (*group.all_of, *group.one_of):
                seen[each.id] += 1
                if seen[each.id] == 2:
                    yield source.finding("evidence_taken", *here, id=each.id)


def _paper_buttons(procedure: Procedure, source: Source) -> Iterator[Finding]:
    for held in _held(procedure):
        for position, group in enumerate(held.evidence):
            for key, papers in (("all_of", group.all_of), ("one_of", group.one_of)):
                for place, paper in enumerate(papers):
                    excess = len(procedure.id) + len(paper.id) - MAX_PAPER_BUTTON
                    if excess > 0:
                        where = (*held.trail, "evidence", position, key, place)
                        yield source.finding("paper_button_too_long", *where, paper=paper.id, excess=excess)


def _conditions(procedure: Procedure, source: Source) -> Iterator[Finding]:
    options = {fact.id: [option.id for option in fact.options] for fact in procedure.case_facts}
    for trail, condition in (each for held in _held(procedure) for each in held.conditions()):
        for fact, wanted in condition.items():
            where = (*trail, "when", fact)
            if fact not in options:
                yield source.finding("unknown_fact", *where, fact=fact)
                continue
            for option in dict.fromkeys(wanted):
                if option not in options[fact]:
                    expected = ", ".join(options[fact])
                    yield source.finding("unknown_option", *where, fact=fact, option=option, expected=expected)


def _times(procedure: Procedure, source: Source) -> Iterator[Finding]:
    for trail, time in (each for held in _held(procedure) for each in held.all_times()):
        if time.unit == "same_day" and time.value is not None:
            yield source.finding("same_day_shape", *trail)
        if time.unit != "same_day" and time.value is None:
            yield source.finding("time_without_value", *trail, unit=time.unit)
        if time.unit != "same_day" and time.cut_off is not None:
            yield source.finding("cut_off_without_same_day", *trail)


def _labels(procedure: Procedure, source: Source) -> Iterator[Finding]:
    for position, fact in enumerate(procedure.case_facts):
        for place, option in enumerate(fact.options):
            where = ("case_facts", position, "options", place)
            excess = len(procedure.id) + len(fact.id) + len(option.id) - MAX_FACT_BUTTON
            if excess > 0:
                yield source.finding("button_too_long", *where, fact=fact.id, option=option.id, excess=excess)
            for label in (option.label.vi, option.label.en or ""):
                if len(label) > MAX_LABEL:
                    yield source.finding("label_too_long", *where, label=label, length=len(label), most=MAX_LABEL)


def _changes(procedure: Procedure, source: Source) -> Iterator[Finding]:
    """Two changes on one day would leave it open which holds."""
    for key, days in (
        ("before", sorted(each.until for each in procedure.before)),
        ("ahead", sorted(each.from_day for each in procedure.ahead)),
    ):
        for earlier, later in pairwise(days):
            if earlier == later:
                yield source.finding("not_ascending", key, key=key, day=later)
