"""People on Telegram: the project's own server, and the real application that polls it or is posted to."""

import asyncio
from abc import ABC, abstractmethod
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Final

from starlette.applications import Starlette
from telegram.request import HTTPXRequest

from bot.conversation.answers import Answers, Suggests
from bot.language import Language
from bot.records import Pseudonyms
from bot.telegram import polling, webhook
from bot.telegram.application import TelegramApplication, build
from bot.telegram.webhook import Address, Ledger, Webhook
from tests.actors.actor import Actor, Shown
from tests.telegram_server import (
    Answered,
    Content,
    Edited,
    InProcessRequest,
    Person,
    Posted,
    TelegramServer,
    delivering,
    delivering_in_process,
    serving,
)
from tests.telegram_server.objects import Location, Message
from tests.telegram_server.people import PATIENCE
from tests.telegram_server.transports import serving_application

ADDRESS: Final = Address("https://motcua.example/telegram", "invented_for-the-tests")


class TelegramActor(Actor):
    """A person in their private chat with the bot, or in a group."""

    def __init__(self, person: Person, door: "TelegramDoor") -> None:
        super().__init__(person.user.first_name)
        self.person = person
        self._door = door

    async def _open(self, payload: str) -> Shown:
        place = self._door.begin()
        self.person.presses_start(payload)
        return await self._seen(place)

    async def _say(self, text: str) -> Shown:
        place = self._door.begin()
        self.person.writes(text)
        return await self._seen(place)

    async def _tap(self, label: str) -> Shown:
        place = self._door.begin()
        answered = await self.person.taps_for_notice(label)
        return await self._seen(place, answered)

    def _keep(self, label: str) -> object:
        return self.person._button(label, None)

    async def _tap_kept(self, button: object) -> Shown:
        assert isinstance(button, tuple)
        message, wire = button
        place = self._door.begin()
        answered = await self.person.forges(wire, message)
        seen = await self._seen(place, answered)
        if seen.texts or seen.notice:
            return seen
        # Nothing was edited, because the message says already what is true now.
        stands = self.person.room.messages[message.message_id]
        return Shown((stands.words,), tuple(button.text for button in stands.buttons))

    async def _share(self, latitude: float, longitude: float) -> Shown:
        place = self._door.begin()
        self.person.sends(Content(location=Location(latitude=latitude, longitude=longitude)))
        return await self._seen(place)

    async def sends(self, content: Content) -> None:
        """Send a photo, a voice message, a place: anything but text."""
        place = self._door.begin()
        self.person.sends(content)
        self._look(await self._seen(place))

    async def forges(self, wire: str) -> None:
        """Send a tap that no button carries, as a changed app can, on the newest message with buttons."""
        place = self._door.begin()
        message = next(message for message in reversed(self.person.screen) if message.buttons)
        answered = await self.person.forges(wire, message)
        self._look(await self._seen(place, answered))

    async def _seen(self, place: int, answered: Answered | None = None) -> Shown:
        messages = await self._door.reaction(place, self.person)
        spoken = [message for message in messages if message.document is None and message.photo is None]
        files = {
            message.document.file_name or "": self._door.server.files.content(message.document.file_id)
            for message in messages
            if message.document
        }
        for photo in filter(None, (message.photo for message in messages)):
            files["photo"] = self._door.server.files.content(photo[-1].file_id)  # its name is not kept
        labels = tuple(button.text for button in spoken[-1].buttons if button.callback_data) if spoken else None
        texts = tuple(message.words for message in messages if message.words)
        return Shown(texts, labels, answered.text if answered else "", files)


class TelegramDoor(ABC):
    """The server and the application that serves it."""

    def __init__(self, server: TelegramServer, application: TelegramApplication) -> None:
        self.server = server
        self.application = application

    def person(self, name: str, language: Language = "vi") -> TelegramActor:
        return TelegramActor(self.server.person(name, language), self)

    def group(self, title: str, *people: TelegramActor) -> tuple[TelegramActor, ...]:
        """The same people as they act in a new group with the bot."""
        inside = self.server.group(title, *(each.person for each in people))
        return tuple(TelegramActor(person, self) for person in inside)

    def begin(self) -> int:
        """Something is about to be done; gives the place in the journal after which the reaction stands."""
        return len(self.server.journal)

    async def reaction(self, place: int, person: Person) -> list[Message]:
        """The messages that are new or changed in a person's chat, once the bot has done all it wanted to."""
        async with asyncio.timeout(PATIENCE):
            await self.all_done()
        return [
            happening.message
            for happening in self.server.journal.since(place)
            if isinstance(happening, Posted | Edited) and happening.message.chat == person.room.chat
        ]

    @abstractmethod
    async def all_done(self) -> None:
        """Returns once the bot has nothing more to do for what was done since `begin`."""


class PollingDoor(TelegramDoor):
    """The application asks for what happened."""

    def begin(self) -> int:
        # Set again by the next poll that finds nothing new: what is done now has been fetched then.
        self.server.updates.polled.clear()
        return super().begin()

    async def all_done(self) -> None:
        await self.server.updates.polled.wait()
        await self.application.update_queue.join()


class WebhookDoor(TelegramDoor):
    """Telegram posts what happened; an update is confirmed when the bot is done with it."""

    async def all_done(self) -> None:
        await self.server.updates.emptied()


@asynccontextmanager
async def telegram_in_process(
    guide: Answers, pseudonyms: Pseudonyms, suggests: Suggests | None = None
) -> AsyncIterator[TelegramDoor]:
    """The application polls without a socket."""
    server = TelegramServer()
    application = build(server.token, guide, pseudonyms, request=InProcessRequest(server), suggests=suggests)
    async with _polling(server, application) as door:
        yield door


@asynccontextmanager
async def telegram_over_http(
    guide: Answers, pseudonyms: Pseudonyms, suggests: Suggests | None = None
) -> AsyncIterator[TelegramDoor]:
    """The application polls over HTTP, as it does in earnest."""
    server = TelegramServer()
    async with serving(server) as root:
        # Certificates take the client long to read and are of no use on loopback.
        plain = HTTPXRequest(httpx_kwargs={"verify": False})
        application = build(server.token, guide, pseudonyms, base_url=f"{root}/bot", request=plain, suggests=suggests)
        async with _polling(server, application) as door:
            yield door


@asynccontextmanager
async def telegram_by_webhook(
    guide: Answers, pseudonyms: Pseudonyms, ledger: Ledger, suggests: Suggests | None = None
) -> AsyncIterator[TelegramDoor]:
    """Telegram posts updates over HTTP, with the secret; the application calls without a socket."""
    server, receiving = _posted(guide, pseudonyms, ledger, suggests)
    served = serving_application(Starlette(routes=[receiving.route()]))
    async with served as root, delivering(server, root), _open(receiving, server):
        yield WebhookDoor(server, receiving.application)
    _check(server)


@asynccontextmanager
async def telegram_by_webhook_in_process(
    guide: Answers, pseudonyms: Pseudonyms, ledger: Ledger
) -> AsyncIterator[TelegramDoor]:
    """Telegram posts updates without a socket, and waits for an answer as long as in earnest."""
    server, receiving = _posted(guide, pseudonyms, ledger)
    served = Starlette(routes=[receiving.route()])
    async with delivering_in_process(server, served, patience=60), _open(receiving, server):
        yield WebhookDoor(server, receiving.application)
    _check(server)


def _posted(
    guide: Answers, pseudonyms: Pseudonyms, ledger: Ledger, suggests: Suggests | None = None
) -> tuple[TelegramServer, Webhook]:
    server = TelegramServer()
    application = build(server.token, guide, pseudonyms, request=InProcessRequest(server), suggests=suggests)
    return server, Webhook(application, ADDRESS, ledger)


@asynccontextmanager
async def _polling(server: TelegramServer, application: TelegramApplication) -> AsyncIterator[TelegramDoor]:
    """Polls while the block lasts."""
    stop = asyncio.Event()
    # Not a TaskGroup: pytest opens and closes a fixture in different tasks.
    running = asyncio.create_task(polling.run(application, stop))
    try:
        async with asyncio.timeout(PATIENCE):
            await server.updates.polled.wait()
        yield PollingDoor(server, application)
    finally:
        stop.set()
        await running
    _check(server)


@asynccontextmanager
async def _open(receiving: Webhook, server: TelegramServer) -> AsyncIterator[None]:
    """The webhook is open, and Telegram knows it, while the block lasts."""
    stop = asyncio.Event()
    running = asyncio.create_task(webhook.run(receiving, stop))
    try:
        async with asyncio.timeout(PATIENCE):
            while server.webhook.subscription is None:
                await server.updates.changed.wait()
        yield
    finally:
        stop.set()
        await running


def _check(server: TelegramServer) -> None:
    """Fails if a tap still waits or a call is not modelled."""
    assert server.callbacks.unanswered == frozenset()
    assert server.problems() == []
