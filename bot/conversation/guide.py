"""Turns an event into replies: loads the conversation, asks one topic, stores, and only then answers."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial
from typing import Final, TypeVar
from weakref import WeakValueDictionary

from bot.conversation.dispatch import meant, topic_of
from bot.conversation.events import Event, Opened, Said
from bot.conversation.needs import (
    needs_book,
    needs_gatherings,
    needs_held,
    needs_most_helped,
    needs_person,
    needs_queue,
    needs_reminders,
    needs_serving,
    needs_told,
    outreach_to_tell,
    own_words,
    pins_board,
    takes_long,
)
from bot.conversation.replies import Reply, Say
from bot.conversation.speech import Speech
from bot.conversation.state import Conversation, between, from_json, to_json
from bot.conversation.store import Store
from bot.conversation.suggesting import Suggestions, suggest
from bot.conversation.topics.assisting import assisted
from bot.conversation.topics.helping import MOST_OFFERED
from bot.conversation.topics.inviting import with_invitation
from bot.conversation.topics.placing import concluded
from bot.conversation.topics.reporting import week_asked
from bot.conversation.turn import Knowledge, Outcome, Turn, day_of
from bot.desk.outreach import FARTHEST
from bot.desk.people import acting, may
from bot.desk.unanswered import grouped
from bot.language import Language
from bot.logs import described
from bot.records import AnswerUnknown, InvitationUnknown, NotInForce, RecordsError, ReminderUnknown
from bot.records.board import Board, Loaded

_log = logging.getLogger(__name__)
AHEAD: Final = FARTHEST
"""How far ahead an event may lie, and somebody already belong to it."""
SERVED_FOR: Final = timedelta(days=30)
"""How long ago an event may have been that its co-ordinator still looks at."""
COMPLAIN_EVERY: Final = timedelta(hours=1)
"""Between two reports of the same trouble to the operator's log."""

Read = TypeVar("Read")


@dataclass
class Guide:
    """The conversation as channels see it; keeps nothing of anybody between two events.

    What one person does in one chat is answered one after the other, whatever the channel brings at once (two tabs, a
    tap sent again beside the first): each answer begins with what the one before has stored.
    """

    knowledge: Callable[[], Knowledge]
    store: Store
    clock: Callable[[], datetime]
    new_id: Callable[[], str]
    _complained: dict[str, datetime] = field(default_factory=dict)
    # A lock lives as long as somebody holds it or waits for it.
    _turns: WeakValueDictionary[str, asyncio.Lock] = field(default_factory=WeakValueDictionary)

    async def answer(self, event: Event) -> tuple[Reply, ...]:
        """The replies to one event, in the order in which they are shown; whatever fails, somebody is answered."""
        async with self._turns.setdefault(event.where.chat, asyncio.Lock()):
            return await self._answer(event)

    async def _answer(self, event: Event) -> tuple[Reply, ...]:
        now = self.clock()
        read = await self._tried(self.store.loaded(event.where.chat, day_of(now)))
        loaded = read or Loaded()
        conversation = from_json(loaded.conversation).on(now)
        try:
            turn = await self._turn(meant(event), conversation, loaded.board, now, remembered=read is not None)
            topic = topic_of(turn)
            outcome = await asyncio.to_thread(topic, turn) if takes_long(turn) else topic(turn)
            return await self._keep(turn, concluded(with_invitation(assisted(outcome, turn), turn), turn))
        except Exception as error:
            _log.error("%s could not be answered: %s", type(event).__name__, described(error))
            return (Say(Speech(conversation.language or event.who.language or "vi").say("fault")),)

    async def suggest(self, text: str, offset: str, language: Language | None) -> Suggestions:
        """What of the catalog a text may be the beginning of; nothing of it is kept or counted."""
        knowledge, today = self.knowledge(), day_of(self.clock())
        if knowledge.matcher.is_english(text):
            language = "en"
        board = await self._tried(self.store.board(today)) or Board()
        return suggest(knowledge, text, offset, today, language or "vi", board)

    async def _turn(
        self, event: Event, conversation: Conversation, board: Board, now: datetime, *, remembered: bool
    ) -> Turn:
        knowledge = self.knowledge()
        if isinstance(event, Said) and not conversation.writing(now) and not conversation.at_work(now):
            asked_in: Language | None = "en" if knowledge.matcher.is_english(own_words(event)) else None
            conversation = replace(conversation, heard=asked_in)
        elif isinstance(event, Opened):
            conversation = replace(conversation, heard=None)
        language = conversation.language or conversation.heard or event.who.language or "vi"
        ids = (self.new_id(), self.new_id())
        turn = Turn(event, conversation, now, knowledge, *ids, Speech(language), board, remembered=remembered)
        days = (turn.today - SERVED_FOR, turn.today + AHEAD)
        if needs_gatherings(turn):
            gatherings = await self._tried(self.store.gatherings(*days))
            turn = replace(turn, gatherings=gatherings, tokens=(self._token(), self._token()))
        if event.where.private and needs_held(turn):
            return replace(turn, held=await self._tried(self.store.held_about(event.who.key)))
        if event.where.private and needs_reminders(turn):
            return replace(turn, reminders=await self._tried(self.store.reminders_of(event.who.key)))
        if event.where.private and needs_person(turn):
            turn = replace(turn, person=await self._tried(acting(event.who.key, self.store)))
            if turn.person and may(turn.person, "review_fact") and needs_book(turn):
                return replace(turn, book=await self._tried(self.store.book()))
        if (event.where.private and needs_serving(turn)) or pins_board(turn):
            turn = replace(turn, serving=await self._tried(self.store.serving(event.who.key, *days)))
        if event.where.private and (outreach := outreach_to_tell(turn)):
            turn = replace(turn, outreach_told=await self._tried(self.store.outreach_told(outreach)))
        running = conversation.at_work(now)
        if running and needs_most_helped(turn):
            return replace(turn, most_helped=await self._tried(self.store.most_helped(running.outreach, MOST_OFFERED)))
        if event.where.private and needs_queue(turn):
            grouping = partial(grouped, key=knowledge.key, new_id=self.new_id)
            return replace(turn, queue=await self._tried(self.store.queue(turn.today, grouping)))
        if event.where.private and needs_told(turn):
            subscribed = await self._tried(self.store.wants_digest(event.who.key))
            told = await self._tried(self.store.week(week_asked(turn)))
            return replace(turn, told=told, subscribed=bool(subscribed))
        return turn

    def _token(self) -> str:
        """A secret for a link: 22 characters of fresh ids, 132 random bits."""
        return "".join(self.new_id() for _ in range(3))[:22]

    async def _tried(self, reading: Awaitable[Read]) -> Read | None:
        """What is read, or None where the records cannot be."""
        try:
            return await reading
        except RecordsError as error:
            self._complain(error)
            return None

    async def _keep(self, turn: Turn, outcome: Outcome) -> tuple[Reply, ...]:
        """The outcome's replies once it is stored, or those it has for the case that it cannot be."""
        where, who = turn.event.where, turn.event.who
        state = to_json(outcome.conversation) if outcome.conversation and turn.remembered else None
        try:
            await self.store.store(where.chat, who.key, state, outcome.records)
        except (AnswerUnknown, InvitationUnknown, NotInForce, ReminderUnknown):
            return outcome.unknown or outcome.replies
        except RecordsError as error:
            self._complain(error)
            return outcome.unsaved or outcome.replies
        return outcome.replies

    def _complain(self, error: RecordsError) -> None:
        """Tells the operator, once an hour for each kind of trouble."""
        kind, now = type(error).__name__, self.clock()
        last = self._complained.get(kind)
        if last is None or between(last, now) >= COMPLAIN_EVERY:
            self._complained[kind] = now
            _log.error("The records cannot be used, answers go on without them: %s", error)
