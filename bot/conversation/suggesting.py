"""Procedures suggested while somebody types, in any chat or in a search field.

They are shown to whoever is in that chat, so nothing personal goes in: neither a case nor a place of somebody's.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from bot.catalog.model import Ended, Procedure
from bot.conversation.addresses import sheet_path, telegram_address
from bot.conversation.replies import Link, Row
from bot.conversation.speech import Speech
from bot.conversation.turn import Knowledge
from bot.desk.notices import concerning
from bot.language import Language
from bot.matching.cues import EMERGENCIES
from bot.records.board import Announcement, Board
from bot.redaction import redact

PAGE: Final = 10
"""Suggestions at a time."""

MOST: Final = 50
"""Suggestions in all: who has not found it by then types on."""

ASK: Final = "hoi"
"""What opens a private chat, beside the ids of procedures: nothing is looked for there yet."""


@dataclass(frozen=True)
class Suggestion:
    """A procedure to pick: `title` and `description` are plain, `text` is small HTML, `ways` lead on from it."""

    id: str
    title: str
    description: str
    text: str
    procedure: Procedure
    ways: tuple[Row, ...] = ()


@dataclass(frozen=True)
class Suggestions:
    """A page of suggestions; `next_offset` gives the next one ("" after the last).

    `switch` is said above them, of the way into a private chat. `passing`: officials may change any minute what they
    have to say of them.
    """

    items: tuple[Suggestion, ...] = ()
    next_offset: str = ""
    switch: str = ""
    passing: bool = False


def suggest(
    knowledge: Knowledge, text: str, offset: str, today: date, language: Language, board: Board | None = None
) -> Suggestions:
    """What `text` may be the beginning of; before anything is typed, what people most often want."""
    board, speech = board or Board(), Speech(language)
    if board.whole:
        return Suggestions(switch=speech.label("suggest_paused"), passing=True)
    asked = redact(text).bare
    likely = knowledge.matcher.begun(asked, MOST) if text.strip() else knowledge.catalog.first
    found = _today(likely, knowledge, today)
    if not found:
        return Suggestions(switch=speech.label(_nothing(knowledge, asked)))
    first = int(offset) if offset.isdecimal() else 0
    page = found[first : first + PAGE]
    notices = {each.id: concerning(board, [each], knowledge.catalog, None, today) for each in page}
    return Suggestions(
        tuple(_suggestion(knowledge, each, today, speech, board, notices[each.id]) for each in page),
        str(first + PAGE) if first + PAGE < len(found) else "",
        speech.label("suggest_ask"),
        any(notices[each.id] or board.pause_of(each.id) for each in page),
    )


def _today(procedures: Iterable[Procedure], knowledge: Knowledge, today: date) -> Sequence[Procedure]:
    """The procedures, each once; one that has ended gives its place to those that are there for it now."""
    found: dict[str, Procedure] = {}
    for each in procedures:
        state = each.on(today)
        names = state.successors if isinstance(state, Ended) else ()
        for one in [successor for name in names if (successor := knowledge.catalog.procedure(name))] or [each]:
            found.setdefault(one.id, one)
    return list(found.values())


def _suggestion(
    knowledge: Knowledge,
    procedure: Procedure,
    today: date,
    speech: Speech,
    board: Board,
    notices: tuple[Announcement, ...],
) -> Suggestion:
    pause = board.pause_of(procedure.id)
    said = knowledge.compact_cards.said(procedure.id, today, speech.language, notices, pause)
    ways = _ways(knowledge, procedure, speech)
    return Suggestion(procedure.id, said.title, said.description, said.text, procedure, ways)


def _ways(knowledge: Knowledge, procedure: Procedure, speech: Speech) -> tuple[Row, ...]:
    """Where to read on and to ask: the private chat, and the procedure's page where there is one."""
    service = knowledge.service
    ways: list[Link] = []
    if service.telegram_username:
        address = telegram_address(service.telegram_username, procedure.id)
        ways.append(Link(speech.label("private_chat"), address))
    if service.public_url:
        ways.append(
            Link(speech.label("open_page"), service.public_url.rstrip("/") + sheet_path(procedure.id, speech.language))
        )
    return (tuple(ways),) if ways else ()


def _nothing(knowledge: Knowledge, asked: str) -> str:
    """The label that stands alone where nothing is suggested; who is in need is told whom to call."""
    match = knowledge.matcher.match(asked)
    return "suggest_call" if match.talk in EMERGENCIES and not match.afterwards else "suggest_nothing"
