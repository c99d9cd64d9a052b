"""People with a browser, as the server sees it: the page, its forms, the replies in HTML."""

import base64
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

import httpx

from bot.language import Language
from bot.web.application import build
from tests.actors.actor import Actor, Shown
from tests.actors.house import House

ADDRESS = "http://127.0.0.1:8080"


@dataclass
class Message(HTMLParser):
    """One message of the page: its words, its buttons with what they send, its files."""

    words: str = ""
    wires: dict[str, str] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)
    _wire: str | None = None
    _aside: bool = False

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attributes}
        self._wire = given["value"] if tag == "button" and given.get("name") == "tap" else self._wire
        self._aside = self._aside or given.get("class") in ("unseen", "button")
        if "download" in given:
            self.files[given["download"]] = base64.b64decode(given["href"].partition(",")[2])

    def handle_endtag(self, tag: str) -> None:
        if tag in ("button", "a", "p", "span"):
            self._wire, self._aside = None, False

    def handle_data(self, data: str) -> None:
        if self._wire is not None:
            self.wires[data] = self._wire
        elif not self._aside:
            self.words += data


class Page(HTMLParser):
    """The chat page as it is first loaded: the forms' token, and the HTML of each message."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.token = ""
        self.messages = [f"<article{part}" for part in html.partition("<template")[0].split("<article")[1:]]
        self.feed(html)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = dict(attributes)
        if given.get("name") == "token":
            self.token = given["value"] or ""


class WebActor(Actor):
    """A person whose browser runs the page's script: replies come one exchange at a time."""

    def __init__(self, name: str, client: httpx.AsyncClient) -> None:
        super().__init__(name)
        self._client = client
        self._token = ""
        self._screen: list[Message] = []

    async def _open(self, payload: str) -> Shown:
        response = await self._client.get("/chat", params={"p": payload} if payload else None)
        assert response.status_code == 200, response.text
        page = Page(response.text)
        self._token = page.token
        self._screen = [_read(message) for message in page.messages]
        return _shown(self._screen)

    async def _say(self, text: str) -> Shown:
        return await self._post(text=text)

    async def _tap(self, label: str) -> Shown:
        return await self._tap_kept(self._keep(label))

    def _keep(self, label: str) -> object:
        for place in reversed(range(len(self._screen))):
            if label in self._screen[place].wires:
                return place, self._screen[place].wires[label]
        raise AssertionError(f"{self.name} sees no button {label!r} but {[list(each.wires) for each in self._screen]}")

    async def _tap_kept(self, button: object) -> Shown:
        assert isinstance(button, tuple)
        place, wire = button
        return await self._post(place, tap=wire)

    async def forges(self, wire: str) -> None:
        """Send a tap that no button carries, as anybody can who changes the page."""
        self._look(await self._post(tap=wire))

    async def receives(self, text: str) -> str:
        """Write, and give the HTML that comes back, as it is put into the page."""
        fields = {"token": self._token, "text": text}
        parts = {name: (None, value.encode()) for name, value in fields.items()}
        response = await self._client.post("/chat", files=parts, headers={"Accept": "application/json"})
        return "".join(reply["content"] for reply in response.json()["shown"])

    async def _share(self, latitude: float, longitude: float) -> Shown:
        return await self._post(latitude=str(latitude), longitude=str(longitude))

    async def _post(self, tapped: int = -1, **fields: str) -> Shown:
        if not self._token:
            await self._open("")
        parts = {name: (None, value.encode()) for name, value in ({"token": self._token} | fields).items()}
        response = await self._client.post("/chat", files=parts, headers={"Accept": "application/json"})
        assert response.status_code == 200, response.text
        return self._show(response.json()["shown"], tapped)

    def _show(self, replies: list[dict[str, Any]], tapped: int) -> Shown:
        messages = []
        for reply in replies:
            if reply["how"] == "notice":
                continue
            messages.append(_read(reply["content"]))
            if reply["how"] == "replace":
                self._screen[tapped] = messages[-1]
            else:
                self._screen.append(messages[-1])
        notice = " ".join(reply["content"] for reply in replies if reply["how"] == "notice")
        return _shown(messages, notice)


def _read(html: str) -> Message:
    message = Message()
    message.feed(html)
    message.words = message.words.strip()
    return message


def _shown(messages: list[Message], notice: str = "") -> Shown:
    texts = tuple(message.words for message in messages if message.words)
    files = {name: content for message in messages for name, content in message.files.items()}
    spoken = [message for message in messages if not message.files]
    return Shown(texts, tuple(spoken[-1].wires) if spoken else None, notice, files)


class WebDoor:
    """Each person has a browser of their own."""

    def __init__(self, house: House) -> None:
        self._transport = httpx.ASGITransport(app=build(house.guide, house.pseudonyms, house.library))

    def person(self, name: str, language: Language = "vi") -> WebActor:
        headers = {"Accept-Language": language}
        return WebActor(name, httpx.AsyncClient(transport=self._transport, base_url=ADDRESS, headers=headers))
