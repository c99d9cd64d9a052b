"""Turns an event into replies: loads the conversation, asks one topic, stores, and only then answers."""

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Final, Protocol

from bot.conversation.dispatch import topic_of
from bot.conversation.events import Event, Said
from bot.conversation.replies import Reply, Say
from bot.conversation.speech import Speech
from bot.conversation.state import Conversation, between, from_json, to_json
from bot.conversation.topics import mine
from bot.conversation.turn import Knowledge, Outcome, Turn
from bot.logs import described
from bot.records import AnswerUnknown, InvitationUnknown, RecordsError
from bot.records.entries import Entry

_log = logging.getLogger(__name__)
COMPLAIN_EVERY: Final = timedelta(hours=1)
"""Between two reports of the same trouble to the operator's log."""


class Store(Protocol):
    """What the guide needs of `bot.records.Records`."""

    async def conversation(self, key: str) -> str | None:
        """The state stored under a chat's key, or None."""

    async def store(self, key: str, person: str, conversation: str | None, entries: Sequence[Entry] = ()) -> None:
        """Keeps entries and state in one transaction."""

    async def held_about(self, person: str) -> Mapping[str, object]:
        """All that is kept of a person."""


@dataclass
class Guide:
    """The conversation as channels see it; keeps nothing of anybody between two events."""

    knowledge: Callable[[], Knowledge]
    store: Store
    clock: Callable[[], datetime]
    new_id: Callable[[], str]
    _complained: dict[str, datetime] = field(default_factory=dict)

    async def answer(self, event: Event) -> tuple[Reply, ...]:
        """The replies to one event, in the order in which they are shown; whatever fails, somebody is answered."""
        now = self.clock()
        conversation = (await self._load(event)).on(now)
        try:
            turn = await self._turn(event, conversation, now)
            return await self._keep(turn, topic_of(turn)(turn))
        except Exception as error:
            _log.error("%s could not be answered: %s", type(event).__name__, described(error))
            return (Say(Speech(conversation.language or event.who.language or "vi").say("fault")),)

    async def _turn(self, event: Event, conversation: Conversation, now: datetime) -> Turn:
        knowledge = self.knowledge()
        language = conversation.language or event.who.language or "vi"
        if isinstance(event, Said) and not conversation.language and knowledge.matcher.is_english(event.text):
            language = "en"
        turn = Turn(event, conversation, now, knowledge, self.new_id(), self.new_id(), Speech(language))
        of_own_data = topic_of(turn) in (mine.data, mine.erase) and event.where.private
        return replace(turn, held=await self._held(event)) if of_own_data else turn

    async def _load(self, event: Event) -> Conversation:
        try:
            return from_json(await self.store.conversation(event.where.chat))
        except RecordsError as error:
            self._complain(error)
            return Conversation()

    async def _held(self, event: Event) -> Mapping[str, object] | None:
        try:
            return await self.store.held_about(event.who.key)
        except RecordsError as error:
            self._complain(error)
            return None

    async def _keep(self, turn: Turn, outcome: Outcome) -> tuple[Reply, ...]:
        """The outcome's replies once it is stored, or those it has for the case that it cannot be."""
        where, who = turn.event.where, turn.event.who
        state = to_json(outcome.conversation) if outcome.conversation else None
        try:
            await self.store.store(where.chat, who.key, state, outcome.records)
        except (AnswerUnknown, InvitationUnknown):
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
