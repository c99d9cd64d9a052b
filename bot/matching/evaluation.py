"""How often the matcher is right on labelled questions (`motcua evaluate FILE.jsonl`).

A line is `{"question", "expected": [ids or national codes], "outcome": answer|choose|none, "kind"}`. It counts for
the catalog in use when at least one expected name is in it; otherwise the matcher must not answer.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from bot.catalog.catalog import Catalog
from bot.matching.decision import Outcome
from bot.matching.matcher import Match, Matcher

WISHES = "multi_intent"
"""The kind of question that names several procedures: all of them are wanted."""


class QuestionsUnreadable(ValueError):
    """Raised when a file of labelled questions has a line that cannot be read; names file and line."""


@dataclass(frozen=True)
class Labelled:
    """A question with what a person said it is about."""

    question: str
    expected: tuple[str, ...]
    outcome: Outcome
    kind: str = ""


_LABELLED = TypeAdapter(Labelled)


@dataclass(frozen=True)
class Tally:
    """Counts over questions: those the catalog holds, and those it does not.

    `held`: questions about the catalog; `first`, `third`: the right procedure came first, or among three;
    `answered`, `wrong`: of the held, how many were answered at once, and how many of these wrongly. `foreign`:
    questions the catalog does not hold; `refused`: of these, how many were rightly not answered.
    """

    held: int = 0
    first: int = 0
    third: int = 0
    answered: int = 0
    wrong: int = 0
    foreign: int = 0
    refused: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(*(mine + theirs for mine, theirs in zip(_counts(self), _counts(other), strict=True)))


def _counts(tally: Tally) -> tuple[int, ...]:
    return (
        tally.held,
        tally.first,
        tally.third,
        tally.answered,
        tally.wrong,
        tally.foreign,
        tally.refused,
    )


def read_questions(path: Path) -> list[Labelled]:
    """The labelled questions of a file; raises `QuestionsUnreadable`."""
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except UnicodeDecodeError as error:
        raise QuestionsUnreadable(f"{path}:1: not UTF-8 text; save the file as UTF-8") from error
    questions = []
    for number, line in enumerate(lines, 1):
        try:
            questions += [_LABELLED.validate_json(line)] if line.strip() else []
        except ValidationError as error:
            problem = error.errors()[0]
            where = ".".join(map(str, problem["loc"]))
            remedy = "write question, expected and outcome"
            raise QuestionsUnreadable(f"{path}:{number}: {where or 'line'}: {problem['msg']}; {remedy}") from error
    return questions


def evaluate(matcher: Matcher, questions: Iterable[Labelled]) -> dict[str, Tally]:
    """The tally of each kind of question, and of all under `all`."""
    tallies: dict[str, Tally] = defaultdict(Tally)
    for labelled in questions:
        tally = _tally(labelled, matcher.match(labelled.question), matcher.catalog)
        tallies[labelled.kind] += tally
        tallies["all"] += tally
    return dict(tallies)


def _tally(labelled: Labelled, match: Match, catalog: Catalog) -> Tally:
    known = [found.id for name in labelled.expected if (found := catalog.procedure(name))]
    if not known:
        return Tally(foreign=1, refused=int(match.outcome != "answer"))
    ranked = [candidate.procedure.id for candidate in match.candidates]
    first = _is_right(labelled, known, ranked)
    answered = match.outcome == "answer"
    return Tally(
        held=1,
        first=int(first),
        third=int(bool(set(known) & set(ranked[:3]))),
        answered=int(answered),
        wrong=int(answered and not first),
    )


def _is_right(labelled: Labelled, known: Sequence[str], ranked: Sequence[str]) -> bool:
    if labelled.kind == WISHES:
        return set(known) <= set(ranked[: len(known)])
    return bool(ranked) and ranked[0] in known
