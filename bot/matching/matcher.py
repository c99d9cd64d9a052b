"""Which procedure a question is about: `Matcher(catalog).match(question) -> Match`."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from bot.catalog.catalog import Catalog
from bot.catalog.general import Elsewhere, GeneralAnswer
from bot.catalog.lexicon import Talk
from bot.catalog.model import Aspect, Procedure
from bot.matching.cues import Cues, Phrases
from bot.matching.decision import Decision, Outcome
from bot.matching.index import FeatureMaker, Index
from bot.matching.syllables import fold, is_pronounceable
from bot.matching.text import Reader, Syllables, clean, folded
from bot.matching.text import replace as put
from bot.matching.vocabulary import Vocabulary

Entry = Procedure | GeneralAnswer | Elsewhere

MOST_CANDIDATES = 5
WORTH_CHOOSING = 0.5
"""Share of the best score that another choice needs."""

_CODE = re.compile(r"(?<![\d.])\d\.\d{6}(?!\.?\d)")
_BREAK = re.compile(r"[.,;?!\n]+")
_AND = "and"
CERTAIN = 0.99

ENDED = 0.9


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
    procedure of the catalog. `names_something` is False where a question has no word of its own ("còn lệ phí thì
    sao?"): it is about what was shown before. `legible` is False where nobody could pronounce a single word.
    """

    outcome: Outcome
    aspect: Aspect | None = None
    candidates: tuple[Candidate, ...] = ()
    wishes: tuple[Candidate, ...] = ()
    general: GeneralAnswer | None = None
    elsewhere: Elsewhere | None = None
    talk: Talk | None = None
    names_something: bool = True
    legible: bool = True
    english: bool = False


@dataclass(frozen=True)
class Matcher:
    """An immutable matcher for one catalog; `phrases` are learned (procedure id, phrase) pairs."""

    catalog: Catalog
    phrases: Sequence[tuple[str, str]] = ()
    decision: Decision = field(default_factory=Decision)

    def match(self, question: str) -> Match:
        """What `question` is about; any text is a question, none raises."""
        question = unicodedata.normalize("NFKC", question)
        syllables = self.reader.read(question)
        base = Match(
            "none",
            aspect=self._cues.aspect(syllables),
            talk=self._cues.talks(syllables),
            names_something=bool(self._cues.content(syllables)),
            legible=any(map(is_pronounceable, folded(syllables))),
            english=self._cues.is_english(clean(question)),
        )
        named = self._by_code(question) or self._by_phrase(syllables)
        if named:
            return _certain(replace(base, legible=True), named)
        if not base.names_something:
            return base
        ranked = self._ranked(syllables)
        if not ranked:
            return base
        wishes = self._wishes(question, ranked[0][1])
        if wishes:
            likeliest = sorted(wishes, key=lambda wish: -wish.score)
            return replace(base, outcome="answer", candidates=tuple(likeliest[:MOST_CANDIDATES]), wishes=wishes)
        return self._decided(base, ranked)

    def is_english(self, text: str) -> bool:
        """Whether a text is an English sentence."""
        return self._cues.is_english(clean(text))

    def explain(self, question: str) -> Iterable[tuple[str, str]]:
        """The reading of a question step by step, then its best entries with score and shared words."""
        for name, syllables in self.reader.steps(question):
            yield name, " ".join(syllables)
        syllables = self.reader.read(question)
        for entry, score in self._ranked(syllables)[:MOST_CANDIDATES]:
            shared = self._index.shared(syllables, self._spoken[self._entries.index(entry)])
            yield f"{entry.id} {score:.3f}", " ".join(shared)

    def _decided(self, base: Match, ranked: Sequence[tuple[Entry, float]]) -> Match:
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

    def _asks_between(self, ranked: Sequence[tuple[Entry, float]]) -> bool:
        """Whether two siblings are so close that only the person can tell."""
        (first, best), *others = ranked
        if not others or not isinstance(first, Procedure):
            return False
        second, score = others[0]
        return second.id in first.confusable_with and best - score < self.decision.sibling_lead * best

    def _candidates(self, ranked: Sequence[tuple[Entry, float]], probability: float) -> tuple[Candidate, ...]:
        top = ranked[0][1] or 1.0
        return tuple(
            Candidate(entry, round(probability * score / top, 3))
            for entry, score in ranked
            if isinstance(entry, Procedure) and score > 0
        )[:MOST_CANDIDATES]

    def _ranked(self, syllables: Syllables) -> list[tuple[Entry, float]]:
        scores = self._index.scores(self._cues.without_aspects(syllables)) * self._presence
        order = np.argsort(-scores, kind="stable")[: 4 * MOST_CANDIDATES]
        return [(self._entries[at], float(scores[at])) for at in order]

    def _by_code(self, question: str) -> list[Entry]:
        found = (self.catalog.procedure(code) for code in dict.fromkeys(_CODE.findall(question)))
        return [procedure for procedure in found if procedure]

    def _by_phrase(self, syllables: Syllables) -> list[Entry]:
        """The entries one of whose phrases is the whole question; with accents first, then without."""
        exact, plain = self._whole
        places = exact.get(syllables) or plain.get(folded(syllables)) or []
        return [self._entries[place] for place in places]

    def _wishes(self, question: str, best: float) -> tuple[Candidate, ...]:
        """The procedures of a question that names two or more, one for each part that stands alone."""
        found: dict[str, Candidate] = {}
        parts = self._parts(question)
        for part in parts if len(parts) > 1 else ():
            syllables = self.reader.read(part)
            ranked = self._ranked(syllables) if self._cues.content(syllables) else []
            if not ranked or ranked[0][1] < best / 2:
                continue
            match = self._decided(Match("none"), ranked)
            if match.outcome == "answer":
                found.setdefault(match.candidates[0].procedure.id, match.candidates[0])
        return tuple(found.values()) if len(found) > 1 else ()

    def _parts(self, question: str) -> list[str]:
        """The question cut at its sentences and at words that join two wishes."""
        parts = []
        for sentence in _BREAK.split(question):
            syllables = clean(sentence)
            start = 0
            for begin, end, _ in self._connectors.found(syllables):
                parts.append(syllables[start:begin])
                start = end
            parts.append(syllables[start:])
        return [" ".join(part) for part in parts if part]

    @cached_property
    def _connectors(self) -> Phrases[str]:
        return Phrases.of({_AND: self.catalog.lexicon.connectors})

    @cached_property
    def reader(self) -> Reader:
        """Reads questions with the words this catalog knows."""
        lexicon = self.catalog.lexicon
        phrases = [folded(phrase) for spoken in self._spoken for phrase in spoken]
        cues = [*lexicon.aspects.values(), *lexicon.talk.values(), lexicon.stop_words, lexicon.connectors]
        others = {fold(word) for phrases_ in cues for phrase in phrases_ for word in clean(phrase)}
        return Reader(lexicon, Vocabulary.of(phrases, others))

    @cached_property
    def _entries(self) -> tuple[Entry, ...]:
        return (*self.catalog.procedures, *self.catalog.general_answers, *self.catalog.elsewhere)

    @cached_property
    def _presence(self) -> NDArray[np.float64]:
        """A procedure that has ended yields to those that took its place."""
        return np.array([ENDED if isinstance(each, Procedure) and each.ended else 1.0 for each in self._entries])

    @cached_property
    def _spoken(self) -> tuple[tuple[Syllables, ...], ...]:
        """The phrases of each entry as syllables, in the words the lexicon reads questions in."""
        learned = defaultdict(list)
        for name, phrase in self.phrases:
            learned[name].append(phrase)
        return tuple(
            # The id stands in for an entry whose texts hold no word, for the index needs a phrase of each.
            tuple(dict.fromkeys(filter(None, map(self._phrase, (*_texts(entry), *learned[entry.id])))))
            or ((entry.id,),)
            for entry in self._entries
        )

    def _phrase(self, text: str) -> Syllables:
        """A phrase in the words a question is read in; what is typed wrong is only corrected in questions."""
        lexicon = self.catalog.lexicon
        syllables = clean(text)
        for written_to_meant in (lexicon.dialect, lexicon.abbreviations, lexicon.english):
            syllables = put(syllables, written_to_meant)
        return syllables

    @cached_property
    def _whole(self) -> tuple[Mapping[Syllables, list[int]], Mapping[Syllables, list[int]]]:
        exact: dict[Syllables, list[int]] = defaultdict(list)
        plain: dict[Syllables, list[int]] = defaultdict(list)
        for place, phrases in enumerate(self._spoken):
            for phrase in phrases:
                exact[phrase].append(place)
                if place not in plain[folded(phrase)]:
                    plain[folded(phrase)].append(place)
        return exact, plain

    @cached_property
    def _cues(self) -> Cues:
        return Cues.of(self.catalog.lexicon)

    @cached_property
    def _index(self) -> Index:
        concepts = {
            folded(clean(phrase)): concept.id for concept in self.catalog.lexicon.concepts for phrase in concept.phrases
        }
        return Index.of(self._spoken, FeatureMaker(self._cues.stop_words, concepts))


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


def _texts(entry: Entry) -> Iterable[str]:
    """Everything an entry is called."""
    if not isinstance(entry, GeneralAnswer):
        yield entry.name.vi
        yield from filter(None, [entry.name.en])
    if isinstance(entry, Procedure) and entry.short_name:
        yield from filter(None, [entry.short_name.vi, entry.short_name.en])
    yield from entry.keywords
