"""Telephones of helpers, who talk with a program in another process that may die at any moment."""

import asyncio
import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Final

import httpx

from bot.conversation.speech import Speech
from bot.terminal import plain
from tests.actors.on_web import Message as WebMessage
from tests.actors.on_web import Page
from tests.saturday.life import PATIENCE, Life, ProgramDied, TurnedAway
from tests.telegram_server import Answered, Person
from tests.telegram_server.journal import Edited, Happening, Posted
from tests.telegram_server.objects import Message

TOO_MANY: Final = plain(Speech("vi").say("too_many"))


@dataclass(frozen=True)
class Screen:
    """The newest message with buttons: its words, and its labels with what stands on their buttons."""

    words: str = ""
    buttons: Mapping[str, str] = field(default_factory=dict)
    place: object = None

    def numbered(self, name: str) -> str:
        """The label of the button for the line of the text with this name (cut off where it is long)."""
        found = re.search(rf"(\d+)\. (?:❌ Thiếu: )?{re.escape(name[:45])}", self.words)
        assert found, f"no line {name!r} in {self.words!r}"
        label = next((each for each in self.buttons if re.match(rf"(❌ )?{found[1]}(\.|$)", each)), None)
        assert label is not None, f"no button {found[1]} in {list(self.buttons)}"
        return label


@dataclass(frozen=True)
class Button:
    """A button as it was on the screen once; the finger may find it again, whatever is there by then."""

    place: object
    wire: str


class Phone(ABC):
    """What a helper holds; what talks with the program raises `ProgramDied` and `TurnedAway`."""

    def __init__(self, life: Life) -> None:
        self._life = life

    @property
    @abstractmethod
    def screen(self) -> Screen: ...

    @abstractmethod
    def screen_at(self, place: object) -> Screen:
        """The message there as it stands now."""

    @abstractmethod
    async def opens(self, payload: str) -> None:
        """Follow a link."""

    @abstractmethod
    async def says(self, text: str) -> None:
        """Write, and read what comes back."""

    @abstractmethod
    async def taps(self, button: Button, *, heard: bool = True) -> None:
        """Tap; returns once the program has answered, which the phone did not hear where it has no signal."""

    @abstractmethod
    async def taps_twice(self, button: Button) -> None:
        """Tap again before anything is seen of the first tap."""

    @abstractmethod
    async def shows(self, wanted: Callable[[Screen], bool], tapped: Button | None) -> None:
        """Returns once the newest message with buttons, or the one that was tapped, is such."""

    @abstractmethod
    def taps_in_vain(self, button: Button) -> None:
        """Tap while nobody answers."""

    def _shows(self, wanted: Callable[[Screen], bool], tapped: Button | None) -> bool:
        return wanted(self.screen) or (tapped is not None and wanted(self.screen_at(tapped.place)))

    async def closes(self) -> None:  # noqa: B027 - a phone that holds no connection has nothing to close
        """Put it away."""

    def keeps(self, label: str) -> Button:
        """A button of the screen."""
        assert label in self.screen.buttons, f"no button {label!r} but {list(self.screen.buttons)}: {self.screen.words}"
        return Button(self.screen.place, self.screen.buttons[label])


class TelegramPhone(Phone):
    """The screen is what the server holds; the phone shows it as soon as it looks."""

    def __init__(self, life: Life, person: Person) -> None:
        super().__init__(life)
        self._person = person
        self._server = person._server

    @property
    def screen(self) -> Screen:
        screens = (self.screen_at(message) for message in reversed(self._person.screen))
        return next((screen for screen in screens if screen.buttons), Screen())

    def screen_at(self, place: object) -> Screen:
        assert isinstance(place, Message)
        message = self._person.room.messages[place.message_id]
        labels = {each.text: each.callback_data for each in message.buttons if each.callback_data}
        return Screen(message.words, labels, message)

    async def opens(self, payload: str) -> None:
        await self._writes(f"/start {payload}")

    async def says(self, text: str) -> None:
        await self._writes(text)

    async def _writes(self, text: str) -> None:
        place = len(self._server.journal)
        # What seems to be written long ago is answered differently.
        self._server.now = datetime.now(UTC)
        self._person.writes(text)
        _, answer = await self._life.unless_dead(self._server.journal.find(place, self._posted))
        if answer.words == TOO_MANY:
            raise TurnedAway

    async def taps(self, button: Button, *, heard: bool = True) -> None:
        await self._answered(self._tap(button))

    async def taps_twice(self, button: Button) -> None:
        await asyncio.gather(self._answered(self._tap(button)), self._answered(self._tap(button)))

    def taps_in_vain(self, button: Button) -> None:
        self._tap(button)

    async def shows(self, wanted: Callable[[Screen], bool], tapped: Button | None) -> None:
        async def changing() -> None:
            place = len(self._server.journal)
            while not self._shows(wanted, tapped):
                place, _ = await self._server.journal.find(place, self._changed)

        await self._life.unless_dead(changing())

    def _tap(self, button: Button) -> tuple[str, int]:
        assert isinstance(button.place, Message)
        return self._person._tap((button.place, button.wire)).id, len(self._server.journal)

    async def _answered(self, tapped: tuple[str, int]) -> None:
        query, place = tapped

        def wanted(happening: Happening) -> Answered | None:
            return happening if isinstance(happening, Answered) and happening.query_id == query else None

        _, answered = await self._life.unless_dead(self._server.journal.find(place, wanted))
        if answered.text == TOO_MANY:
            raise TurnedAway

    def _changed(self, happening: Happening) -> Message | None:
        if isinstance(happening, Posted | Edited) and happening.message.chat.id == self._person.room.chat.id:
            return happening.message
        return None

    def _posted(self, happening: Happening) -> Message | None:
        return self._changed(happening) if isinstance(happening, Posted) else None


class WebPhone(Phone):
    """A browser with the page's script: one exchange at a time."""

    def __init__(self, life: Life) -> None:
        super().__init__(life)
        self._client = httpx.AsyncClient(timeout=PATIENCE, headers={"Accept-Language": "vi"})
        self._token = ""
        self._messages: list[WebMessage] = []

    @property
    def screen(self) -> Screen:
        screens = (self.screen_at(place) for place in reversed(range(len(self._messages))))
        return next((screen for screen in screens if screen.buttons), Screen())

    def screen_at(self, place: object) -> Screen:
        assert isinstance(place, int)
        message = self._messages[place]
        return Screen(message.words, message.wires, place)

    async def opens(self, payload: str) -> None:
        response = await self._asks("GET", params={"p": payload} if payload else None)
        page = Page(response.text)
        self._token = page.token
        self._messages = [_read(each) for each in page.messages]

    async def says(self, text: str) -> None:
        self._show((await self._posts(text=text)).json()["shown"], None)

    async def taps(self, button: Button, *, heard: bool = True) -> None:
        response = await self._posts(tap=button.wire)
        if heard:
            self._show(response.json()["shown"], button.place)

    async def taps_twice(self, button: Button) -> None:
        for _ in range(2):
            await self.taps(button)

    def taps_in_vain(self, button: Button) -> None:
        """The page says that nothing was sent."""

    async def shows(self, wanted: Callable[[Screen], bool], tapped: Button | None) -> None:
        assert self._shows(wanted, tapped), f"not what was expected: {self.screen}"

    async def closes(self) -> None:
        await self._client.aclose()

    async def _posts(self, **fields: str) -> httpx.Response:
        parts = {name: (None, value.encode()) for name, value in ({"token": self._token} | fields).items()}
        return await self._asks("POST", files=parts)

    async def _asks(self, method: str, **given: Any) -> httpx.Response:
        headers = {"Accept": "application/json"} if method == "POST" else {}
        try:
            asking = self._client.request(method, f"{self._life.address}/chat", headers=headers, **given)
            response: httpx.Response = await self._life.unless_dead(asking)
        except httpx.TransportError as error:
            raise ProgramDied from error
        if response.status_code == 429:
            raise TurnedAway
        assert response.status_code == 200, response.text
        return response

    def _show(self, replies: list[dict[str, Any]], tapped: object) -> None:
        for reply in replies:
            if reply["how"] == "replace" and isinstance(tapped, int):
                self._messages[tapped] = _read(reply["content"])
            elif reply["how"] != "notice":
                self._messages.append(_read(reply["content"]))


def _read(html: str) -> WebMessage:
    message = WebMessage()
    message.feed(html)
    return message
