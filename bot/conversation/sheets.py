"""A procedure as a page of its own: everything its sources say, in sections, from the templates of the card."""

import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from html import unescape
from typing import ClassVar, Final

from bot.catalog.catalog import Catalog
from bot.catalog.model import Ended, Procedure
from bot.catalog.surroundings import Place
from bot.conversation.actions import Section
from bot.conversation.bulletin import Bulletin
from bot.conversation.cards import SECTIONS, Card
from bot.conversation.fitting import Steps
from bot.conversation.other_cards import PausedCard
from bot.conversation.speech import Speech
from bot.conversation.turn import Service
from bot.desk.notices import concerning
from bot.language import Language
from bot.records.board import Board

NO_ANSWER: Final = "0" * 8
"""A page is no answer that somebody could rate."""

_TAG: Final = re.compile(r"<[^>]*>")
_BLANKS: Final = re.compile(r"[ \t\r\n]+")


@dataclass(frozen=True)
class Part:
    """A section: its heading, and what stands under it in the small HTML of messages."""

    section: Section
    title: str
    text: str


@dataclass(frozen=True)
class Sheet:
    """A procedure in one language on one day.

    `lead` and `notices` are small HTML, `line` is plain: papers, time and fee in one sentence each. Of one that ended
    `successors` took the place; `paused` says nothing but the official's sentence.
    """

    procedure: Procedure
    name: str
    lead: str
    line: str
    notices: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()
    successors: tuple[Procedure, ...] = ()
    ended: Ended | None = None
    paused: bool = False


@dataclass(frozen=True)
class Reading:
    """What pages are made from, beside the language: the catalog, what officials announced and paused, the day, and
    who runs the assistant; `now` is the moment (in Vietnam's time) of filing for which days are told,
    `forgotten` the papers that people often forget, by procedure.
    """

    catalog: Catalog
    board: Board
    today: date
    service: Service = field(default_factory=Service)
    now: datetime | None = None
    forgotten: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def sheet(self, procedure: Procedure, language: Language, place: Place | None = None) -> Sheet:
        """The page of a procedure; `place` is where the reader is, where that is known."""
        speech = Speech(language)
        card = WholeCard(procedure, self.catalog, {}, self.today, speech, NO_ANSWER, place=place, now=self.now)
        stands_still = self.resting(language) or self._paused(procedure, speech)
        if stands_still:
            return Sheet(procedure, card.name, stands_still, plain(stands_still), paused=True)
        notices = self._notices(card)
        if card.ended:
            text = without_name(card.text())
            successors = tuple(filter(None, map(self.catalog.procedure, card.ended.successors)))
            return Sheet(procedure, card.name, text, plain(text), notices, (), successors, card.ended)
        return Sheet(card.current, card.name, card.lead(), card.line(), notices, card.parts())

    def resting(self, language: Language) -> str:
        """What everybody reads while everything is paused, and whom to call; nothing while it is not."""
        if self.board.whole is None:
            return ""
        speech = Speech(language)
        person = speech.say("person", operator=self.service.operator, question=None)
        return f"{speech.say('resting', pause=self.board.whole)}\n\n{person}"

    def line(self, procedure: Procedure, language: Language) -> str:
        """What a list says of a procedure beside its name; nothing while everything is paused."""
        return "" if self.board.whole else self._line(procedure, Speech(language))

    def _line(self, procedure: Procedure, speech: Speech) -> str:
        card = WholeCard(procedure, self.catalog, {}, self.today, speech, NO_ANSWER)
        paused = self._paused(procedure, speech)
        if paused:
            return plain(paused)
        return plain(without_name(card.text())) if card.ended else card.line()

    def _paused(self, procedure: Procedure, speech: Speech) -> str:
        """The official's sentence while the procedure is paused; nothing while it is not."""
        pause = self.board.pause_of(procedure.id)
        if pause is None:
            return ""
        card = PausedCard(procedure, self.catalog, {}, self.today, speech, NO_ANSWER, pause=pause)
        return without_name(card.text())

    def _notices(self, card: Card) -> tuple[str, ...]:
        place = card.place.name if card.place else None
        concerned = concerning(self.board, [card.current], self.catalog, place, self.today)
        bulletin = Bulletin(concerned, self.catalog, card.speech)
        return tuple(map(bulletin.said, concerned))


@dataclass(frozen=True)
class WholeCard(Card):
    """A card on paper, where a section may be as long as it is."""

    SECTION_STEPS: ClassVar[Steps] = ((sys.maxsize, ("full",)),)

    @property
    def name(self) -> str:
        """What the procedure is called."""
        return self.speech.text(self.procedure.name)

    @property
    def _seen_at(self) -> None:
        """A page is kept for an hour, in which the counter may shut."""

    @property
    def _day_called_today(self) -> None:
        """A page is printed, and read for weeks."""

    def lead(self) -> str:
        """What is needed, how long it takes, what it costs and where one goes, before the sections."""
        return self._say("sheet")

    def line(self) -> str:
        """Papers, time and fee as plain text, for a list or for a link that was passed on."""
        return plain(self._say("preview"))

    def parts(self) -> tuple[Part, ...]:
        """The sections."""
        return tuple(part(self, name) for name in SECTIONS if self._has(name))


def part(card: Card, name: Section) -> Part:
    """A section of a card under a heading of its own, in place of its first paragraph, which names the procedure."""
    _, *paragraphs = card.section(name).split("\n\n")
    return Part(name, card.speech.label(f"section_{name}"), "\n\n".join(paragraphs))


def without_name(text: str) -> str:
    """What follows the first line, where that is only the procedure's name."""
    return text.partition("\n")[2].strip()


def plain(text: str) -> str:
    """Small HTML as one line of plain text."""
    return _BLANKS.sub(" ", unescape(_TAG.sub("", text))).strip()
