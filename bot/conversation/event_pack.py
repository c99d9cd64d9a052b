"""What is printed for an event, in words: the poster, and a sheet for each of the procedures people ask for most."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from bot.catalog.catalog import Catalog
from bot.catalog.model import Ended, Procedure, Words
from bot.catalog.surroundings import Place
from bot.conversation.arrivals import Arrival, OriginUnwritable, origin
from bot.conversation.bulletin import MOST_WHOLE, Bulletin
from bot.conversation.cards import Card
from bot.conversation.cases import Applies, papers
from bot.conversation.checklists import ChecklistCard, Line
from bot.conversation.fitting import visible_text
from bot.conversation.handbook import EXPIRES_AFTER
from bot.conversation.sheets import NO_ANSWER, plain
from bot.conversation.speech import Speech
from bot.conversation.state import Checklist
from bot.desk.notices import concerning
from bot.language import Language
from bot.printing import subjects
from bot.printing.handout import Handout, Paper
from bot.printing.pack import Pack
from bot.records.board import Board
from bot.records.outreach import Outreach

MOST: Final = 12
"""Procedures in a pack."""

ASKED_WITHIN: Final = timedelta(days=90)
"""How far back it is looked which procedures people ask for."""

ASKED_ENOUGH: Final = 5
"""Questions from which on a procedure is one that people ask for."""


class NothingToPrint(Exception):
    """There is no pack for an event; the text says why and what to do."""


@dataclass(frozen=True)
class Chosen:
    """The procedures of a pack as they are on the day; the first `asked` of them because people ask for them most."""

    procedures: tuple[Procedure, ...]
    asked: int


def chosen(most_asked: Sequence[str], catalog: Catalog, board: Board, day: date) -> Chosen:
    """What people ask for most (ids, the most first), then what most people need.

    What has ended by `day` gives its place to what followed it; what is paused is left out, for a sheet cannot say so
    once it is no more.
    """
    asked = _on(filter(None, map(catalog.procedure, most_asked)), catalog, board, day)[:MOST]
    needed = _on(catalog.first, catalog, board, day)
    known = {each.id for each in asked}
    filled = [each for each in needed if each.id not in known]
    return Chosen((*asked, *filled)[:MOST], len(asked))


def _on(procedures: Iterable[Procedure], catalog: Catalog, board: Board, day: date) -> tuple[Procedure, ...]:
    """The procedures that there are on a day, each once."""
    found: dict[str, Procedure] = {}
    for each in procedures:
        state = each.on(day)
        names = state.successors if isinstance(state, Ended) else (each.id,)
        there = [one for name in names if (one := catalog.procedure(name)) and not isinstance(one.on(day), Ended)]
        found |= {one.id: one for one in there if one.id not in found and not board.pause_of(one.id)}
    return tuple(found.values())


def origin_of(outreach: Outreach) -> str:
    """Where people come from who scan a code of the event: its place, as far as there is room, and its day."""
    words = outreach.place.split()
    day = f"{outreach.day:%d %m %Y}"
    for count in range(len(words), 0, -1):
        try:
            return origin(*words[:count], day)
        except OriginUnwritable:
            continue
    return origin(outreach.commune, day)


@dataclass(frozen=True)
class Printing:
    """What a pack is made from: the event, the catalog and what officials announced, where codes lead, and the day."""

    outreach: Outreach
    catalog: Catalog
    board: Board
    public_url: str
    today: date
    language: Language = "vi"
    agency: Words | None = None

    def pack(self, most_asked: Sequence[str]) -> Pack:
        """The whole pack; raises `NothingToPrint`."""
        held = self.outreach
        if held.cancelled:
            raise NothingToPrint(f"Event {held.id} on {held.day} was cancelled; there is nothing to carry to it.")
        if self.board.whole:
            raise NothingToPrint("Everything is paused (/tamdung), so nothing may be printed; lift the pause first.")
        found = chosen(most_asked, self.catalog, self.board, held.day)
        if not found.procedures:
            raise NothingToPrint("The catalog has no procedure to print: nothing was asked for, no life event has one.")
        imprint = subjects.Imprint(self._address(""), self.today, self.language, self.agency)
        said = self._speech.say("pack_contents", count=len(found.procedures), asked=found.asked, days=ASKED_WITHIN.days)
        return Pack(
            subjects.of_outreach((self._when, self._where), imprint),
            self.occasion,
            tuple(plain(line) for line in said.split("\n")),
            [self.handout(each) for each in found.procedures],
            self.today,
            self.today + EXPIRES_AFTER,
        )

    def handout(self, procedure: Procedure) -> Handout:
        """The sheet of one procedure."""
        card = Card(procedure, self.catalog, {}, self.outreach.day, self._speech, NO_ANSWER, place=self._place)
        return HandoutCard.of(card, Checklist(self.outreach.beginning)).handout(self, self._address(procedure.id))

    def notices(self, procedure: Procedure) -> tuple[str, ...]:
        """What officials announced of a procedure for the day of the event."""
        place, day = self._place, self.outreach.day
        concerned = concerning(self.board, [procedure], self.catalog, place.name if place else None, day)
        bulletin = Bulletin(concerned, self.catalog, self._speech)
        return tuple(plain(bulletin.said(each)) for each in concerned[:MOST_WHOLE])

    def expires_on(self, procedure: Procedure) -> date:
        """The last day on which a sheet is believed: a month from now, or the day before it is decided to change."""
        changes = [each.from_day - timedelta(days=1) for each in procedure.ahead if each.from_day > self.outreach.day]
        return min([self.today + EXPIRES_AFTER, *changes])

    @property
    def occasion(self) -> str:
        """The event in one line."""
        return f"{self._when} · {self._where}"

    def _address(self, procedure: str) -> str:
        return Arrival(procedure, origin_of(self.outreach)).address(self.public_url)

    @property
    def _speech(self) -> Speech:
        return Speech(self.language)

    @property
    def _place(self) -> Place | None:
        return self.catalog.place(self.outreach.commune)

    @property
    def _when(self) -> str:
        return self._speech.say("event_when", outreach=self.outreach)

    @property
    def _where(self) -> str:
        place = self._place
        return f"{self.outreach.place}, {place.name}" if place else self.outreach.place


@dataclass(frozen=True, kw_only=True)
class HandoutCard(ChecklistCard):
    """A card on a sheet that is taken home and read for weeks."""

    @property
    def _day_called_today(self) -> None:
        """The sheet is read later."""

    def handout(self, printing: Printing, address: str) -> Handout:
        """What stands on the sheet; `address` is where its code leads."""
        known = self.current.evidence is not None
        return Handout(
            title=self.speech.text(self.current.name),
            occasion=printing.occasion,
            address=address,
            source=plain(self._say("handout_source")),
            printed_on=printing.today,
            expires_on=printing.expires_on(self.procedure),
            usual=any(each.applies is Applies.USUALLY for each in papers(self.current, {})),
            needed=tuple(self._paper(line) for line in self.lines if line.needed) if known else None,
            perhaps=tuple(self._paper(line) for line in self.lines if not line.needed),
            notices=printing.notices(self.current),
            facts=self._lines_of("handout_facts"),
        )

    def _paper(self, line: Line) -> Paper:
        name, condition, remedy = (
            visible_text(self._say("handout_line", line=line, part=part, detail="brief"))
            for part in ("name", "condition", "remedy")
        )
        return Paper(name, condition or None, remedy or None)
