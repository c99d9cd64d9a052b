"""When to answer, when to ask back, when to say that nothing was found.

The numbers stand in `decision.yaml`; `scripts/fit-matcher` writes them from labelled questions (docs/matching.md).
"""

from functools import cache
from math import exp
from pathlib import Path
from typing import Final, Literal

import yaml
from pydantic import TypeAdapter
from pydantic.dataclasses import dataclass

from bot.catalog.model import STRICT

Outcome = Literal["answer", "choose", "none"]
Verdict = Outcome | Literal["beside"]
"""An outcome, or that what is meant stands beside the procedures."""

FITTED: Final = Path(__file__).with_name("decision.yaml")


@dataclass(frozen=True, config=STRICT)
class Evidence:
    """What speaks for the best entry of a kind: procedures, or what is answered beside them.

    `score`: its own; `lead`: over the second of its kind; `ahead`: over the best of the other kind, negative where
    that one is better; `said`: the share, by rarity, of the words of one of its phrases that the question has, 0 to 1;
    `siblings`: whether one of it and the second names the other under `confusable_with`.
    """

    score: float
    lead: float
    ahead: float
    said: float
    siblings: bool = False


@dataclass(frozen=True, config=STRICT)
class Weights:
    """What each part of the evidence weighs in the logistic."""

    score: float
    lead: float
    ahead: float
    said: float
    constant: float


@dataclass(frozen=True, config=STRICT)
class Decision:
    """A logistic on the evidence, and from which likelihood on what is done, each 0 to 1.

    A procedure is answered from `answer_from` on and offered among others from `choose_from` on. What stands beside the
    procedures (a general rule, a procedure held elsewhere) is named where it is likelier than the best of them by
    `name_from`. Under a lead of `sibling_lead`, as a share of the best score, two siblings are asked between. A further
    choice needs the share `worth_choosing` of the best score.
    """

    weights: Weights
    answer_from: float
    choose_from: float
    name_from: float
    sibling_lead: float
    worth_choosing: float

    def probability(self, evidence: Evidence | None) -> float:
        """How likely the best entry of its kind is the right one, 0 to 1."""
        if evidence is None:
            return 0.0
        each = self.weights
        logit = each.constant + each.score * evidence.score + each.lead * evidence.lead
        logit += each.ahead * evidence.ahead + each.said * evidence.said
        return 1 / (1 + exp(-logit))

    def names(self, rival: Evidence | None, evidence: Evidence | None = None) -> bool:
        """Whether the best entry beside the procedures is so much likelier than the best of them."""
        return rival is not None and self.probability(rival) - self.probability(evidence) >= self.name_from

    def outcome(self, evidence: Evidence | None, rival: Evidence | None = None) -> Verdict:
        """What is done: `evidence` for the best procedure, `rival` for what stands beside and fits better."""
        likely = self.probability(evidence)
        if evidence and likely >= self.answer_from and not self._asks_between(evidence):
            return "answer"
        if self.names(rival, evidence):
            return "beside"
        return "choose" if likely >= self.choose_from else "none"

    def _asks_between(self, evidence: Evidence) -> bool:
        """Whether two siblings are so close that only the person can tell."""
        return evidence.siblings and evidence.lead < self.sibling_lead * evidence.score


@cache
def fitted() -> Decision:
    """The decision in use."""
    return TypeAdapter(Decision).validate_python(yaml.safe_load(FITTED.read_text(encoding="utf-8")))
