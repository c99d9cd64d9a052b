"""Which procedure a question is about: `Matcher(catalog).match(question) -> Match`."""

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from bot.catalog.catalog import Catalog
from bot.catalog.general import Elsewhere, GeneralAnswer
from bot.catalog.lexicon import Reference, Talk
from bot.catalog.model import Aspect, Procedure
from bot.matching.decision import Decision, Outcome
from bot.matching.phrasebook import Entry, Phrasebook, Ranked
from bot.matching.places import Gazetteer
from bot.matching.syllables import is_pronounceable
from bot.matching.text import clean, folded
from bot.matching.wishes import SIBLINGS_STAND_ALONE, STANDS_ALONE

MOST_CANDIDATES = 5
WORTH_CHOOSING = 0.5
"""Share of the best score that another choice needs."""

_CODE = re.compile(r"(?<![\d.])\d\.\d{6}(?!\.?\d)")
CERTAIN = 0.99


@dataclass(frozen=True)
class Candidate:
    """A procedure that may be meant, with the likelihood that it is, 0 to 1."""

    procedure: Procedure
    score: float


@dataclass(frozen=True)
class Match:
    """What a question is about.

    `candidates` are procedures, best first, at most five; with `outcome` "none" they are near misses. `wishes` are
    the procedures of a question that names several. `general` and `elsewhere` are what was meant instead of a
    procedure of the catalog. `over`: what may be an emergency is past. `names_something` is False where a question
    has no word of its own ("còn lệ phí thì sao?"): it is about what was shown before, and `reference` is how a
    question points there. `legible` is False where nobody could pronounce a single word.
    """

    outcome: Outcome
    aspect: Aspect | None = None
    candidates: tuple[Candidate, ...] = ()
    wishes: tuple[Candidate, ...] = ()
    general: GeneralAnswer | None = None
    elsewhere: Elsewhere | None = None
    talk: Talk | None = None
    over: bool = False
    reference: Reference | None = None
    names_something: bool = True
    legible: bool = True
    english: bool = False


@dataclass(frozen=True)
class Matcher:
    """An immutable matcher for one catalog; `phrases` are learned (procedure id, phrase) pairs."""

    catalog: Catalog
    phrases: Sequence[tuple[str, str]] = ()
    decision: Decision = field(default_factory=Decision)

    @cached_property
    def _book(self) -> Phrasebook:
        return Phrasebook(self.catalog, self.phrases)

    @cached_property
    def gazetteer(self) -> Gazetteer:
        """The names of the catalog's places, by which people say where they are."""
        return Gazetteer.of(self.catalog.places)

    def ready(self) -> "Matcher":
        """The matcher itself, its words worked out, which would otherwise take place under the first question."""
        self.match("")
        self.gazetteer.spot("")
        return self

    def match(self, question: str) -> Match:
        """What `question` is about; any text is a question, none raises."""
        question = unicodedata.normalize("NFKC", question)
        syllables = self._book.reader.read(question)
        base = Match(
            "none",
            aspect=self._book.cues.aspect(syllables),
            talk=self._book.cues.talks(syllables),
            over=self._book.cues.is_over(syllables),
            reference=self._book.cues.reference(syllables),
            names_something=bool(self._book.cues.content(syllables)),
            legible=any(map(is_pronounceable, folded(syllables))),
            english=self._book.cues.is_english(clean(question)),
        )
        named = self._by_code(question) or self._book.named(syllables)
        if named:
            return _certain(replace(base, legible=True, names_something=True), named)
        if not base.names_something:
            return base
        ranked = self._book.ranked(syllables)
        if not ranked:
            return base
        wishes = self._wishes(question)
        if wishes:
            likeliest = sorted(wishes, key=lambda wish: -wish.score)
            return replace(base, outcome="answer", candidates=tuple(likeliest[:MOST_CANDIDATES]), wishes=wishes)
        return self._decided(base, ranked)

    def best_of(self, question: str, names: Collection[str]) -> Candidate | None:
        """Which of these procedures a question fits best, with the score of the index (0 to about 1.2)."""
        found = self._book.best_of(self._book.reader.read(question), names)
        return Candidate(*found) if found else None

    def is_english(self, text: str) -> bool:
        """Whether a text is an English sentence."""
        return self._book.cues.is_english(clean(text))

    def explain(self, question: str) -> Iterable[tuple[str, str]]:
        """The reading of a question step by step, then its best entries with score and shared words."""
        for name, syllables in self._book.reader.steps(question):
            yield name, " ".join(syllables)
        syllables = self._book.reader.read(question)
        for entry, score in self._book.ranked(syllables)[:MOST_CANDIDATES]:
            yield f"{entry.id} {score:.3f}", " ".join(self._book.shared(syllables, entry))

    def _decided(self, base: Match, ranked: Ranked) -> Match:
        best, top = ranked[0]
        second = ranked[1][1] if len(ranked) > 1 else 0.0
        probability = self.decision.probability(top, second)
        candidates = self._candidates(ranked, probability)
        if not isinstance(best, Procedure):
            named = probability >= self.decision.name_from
            return _beside(replace(base, candidates=candidates), best if named else None)
        outcome = self.decision.outcome(probability)
        if outcome == "answer" and self._asks_between(ranked):
            outcome = "choose"
        if outcome == "choose":
            candidates = _worth_choosing(candidates)
            # Nothing else is even near: asking between one thing and itself would only delay the answer.
            alone = len(candidates) == 1 and probability >= self.decision.alone_from
            outcome = "answer" if alone else "choose" if len(candidates) > 1 else "none"
        return replace(base, outcome=outcome, candidates=candidates)

    def _asks_between(self, ranked: Ranked) -> bool:
        """Whether two siblings are so close that only the person can tell."""
        (first, best), *others = ranked
        if not others or not isinstance(first, Procedure):
            return False
        second, score = others[0]
        return second.id in self.catalog.siblings(first) and best - score < self.decision.sibling_lead * best

    def _candidates(self, ranked: Ranked, probability: float) -> tuple[Candidate, ...]:
        top = ranked[0][1] or 1.0
        return tuple(
            Candidate(entry, round(probability * score / top, 3))
            for entry, score in ranked
            if isinstance(entry, Procedure) and score > 0
        )[:MOST_CANDIDATES]

    def _by_code(self, question: str) -> list[Entry]:
        found = (self.catalog.procedure(code) for code in dict.fromkeys(_CODE.findall(question)))
        return [procedure for procedure in found if procedure]

    def _wishes(self, question: str) -> tuple[Candidate, ...]:
        """The procedures of a question that names two or more, one for each part that stands alone."""
        scores: dict[str, float] = {}
        wishes: dict[str, Candidate] = {}
        for part in self._book.parts.wished(question):
            syllables = self._book.reader.read(part)
            ranked = self._book.ranked(syllables) if self._book.cues.content(syllables) else []
            procedure, score = ranked[0] if ranked else (None, 0.0)
            if isinstance(procedure, Procedure) and score >= max(STANDS_ALONE, scores.get(procedure.id, 0.0)):
                second = ranked[1][1] if len(ranked) > 1 else 0.0
                scores[procedure.id] = score
                wishes[procedure.id] = Candidate(procedure, round(self.decision.probability(score, second), 3))
        found = tuple(wishes.values())
        return found if len(found) > 1 and not self._is_one(found, scores) else ()

    def _is_one(self, wishes: Sequence[Candidate], scores: Mapping[str, float]) -> bool:
        """Whether siblings among the wishes are but one wish in two pieces."""
        return any(
            other.procedure.id in self.catalog.siblings(each.procedure)
            and min(scores[each.procedure.id], scores[other.procedure.id]) < SIBLINGS_STAND_ALONE
            for each in wishes
            for other in wishes
        )


def _certain(base: Match, named: Sequence[Entry]) -> Match:
    """The match where a code or a whole phrase names its entries: procedures first, asked between if several."""
    candidates = tuple(Candidate(entry, CERTAIN) for entry in named if isinstance(entry, Procedure))
    if not candidates:
        return _beside(base, named[0])
    outcome: Outcome = "answer" if len(candidates) == 1 else "choose"
    return replace(base, outcome=outcome, candidates=candidates[:MOST_CANDIDATES])


def _beside(base: Match, entry: Entry | None) -> Match:
    """The match with what was meant instead of a procedure of the catalog."""
    if isinstance(entry, GeneralAnswer):
        return replace(base, general=entry)
    return replace(base, elsewhere=entry) if isinstance(entry, Elsewhere) else base


def _worth_choosing(candidates: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    """Those of the candidates that are not much less likely than the first."""
    least = WORTH_CHOOSING * candidates[0].score if candidates else 0.0
    return tuple(each for each in candidates if each.score >= least)
