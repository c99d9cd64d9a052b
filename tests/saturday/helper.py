"""A helper on a Saturday, who does what the script says and taps again what nobody acknowledged."""

import asyncio
import re
from collections.abc import Awaitable, Callable, Iterable
from typing import Final

from bot.catalog.catalog import Catalog
from bot.catalog.model import Procedure
from bot.conversation.speech import Speech
from tests.saturday.life import Life, ProgramDied, TurnedAway
from tests.saturday.phones import Button, Phone, Screen
from tests.saturday.script import Citizen

LABEL: Final = Speech("vi").label
NEW, UNDO, FRAIL, END = (LABEL(name) for name in ("new_person", "undo", "one_more_frail", "end_shift"))
TELL, TOLD, CASE = (LABEL(name) for name in ("tell_outcome", "papers_told", "ask_case"))
JOIN, BEGIN = LABEL("join_event"), LABEL("begin_shift")
UP, DOWN, SKIP, BACK = (LABEL(name) for name in ("helpful", "not_helpful", "skip", "back"))
FILED, OTHER = LABEL("outcome_filed_online"), LABEL("outcome_other")

AGAIN_AFTER: Final = 1.0
"""Seconds after which somebody who was asked to wait taps again; who is that quick is measured by the real clock."""

_OWN: Final = re.compile(r"Bạn đã giúp (\d+) người")
Wanted = Callable[[Screen], bool]


def has(*labels: str) -> Wanted:
    """A screen with these buttons."""
    return lambda screen: all(label in screen.buttons for label in labels)


def marking(marked: str) -> Wanted:
    """A screen with a paper that is marked as missing: `❌ 2`, or with its name behind."""
    return lambda screen: any(label == marked or label.startswith(f"{marked}.") for label in screen.buttons)


def over(screen: Screen) -> bool:
    """A shift that ended, with all that the helper did in it."""
    return "Ca đã kết thúc" in screen.words and _OWN.search(screen.words) is not None


class Helper:
    """One helper with a phone; `moved` is called after each tap that was acknowledged."""

    def __init__(self, name: str, phone: Phone, life: Life, catalog: Catalog, moved: Callable[[], None]) -> None:
        self.name = name
        self.phone = phone
        self.own = 0
        """How many people the program says that this helper helped, at the end of the shift."""
        self.interrupted = 0
        """How often the program died before what was done was answered."""
        self._life = life
        self._catalog = catalog
        self._moved = moved
        self._unsent: list[Button] = []
        self._at: Citizen | None = None

    async def joins(self, payload: str) -> None:
        """Follow the link, and accept."""
        await self._until(lambda: self.phone.opens(payload), has(JOIN))
        self._accepting = self.phone.keeps(JOIN)
        await self._does(self._accepting, has(BEGIN))

    async def joins_again(self, payload: str) -> None:
        """Follow the link once more, and accept on the old message."""
        await self._until(lambda: self.phone.opens(payload), has(BEGIN))
        await self._does(self._accepting, has(BEGIN))

    async def begins(self) -> None:
        """`/batdau`."""
        await self._until(lambda: self.phone.says("/batdau"), has(NEW, END))
        self._first = self.phone.keeps(NEW)

    async def helps(self, citizens: Iterable[Citizen]) -> None:
        """One after the other; what could not be sent in time is sent after the next person."""
        for citizen in citizens:
            unsent, self._unsent = self._unsent, []
            await self._helps(citizen)
            for button in unsent:
                await self._does(button, has(UP))

    async def sends_the_rest(self) -> None:
        """What waited in a dead spot until the event was over."""
        for button in self._unsent:
            await self._does(button, has(UP))

    async def ends(self) -> None:
        """`/ketthuc`."""
        await self._until(lambda: self.phone.says("/ketthuc"), over)
        self.own = _told(self.phone.screen)

    async def finds_it_over(self) -> None:
        """Nobody said `/ketthuc`: the shift ended with its event, and who taps on is told."""
        await self._does(self._first, over)
        self.own = _told(self.phone.screen_at(self._first.place))

    async def _helps(self, citizen: Citizen) -> None:
        self._at, trouble = citizen, citizen.trouble
        procedure = self._catalog.procedure(citizen.procedure) if citizen.procedure else None
        await self._taps(NEW if NEW in self.phone.screen.buttons else BACK, has(TELL), trouble)
        await self._chooses(citizen, procedure)
        if trouble == "left":
            return
        if procedure and citizen.case:
            await self._tells_case(procedure, citizen.case)
        outcome = LABEL(f"outcome_{citizen.outcome}")
        if trouble in ("late", "after"):
            self._unsent.append(self.phone.keeps(outcome))
        elif trouble == "mistaken":
            right = self.phone.keeps(outcome)
            await self._taps(OTHER, has(UP))
            await self._does(right, has(UP))
        elif procedure and citizen.outcome == "papers_missing":
            await self._lacks(citizen, procedure)
        else:
            await self._taps(outcome, has(UP), trouble, "outcome")
        if citizen.thumb:
            await self._taps(UP if citizen.thumb == "up" else DOWN, has(NEW, END), trouble, "thumb")
        if trouble == "undone":
            await self._taps(UNDO, has(NEW, END))
        await self._counts_frail(citizen)

    async def _chooses(self, citizen: Citizen, procedure: Procedure | None) -> None:
        """Pick the procedure, or ask for it; with none there is only something to record."""
        if citizen.asked:
            await self._asks(citizen.asked)
        elif procedure is None:
            await self._taps(TELL, has(FILED))
        elif f". {procedure.name.vi}" in self.phone.screen.words:
            label = self.phone.screen.numbered(procedure.name.vi)
            await self._taps(label, has(FILED), citizen.trouble, "pick")
        else:
            assert procedure.short_name
            await self._asks(procedure.short_name.vi)

    async def _asks(self, text: str) -> None:
        before = self.phone.screen.place
        await self._until(
            lambda: self.phone.says(text), lambda screen: screen.place != before and TELL in screen.buttons
        )
        await self._taps(TELL, has(FILED))

    async def _tells_case(self, procedure: Procedure, case: tuple[str, ...]) -> None:
        facts = procedure.case_facts
        assert len(case) == len(facts), f"{procedure.id} asks {[fact.id for fact in facts]}, not {case}"
        labels = [{each.id: each.label.vi for each in fact.options} for fact in facts]
        chosen = [options[option] for options, option in zip(labels, case, strict=True)]
        await self._taps(CASE, has(chosen[0]))
        for label, following in zip(chosen, (*chosen[1:], FILED), strict=True):
            await self._taps(label, has(following))

    async def _lacks(self, citizen: Citizen, procedure: Procedure) -> None:
        outcome = LABEL(f"outcome_{citizen.outcome}")
        await self._taps(outcome, has(TOLD), citizen.trouble, "outcome")
        names = {each.id: each.name.vi for group in procedure.evidence or () for each in (*group.all_of, *group.one_of)}
        for paper in citizen.lacked:
            label = self.phone.screen.numbered(names[paper])
            marked = f"❌ {label.partition('.')[0]}"
            await self._taps(label, marking(marked), citizen.trouble, "paper")
        await self._taps(TOLD, has(UP))

    async def _counts_frail(self, citizen: Citizen) -> None:
        if not (citizen.frail or citizen.trouble == "frail undone"):
            return
        if END not in self.phone.screen.buttons:
            await self._taps(SKIP, has(NEW, END))
        for _ in range(citizen.frail + (citizen.trouble == "frail undone")):
            await self._counts_one(citizen.trouble)
        if citizen.trouble == "frail undone":
            await self._taps(UNDO, has(NEW, END))

    async def _counts_one(self, trouble: str) -> None:
        wire = self.phone.screen.buttons[FRAIL]
        await self._taps(FRAIL, lambda screen: screen.buttons.get(FRAIL, wire) != wire, trouble, "frail")

    async def _taps(self, label: str, wanted: Wanted, trouble: str = "", step: str = "new") -> None:
        """Tap a button until the screen shows what follows, with the trouble that the script has for this step."""
        button = self.phone.keeps(label)
        if trouble == f"answer lost {step}":
            await self._until(lambda: self.phone.taps(button, heard=False), has())
        if trouble == f"twice {step}":
            await self._until(lambda: self.phone.taps_twice(button), wanted)
        else:
            await self._does(button, wanted)

    async def _does(self, button: Button, wanted: Wanted) -> None:
        await self._until(lambda: self.phone.taps(button), wanted, button)

    async def _until(self, act: Callable[[], Awaitable[None]], wanted: Wanted, button: Button | None = None) -> None:
        """Do it, and again once the program is back where it died before the screen showed what follows."""
        while True:
            try:
                await act()
                await self.phone.shows(wanted, button)
                self._moved()
                return
            except TimeoutError:
                raise AssertionError(
                    f"{self.name} waits in vain at {self._at}; on the screen: {self.phone.screen}"
                ) from None
            except TurnedAway:
                await asyncio.sleep(AGAIN_AFTER)
            except ProgramDied:
                self.interrupted += 1
                if button:
                    self.phone.taps_in_vain(button)
                await self._life.alive.wait()


def _told(screen: Screen) -> int:
    found = _OWN.search(screen.words)
    assert found, screen.words
    return int(found[1])
