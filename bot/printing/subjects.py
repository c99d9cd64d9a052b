"""What there are posters for, in the words of the catalog."""

from dataclasses import dataclass, replace
from datetime import date

from bot.catalog.model import Procedure, Words
from bot.catalog.offices import Office
from bot.language import Language
from bot.printing.poster import Poster
from bot.printing.words import words_in


@dataclass(frozen=True)
class Imprint:
    """What a poster says whatever it is for: where its code leads, when it was made, who answers for the assistant."""

    address: str
    day: date
    language: Language
    agency: Words | None = None

    def poster(self, title: str, short: str | None, where: str | None, beside: str | None = None) -> Poster:
        """The poster with this title."""
        agency = self.agency.said_in(self.language) if self.agency else None
        return Poster(title, self.address, self.day, short, where, beside, agency)


def of_procedure(procedure: Procedure, imprint: Imprint, where: str | None = None) -> Poster:
    """A poster for one procedure, with its official name."""
    title = procedure.name.said_in(imprint.language)
    short = procedure.short_name.said_in(imprint.language) if procedure.short_name else None
    beside = procedure.name.en if imprint.language == "vi" else procedure.name.vi
    return imprint.poster(title, short, where, beside if beside != title else None)


def of_place(where: str, imprint: Imprint) -> Poster:
    """A poster for all that can be asked at an office or a counter."""
    words = words_in(imprint.language)
    return imprint.poster(words.question, words.short_question, where)


def of_event(event: str, imprint: Imprint) -> Poster:
    """A poster for what happens on a day; `event` is said as it was given."""
    return imprint.poster(event, None, words_in(imprint.language).question)


def of_outreach(occasion: tuple[str, ...], imprint: Imprint) -> Poster:
    """A poster for an event at which people are helped; `occasion` is the day with its hours, and the place."""
    words = words_in(imprint.language)
    return replace(imprint.poster(words.event, None, words.kicker), occasion=occasion)


def of_the_whole(imprint: Imprint) -> Poster:
    """A poster for all that can be asked, for any place."""
    words = words_in(imprint.language)
    return imprint.poster(words.whole, words.short_question, words.question)


def where(office: Office, counter: str | None, language: Language) -> str:
    """Where a poster hangs: at an office, or at one of its counters."""
    name = office.name.said_in(language)
    return f"{counter} · {name}" if counter else name
