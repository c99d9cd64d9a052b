"""What is counted of the answers, for Prometheus: kinds, failures, seconds, departures; no person, no text."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import cache
from time import perf_counter

from prometheus_client import CollectorRegistry, Counter, Histogram

from bot.conversation.answers import Answers
from bot.conversation.events import Event, Left
from bot.conversation.replies import Reply, Say
from bot.conversation.speech import Speech
from bot.conversation.store import Store
from bot.language import LANGUAGES
from bot.records import AnswerGiven, AnswerUnknown, QuestionAsked
from bot.records.board import Board, Loaded
from bot.records.book import Book
from bot.records.decisions import GrantedRole
from bot.records.diary import Reminder
from bot.records.entries import Entry
from bot.records.outreach import Gathering, OutreachTold, Serving
from bot.records.queue import Grouping, Queue
from bot.records.told import Told


class Metrics:
    """The counters of one process, in the registry they are read from."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self.registry = registry
        self.answers = Counter(
            "motcua_answers", "Questions answered, by kind of answer.", ["kind", "channel"], registry=registry
        )
        self.failures = Counter("motcua_failures", "What failed, by type of error.", ["type"], registry=registry)
        self.departures = Counter(
            "motcua_departures", "People who blocked the bot or left.", ["channel"], registry=registry
        )
        self.limited = Counter(
            "motcua_limited", "Events that were too much within a minute.", ["channel"], registry=registry
        )
        self.seconds = Histogram(
            "motcua_answer_seconds",
            "From an event to its replies, taps and pages too.",
            ["channel"],
            registry=registry,
        )

    @contextmanager
    def watching(self) -> Iterator[None]:
        """Counts an error that leaves the block; an old button is none."""
        try:
            yield
        except Exception as error:
            if not isinstance(error, AnswerUnknown):
                self.failures.labels(type(error).__name__).inc()
            raise


@dataclass(frozen=True)
class Counted:
    """A guide whose answers are timed, and counted where it could not answer."""

    guide: Answers
    metrics: Metrics
    now: Callable[[], float] = perf_counter
    """Seconds from any moment on."""

    async def answer(self, event: Event) -> tuple[Reply, ...]:
        """The replies of the guide."""
        began = self.now()
        with self.metrics.watching():
            replies = await self.guide.answer(event)
        channel = event.where.channel
        if isinstance(event, Left):
            self.metrics.departures.labels(channel).inc()
        self.metrics.seconds.labels(channel).observe(self.now() - began)
        if any(isinstance(reply, Say) and reply.text in _faults() for reply in replies):
            self.metrics.answers.labels("fault", channel).inc()
        return replies


@dataclass(frozen=True)
class CountedStore:
    """The records as the guide uses them: what it keeps says of which kind an answer was, kept or not."""

    inner: Store
    metrics: Metrics

    async def loaded(self, key: str, today: date) -> Loaded:
        """What a turn begins with."""
        with self.metrics.watching():
            return await self.inner.loaded(key, today)

    async def board(self, today: date) -> Board:
        """What officials announced and paused."""
        with self.metrics.watching():
            return await self.inner.board(today)

    async def role_of(self, person: str) -> GrantedRole | None:
        """The role a person was given."""
        with self.metrics.watching():
            return await self.inner.role_of(person)

    async def store(self, key: str, person: str, conversation: str | None, entries: Sequence[Entry] = ()) -> None:
        """Counts the answer among `entries` once and passes everything on."""
        for kind, channel in {(e.kind, e.channel) for e in entries if isinstance(e, AnswerGiven | QuestionAsked)}:
            self.metrics.answers.labels(kind, channel).inc()
        with self.metrics.watching():
            await self.inner.store(key, person, conversation, entries)

    async def book(self) -> Book:
        """What reviewers and citizens said of the catalog's facts."""
        with self.metrics.watching():
            return await self.inner.book()

    async def reminders_of(self, person: str) -> Sequence[Reminder]:
        """What a person is still to be reminded of."""
        with self.metrics.watching():
            return await self.inner.reminders_of(person)

    async def serving(self, person: str, first: date, last: date) -> Sequence[Serving]:
        """The events of these days that somebody belongs to."""
        with self.metrics.watching():
            return await self.inner.serving(person, first, last)

    async def outreach_told(self, key: str) -> OutreachTold | None:
        """What a report on an event is made of."""
        with self.metrics.watching():
            return await self.inner.outreach_told(key)

    async def gatherings(self, first: date, last: date) -> Sequence[Gathering]:
        """The events of these days, each with who belongs to it."""
        with self.metrics.watching():
            return await self.inner.gatherings(first, last)

    async def most_helped(self, key: str, most: int) -> Sequence[str]:
        """The procedures with which most people were helped at an event."""
        with self.metrics.watching():
            return await self.inner.most_helped(key, most)

    async def queue(self, today: date, grouping: Grouping) -> Queue:
        """What could not be answered."""
        with self.metrics.watching():
            return await self.inner.queue(today, grouping)

    async def week(self, monday: date) -> Told:
        """What people told in a week."""
        with self.metrics.watching():
            return await self.inner.week(monday)

    async def wants_digest(self, person: str) -> bool:
        """Whether a person wants to be sent a week's digest."""
        with self.metrics.watching():
            return await self.inner.wants_digest(person)

    async def held_about(self, person: str) -> Mapping[str, object]:
        """All that is kept of a person."""
        with self.metrics.watching():
            return await self.inner.held_about(person)


@cache
def _faults() -> frozenset[str]:
    return frozenset(Speech(language).say("fault") for language in LANGUAGES)
