"""When to answer, when to ask back, when to say that nothing was found."""

from dataclasses import dataclass
from math import exp
from typing import Literal

Outcome = Literal["answer", "choose", "none"]


@dataclass(frozen=True)
class Decision:
    """A logistic on the best score and its lead; docs/matching.md tells on which questions it was set.

    `weights` are for the best score, for its lead over the second, and the constant. A wish is answered from
    `answer_from` on, offered as a choice from `choose_from` on.
    """

    weights: tuple[float, float, float] = (7.0, 6.0, -3.6)
    answer_from: float = 0.65
    choose_from: float = 0.2
    alone_from: float = 0.45
    """From here on a candidate without any rival is answered."""
    name_from: float = 0.45
    """From here on what is not in the catalog is named: a general rule, a procedure held elsewhere."""
    sibling_lead: float = 0.08
    """A lead, as a share of the best score, under which two siblings are asked between."""

    def probability(self, best: float, second: float) -> float:
        """How likely the best candidate is the right one, 0 to 1."""
        score, lead, constant = self.weights
        return 1 / (1 + exp(-(score * best + lead * (best - second) + constant)))

    def outcome(self, probability: float) -> Outcome:
        """What that likelihood allows."""
        if probability >= self.answer_from:
            return "answer"
        return "choose" if probability >= self.choose_from else "none"
