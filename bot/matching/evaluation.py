"""How often the matcher is right on labelled questions (`motcua evaluate FILE.jsonl`).

A line is `{"question", "expected": [ids or national codes], "outcome": answer|choose|none, "kind", "held_out"}`. It
counts for the catalog in use when at least one expected name is in it; otherwise the matcher must not answer.
"""

import logging
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from bot.matching.decision import Outcome
from bot.matching.matcher import Match, Matcher
from bot.matching.tallies import Tally, held, ids, is_right, tally

_log = logging.getLogger(__name__)
WISHES = "multi_intent"
"""The kind of question that names several procedures: all of them are wanted."""

CLERK = "clerk_style"
ALL, HELD_OUT, CONTEXT_FREE = "all", "held_out", "context_free"
"""Groups beside the kinds: every question but those of the other two; questions that nobody who writes word lists has
read; formal questions that do not say which procedure they are about and must be asked back."""

NOTHING = "–"
"""What was got where nothing was."""


class QuestionsUnreadable(ValueError):
    """Raised when a file of labelled questions has a line that cannot be read; names file and line."""


@dataclass(frozen=True)
class Labelled:
    """A question with what a person said it is about."""

    question: str
    expected: tuple[str, ...]
    outcome: Outcome
    kind: str = ""
    held_out: bool = False


@dataclass(frozen=True)
class Failure:
    """A question that was not understood; `why` are the words it shares with what was got, and with what was expected.

    `expected` is empty where the catalog does not hold it.
    """

    question: str
    kind: str
    expected: tuple[str, ...]
    got: str
    outcome: Outcome
    why: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())


@dataclass(frozen=True)
class Evaluation:
    """Counts by group (each kind, and those of `ALL`, `HELD_OUT`, `CONTEXT_FREE` that there are) and what failed.

    Held-out questions are only counted: none of them is among the failures.
    """

    groups: dict[str, Tally]
    failures: tuple[Failure, ...]

    def confusions(self) -> list[tuple[str, str, int]]:
        """What was expected, what came first instead, and how often; the most frequent first."""
        counted = Counter((", ".join(each.expected) or NOTHING, each.got) for each in self.failures)
        return [(expected, got, number) for (expected, got), number in counted.most_common()]


_LABELLED = TypeAdapter(Labelled)


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


def file_beside(catalog: Path) -> Path | None:
    """The labelled questions of the project to which a catalog belongs; None where it was installed without them."""
    path = catalog.resolve().parent / "tests" / "questions.jsonl"
    return path if path.is_file() else None


def questions_beside(catalog: Path) -> tuple[str, ...]:
    """What the labelled questions beside a catalog ask; none where there are none."""
    path = file_beside(catalog)
    try:
        return tuple(each.question for each in read_questions(path)) if path else ()
    except QuestionsUnreadable as error:
        _log.error("What is learned is tried without the labelled questions: %s", error)
        return ()


def evaluate(matcher: Matcher, questions: Iterable[Labelled]) -> Evaluation:
    """The counts over questions and those that failed."""
    groups: dict[str, Tally] = defaultdict(Tally)
    failures = []
    for labelled in questions:
        known = held(labelled.expected, matcher.catalog)
        match = matcher.match(labelled.question)
        counted = tally(known, match, labelled.kind == WISHES)
        for group in _groups(matcher, labelled, known):
            groups[group] += counted
        if not labelled.held_out and _failed(matcher, labelled, known, match):
            failures.append(_failure(matcher, labelled, known, match))
    return Evaluation(dict(groups), tuple(failures))


def is_context_free(matcher: Matcher, labelled: Labelled, known: Sequence[str]) -> bool:
    """Whether it does not say which procedure it is about: not a word of what the expected ones are called."""
    return labelled.kind == CLERK and bool(known) and not any(matcher.shared(labelled.question, each) for each in known)


def _groups(matcher: Matcher, labelled: Labelled, known: Sequence[str]) -> tuple[str, ...]:
    if is_context_free(matcher, labelled, known):
        return (CONTEXT_FREE,)
    return (HELD_OUT,) if labelled.held_out else (labelled.kind, ALL)


def _failed(matcher: Matcher, labelled: Labelled, known: Sequence[str], match: Match) -> bool:
    """Answered where it must not be, or the right procedure not first, or none offered."""
    if not known or is_context_free(matcher, labelled, known):
        return match.outcome == "answer"
    return match.outcome == "none" or not is_right(known, match, labelled.kind == WISHES)


def _failure(matcher: Matcher, labelled: Labelled, known: Sequence[str], match: Match) -> Failure:
    got = _got(match)
    mine = matcher.shared(labelled.question, got) if got in ids(match) else ()
    theirs = dict.fromkeys(word for each in known for word in matcher.shared(labelled.question, each))
    return Failure(labelled.question, labelled.kind, tuple(known), got, match.outcome, (mine, tuple(theirs)))


def _got(match: Match) -> str:
    beside = match.general or match.elsewhere
    return beside.id if beside else ids(match)[0] if match.outcome != "none" else NOTHING
