"""A Saturday over Telegram and the web chat, with kill -9 in the middle: the report tells what the script says."""

import asyncio
import os
import re
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager
from datetime import date, datetime, time
from pathlib import Path
from typing import Any, Final

import pytest
from click.testing import Result

from bot.catalog.catalog import Catalog
from bot.config import load
from bot.conversation.turn import VIETNAM
from bot.records.outreach import OutreachCounts
from bot.service import clock, opened
from tests.actors.house import knowledge
from tests.cli.running import run
from tests.faults.running import Installation, Running, installation
from tests.saturday.comparing import Sheets, compare, compare_sheets, compare_text, sheets
from tests.saturday.helper import Helper
from tests.saturday.life import Life
from tests.saturday.phones import Phone, TelegramPhone, WebPhone
from tests.saturday.script import (
    BEGINS,
    BY_DAY,
    COMMUNE,
    DAY,
    ENDS,
    FORGETS_TO_END,
    JOINS_TWICE,
    PLACE,
    TELEGRAM,
    WEB,
    Citizen,
    recount,
    script,
)
from tests.telegram_server import TelegramServer, Trouble, serving

EVE: Final = date(2026, 11, 27)
MOMENTS: Final = {7: time(7, 20), 8: time(8, 5), 9: time(9, 10), 10: time(10, 30)}
"""When the hours of the script are played."""

DIES_IN: Final = 9
"""The hour in which the program is killed; nobody asks in words that have no answer then, for words are no taps:
said again they are asked again."""


class Saturday:
    """Everything that is there: the program, Telegram, the helpers, and the clock that the program looks at."""

    def __init__(self, home: Installation, server: TelegramServer, helpers: tuple[str, ...]) -> None:
        self.home = home
        self.server = server
        self.life = Life()
        self.lines = script(helpers)
        self.helpers = {name: self._helper(name) for name in helpers}
        self._hour = 0
        self._moved = 0
        self.middle = asyncio.Event()
        """Set in the middle of that hour, when the program is to be killed: nearly every helper has a tap under way."""

    @property
    def clock(self) -> Path:
        return self.home.folder / "clock"

    def is_now(self, moment: time) -> None:
        """What the program's clock tells from now on."""
        written = self.clock.with_suffix(".new")
        written.write_text(datetime.combine(DAY, moment, VIETNAM).isoformat(), encoding="utf-8")
        written.replace(self.clock)

    async def plays(self, payload: str) -> None:
        """From joining to the end of the last shift."""
        await self._all(lambda helper: helper.joins(payload))
        await self.helpers[JOINS_TWICE].joins_again(payload)
        await self._all(lambda helper: helper.begins())
        for hour, moment in MOMENTS.items():
            self.is_now(moment)
            self._hour, self._moved = hour, 0
            if hour != DIES_IN:
                self._line_breaks()
            await asyncio.gather(*(each.helps(self._of(each, hour)) for each in self.helpers.values()))
        self.is_now(time(10, 50))
        forgetful = self.helpers[FORGETS_TO_END]
        await asyncio.gather(*(helper.ends() for helper in self.helpers.values() if helper is not forgetful))
        self.is_now(time(11, 10))
        await forgetful.sends_the_rest()
        await forgetful.finds_it_over()

    def _line_breaks(self) -> None:
        """Between the program and Telegram: one edit does not arrive, of another nobody learns that it did."""
        self.server.lose_next("editMessageText", Trouble.CUT)
        self.server.lose_next_answer("editMessageText", Trouble.CUT)

    async def _all(self, act: Callable[[Helper], Any]) -> None:
        await asyncio.gather(*(act(helper) for helper in self.helpers.values()))

    def _of(self, helper: Helper, hour: int) -> Iterable[Citizen]:
        return [line for line in self.lines if (line.helper, line.hour) == (helper.name, hour)]

    def _helper(self, name: str) -> Helper:
        phone: Phone = WebPhone(self.life) if name in WEB else TelegramPhone(self.life, self.server.person(name))
        return Helper(name, phone, self.life, catalog(), self._taps_on)

    def _taps_on(self) -> None:
        self._moved += 1
        if self._hour == DIES_IN and self._moved == 10 * len(self.helpers):
            self.middle.set()


def catalog() -> Catalog:
    return knowledge().catalog


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Installation:
    """A fresh installation, of which commands know as well."""
    home = installation(tmp_path)
    home.program = ("tests.saturday.program",)
    monkeypatch.setenv("MOTCUA_DATABASE", home.url)
    monkeypatch.setenv("MOTCUA_TELEGRAM__USERNAME", "motcua_test_bot")
    return home


async def test_the_numbers_of_a_saturday_are_those_of_its_script(home: Installation) -> None:
    helpers = TELEGRAM + WEB if os.environ.get("NIGHTLY") else BY_DAY
    server = TelegramServer()
    saturday = Saturday(home, server, helpers)
    saturday.is_now(time(6, 50))
    key, payload = await planned(home)
    async with serving(server) as root:
        settings = {"MOTCUA_TELEGRAM__TOKEN": server.token, "MOTCUA_TELEGRAM__BASE_URL": f"{root}/bot"}
        try:
            await played(saturday, payload, settings)
        finally:
            await asyncio.gather(*(helper.phone.closes() for helper in saturday.helpers.values()))
    counted, expected = await counts(home, key), recount(saturday.lines)
    compare(counted, expected, len(helpers))
    assert sum(helper.interrupted for helper in saturday.helpers.values()) > 0, "nobody noticed that the program died"
    assert {name: helper.own for name, helper in saturday.helpers.items()} == dict(expected.by_helper)
    said, tables = await reported(home, key)
    compare_text(said, expected)
    compare_sheets(tables, expected, catalog())
    assert home.rows("PRAGMA integrity_check") == [("ok",)]
    assert [line for line in home.log().splitlines() if "ERROR" in line or "WARNING" in line] == []


async def planned(home: Installation) -> tuple[str, str]:
    """The event's id, and what the helpers' link carries."""
    hours = ("--from", f"{BEGINS:%H:%M}", "--to", f"{ENDS:%H:%M}")
    where = ("--place", PLACE, "--commune", COMMUNE, "--date", str(DAY), *hours, "--counts-frail")
    told = await command(home, "add", *where, "--today", str(EVE))
    key, payload = re.search(r"^(\S+) is planned", told.output, re.M), re.search(r"start=(ev-h-\S+)", told.output)
    assert key, told.output
    assert payload, told.output
    return key[1], payload[1]


async def played(saturday: Saturday, payload: str, settings: dict[str, str]) -> None:
    """The whole Saturday; in the middle the program is killed, and is started again."""
    async with running(saturday, settings) as first:
        playing = asyncio.create_task(saturday.plays(payload))
        middle = asyncio.create_task(saturday.middle.wait())
        await asyncio.wait({playing, middle}, return_when=asyncio.FIRST_COMPLETED)
        if playing.done():
            middle.cancel()
            playing.result()
        first.kill()
        await first.process.wait()
    saturday.life.ends()
    async with running(saturday, settings) as second:
        await playing
        second.process.terminate()
        await second.process.wait()


@asynccontextmanager
async def running(saturday: Saturday, settings: dict[str, str]) -> AsyncIterator[Running]:
    async with saturday.home.running(str(saturday.clock), **settings) as program:
        saturday.life.begins(program.address)
        yield program


async def counts(home: Installation, key: str) -> OutreachCounts:
    async with opened(load(home.config), clock(DAY)) as house:
        return await house.records.outreach_counts(key)


async def reported(home: Installation, key: str) -> tuple[str, Sheets]:
    """The report as a text and as a workbook."""
    file = home.folder / "report.xlsx"
    await command(home, "report", key, "--format", "xlsx", "-o", str(file))
    said = (await command(home, "report", key, "--format", "text")).output
    return said, sheets(await asyncio.to_thread(file.read_bytes))


async def command(home: Installation, *arguments: str) -> Result:
    """`motcua event …`, in a thread, for it has a loop of its own."""
    done = await asyncio.to_thread(run, "event", *arguments, "--config", str(home.config))
    assert done.exit_code == 0, done.output
    return done
