"""The posters of `motcua poster`: for which procedures, where they hang, where their codes lead; and their files."""

import ipaddress
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

import click

from bot.catalog import Catalog
from bot.catalog.model import Ended, Procedure, Words
from bot.catalog.nearest import nearest
from bot.catalog.offices import Office
from bot.config import Config, ConfigIncomplete
from bot.conversation.arrivals import Arrival, OriginUnwritable, origin
from bot.language import Language
from bot.printing import subjects
from bot.printing.codes import AddressTooLong
from bot.printing.faces import lacking
from bot.printing.poster import Poster, PosterTooFull, Size, posters_pdf

ONLY_HERE: Final = re.compile(r"(.+\.)?localhost\.?", re.IGNORECASE)


class NoPoster(Exception):
    """There is no poster of what was asked for; the text says why and what to ask for instead."""


REFUSALS: Final = (NoPoster, OriginUnwritable, PosterTooFull, AddressTooLong)
"""What keeps a poster from being made."""


@dataclass(frozen=True)
class Place:
    """Where posters hang: at an office, at a counter of it, at an event, or nobody said where."""

    office: Office | None = None
    counter: str | None = None
    event: str | None = None

    @property
    def origin(self) -> str:
        """What their codes carry. Raises `OriginUnwritable`."""
        if self.event:
            return origin(self.event)
        return origin(self.office.id, self.counter or "") if self.office else ""

    def said_in(self, language: Language) -> str | None:
        """The same in words."""
        return subjects.where(self.office, self.counter, language) if self.office else self.event


@dataclass(frozen=True)
class Series:
    """Posters made at once: all but the procedure is the same on each."""

    place: Place
    public_url: str
    agency: Words | None
    day: date
    language: Language
    size: Size

    def of(self, procedure: Procedure | None) -> Poster:
        """The poster of a procedure, or of all that can be asked. Raises `OriginUnwritable`."""
        arrival = Arrival(procedure.id if procedure else "", self.place.origin)
        imprint = subjects.Imprint(arrival.address(self.public_url), self.day, self.language, self.agency)
        where = self.place.said_in(self.language)
        if procedure:
            return subjects.of_procedure(procedure, imprint, where)
        if self.place.event:
            return subjects.of_event(self.place.event, imprint)
        return subjects.of_place(where, imprint) if where else subjects.of_the_whole(imprint)

    def write_one(self, procedure: Procedure | None, file: Path) -> str:
        """Writes one poster as a PDF or, where the file is called so, a PNG; what was done."""
        poster = self.of(procedure)
        pdf = posters_pdf([poster], self.size, self.language)
        if file.suffix.lower() == ".png":
            from bot.printing.drawing import as_png

            pdf = as_png(pdf)
        file.write_bytes(pdf)
        return f"{file} written; its code leads to {poster.address}."

    def write_all(self, procedures: Sequence[Procedure], target: Path) -> str:
        """Writes a poster for each into one PDF, or into a folder with a PDF for each; what was done."""
        with click.progressbar(procedures, label=f"{len(procedures)} posters") as under_way:
            if target.is_dir():
                for each in under_way:
                    (target / f"{each.id}.pdf").write_bytes(posters_pdf([self.of(each)], self.size, self.language))
            else:
                target.write_bytes(posters_pdf(map(self.of, under_way), self.size, self.language))
        return f"{len(procedures)} posters written to {target}."


def public_url_of(config: Config) -> str:
    """The address that codes begin with; raises `ConfigIncomplete` where there is none that a phone can open."""
    url = config.web.public_url
    remedy = "write the address people reach the assistant at, such as https://motcua.example"
    if url is None:
        raise ConfigIncomplete([f"web.public_url: not set, so a poster's code would lead nowhere; {remedy}"])
    if _only_here(urlsplit(url).hostname or ""):
        raise ConfigIncomplete([f"web.public_url: {url} is this machine only, no phone can open it; {remedy}"])
    return url


def _only_here(host: str) -> bool:
    """Whether an address means the machine that opens it."""
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return ONLY_HERE.fullmatch(host) is not None
    return address.is_loopback or address.is_unspecified


def procedure_of(name: str, catalog: Catalog, day: date) -> Procedure:
    """The procedure as it is on `day`; raises `NoPoster`."""
    procedure = catalog.procedure(name)
    if procedure is None:
        like = nearest(name, [each.id for each in catalog.procedures])
        raise NoPoster(f"{name} is no procedure of the catalog; did you mean {like}?")
    state = procedure.on(day)
    if isinstance(state, Ended):
        after = ", ".join(state.successors)
        instead = f"make a poster of what took its place: {after}." if after else "nothing took its place."
        raise NoPoster(f"{name} ended on {state.on} ({state.by}); {instead}")
    return state


def procedures_at(office: Office | None, catalog: Catalog, day: date) -> Sequence[Procedure]:
    """What can be filed at an office on `day`, or anywhere (None); raises `NoPoster`."""
    states = [state for each in catalog.procedures if isinstance(state := each.on(day), Procedure)]
    if office is None:
        return states
    filed = [each for each in states if {office.id, office.one_of} & {*each.file_at}]
    if not filed:
        raise NoPoster(
            f"No procedure of the catalog is filed at {office.id}; leave out --all for a poster of the office."
        )
    return filed


def office_of(name: str, catalog: Catalog, day: date) -> Office:
    """The office there is on `day`; raises `NoPoster`."""
    office = catalog.office(name)
    if office is None:
        like = nearest(name, [each.id for each in catalog.offices])
        raise NoPoster(f"{name} is no office of the catalog; did you mean {like}?")
    if not office.holds(day):
        instead = f"; take {office.successor}" if office.successor else ""
        raise NoPoster(f"There is no {name} on {day}{instead}.")
    return office


def printable(text: str) -> str:
    """A text of the command line; raises `NoPoster` where letters of it cannot be printed."""
    missing = lacking(text)
    if missing:
        raise NoPoster(f"{text!r} holds {missing}, which the typeface does not have; say it in letters and digits.")
    return text
