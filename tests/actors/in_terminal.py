"""People at a terminal: they read numbers and type them."""

import re
from typing import Final

from bot.conversation.replies import Button
from bot.language import Language
from bot.terminal import Terminal
from tests.actors.actor import Actor, Shown
from tests.actors.house import House

_BUTTON: Final = re.compile(r"\[(\d+)\] (.+?)(?=  |$)", re.MULTILINE)
_CONTROLS: Final = re.compile(r"\[\d+\] |\S[^:\n]*: https?://")
_FILE: Final = re.compile(r"\[(\S+), \d+ byte\]")


class TerminalActor(Actor):
    def __init__(self, name: str, terminal: Terminal) -> None:
        super().__init__(name)
        self._terminal = terminal
        self._numbers: dict[str, str] = {}

    async def _open(self, payload: str) -> Shown:
        return self._read(await self._terminal.opens(payload))

    async def _say(self, text: str) -> Shown:
        return self._read(await self._terminal.enters(text))

    async def _tap(self, label: str) -> Shown:
        assert label in self._numbers, f"{self.name} reads no button {label!r} but {list(self._numbers)}"
        return self._read(await self._terminal.enters(f"#{self._numbers[label]}"))

    def _keep(self, label: str) -> object:
        assert label in self._numbers, f"{self.name} reads no button {label!r} but {list(self._numbers)}"
        return self._terminal._buttons[int(self._numbers[label]) - 1]

    async def _tap_kept(self, button: object) -> Shown:
        # At a terminal one scrolls up and types the number again: what it meant then is what is done.
        assert isinstance(button, Button)
        below, only = self._terminal._buttons, (button,)
        self._terminal._buttons = only
        shown = self._read(await self._terminal.enters("#1"))
        if self._terminal._buttons is only:
            self._terminal._buttons = below
        return shown

    async def _share(self, latitude: float, longitude: float) -> Shown:
        return self._read(await self._terminal.enters(f"{latitude} {longitude}"))

    def _read(self, screen: str) -> Shown:
        paragraphs = screen.split("\n\n") if screen else []
        texts = [each for each in paragraphs if not (_CONTROLS.match(each) or _is_aside(each))]
        notice = " ".join(each[1:-1] for each in paragraphs if _is_notice(each))
        files = dict.fromkeys(_FILE.findall(screen), b"")
        if not texts:
            return Shown(notice=notice, files=files)
        buttons = [found for each in paragraphs if _CONTROLS.match(each) for found in _BUTTON.findall(each)]
        self._numbers = {label: number for number, label in buttons}
        return Shown(("\n\n".join(texts),), tuple(self._numbers), notice, files)


def _is_aside(paragraph: str) -> bool:
    return _is_notice(paragraph) or _FILE.search(paragraph) is not None


def _is_notice(paragraph: str) -> bool:
    return paragraph.startswith("(") and paragraph.endswith(")")


class TerminalDoor:
    """Each person sits at a terminal of their own; it does not tell their language."""

    def __init__(self, house: House) -> None:
        self._house = house

    def person(self, name: str, language: Language = "vi") -> TerminalActor:
        return TerminalActor(name, Terminal(self._house.guide, self._house.pseudonyms, name))
