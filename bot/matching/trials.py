"""The same questions under harder conditions: written otherwise, and with the right procedure taken away."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.matching.disguises import DISGUISES, NEED_ACCENTS, Disguise, has_accents
from bot.matching.evaluation import WISHES, Labelled, is_context_free
from bot.matching.matcher import Matcher
from bot.matching.tallies import held, is_right

SEED = 20261123


@dataclass(frozen=True)
class Pairs:
    """`number` questions in two writings: how often the right procedure came first for the original, and disguised."""

    number: int
    original: int
    disguised: int

    @property
    def fall(self) -> float:
        """By how much the share that is right sinks."""
        return (self.original - self.disguised) / self.number if self.number else 0.0


def disguised(matcher: Matcher, questions: Sequence[Labelled], seed: int = SEED) -> dict[str, Pairs]:
    """The pairs of each disguise, over the questions that the catalog holds and that say what they are about."""
    originals = [(each, _understood(matcher, each, each.question)) for each in about_the_catalog(matcher, questions)]
    with_accents = [(each, right) for each, right in originals if has_accents(each.question)]
    return {
        name: _pairs(matcher, with_accents if name in NEED_ACCENTS else originals, disguise, seed)
        for name, disguise in DISGUISES.items()
    }


def _pairs(matcher: Matcher, originals: Sequence[tuple[Labelled, bool]], disguise: Disguise, seed: int) -> Pairs:
    return Pairs(
        len(originals),
        sum(right for _, right in originals),
        sum(_understood(matcher, each, disguise(each.question, seed)) for each, _ in originals),
    )


def _understood(matcher: Matcher, labelled: Labelled, question: str) -> bool:
    known = held(labelled.expected, matcher.catalog)
    return is_right(known, matcher.match(question), labelled.kind == WISHES)


@dataclass(frozen=True)
class LeftOut:
    """`number` questions, each asked of a catalog without what it expects; `answered`: with something else."""

    number: int
    answered: int


def left_out(matcher: Matcher, questions: Sequence[Labelled]) -> LeftOut:
    """What happens to the questions about the catalog if it did not hold their procedures."""
    asked = about_the_catalog(matcher, questions)
    answered = sum(
        matcher.without(held(each.expected, matcher.catalog)).match(each.question).outcome == "answer" for each in asked
    )
    return LeftOut(len(asked), answered)


def about_the_catalog(matcher: Matcher, questions: Sequence[Labelled]) -> list[Labelled]:
    """The questions that the catalog holds and that say what they are about."""
    return [
        each
        for each in questions
        if (known := held(each.expected, matcher.catalog)) and not is_context_free(matcher, each, known)
    ]
