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
from bot.matching.beginnings import Beginnings
from bot.matching.cues import COURTESIES
from bot.matching.decision import Decision, Evidence, Outcome, fitted
from bot.matching.evidence import by_kind, evidence_for
from bot.matching.phrasebook import Entry, Phrasebook, Ranked
from bot.matching.places import Gazetteer
from bot.matching.syllables import is_pronounceable
from bot.matching.text import MOST_TYPED, Syllables, clean, folded
from bot.matching.wishes import SIBLINGS_STAND_ALONE, STANDS_ALONE

MOST_CANDIDATES = 5

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
    procedure of the catalog. `afterwards`: what may be an emergency is past. `names_something` is False where a
    question has no word of its own ("còn lệ phí thì sao?"): it is about what was shown before, and `reference` is how
    a question points there. `legible` is False where nobody could pronounce a single word.
    `evidence` is what the decision on the first candidate was made from, where one had to be made; `rival` what spoke
    for an entry beside the procedures that fitted better than any.
    """

    outcome: Outcome
    aspect: Aspect | None = None
    candidates: tuple[Candidate, ...] = ()
    wishes: tuple[Candidate, ...] = ()
    general: GeneralAnswer | None = None
    elsewhere: Elsewhere | None = None
    talk: Talk | None = None
    afterwards: bool = False
    reference: Reference | None = None
    names_something: bool = True
    legible: bool = True
    english: bool = False
    evidence: Evidence | None = None
    rival: Evidence | None = None


@dataclass(frozen=True)
class Matcher:
    """An immutable matcher for one catalog; `phrases` are learned (procedure id, phrase) pairs.

    The procedures in `missing` are never found.
    """

    catalog: Catalog
    phrases: Sequence[tuple[str, str]] = ()
    decision: Decision = field(default_factory=fitted)
    missing: frozenset[str] = frozenset()

    @cached_property
    def _book(self) -> Phrasebook:
        return Phrasebook(self.catalog, self.phrases)

    @cached_property
    def _beginnings(self) -> Beginnings:
        return Beginnings(self._book)

    @cached_property
    def gazetteer(self) -> Gazetteer:
        """The names of the catalog's places, by which people say where they are."""
        return Gazetteer.of(self.catalog.places)

    def without(self, ids: Iterable[str]) -> "Matcher":
        """The matcher as if the catalog did not hold these procedures; the index, and so every score, stays."""
        other = replace(self, missing=self.missing.union(ids))
        vars(other)["_book"] = self._book
        return other

    def ready(self) -> "Matcher":
        """The matcher itself, its words worked out, which would otherwise take place under the first question."""
        self.match("")
        self.gazetteer.spot("")
        return self

    def match(self, question: str) -> Match:
        """What `question` is about; any text is a question, none raises."""
        question = unicodedata.normalize("NFKC", question[:MOST_TYPED])
        syllables = self._book.reader.read(question)
        base = Match(
            "none",
            aspect=self._book.cues.aspect(syllables),
            talk=self._book.cues.talks(syllables),
            afterwards=self._book.cues.comes_after(syllables),
            reference=self._book.cues.reference(syllables),
            names_something=bool(self._book.cues.content(syllables)),
            legible=any(map(is_pronounceable, folded(syllables))),
            english=self._book.cues.is_english(clean(question)),
        )
        named = self._by_code(question) or self._held(self._book.named(syllables))
        if named:
            return _certain(replace(base, legible=True, names_something=True), named)
        if not base.names_something:
            return base
        ranked = self._ranked(syllables)
        if not ranked:
            return base
        placeless = self._placeless(question)
        if placeless and isinstance(ranked[0][0], Procedure):
            # Where somebody lives says nothing of what they need; only a rule may be about a place.
            syllables = placeless
            named = self._held(self._book.named(syllables))
            if named:
                return _certain(base, named)
            ranked = self._ranked(syllables)
        wishes = self._wishes(question, ranked)
        if wishes:
            likeliest = sorted(wishes, key=lambda wish: -wish.score)
            return replace(base, outcome="answer", candidates=tuple(likeliest[:MOST_CANDIDATES]), wishes=wishes)
        decided = self._decided(base, ranked, syllables)
        # Who curses or asks for the weather is not offered procedures that share a word with it.
        only_talk = base.talk not in (None, *COURTESIES) and decided.outcome == "choose"
        return replace(decided, outcome="none") if only_talk else decided

    def _placeless(self, question: str) -> Syllables:
        """What is asked beside the place that a question names; nothing where it names none, or nothing else."""
        spotted = self.gazetteer.spot(question)
        rest = self._book.reader.read(" ".join(spotted.rest)) if spotted else ()
        return rest if self._book.cues.content(rest) else ()

    def best_of(self, question: str, names: Collection[str]) -> Candidate | None:
        """Which of these procedures a question fits best, with the score of the index (0 to about 1.2)."""
        found = self._book.best_of(self._book.reader.read(question), names)
        return Candidate(*found) if found else None

    def begun(self, typed: str, most: int) -> Sequence[Procedure]:
        """The procedures that a text may be about when it is typed to its end, likeliest first, at most so many.

        None where it is only talk, an emergency before all; a code names its own.
        """
        syllables = self._book.reader.read(typed)
        talk = self._book.cues.talks(syllables)
        if talk not in (None, *COURTESIES) and not self._book.cues.comes_after(syllables):
            return ()
        named = [each for each in self._by_code(typed) if isinstance(each, Procedure)]
        return named or [each for each in self._beginnings.of(typed, most) if self._holds(each)]

    def is_english(self, text: str) -> bool:
        """Whether a text is an English sentence."""
        return self._book.cues.is_english(clean(text))

    def words(self, text: str) -> tuple[str, ...]:
        """The folded words of a text as they are read: abbreviations written out, what is typed wrong corrected."""
        return folded(self._book.reader.read(unicodedata.normalize("NFKC", text[:MOST_TYPED])))

    def content(self, text: str) -> tuple[str, ...]:
        """What a text is about: its folded words without stop words, cues and talk, as they are read."""
        return self._book.cues.content(self._book.reader.read(unicodedata.normalize("NFKC", text[:MOST_TYPED])))

    def shared(self, question: str, name: str) -> tuple[str, ...]:
        """The words of its own that a question has in common with what the procedure of this id is called."""
        procedure = self.catalog.procedure(name)
        syllables = self._book.reader.read(question)
        shared = self._book.shared(syllables, procedure) if procedure else []
        content = self._book.cues.content(syllables)
        return tuple(word for word in shared if word in content)

    def explain(self, question: str) -> Iterable[tuple[str, str]]:
        """The reading of a question step by step, then its best entries with score and shared words."""
        for name, syllables in self._book.reader.steps(question):
            yield name, " ".join(syllables)
        syllables = self._book.reader.read(question)
        for entry, score in self._book.ranked(syllables)[:MOST_CANDIDATES]:
            yield f"{entry.id} {score:.3f}", " ".join(self._book.shared(syllables, entry))

    def _decided(self, base: Match, ranked: Ranked, syllables: Syllables) -> Match:
        procedures, others = by_kind(ranked)
        evidence = rival = None
        if procedures:
            evidence = evidence_for(procedures, others, syllables, self._book)
        if others and ranked[0] is others[0]:
            rival = evidence_for(others, procedures, syllables, self._book)
        candidates = _candidates(procedures, self.decision.probability(evidence)) if evidence else ()
        decided = replace(base, candidates=candidates, evidence=evidence, rival=rival)
        match self.decision.outcome(evidence, rival):
            case "beside":
                return _with_beside(decided, others[0][0])
            case "choose":
                return _offered(decided, self.decision.worth_choosing)
            case outcome:
                return replace(decided, outcome=outcome)

    def _ranked(self, syllables: Syllables) -> Ranked:
        ranked = self._book.ranked(syllables)
        return [each for each in ranked if self._holds(each[0])] if self.missing else ranked

    def _held(self, entries: Iterable[Entry]) -> list[Entry]:
        return [each for each in entries if self._holds(each)]

    def _holds(self, entry: Entry) -> bool:
        return not (isinstance(entry, Procedure) and entry.id in self.missing)

    def _by_code(self, question: str) -> list[Entry]:
        found = (self.catalog.procedure(code) for code in dict.fromkeys(_CODE.findall(question)))
        return self._held(procedure for procedure in found if procedure)

    def _wishes(self, question: str, whole: Ranked) -> tuple[Candidate, ...]:
        """The procedures of a question that names two or more, one for each part that stands alone.

        What the whole question fits best is one of them; else it is about a third thing, which its parts together name
        ("khai sinh kết hợp nhận cha, mẹ, con").
        """
        scores: dict[str, float] = {}
        wishes: dict[str, Candidate] = {}
        for part in self._book.parts.wished(question):
            syllables = self._book.reader.read(part)
            ranked = self._ranked(syllables) if self._book.cues.content(syllables) else []
            procedure, score = ranked[0] if ranked else (None, 0.0)
            if isinstance(procedure, Procedure) and score >= max(STANDS_ALONE, scores.get(procedure.id, 0.0)):
                scores[procedure.id] = score
                wishes[procedure.id] = self._decided(Match("none"), ranked, syllables).candidates[0]
        found = tuple(wishes.values())
        best = next((entry.id for entry, _ in whole if isinstance(entry, Procedure)), None)
        return found if len(found) > 1 and best in wishes and not self._is_one(found, scores) else ()

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
        return _with_beside(base, named[0])
    outcome: Outcome = "answer" if len(candidates) == 1 else "choose"
    return replace(base, outcome=outcome, candidates=candidates[:MOST_CANDIDATES])


def _with_beside(base: Match, entry: Entry | None) -> Match:
    """The match with what was meant instead of a procedure of the catalog."""
    if isinstance(entry, GeneralAnswer):
        return replace(base, general=entry)
    return replace(base, elsewhere=entry) if isinstance(entry, Elsewhere) else base


def _candidates(procedures: Ranked, probability: float) -> tuple[Candidate, ...]:
    """The best procedures; the first is as likely as the decision says, the others in proportion to their scores."""
    top = procedures[0][1] or 1.0
    return tuple(
        Candidate(entry, round(probability * score / top, 3))
        for entry, score in procedures
        if isinstance(entry, Procedure) and score > 0
    )[:MOST_CANDIDATES]


def _offered(decided: Match, worth_choosing: float) -> Match:
    """A choice among the candidates that are not much less likely than the first: of two at least, or none."""
    if len(decided.candidates) < 2:
        return decided
    first, second, *others = decided.candidates
    near = [each for each in others if each.score >= worth_choosing * first.score]
    return replace(decided, outcome="choose", candidates=(first, second, *near))
