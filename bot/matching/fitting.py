"""The decision derived from labelled questions: a logistic on the evidence, then thresholds that reach stated goals.

Every number is judged by cross-validation: the likelihood of a question comes from weights fitted without any
question about the same procedure.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Final
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from bot.matching.decision import Decision, Evidence, Outcome, Weights
from bot.matching.evaluation import WISHES, Labelled, is_context_free
from bot.matching.matcher import Match, Matcher
from bot.matching.tallies import held, is_right

PARTS: Final = ("score", "lead", "ahead", "said")
"""The evidence that may be weighed."""

FOLDS: Final = 10
RIDGE: Final = 0.01
"""So little that it only keeps weights finite where the evidence separates all."""

STEPS: Final = tuple(step / 100 for step in range(2, 99))
"""Thresholds that are tried."""

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Case:
    """One question: whether the catalog holds it, whether anything of the catalog was meant, what came of it.

    `fold` is the same for all questions about a procedure. Without `evidence` nothing was weighed: the outcome is
    certain.
    """

    fold: int
    held: bool
    outside: bool
    right: bool
    outcome: Outcome
    evidence: Evidence | None
    rival: Evidence | None


@dataclass(frozen=True)
class Goals:
    """The least of the questions held that is to be answered at once, and the most that may go wrong.

    `wrong` of the answers; of the questions held, `none` that are offered nothing and `beside` for which something
    beside the procedures is named; `outside` of those that nothing in the catalog is about are answered; `left_out` of
    those held are answered all the same when the right procedure is taken out.
    """

    answered: float = 0.65
    wrong: float = 0.05
    none: float = 0.035
    beside: float = 0.015
    outside: float = 0.03
    left_out: float = 0.10


def cases(matcher: Matcher, questions: Iterable[Labelled]) -> list[Case]:
    """A case for each question with one wish; none is held out, and each says which procedure it is about."""
    found = []
    for each in questions:
        known = held(each.expected, matcher.catalog)
        if not (each.held_out or each.kind == WISHES or is_context_free(matcher, each, known)):
            found.append(_case(each, known, matcher.match(each.question)))
    return found


def left_out_cases(matcher: Matcher, questions: Iterable[Labelled]) -> list[Case]:
    """The same questions about what the catalog holds, each asked as if it did not."""
    found = []
    for each in questions:
        known = held(each.expected, matcher.catalog)
        if known and not (each.held_out or each.kind == WISHES or is_context_free(matcher, each, known)):
            found.append(_case(each, (), matcher.without(known).match(each.question)))
    return found


def _case(labelled: Labelled, known: Sequence[str], match: Match) -> Case:
    about = labelled.expected[0] if labelled.expected else labelled.question
    return Case(
        fold=crc32(about.encode()) % FOLDS,
        held=bool(known),
        outside=not labelled.expected,
        right=bool(known) and is_right(known, match, several=False),
        outcome=match.outcome,
        evidence=match.evidence,
        rival=match.rival,
    )


def weights(given: Sequence[Case], parts: Sequence[str] = PARTS) -> Weights:
    """The weights that make what was right likeliest; a part that is not among `parts` weighs nothing."""
    weighed = [(each.evidence, each.right) for each in given if each.evidence]
    rows = np.array([[*(getattr(evidence, part) for part in parts), 1.0] for evidence, _ in weighed])
    found = _logistic(rows, np.array([float(right) for _, right in weighed]))
    named = dict(zip((*parts, "constant"), found.tolist(), strict=True))
    return Weights(**{each.name: named.get(each.name, 0.0) for each in fields(Weights)})


def _logistic(rows: Floats, right: Floats) -> Floats:
    """The logistic regression of `right` on `rows` (their last column is 1), by Newton's method with a small ridge."""
    penalty = np.diag([RIDGE] * (rows.shape[1] - 1) + [0.0])
    found = np.zeros(rows.shape[1])
    for _ in range(50):
        likely = 1 / (1 + np.exp(-rows @ found))
        slope = rows.T @ (likely - right) + penalty @ found
        curve = (rows * (likely * (1 - likely))[:, None]).T @ rows + penalty
        step = np.linalg.solve(curve, slope)
        found -= step
        if np.abs(step).max() < 1e-9:
            break
    return found


def validated(given: Sequence[Case], decision: Decision, parts: Sequence[str] = PARTS) -> Mapping[int, Decision]:
    """For each fold the decision with weights fitted to the cases of the other folds."""
    return {
        fold: replace(decision, weights=weights([each for each in given if each.fold != fold], parts))
        for fold in sorted({each.fold for each in given})
    }


def likelihoods(given: Iterable[Case], by_fold: Mapping[int, Decision]) -> list[tuple[float, bool]]:
    """How likely each case's best procedure was said to be right, and whether it was."""
    return [(by_fold[each.fold].probability(each.evidence), each.right) for each in given if each.evidence]


@dataclass(frozen=True)
class Shares:
    """What comes of cases under a decision: of those held, the share that is `answered`, that gets `none`, or something
    `beside`; `wrong` of the answers to them; `outside` of those outside, the answered ones.
    """

    answered: float
    wrong: float
    none: float
    beside: float
    outside: float

    def reach(self, goals: Goals) -> bool:
        """Whether no goal of answering is missed."""
        return self.wrong <= goals.wrong and self.outside <= goals.outside


def shares(given: Iterable[Case], by_fold: Mapping[int, Decision]) -> Shares:
    """The shares of cases, each decided with the weights that do not know it."""
    verdicts = [(each, _verdict(each, by_fold[each.fold])) for each in given]
    of_held = [(each, verdict) for each, verdict in verdicts if each.held]
    answers = [each for each, verdict in of_held if verdict == "answer"]
    unanswered = [verdict for _, verdict in of_held if verdict != "answer"]
    outside = [verdict for each, verdict in verdicts if each.outside]
    return Shares(
        answered=_share(len(answers), len(of_held)),
        wrong=_share(sum(not each.right for each in answers), len(answers)),
        none=_share(unanswered.count("none"), len(of_held)),
        beside=_share(unanswered.count("beside"), len(of_held)),
        outside=_share(outside.count("answer"), len(outside)),
    )


def _verdict(case: Case, decision: Decision) -> str:
    certain = case.evidence is None and case.rival is None
    return case.outcome if certain else decision.outcome(case.evidence, case.rival)


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def with_thresholds(by_fold: Mapping[int, Decision], decision: Decision) -> Mapping[int, Decision]:
    """Each fold's own weights with the thresholds of one decision."""
    return {fold: replace(decision, weights=each.weights) for fold, each in by_fold.items()}


def answered(given: Sequence[Case], by_fold: Mapping[int, Decision]) -> float:
    """The share of cases that get an answer."""
    return _share(sum(_verdict(each, by_fold[each.fold]) == "answer" for each in given), len(given))


def derived(
    given: Sequence[Case],
    left_out: Sequence[Case],
    by_fold: Mapping[int, Decision],
    goals: Goals,
    parts: Sequence[str] = PARTS,
) -> Decision:
    """The decision that answers, and offers, as much as the goals allow; its weights are fitted to all cases.

    First the lowest threshold for answers, then the lowest for naming what stands beside the procedures, then the
    highest for a list that leaves few enough without any. Where no threshold reaches all goals of answering, the most
    careful one is taken that still answers enough.
    """

    any_of_them = next(iter(by_fold.values()))

    def tried(answer: float, name: float = any_of_them.name_from, choose: float = STEPS[0]) -> Mapping[int, Decision]:
        return with_thresholds(by_fold, replace(any_of_them, answer_from=answer, name_from=name, choose_from=choose))

    def at(answer: float, name: float = any_of_them.name_from, choose: float = STEPS[0]) -> Shares:
        return shares(given, tried(answer, name, choose))

    def careful(answer: float) -> bool:
        return at(answer).reach(goals) and answered(left_out, tried(answer)) <= goals.left_out

    enough = [step for step in STEPS if at(step).answered >= goals.answered] or STEPS[:1]
    answer = next((step for step in enough if careful(step)), enough[-1])
    name = next((step for step in STEPS if at(answer, step).beside <= goals.beside), STEPS[-1])
    lists = [step for step in reversed(STEPS) if step <= answer]
    choose = next((step for step in lists if at(answer, name, step).none <= goals.none), lists[-1])
    return replace(any_of_them, weights=weights(given, parts), answer_from=answer, name_from=name, choose_from=choose)


@dataclass(frozen=True)
class Bin:
    """The questions said to be right with a likelihood from `low` to under `high`: their number, their mean
    likelihood, and the share that was right.
    """

    low: float
    high: float
    number: int
    said: float
    right: float


def reliability(found: Sequence[tuple[float, bool]]) -> list[Bin]:
    """Ten groups by likelihood, those that are empty left out: a likelihood that holds is said as often as right."""
    bins = []
    for tenth in range(10):
        group = [each for each in found if min(int(each[0] * 10), 9) == tenth]
        if group:
            said, right = (sum(column) / len(group) for column in zip(*group, strict=True))
            bins.append(Bin(tenth / 10, (tenth + 1) / 10, len(group), said, right))
    return bins


def brier(found: Sequence[tuple[float, bool]]) -> float:
    """The mean square by which likelihoods miss what was so (Brier 1950); 0 is perfect."""
    return sum((likely - right) ** 2 for likely, right in found) / len(found)


def told_apart(found: Sequence[tuple[float, bool]]) -> float:
    """How often a right one is likelier than a wrong one: the area under the ROC curve, 0.5 by chance."""
    wrong = np.sort([likely for likely, right in found if not right])
    right = np.array([likely for likely, right in found if right])
    below, up_to = np.searchsorted(wrong, right, "left"), np.searchsorted(wrong, right, "right")
    return float((below + up_to).sum() / 2 / (len(wrong) * len(right)))
