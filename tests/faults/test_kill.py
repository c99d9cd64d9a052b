"""kill -9 under load: a rating that was thanked for is there after the restart, once."""

import asyncio
import os
import random
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache, partial
from pathlib import Path
from typing import Any, Final

import httpx
import pytest

from bot.conversation.actions import Rate, write
from bot.conversation.speech import Speech
from bot.records.entries import Verdict
from bot.terminal import plain
from tests.faults.running import Installation, installation
from tests.web.visiting import Visit

ROUNDS: Final = 20 if os.environ.get("NIGHTLY") else 3
SEED: Final = 20261123
PEOPLE: Final = 6
ASKS: Final = 6
"""Questions of a person in a round: with their ratings no more than the web chat takes from one address a minute."""

THANKS, ASK_REASON = (plain(Speech("vi").say(name)) for name in ("thanks", "ask_reason"))
_RATED: Final = re.compile(r'value="1r:([\w-]{8}):up:')
VERDICTS: Final[tuple[Verdict, ...]] = ("up", "down")


@dataclass
class Rater:
    """Somebody who asks and rates as long as the program answers.

    `kept`: the verdict that each answer was last thanked for; `unsure`: the tap under way when the program died.
    """

    visit: Visit
    chance: random.Random
    kept: dict[str, Verdict] = field(default_factory=dict)
    unsure: dict[str, Verdict] = field(default_factory=dict)
    thanked: Callable[[], object] = lambda: None

    async def goes_on(self, address: str, thanked: Callable[[], object]) -> None:
        """Taps again what got no answer, then asks and rates until nobody answers any more or enough is asked."""
        self.thanked = thanked
        self.visit.client.base_url = httpx.URL(address)
        try:
            for answer, verdict in tuple(self.unsure.items()):
                await self._rates(answer, verdict)
            for _ in range(ASKS):
                shown = await self.visit.says(self.chance.choice(("khai sinh", "kết hôn", "tạm trú")))
                button = _RATED.search(shown[0]["content"])
                assert button, shown
                await self._rates(button[1], self.chance.choice(VERDICTS))
                if self.chance.random() < 0.3:
                    await self._rates(button[1], self.chance.choice(VERDICTS))
        except httpx.TransportError:
            return

    async def _rates(self, answer: str, verdict: Verdict) -> None:
        self.unsure[answer] = verdict
        shown = await self.visit.taps(write(Rate(answer, verdict)))
        assert _is_thanked(shown, verdict), shown
        self.kept[answer] = self.unsure.pop(answer)
        self.thanked()

    def possible(self) -> dict[str, set[Verdict | None]]:
        """What may be in the database of each answer that this person rated; None: nothing."""
        possible: dict[str, set[Verdict | None]] = {answer: {verdict} for answer, verdict in self.kept.items()}
        for answer, verdict in self.unsure.items():
            possible.setdefault(answer, {None}).add(verdict)
        return possible


def _is_thanked(shown: list[dict[str, Any]], verdict: Verdict) -> bool:
    if verdict == "up":
        return shown == [{"how": "notice", "content": THANKS}]
    return len(shown) == 1 and ASK_REASON.splitlines()[0] in shown[0]["content"]


def _compare(installation: Installation, people: list[Rater]) -> None:
    """Every answer's ratings are such as the people know them, and nothing is there that nobody said."""
    stored: dict[str, list[Verdict]] = {}
    for answer, verdict in installation.rows("SELECT answer, verdict FROM ratings"):
        stored.setdefault(answer, []).append(verdict)
    possible = {answer: verdicts for person in people for answer, verdicts in person.possible().items()}
    assert stored.keys() <= possible.keys()
    for answer, verdicts in possible.items():
        found = stored.get(answer, [])
        assert len(found) <= 1, f"answer {answer} was rated {len(found)} times"
        assert (found[0] if found else None) in verdicts, f"answer {answer}: {found} is not of {verdicts}"
    assert installation.rows("PRAGMA integrity_check") == [("ok",)]


@pytest.fixture
def home(tmp_path: Path) -> Installation:
    return installation(tmp_path)


async def test_every_rating_that_was_thanked_for_survives_kill_9(home: Installation) -> None:
    print(f"seed {SEED}, {ROUNDS} rounds")  # noqa: T201 - pytest shows it beside a failure
    chance = random.Random(SEED)
    moments = [chance.uniform(0.0, 0.4) for _ in range(ROUNDS)]
    people: list[Rater] = []
    for moment in moments:
        async with home.running() as program:
            if people:
                _compare(home, people)
            else:
                for _ in range(PEOPLE):
                    people.append(Rater(Visit(httpx.AsyncClient(base_url=program.address)), chance))
                    await people[-1].visit.opens()
            print(f"killed {moment:.3f} s after the first thanks")  # noqa: T201 - as above
            killed = cache(partial(asyncio.get_running_loop().call_later, moment, program.kill))
            await asyncio.gather(*(person.goes_on(program.address, killed) for person in people))
    async with home.running():
        _compare(home, people)
    for person in people:
        await person.visit.client.aclose()
    kept, unsure = (
        sum(len(each) for each in known) for known in zip(*((p.kept, p.unsure) for p in people), strict=True)
    )
    print(f"{kept} ratings thanked for, {unsure} under way when the program died last")  # noqa: T201 - as above
    assert kept >= ROUNDS, "too few ratings to prove anything"
