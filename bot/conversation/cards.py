"""A procedure as one message that fits a phone: the card, and one section at a time."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import ClassVar

from bot.catalog.catalog import Catalog
from bot.catalog.commitments import Promise
from bot.catalog.model import Aspect, Cost, Ended, Procedure, ProcessingTime
from bot.catalog.offices import Office
from bot.catalog.surroundings import Place
from bot.conversation.actions import AskPlace, Section, ShowCard, ShowCase, ShowSection
from bot.conversation.bulletin import Bulletin
from bot.conversation.cases import Applies, Facts, Papers, applying, papers, told
from bot.conversation.counters import Counter, counters, map_address
from bot.conversation.dates import Filing, breaks, filings, next_moments, on_day
from bot.conversation.destinations import Destinations
from bot.conversation.filing_actions import AskFilingDay
from bot.conversation.fitting import COMFORTABLE, Detail, Steps, fitting
from bot.conversation.list_actions import ShowChecklist
from bot.conversation.replies import MAX_VISIBLE, Button, Link, Row
from bot.conversation.rows import in_pairs, rating_row, short_label
from bot.conversation.speech import Speech
from bot.conversation.survey_actions import BeginSurvey
from bot.records.board import Announcement

SECTIONS: tuple[Section, ...] = ("documents", "time", "cost", "place", "online", "steps", "legal", "earlier")
STALE_AFTER_MONTHS = 12
SECTION_OF: Mapping[Section, Section] = {"form": "documents"}
"""The section that answers an aspect, where its name differs."""


@dataclass(frozen=True)
class Card:
    """A procedure as it is for one person on one day; makes its texts and buttons in one language.

    `announcements` stand above card and section, the most specific first. `place` is where the person lives, as far as
    they said; `unsettled`, whether the name they said is that of several places today. `now` is the moment in Vietnam's
    time, None where a text is kept for longer; `filing_on`, the day on which they want to file. `forgotten` are the
    papers that people often forget, by their ids; `listed`, whether the person keeps a list of the papers.
    """

    CARD_STEPS: ClassVar[Steps] = (
        (COMFORTABLE, ("full", "brief", "least")),
        (MAX_VISIBLE, ("least", "tight", "short", "bare")),
    )
    SECTION_STEPS: ClassVar[Steps] = ((MAX_VISIBLE, ("full", "brief", "least", "tight")),)

    procedure: Procedure
    catalog: Catalog
    facts: Facts
    today: date
    speech: Speech
    answer: str
    announcements: tuple[Announcement, ...] = ()
    place: Place | None = None
    unsettled: bool = False
    filing_on: date | None = None
    forgotten: frozenset[str] = frozenset()
    listed: bool = False
    now: datetime | None = None

    @cached_property
    def current(self) -> Procedure:
        """The procedure as its sources say it is today."""
        state = self.procedure.on(self.today)
        return self.procedure if isinstance(state, Ended) else state

    @property
    def ended(self) -> Ended | None:
        """How the procedure ended, if it did by today."""
        state = self.procedure.on(self.today)
        return state if isinstance(state, Ended) else None

    def text(self, aspect: Aspect | None = None) -> str:
        """The card, with what was asked on its first line."""
        if self.ended:
            return self._say("ended", ended=self.ended, successors=self._successors)
        lead = SECTION_OF.get(aspect, aspect) if aspect else "documents"
        return self._fitting(lambda detail: self._say("card", lead=lead, detail=detail), self.CARD_STEPS)

    def section(self, name: Section) -> str:
        """One section in full; what would not fit one message is said more briefly."""
        if self.ended:
            return self.text()
        return self._fitting(lambda detail: self._say(f"section_{name}", detail=detail), self.SECTION_STEPS)

    def head(self, detail: Detail = "full") -> str:
        """Name, the first papers in one line and time: enough when procedures share a message; in short, the name."""
        return self._say("head", detail=detail)

    def buttons(self, shown: Section | None = None, share: Link | None = None) -> tuple[Row, ...]:
        """The buttons under the card, or under the section that is shown."""
        if self.ended:
            return self._successor_buttons()
        ways: list[Button | Link] = [
            Button(self.speech.label(f"section_{name}"), ShowSection(self.procedure.id, name, self.answer))
            for name in SECTIONS
            if name != shown and self._has(name)
        ]
        if self.listed or (shown == "documents" and self.current.evidence):
            ways.insert(0, Button(self.speech.label("my_checklist"), ShowChecklist(self.procedure.id, self.answer)))
        if self.procedure.case_facts:
            ways.insert(0, Button(self.speech.label("my_case"), ShowCase(self.procedure.id, self.answer)))
        if shown == "place" and self._is_online_today and self.current.channel.online != "no":
            online = self.speech.label("section_online")
            ways.sort(key=lambda each: each.label != online)
        if share:
            ways.append(share)
        if shown is None:
            ways.append(Button(self.speech.label("tell_visit"), BeginSurvey(self.procedure.id)))
        return (
            *in_pairs([*self._ways_to_a_day(shown), *ways, *self._ways_to_a_place(shown)]),
            rating_row(self.speech, self.answer, self.procedure.id),
            *([(self.back(),)] if shown else []),
        )

    def back(self) -> Button:
        """The way back to the card."""
        return Button(self.speech.label("back"), ShowCard(self.procedure.id, self.answer))

    def _fitting(self, say: Callable[[Detail], str], steps: Steps) -> str:
        return fitting(Bulletin(self.announcements, self.catalog, self.speech).above(), say, steps)

    def _has(self, name: Section) -> bool:
        return name != "earlier" or bool(self.procedure.before or self.procedure.ahead)

    def _ways_to_a_place(self, shown: Section | None) -> list[Button | Link]:
        """The question which of several places is meant; under the section of places also a map, and another place."""
        ask = AskPlace(self.procedure.id, self.answer)
        if self.unsettled:
            return [Button(self.speech.label("which_place"), ask)]
        if shown != "place":
            return []
        maps = [address for each in self._file_at if (address := map_address(each, self.catalog.place(each.place)))]
        links = [Link(self.speech.label("map"), address) for address in maps[:1]]
        return [*links, Button(self.speech.label("other_place" if self.place else "my_place"), ask)]

    def _ways_to_a_day(self, shown: Section | None) -> list[Button]:
        """Under the section of times, the question on which other day the person files."""
        if shown != "time" or not self.expected:
            return []
        return [Button(self.speech.label("other_day"), AskFilingDay(self.procedure.id, self.answer))]

    @property
    def expected(self) -> tuple[Filing, ...]:
        """What filing comes to by the first time that tells a day, what was promised before the law."""
        return self._dated[: len(self._moments)]

    @cached_property
    def _dated(self) -> tuple[Filing, ...]:
        """What filing comes to by each time that tells a day."""
        promised = [each.time for each in self._promises() if each.time]
        return tuple(filing for each in (*promised, *self._times()) for filing in self._filings(each))

    @property
    def _sure(self) -> tuple[Filing, ...]:
        """What filing comes to where only one time can be meant: what was promised, or the only one by law."""
        promised = any(each.time for each in self._promises())
        return self.expected if promised or len(self._times()) == 1 else ()

    @cached_property
    def _moments(self) -> tuple[datetime, ...]:
        """When the person files, at the counter of their own whose hours are known."""
        if self.now is None:
            return ()
        own = next((each for each in self._file_at if each.place and each.hours), None)
        if self.filing_on:
            return (on_day(self.filing_on, self.now, self.catalog.calendar, own),)
        return next_moments(self.now, self.catalog.calendar, own)

    @property
    def _wanted(self) -> date | None:
        """The day on which the person wants to file and cannot."""
        return self.filing_on if self.filing_on and self._moments[0].date() != self.filing_on else None

    def _filings(self, of: ProcessingTime) -> tuple[Filing, ...]:
        return filings(of, self._moments, self.catalog.calendar)

    @property
    def _successors(self) -> tuple[Procedure, ...]:
        names = self.ended.successors if self.ended else ()
        return tuple(found for name in names if (found := self.catalog.procedure(name)))

    def _successor_buttons(self) -> tuple[Row, ...]:
        label = self.speech.label("see_successor")
        ways = [
            Button(short_label(self.speech, each) or label, ShowCard(each.id, self.answer)) for each in self._successors
        ]
        return (*in_pairs(ways), rating_row(self.speech, self.answer, self.procedure.id))

    def _say(self, template: str, **values: object) -> str:
        return self.speech.say(template, **self._values, **values)

    @cached_property
    def _values(self) -> Mapping[str, object]:
        """What every template of a card may name; found once, for one card is often said several times to fit."""
        current = self.current
        return {
            "p": current,
            "needed": self._papers(Applies.YES, Applies.USUALLY),
            "perhaps": self._papers(Applies.PERHAPS),
            "all_papers": self._all_papers,
            "needed_papers": self._needed_papers,
            "usual": bool(self._papers(Applies.USUALLY)),
            "told": told(current, self.facts),
            "times": self._times(),
            "promises": self._promises(),
            "costs": self._costs(),
            "authority": self.catalog.authority(current.competent_authority),
            "place": self.place,
            "file_at": self._file_at,
            "counters": self._counters,
            "online_today": self._is_online_today,
            "moves": self._destinations.moves(current.file_at),
            "result_at": self._destinations.offices(current.result_at),
            "redress": current.redress or self.catalog.redress,
            "changes": self.procedure,
            "catalog": self.catalog,
            "stale_months": self._stale_months(),
            "filings": self._filings,
            "dated": self._dated,
            "breaks": breaks(self._dated),
            "unpublished": any(not each.expected.published for each in self._dated),
            "moments": self._moments,
            "wanted": self._wanted,
            "sure": self._sure,
            "today": self.today,
            "todays_word": self._day_called_today,
            "steps_are_elsewhere": self._seen_at is not None,
        }

    @property
    def _seen_at(self) -> datetime | None:
        """The moment at which the counter is looked at; None where a text may be read later."""
        return self.now

    @property
    def _day_called_today(self) -> date | None:
        """The day that is called "hôm nay"; None where a text may be read later."""
        return self.today

    @property
    def _all_papers(self) -> str:
        """The label of the button under which all papers stand that this person may need."""
        return "my_case" if self.procedure.case_facts else "section_documents"

    @property
    def _needed_papers(self) -> str:
        """The label of the button under which the papers stand that the card only counts."""
        return "section_documents"

    def _papers(self, *sureness: Applies) -> tuple[Papers, ...]:
        return tuple(group for group in self._any_papers if group.applies in sureness)

    @cached_property
    def _any_papers(self) -> tuple[Papers, ...]:
        return papers(self.current, self.facts, self.forgotten)

    def _times(self) -> tuple[ProcessingTime, ...]:
        return applying(self.current.processing_time.statutory, self.current, self.facts)

    def _promises(self) -> tuple[Promise, ...]:
        """What was promised beside the law, without what is promised for another case."""
        promised = self.catalog.promises(self.current, self.today)
        times = tuple(each.time for each in promised if each.time)
        held = applying(times, self.current, self.facts)
        return tuple(each for each in promised if each.time is None or each.time in held)

    def _costs(self) -> tuple[Cost, ...] | None:
        """The costs that hold today; None where no source says anything."""
        if self.current.cost is None:
            return None
        return tuple(
            cost
            for cost in applying(self.current.cost, self.current, self.facts)
            if (cost.valid_from is None or cost.valid_from <= self.today)
            and (cost.valid_until is None or self.today < cost.valid_until)
        )

    @cached_property
    def _destinations(self) -> Destinations:
        return Destinations(self.catalog, self.place, self.today)

    @cached_property
    def _file_at(self) -> tuple[Office, ...]:
        return self._destinations.offices(self.current.file_at)

    @cached_property
    def _counters(self) -> tuple[Counter, ...]:
        """The counters of places, not kinds of them, at which the person can file."""
        return counters(
            [each for each in self._file_at if each.place], self.speech, self.catalog.calendar, self._seen_at
        )

    @property
    def _is_online_today(self) -> bool:
        """Whether a counter of the person's own place takes nothing but online filings today."""
        return any(each.standing and each.standing.online_only for each in self._counters)

    def _stale_months(self) -> int | None:
        """Months since somebody vouched for the card, where that is too long ago."""
        assured = self.procedure.review.assured_on
        if assured is None:
            return None
        months = (self.today.year - assured.year) * 12 + self.today.month - assured.month
        return months if months >= STALE_AFTER_MONTHS else None
