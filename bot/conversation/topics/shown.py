"""What several topics show: a procedure's card, and the record of an answer that can be rated."""

from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import quote

from bot.catalog.model import Aspect, Ended, Procedure
from bot.conversation.addresses import sheet_path, telegram_address
from bot.conversation.cards import Card
from bot.conversation.other_cards import GroupCard, PausedCard
from bot.conversation.replies import Link
from bot.conversation.state import Conversation
from bot.conversation.turn import Turn
from bot.desk.notices import concerning
from bot.records.board import Announcement, Pause
from bot.records.entries import AnswerGiven, Kind, QuestionAsked


def card(turn: Turn, procedure: Procedure, answer: str, conversation: Conversation | None = None) -> Card:
    """The card of a procedure for this person, here and today."""
    pause = turn.board.pause_of(procedure.id)
    if pause:
        return paused_card(turn, procedure, answer, pause)
    facts = (conversation or turn.conversation).facts.get(procedure.id, {})
    notices = announcements(turn, [procedure])
    catalog, forgotten = turn.knowledge.catalog, turn.knowledge.forgotten.get(procedure.id, frozenset())
    if turn.event.where.private:
        return Card(
            *(procedure, catalog, facts, turn.today, turn.speech, answer, notices),
            place=catalog.place(turn.conversation.commune),
            unsettled=turn.conversation.unsettled,
            forgotten=forgotten,
            now=turn.local,
            listed=procedure.id in turn.conversation.checklists,
        )
    private = _private_chat(turn, procedure)
    shared = (procedure, catalog, facts, turn.today, turn.speech, answer, notices)
    return GroupCard(*shared, forgotten=forgotten, private=private)


def paused_card(turn: Turn, procedure: Procedure, answer: str, pause: Pause) -> PausedCard:
    """What is shown of a procedure while it is paused."""
    return PausedCard(procedure, turn.knowledge.catalog, {}, turn.today, turn.speech, answer, pause=pause)


def announcements(turn: Turn, procedures: Sequence[Procedure]) -> tuple[Announcement, ...]:
    """What officials announced to whoever asks for these procedures today."""
    states = [(each, each.on(turn.today)) for each in procedures]
    current = [each if isinstance(state, Ended) else state for each, state in states]
    catalog, commune = turn.knowledge.catalog, turn.conversation.commune
    place = catalog.place(commune)
    return concerning(turn.board, current, catalog, place.name if place else commune, turn.today)


def _private_chat(turn: Turn, procedure: Procedure) -> Link | None:
    """A button that opens the procedure where nobody reads along; None where the bot's name is not known."""
    username = turn.knowledge.service.telegram_username
    return Link(turn.speech.label("private_chat"), telegram_address(username, procedure.id)) if username else None


def share(turn: Turn, procedure: Procedure) -> Link | None:
    """A button that passes the procedure's address on; None where the assistant has no address."""
    found = address(turn, procedure)
    if found is None:
        return None
    if turn.event.where.channel == "telegram":
        return Link(turn.speech.label("share"), f"https://t.me/share/url?url={quote(found, safe='')}")
    return Link(turn.speech.label("address"), found)


def address(turn: Turn, procedure: Procedure) -> str | None:
    """Where anybody reads about the procedure without a word to us; None where the assistant has no address."""
    service = turn.knowledge.service
    if service.public_url:
        return service.public_url.rstrip("/") + sheet_path(procedure.id, turn.language)
    return telegram_address(service.telegram_username, procedure.id) if service.telegram_username else None


def asked(
    turn: Turn, kind: Kind, procedure: str | None = None, *, aspect: Aspect | None = None, field: str | None = None
) -> QuestionAsked:
    """The record of a question, yet without its text."""
    channel = turn.event.where.channel
    return QuestionAsked(turn.question, turn.today, channel, turn.language, kind, aspect, procedure, None, field=field)


def given(turn: Turn, kind: Kind, procedure: str | None = None, *, question: str | None = None) -> AnswerGiven:
    """The record of this turn's answer, which its rating refers to."""
    where = turn.event.where
    return AnswerGiven(turn.answer, question, turn.today, where.channel, turn.language, kind, procedure)


def seen(turn: Turn, procedure: Procedure | None = None) -> Conversation:
    """The conversation after this turn; a procedure that was shown is what the next question is about."""
    conversation = turn.conversation.coming(turn.now)
    if procedure is None:
        return conversation
    if turn.event.where.private:
        conversation = replace(conversation, inviting=conversation.inviting.looking(turn.today))
    return conversation.showing(procedure.id, turn.now)
