"""One turn of a conversation: what a topic is given, and what it gives back."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, timezone
from functools import cached_property
from typing import TYPE_CHECKING

from bot.catalog.catalog import Catalog
from bot.catalog.model import Procedure, Words
from bot.conversation.compact import CompactCards
from bot.conversation.events import Event
from bot.conversation.handouts import Handouts
from bot.conversation.replies import Reply
from bot.conversation.speech import Speech
from bot.conversation.state import Conversation
from bot.desk.people import Person
from bot.desk.unanswered import Key, key_of
from bot.language import Language
from bot.matching import Matcher
from bot.matching.titles import Titles
from bot.records.board import Board
from bot.records.book import Book, Fact
from bot.records.diary import Reminder
from bot.records.entries import Entry, KeepText
from bot.records.outreach import Gathering, OutreachTold, Serving
from bot.records.queue import Queue

if TYPE_CHECKING:
    from bot.records.told import Told

VIETNAM = timezone(timedelta(hours=7))


def day_of(moment: datetime) -> date:
    """The day in Vietnam."""
    return moment.astimezone(VIETNAM).date()


@dataclass(frozen=True)
class Operator:
    """The person a citizen may call; None where the agency has not said."""

    name: str | None = None
    phone: str | None = None
    hours: Words | None = None
    note: Words | None = None


@dataclass(frozen=True)
class Service:
    """Who runs the assistant and where it can be reached."""

    agency: Words | None = None
    operator: Operator = field(default_factory=Operator)
    public_url: str | None = None
    telegram_username: str | None = None
    keeps_text: KeepText = "unanswered"
    text_days: int = 90
    rating_months: int = 24


@dataclass(frozen=True)
class Knowledge:
    """What topics know: the catalog, its matcher and the service; replaced as a whole when the catalog changes.

    `national` are the national portal's titles that the catalog does not hold, where somebody imported them.
    `forgotten` are the papers that people often forget (procedure → ids), as far as their reports tell. `trials` are
    questions on which a phrase is tried before it is learned, `line_of` tells where a fact of a procedure stands in the
    catalog's files ("catalog/commune/ho-tich/khai-sinh.yaml:31"), None where nobody knows.
    """

    catalog: Catalog
    matcher: Matcher
    service: Service = field(default_factory=Service)
    national: Titles | None = None
    forgotten: Mapping[str, frozenset[str]] = field(default_factory=dict)
    trials: tuple[str, ...] = ()
    line_of: Callable[[Procedure, Fact], str | None] = lambda *_: None

    @cached_property
    def compact_cards(self) -> CompactCards:
        """The catalog's compact cards, as far as they were wanted."""
        return CompactCards(self.catalog)

    @cached_property
    def handouts(self) -> Handouts:
        """What helpers carry, as far as it was wanted today."""
        return Handouts(self.catalog, self.service)

    @cached_property
    def key(self) -> Key:
        """What two questions are compared by, to tell whether they ask for the same."""
        return key_of(self.matcher)

    def source_of(self, procedure: str, fact: Fact, _paper: str | None = None) -> str | None:
        """Where a fact stands in the catalog's files, by the id of its procedure; None where nobody knows."""
        found = self.catalog.procedure(procedure)
        return self.line_of(found, fact) if found else None

    def build(self) -> None:
        """Builds the indexes, which come into being with the first search; thousands of titles take seconds."""
        tuple(self.matcher.explain(""))
        self.matcher.begun("a", 1)
        if self.national:
            self.national.nearest("")


@dataclass(frozen=True)
class Turn:
    """An event, the conversation it belongs to and the moment (with time zone) it happens.

    `answer` and `question` are fresh random ids for what this turn may record; `board` is what officials announced
    and paused. Only in private, and only to the topics that need it, are given: `held`, what is stored about the
    person, `reminders`, what they want to be reminded of, `person`, who acts in which role, `book`, what was said of
    the catalog's facts, `queue`, what could not be answered, `serving`, the events that they help at, `outreach_told`,
    what a report on an event is made of, `gatherings`, the events there are, `tokens`, two fresh secrets of 22
    characters for the links of one, `most_helped`, with what most people were helped at the event of their shift, and
    `told`, what people told in the week asked for, with `subscribed`, whether this official wants a digest on Mondays.
    `remembered`: whether what is kept of the conversation
    could be read; else it is taken for a new one, and is not stored in the place of what is kept.
    """

    event: Event
    conversation: Conversation
    now: datetime
    knowledge: Knowledge
    answer: str
    question: str
    speech: Speech
    board: Board = field(default_factory=Board)
    held: Mapping[str, object] | None = None
    reminders: Sequence[Reminder] | None = None
    person: Person | None = None
    book: Book | None = None
    queue: Queue | None = None
    told: "Told | None" = None
    subscribed: bool = False
    serving: Sequence[Serving] | None = None
    outreach_told: OutreachTold | None = None
    gatherings: Sequence[Gathering] | None = None
    tokens: tuple[str, str] | None = field(default=None, repr=False)
    most_helped: Sequence[str] | None = None
    remembered: bool = True

    @property
    def language(self) -> Language:
        """The language this turn is answered in."""
        return self.speech.language

    @property
    def local(self) -> datetime:
        """The moment in Vietnam's time."""
        return self.now.astimezone(VIETNAM)

    @property
    def today(self) -> date:
        """The day in Vietnam."""
        return day_of(self.now)

    @property
    def facts(self) -> Mapping[str, Mapping[str, str]]:
        """What the person answered about their case, by procedure."""
        return self.conversation.facts


@dataclass(frozen=True)
class Outcome:
    """What a turn comes to; nothing of it is sent before `records` and `conversation` were stored.

    `conversation` None keeps no state (after `/xoa`). `unsaved` replaces `replies` where the records could not be
    written and that matters to the person, `unknown` where they name an answer that is no longer there.
    """

    replies: tuple[Reply, ...]
    conversation: Conversation | None
    records: tuple[Entry, ...] = ()
    unsaved: tuple[Reply, ...] | None = None
    unknown: tuple[Reply, ...] | None = None


Topic = Callable[[Turn], Outcome]
