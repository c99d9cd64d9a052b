"""What is remembered of one person in one chat: for a day; of invitations a week; lists of papers a month.

Language, commune and that somebody does not want to be invited stay for good.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Literal

from pydantic import TypeAdapter, ValidationError

from bot.conversation.inviting import Inviting
from bot.conversation.visits import Visit
from bot.desk.shifts import Shift
from bot.language import Language
from bot.records.book import Fact

FORGOTTEN_AFTER = timedelta(hours=24)
FOLLOW_UP_WITHIN = timedelta(minutes=15)
"""How long "còn lệ phí thì sao?" is about the procedure shown last."""

SECOND_MISS_WITHIN = timedelta(minutes=10)
WRITING_WITHIN = timedelta(minutes=10)
AWAY_AFTER = timedelta(minutes=30)
"""Without a word for so long, whoever comes back has only just come."""


LISTED_FOR = timedelta(days=30)
"""How long a list of papers is kept, from the last tick: gathering what other offices issue takes weeks."""

MOST_LISTS = 3
"""One event of a life needs two or three procedures (birth, residence, health card); more would be a file on one."""


def between(then: datetime, now: datetime) -> timedelta:
    """How far `then` is away, never negative: it lies ahead where the clock was set back since."""
    return abs(now - then)


@dataclass(frozen=True)
class Writing:
    """An open dialogue: the next message is a sentence about this answer."""

    answer: str
    since: datetime


@dataclass(frozen=True)
class Explaining:
    """An open dialogue: the next message says what is wrong with a fact that this reviewer doubts."""

    doubt: str
    procedure: str
    fact: Fact
    since: datetime


@dataclass(frozen=True)
class Planning:
    """An open dialogue: the next message says on which day the person files."""

    procedure: str
    since: datetime


@dataclass(frozen=True)
class Dating:
    """An open dialogue: the next message is the day from which a person's own deadline for a procedure counts.

    `shown` is the answer under which the procedure was shown.
    """

    procedure: str
    shown: str
    since: datetime


@dataclass(frozen=True)
class Naming:
    """An open dialogue: the next message names the procedure of an item, perhaps with another phrase to teach."""

    item: str
    since: datetime
    phrase: str | None = None


@dataclass(frozen=True)
class Telling:
    """An open dialogue: the next message names the procedure of a visit, or is the sentence about it."""

    step: Literal["procedure", "comment"]
    since: datetime


@dataclass(frozen=True)
class Organising:
    """An open dialogue: the next message names the commune of an event that this admin typed."""

    event: str
    since: datetime


@dataclass(frozen=True)
class Visiting:
    """An open dialogue: the next message says where a helper is to come to, and how the person is reached.

    `said` is what they wrote, sealed with the conversation until they send it, ten minutes at most.
    """

    outreach: str
    since: datetime
    said: str | None = field(default=None, repr=False)


Dialogue = Writing | Explaining | Planning | Dating | Naming | Telling | Organising | Visiting


@dataclass(frozen=True)
class Checklist:
    """Which papers of a procedure somebody has, by their ids.

    `ticked_at` is the last tick, or when the list was opened. `listed` are the papers that were on it when it was seen
    last, empty where the case was told anew since: what differs from them is the catalog's doing.
    """

    ticked_at: datetime
    ticked: tuple[str, ...] = ()
    listed: tuple[str, ...] = ()


@dataclass(frozen=True)
class Conversation:
    """The state of a conversation; moments are in UTC, `facts` is procedure → case fact → option.

    `checklists` are by procedure. What was told of a case decides which papers are on its list, and is kept with it.
    """

    language: Language | None = None
    commune: str | None = None
    """The id of the place where the person said to live."""
    heard: Language | None = None
    """The language of the last question, where nobody chose one: what is tapped under the answer stays in it."""
    noticed: bool = False
    seen_at: datetime | None = None
    came_at: datetime | None = None
    """Since when the person is here, without having been away for `AWAY_AFTER`."""
    procedure: str | None = None
    shown_at: datetime | None = None
    missed_at: datetime | None = None
    question: str | None = None
    """What was asked last, redacted: to read out to a person on the phone."""
    place_said: str | None = None
    """The last name of several places of today that was said, as the gazetteer spots it."""
    place_asked_at: datetime | None = None
    """Since when the person is asked where they live, until they tell."""
    facts: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    checklists: Mapping[str, Checklist] = field(default_factory=dict)
    dialogue: Dialogue | None = None
    visit: Visit | None = None
    """The visit that the person is telling of and has not sent."""
    inviting: Inviting = field(default_factory=Inviting)
    shift: Shift | None = None
    own: "Conversation | None" = None
    """What is the helper's own, laid aside while a shift runs: what is told then is about others."""

    def on(self, now: datetime) -> "Conversation":
        """What is left of it at `now`."""
        return self._after_a_shift(now)._left(now)

    def _after_a_shift(self, now: datetime) -> "Conversation":
        """What is the helper's own once a shift is over; nothing of the shift where nothing may be told any more."""
        if self.shift is None or self.shift.runs(now):
            return self
        shift = self.shift if self.shift.takes(now) else None
        return replace(self.own or self, language=self.language, noticed=self.noticed, shift=shift, own=None)

    def _left(self, now: datetime) -> "Conversation":
        lists = {name: each for name, each in self.checklists.items() if between(each.ticked_at, now) < LISTED_FOR}
        inviting = self.inviting.on(now.date())
        if self.seen_at and between(self.seen_at, now) < FORGOTTEN_AFTER:
            visit = self.visit if self.visit and between(self.visit.since, now) < FORGOTTEN_AFTER else None
            # Where somebody lives is not kept any longer than it can be sent.
            dialogue = self.writing(now) if isinstance(self.dialogue, Visiting) else self.dialogue
            return replace(self, checklists=lists, inviting=inviting, visit=visit, dialogue=dialogue)
        facts = {name: told for name, told in self.facts.items() if name in lists}
        left = Conversation(self.language, self.commune, noticed=self.noticed, facts=facts, checklists=lists)
        return replace(left, inviting=inviting)

    def coming(self, now: datetime) -> "Conversation":
        """The conversation after the person did something."""
        stays = self.seen_at is not None and between(self.seen_at, now) < AWAY_AFTER
        return replace(self, seen_at=now, came_at=(self.came_at if stays else None) or now)

    def recent_procedure(self, now: datetime) -> str | None:
        """The procedure a question without a name of its own is about."""
        return self.procedure if self.shown_at and between(self.shown_at, now) <= FOLLOW_UP_WITHIN else None

    def just_missed(self, now: datetime) -> bool:
        """Whether another question found nothing within the last minutes."""
        return self.missed_at is not None and between(self.missed_at, now) <= SECOND_MISS_WITHIN

    def writing(self, now: datetime) -> Dialogue | None:
        """The dialogue that is still open."""
        return self.dialogue if self.dialogue and between(self.dialogue.since, now) <= WRITING_WITHIN else None

    def showing(self, procedure: str, now: datetime) -> "Conversation":
        """The conversation after a procedure was shown."""
        return replace(self, procedure=procedure, shown_at=now)

    @property
    def unsettled(self) -> bool:
        """Whether a place was named that is several today, and not yet said which."""
        return self.place_said is not None and self.commune is None

    def asking_for_a_place(self, now: datetime) -> "Conversation":
        """The conversation after the person was asked where they live, which ends any other dialogue."""
        return replace(self, place_asked_at=now, dialogue=None)

    def expects_a_place(self, now: datetime) -> bool:
        """Whether the next message may well be the name of a place."""
        return self.place_asked_at is not None and between(self.place_asked_at, now) <= WRITING_WITHIN

    def living(self, place: str) -> "Conversation":
        """The conversation after it was said in which place the person lives."""
        return replace(self, commune=place, place_asked_at=None)

    def nowhere(self) -> "Conversation":
        """The conversation after the place was forgotten."""
        return replace(self, commune=None, place_said=None)

    def hearing(self, said: str, places: Collection[str]) -> "Conversation":
        """The conversation after a place was named that is one of these today; several leave open which."""
        if len(places) == 1:
            return replace(self.living(next(iter(places))), place_said=None)
        return replace(self, commune=self.commune if self.commune in places else None, place_said=said)

    def at_work(self, now: datetime) -> Shift | None:
        """The shift that runs now."""
        return self.shift if self.shift and self.shift.runs(now) else None

    def working(self, shift: Shift) -> "Conversation":
        """The conversation of a shift as it is before the next person: what was told of others is gone."""
        own = self.own or replace(self, shift=None, dialogue=None)
        fresh = Conversation(self.language, shift.commune, own.heard, noticed=self.noticed, seen_at=self.seen_at)
        return replace(fresh, shift=shift.starting_over(), own=own)

    def knowing(self, procedure: str, fact: str, option: str) -> "Conversation":
        """The conversation after a case fact was answered."""
        known = {**self.facts.get(procedure, {}), fact: option}
        lists = dict(self.checklists)
        if procedure in lists:
            lists[procedure] = replace(lists[procedure], listed=())
        return replace(self, facts={**self.facts, procedure: known}, checklists=lists)

    def listing(self, procedure: str, papers: Sequence[str], now: datetime) -> "Conversation":
        """The conversation after the list of a procedure was seen with these papers on it."""
        kept = self.checklists.get(procedure) or Checklist(now)
        return self._keeping(procedure, replace(kept, listed=tuple(papers)))

    def ticking(self, procedure: str, has: Collection[str], lacks: Collection[str], now: datetime) -> "Conversation":
        """The conversation after somebody said which papers they have, and which they have not."""
        kept = self.checklists.get(procedure) or Checklist(now)
        others = (each for each in kept.ticked if each not in {*has, *lacks})
        return self._keeping(procedure, replace(kept, ticked=(*others, *has), ticked_at=now))

    def giving_up(self, procedure: str) -> "Conversation":
        """The conversation without the list of a procedure."""
        return replace(self, checklists={name: each for name, each in self.checklists.items() if name != procedure})

    def _keeping(self, procedure: str, checklist: Checklist) -> "Conversation":
        """The conversation with this list and, of the others, those ticked last."""
        others = [(name, each) for name, each in self.checklists.items() if name != procedure]
        latest = sorted(others, key=lambda other: other[1].ticked_at, reverse=True)[: MOST_LISTS - 1]
        return replace(self, checklists={procedure: checklist, **dict(latest)})


_STORED = TypeAdapter(Conversation)


def to_json(conversation: Conversation) -> str:
    """The state as it is sealed and stored."""
    return _STORED.dump_json(conversation, exclude_defaults=True).decode()


def from_json(text: str | None) -> Conversation:
    """The state that was stored; a new one where there is none or it cannot be read."""
    try:
        return _STORED.validate_json(text) if text else Conversation()
    except ValidationError:
        return Conversation()


def remaining(text: str, now: datetime) -> str | None:
    """What of a stored state outlives its expiry, or None: language, commune, lists of papers, how to invite."""
    stored = from_json(text)
    left = stored.on(now)
    if left == stored:
        return text
    return to_json(left) if replace(left, noticed=False) != Conversation() else None
