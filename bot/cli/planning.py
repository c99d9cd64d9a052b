"""What `motcua event` does: events at which helpers help people in the field are planned, listed and cancelled."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Final

from bot import service
from bot.catalog.surroundings import Place
from bot.config import Config, ConfigIncomplete
from bot.conversation.outreach_reading import communes_called
from bot.conversation.turn import Knowledge, day_of
from bot.desk.outreach import FARTHEST, Pass, Passes, cancel, outreach_of, plan
from bot.desk.people import Person
from bot.desk.refusals import CommuneUnknown, EventRefused
from bot.printing.codes import AddressTooLong
from bot.records.outreach import Gathering, Outreach

COMMAND_LINE: Final = Person("motcua event", "admin")
"""Who plans and cancels, in the audit: whoever may run commands where the assistant runs."""


class CommuneUnclear(Exception):
    """A name is that of several communes of today; the remedy is to give the id of one."""

    def __init__(self, name: str, communes: Sequence[Place]) -> None:
        meant = ", ".join(f"{each.id} ({each.name})" for each in communes)
        super().__init__(f"{name!r} may be one of several communes today; give the id of yours: {meant}")


REFUSALS: Final = (EventRefused, CommuneUnclear, AddressTooLong)
"""What keeps an event from being planned."""


@dataclass(frozen=True)
class Wish:
    """An event as the command line has it; `commune` is a name or an id."""

    key: str
    place: str
    commune: str
    day: date
    hours: tuple[time, time]
    counts_frail: bool


async def planned(config: Config, now: service.Clock, wish: Wish, passes: Passes) -> str:
    """Plans an event and tells which. Raises `REFUSALS` and what `service.opened` raises."""
    async with service.opened(config, now) as house:
        knowledge = house.shelf.knowledge
        commune = commune_named(wish.commune, knowledge)
        drafted = outreach_of(
            wish.key, wish.place, commune.id, wish.day, wish.hours, passes, counts_frail=wish.counts_frail
        )
        entry = plan(COMMAND_LINE, drafted, knowledge.catalog, now())
        await house.records.store("", "", None, [entry])
        return f"{wish.key} is planned: {_said(entry.outreach, knowledge)}."


async def listed(config: Config, now: service.Clock) -> tuple[str, ...]:
    """A line for each event from today on, the cancelled ones too."""
    async with service.opened(config, now) as house:
        first = day_of(now())
        gatherings = await house.records.gatherings(first, first + FARTHEST)
        return tuple(_line(each, house.shelf.knowledge) for each in gatherings)


async def cancelled(config: Config, now: service.Clock, key: str) -> None:
    """Cancels an event. Raises `NotInForce` where there is none."""
    async with service.opened(config, now) as house:
        await house.records.store("", "", None, [cancel(COMMAND_LINE, key, day_of(now()))])


def links(given: Pass, config: Config) -> tuple[str, ...]:
    """The addresses that open a pass. Raises `ConfigIncomplete`."""
    found = given.links(config.telegram.username, config.web.public_url)
    if not found:
        problem = "telegram.username, web.public_url: neither is set; set one, or there is no address to print"
        raise ConfigIncomplete([problem])
    return found


def commune_named(name: str, knowledge: Knowledge) -> Place:
    """The commune with this id or name. Raises `CommuneUnclear` and `CommuneUnknown`."""
    called = communes_called(name, knowledge.matcher.gazetteer)
    found = knowledge.catalog.place(name) or called.plain
    if found:
        return found
    if called.communes:
        raise CommuneUnclear(name, called.communes)
    raise CommuneUnknown(name)


def _said(planned: Outreach, knowledge: Knowledge) -> str:
    commune = knowledge.catalog.place(planned.commune)
    when = f"{planned.day:%A} {planned.day}, {planned.begins:%H:%M}–{planned.ends:%H:%M}"
    return f"{when}, {planned.place}, {commune.name if commune else planned.commune}"


def _line(each: Gathering, knowledge: Knowledge) -> str:
    led = "yes" if each.coordinated else "no"
    standing = "cancelled" if each.outreach.cancelled else f"helpers: {each.helpers}, co-ordinator: {led}"
    return f"{each.outreach.id}  {_said(each.outreach, knowledge)}  ({standing})"
