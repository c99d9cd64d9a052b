"""What of a procedure applies to this person's case: papers, times and costs under the case facts they told."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import Enum
from itertools import groupby
from typing import Protocol, TypeVar

from bot.catalog.model import CaseFact, Condition, Evidence, EvidenceGroup, Procedure, Words

Facts = Mapping[str, str]


class Applies(Enum):
    """Whether something applies: for sure, in the usual case, perhaps, or not."""

    YES = "yes"
    USUALLY = "usually"
    PERHAPS = "perhaps"
    NO = "no"


_ORDER = (Applies.NO, Applies.PERHAPS, Applies.USUALLY, Applies.YES)


@dataclass(frozen=True)
class Paper:
    """A paper and, where it is only perhaps needed, the options of facts not yet told that decide it.

    `often_forgotten`: so many citizens missed it on their card or at the counter that it is worth a word.
    """

    evidence: Evidence
    conditions: tuple[Words, ...] = ()
    often_forgotten: bool = False


@dataclass(frozen=True)
class Papers:
    """Papers of which all, or any one, are needed, and whether this person needs them."""

    one_of: bool
    label: Words | None
    papers: tuple[Paper, ...]
    applies: Applies


class Conditional(Protocol):
    """Something of the catalog that holds under a condition."""

    @property
    def when(self) -> Condition:
        """Case fact → options."""


C = TypeVar("C", bound=Conditional)


def applies(condition: Condition, facts: Facts, asked: Iterable[CaseFact]) -> Applies:
    """Whether `condition` holds; an unanswered fact makes it usual (its first option) or a perhaps."""
    usual = {fact.id: fact.options[0].id for fact in asked}
    return min(
        (_fact_applies(wanted, facts.get(fact), usual.get(fact)) for fact, wanted in condition.items()),
        key=_ORDER.index,
        default=Applies.YES,
    )


def _fact_applies(wanted: tuple[str, ...], told: str | None, usual: str | None) -> Applies:
    if told is None:
        return Applies.USUALLY if usual in wanted else Applies.PERHAPS
    return Applies.YES if told in wanted else Applies.NO


def papers(procedure: Procedure, facts: Facts, forgotten: Collection[str] = ()) -> tuple[Papers, ...]:
    """The papers that are or may be needed, in the order of the file; what surely does not apply is left out.

    `forgotten` are the ids of those that people often forget.
    """
    return tuple(
        Papers(bool(group.one_of), group.label, _marked(listed, forgotten), how)
        for group in procedure.evidence or ()
        for how, listed in _by_sureness(group, procedure, facts)
        if how is not Applies.NO
    )


def _marked(listed: Iterable[Paper], forgotten: Collection[str]) -> tuple[Paper, ...]:
    return tuple(replace(each, often_forgotten=each.evidence.id in forgotten) for each in listed)


def _by_sureness(group: EvidenceGroup, procedure: Procedure, facts: Facts) -> Iterator[tuple[Applies, list[Paper]]]:
    """The group's papers, those that are equally sure together; alternatives stay together."""
    of_group = applies(group.when, facts, procedure.case_facts)
    if group.one_of:
        yield of_group, [Paper(evidence) for evidence in group.one_of]
        return

    def sureness(evidence: Evidence) -> Applies:
        of_paper = applies(evidence.when, facts, procedure.case_facts)
        told_of = {**group.when, **evidence.when}.keys() & facts.keys()
        in_words = Applies.PERHAPS if evidence.when_text and not told_of else Applies.YES
        return min(of_group, of_paper, in_words, key=_ORDER.index)

    for how, listed in groupby(group.all_of, sureness):
        unsure = how is Applies.PERHAPS
        yield (
            how,
            [
                Paper(each, _conditions({**group.when, **each.when}, procedure, facts) if unsure else ())
                for each in listed
            ],
        )


def _conditions(when: Condition, procedure: Procedure, facts: Facts) -> tuple[Words, ...]:
    return tuple(
        option.label
        for fact in procedure.case_facts
        if fact.id in when and fact.id not in facts
        for option in fact.options
        if option.id in when[fact.id]
    )


def applying(things: Iterable[C], procedure: Procedure, facts: Facts) -> tuple[C, ...]:
    """The times or costs that are not ruled out by the facts told."""
    return tuple(thing for thing in things if applies(thing.when, facts, procedure.case_facts) is not Applies.NO)


def unanswered(procedure: Procedure, facts: Facts) -> CaseFact | None:
    """The first case fact the person has not told."""
    return next((fact for fact in procedure.case_facts if fact.id not in facts), None)


def told(procedure: Procedure, facts: Facts) -> tuple[Words, ...]:
    """What the person told, as the labels they tapped."""
    return tuple(
        option.label for fact in procedure.case_facts for option in fact.options if facts.get(fact.id) == option.id
    )
