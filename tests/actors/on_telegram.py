"""People on Telegram: the project's own server, and the real application polling it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.conversation.answers import Answers
from bot.language import Language
from bot.records import Pseudonyms
from bot.telegram.application import TelegramApplication, build
from bot.telegram.polling import run
from tests.actors.actor import Actor, Shown
from tests.telegram_server import Answered, Content, Edited, InProcessRequest, Person, Posted, TelegramServer, serving
from tests.telegram_server.objects import Message
from tests.telegram_server.people import PATIENCE


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
        spoken = [message for message in messages if message.document is None]
        files = {
            message.document.file_name or "": self._door.server.files.content(message.document.file_id)
            for message in messages
            if message.document
        }
        labels = tuple(button.text for button in spoken[-1].buttons if button.callback_data) if spoken else None
        texts = tuple(message.words for message in messages if message.words)
        return Shown(texts, labels, answered.text if answered else "", files)


class TelegramDoor:
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
        # Set again by the next poll that finds nothing new: what is done now has been fetched then.
        self.server.updates.polled.clear()
        return len(self.server.journal)

    async def reaction(self, place: int, person: Person) -> list[Message]:
        """The messages that are new or changed in a person's chat, once the bot has done all it wanted to."""
        async with asyncio.timeout(PATIENCE):
            await self.server.updates.polled.wait()
            await self.application.update_queue.join()
        return [
            happening.message
            for happening in self.server.journal.since(place)
            if isinstance(happening, Posted | Edited) and happening.message.chat == person.room.chat
        ]


@asynccontextmanager
async def telegram_in_process(guide: Answers, pseudonyms: Pseudonyms) -> AsyncIterator[TelegramDoor]:
    """The application polls without a socket."""
    server = TelegramServer()
    application = build(server.token, guide, pseudonyms, request=InProcessRequest(server))
    async with _polling(server, application) as door:
        yield door


@asynccontextmanager
async def telegram_over_http(guide: Answers, pseudonyms: Pseudonyms) -> AsyncIterator[TelegramDoor]:
    """The application polls over HTTP, as it does in earnest."""
    server = TelegramServer()
    async with serving(server) as root:
        application = build(server.token, guide, pseudonyms, base_url=f"{root}/bot")
        async with _polling(server, application) as door:
            yield door


@asynccontextmanager
async def _polling(server: TelegramServer, application: TelegramApplication) -> AsyncIterator[TelegramDoor]:
    """Polls while the block lasts; fails at the end if a tap still waits or a call is not modelled."""
    stop = asyncio.Event()
    # Not a TaskGroup: pytest opens and closes a fixture in different tasks.
    running = asyncio.create_task(run(application, stop))
    try:
        async with asyncio.timeout(PATIENCE):
            await server.updates.polled.wait()
        yield TelegramDoor(server, application)
    finally:
        stop.set()
        await running
    assert server.callbacks.unanswered == frozenset()
    assert server.problems() == []
