"""What every entry of a catalog is called, and the index over it.

The index is imported, and taken out of a kept copy, where a question first needs it: numpy alone takes a tenth of the
time of `motcua ask`, and a question that is a procedure's name is answered without.
"""

import pickle
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cached_property
from sys import intern
from typing import TYPE_CHECKING, Any

from bot.catalog.catalog import Catalog
from bot.catalog.general import Elsewhere, GeneralAnswer
from bot.catalog.model import Procedure
from bot.matching.cues import Cues
from bot.matching.syllables import fold
from bot.matching.text import Reader, Rewriting, Syllables, clean, folded
from bot.matching.vocabulary import Vocabulary
from bot.matching.wishes import Parts

if TYPE_CHECKING:
    from bot.matching.index import Index

Entry = Procedure | GeneralAnswer | Elsewhere
Ranked = Sequence[tuple[Entry, float]]
"""Entries with their scores, best first."""

MOST_RANKED = 20
ENDED = 0.9
"""What of its score a procedure keeps that has ended: it yields to those that took its place."""

CALLED = 1.15
"""What the score of an entry is multiplied with that a question calls by one of its phrases and says nothing beside."""

DISTANT = 0.92
"""What of its score an entry keeps that citizens seldom have to do with."""

_PACKED = "_packed_index"


@dataclass(frozen=True)
class Phrasebook:
    """The phrases of one catalog.

    `learned` are (procedure id, phrase) pairs that people taught, `distant` the ids of entries that a citizen has to do
    with less often than with the others.
    """

    catalog: Catalog
    learned: Sequence[tuple[str, str]] = ()
    distant: Set[str] = frozenset()

    def ranked(self, syllables: Syllables) -> Ranked:
        """The likeliest entries for the syllables of a question."""
        return self._ranked(syllables)

    def best_of(self, syllables: Syllables, names: Collection[str]) -> tuple[Procedure, float] | None:
        """The likeliest of these procedures, however unlikely, with its score."""
        scores = self._index.scores(self.cues.without_aspects(syllables)).tolist()
        found = [
            (entry, score)
            for entry, score in zip(self._entries, scores, strict=True)
            if isinstance(entry, Procedure) and entry.id in names
        ]
        return max(found, key=lambda each: each[1], default=None)

    def _ranked(self, syllables: Syllables, hidden: int | None = None) -> Ranked:
        asked = self.cues.without_aspects(syllables)
        # Titles have one phrase each: who is called so is found as it is.
        called = self._called(syllables) if hidden is None and self.catalog.procedures else ()
        ranked = self._index.ranked(asked, MOST_RANKED, hidden, dict.fromkeys(called, CALLED))
        return [(self._entries[at], score) for at, score in ranked]

    def _called(self, syllables: Syllables) -> Sequence[int]:
        """The entries one of whose phrases is the question but for filler before and behind ("cho mình hỏi …")."""
        at = [place for place, word in enumerate(self.cues.marked(syllables)) if word]
        exact, plain = self._whole
        bare = folded(syllables)
        for start in range(at[0] + 1 if at else 0):
            for end in range(len(syllables), at[-1], -1):
                found = plain.get(bare[start:end])
                if found:
                    return exact.get(syllables[start:end]) or found
        return ()

    def ranked_without(self, keyword: str, entry: Entry) -> Ranked:
        """What a keyword, asked as it stands, finds when the index does not hold it.

        What rarity the other words would gain by its absence is left aside.
        """
        at = self._places[_name(entry)]
        hidden = int(self._index.starts[at]) + self._spoken[at].index(self._phrase(keyword))
        return self._ranked(self.reader.read(keyword), hidden)

    def named(self, syllables: Syllables) -> list[Entry]:
        """The entries one of whose phrases is the whole question; with accents first, then without."""
        exact, plain = self._whole
        places = exact.get(syllables) or plain.get(folded(syllables)) or []
        return [self._entries[place] for place in places]

    def shared(self, syllables: Syllables, entry: Entry) -> list[str]:
        """The words of a question that an entry's phrases have."""
        return self._index.shared(syllables, self._spoken[self._places[_name(entry)]])

    def said(self, syllables: Syllables, entry: Entry, besides: str = "") -> float:
        """The share, by rarity, of the words of one of an entry's phrases that a question has: the best of them.

        `besides` is a phrase that is left out.
        """
        asked = set(folded(self.cues.without_aspects(syllables)))
        at, left_out = self._places[_name(entry)], self._phrase(besides)
        shares = zip(self._spoken[at], self._shares(at), strict=True)
        heard = (sum(share[word] for word in share if word in asked) for phrase, share in shares if phrase != left_out)
        return max(heard, default=0.0)

    def _shares(self, at: int) -> Sequence[Mapping[str, float]]:
        """What share of each phrase of an entry its words are; worked out where an entry is first asked about."""
        if at not in self._known_shares:
            self._known_shares[at] = [self._index.shares(phrase) for phrase in self._spoken[at]]
        return self._known_shares[at]

    @cached_property
    def _known_shares(self) -> dict[int, Sequence[Mapping[str, float]]]:
        return {}

    @cached_property
    def reader(self) -> Reader:
        """Reads questions with the words this catalog knows."""
        lexicon = self.catalog.lexicon
        phrases = [folded(phrase) for spoken in self._spoken for phrase in spoken]
        cues = [
            *(*lexicon.aspects.values(), *lexicon.talk.values(), *lexicon.references.values()),
            *(lexicon.stop_words, lexicon.connectors, lexicon.circumstances, lexicon.english_words),
        ]
        others = {fold(word) for phrases_ in cues for phrase in phrases_ for word in clean(phrase)}
        return Reader(lexicon, Vocabulary.of(phrases, others))

    @cached_property
    def cues(self) -> Cues:
        """The lexicon's cues."""
        return Cues.of(self.catalog.lexicon)

    @cached_property
    def parts(self) -> Parts:
        """Cuts a question where several wishes may be joined."""
        return Parts.of(self.catalog.lexicon)

    @cached_property
    def _entries(self) -> tuple[Entry, ...]:
        return (*self.catalog.procedures, *self.catalog.general_answers, *self.catalog.elsewhere)

    @cached_property
    def _places(self) -> Mapping[tuple[str, str], int]:
        """Kind and id of an entry → its place; entries are compared field by field, which takes long."""
        return {_name(entry): at for at, entry in enumerate(self._entries)}

    @cached_property
    def _presence(self) -> tuple[float, ...]:
        return tuple(
            (ENDED if isinstance(each, Procedure) and each.ended else 1.0)
            * (DISTANT if each.id in self.distant else 1.0)
            for each in self._entries
        )

    @cached_property
    def _spoken(self) -> tuple[tuple[Syllables, ...], ...]:
        """The phrases of each entry as syllables, in the words the lexicon reads questions in."""
        learned = defaultdict(list)
        for name, phrase in self.learned:
            learned[name].append(phrase)
        return tuple(
            # The id stands in for an entry whose texts hold no word, for the index needs a phrase of each.
            tuple(dict.fromkeys(filter(None, map(self._phrase, (*texts_of(entry), *learned[entry.id])))))
            or ((entry.id,),)
            for entry in self._entries
        )

    def _phrase(self, text: str) -> Syllables:
        """A phrase in the words a question is read in; what is typed wrong is only corrected in questions."""
        syllables = clean(text)
        for rewriting in self._rewritings:
            syllables = rewriting.of(syllables)
        # One text for each syllable, however many phrases have it.
        return tuple(map(intern, syllables))

    @cached_property
    def _rewritings(self) -> Sequence[Rewriting]:
        return Reader(self.catalog.lexicon).rewritings

    @cached_property
    def _whole(self) -> tuple[Mapping[Syllables, list[int]], Mapping[Syllables, list[int]]]:
        exact: dict[Syllables, list[int]] = defaultdict(list)
        plain: dict[Syllables, list[int]] = defaultdict(list)
        for place, phrases in enumerate(self._spoken):
            for phrase in phrases:
                exact[phrase].append(place)
                places = plain[folded(phrase)]
                if place not in places:
                    places.append(place)
        return exact, plain

    def __getstate__(self) -> dict[str, Any]:
        """What a copy holds: the index apart from the rest."""
        packed = pickle.dumps(self._index, pickle.HIGHEST_PROTOCOL)
        return {name: value for name, value in self.__dict__.items() if name != "_index"} | {_PACKED: packed}

    @cached_property
    def _index(self) -> "Index":
        packed: bytes | None = self.__dict__.pop(_PACKED, None)
        if packed is None:
            return self._new_index()
        index: Index = pickle.loads(packed)  # noqa: S301 - part of a copy that was trusted (bot.catalog.keeping)
        return index

    def _new_index(self) -> "Index":
        from bot.matching.index import FEW, MANY, MANY_FROM, FeatureMaker, Index

        concepts = {
            folded(clean(phrase)): concept.id for concept in self.catalog.lexicon.concepts for phrase in concept.phrases
        }
        weights = FEW if len(self._entries) < MANY_FROM else MANY
        return Index.of(self._spoken, FeatureMaker(self.cues.stop_words, concepts, weights), self._presence)


def _name(entry: Entry) -> tuple[str, str]:
    return type(entry).__name__, entry.id


def texts_of(entry: Entry) -> Iterable[str]:
    """Everything an entry is called."""
    if not isinstance(entry, GeneralAnswer):
        yield entry.name.vi
        yield from filter(None, [entry.name.en])
    if isinstance(entry, Procedure) and entry.short_name:
        yield from filter(None, [entry.short_name.vi, entry.short_name.en])
    yield from entry.keywords
